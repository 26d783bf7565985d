"""`screenpop read-spreadsheets`: what a frozen program starts itself as, to read spreadsheets beside its windows."""

import argparse

from connectors.sources.spreadsheet.worker import main


def command(_: argparse.Namespace) -> int:
    """Read what standard input orders; see the worker."""
    return main()
