"""Enters the books by XML-RPC into the Tryton that runs at a URL, as its user "admin", whose password is on stdin.

Usage: python -m tests.erp.tryton_books.enter URL
"""

import sys

from proteus.config import set_xmlrpc_session

from tests.erp.tryton_books import company, people
from tests.erp.tryton_books.trade import Trade


def main(url: str) -> None:
    """Enter everything."""
    with set_xmlrpc_session(url, "admin", sys.stdin.read()) as config:
        founded = company.found(config)
        Trade(config, founded, people.enter(config, founded)).enter()


if __name__ == "__main__":
    main(sys.argv[1])
