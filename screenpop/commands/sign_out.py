"""`screenpop sign-out`: has the program that runs send what is saved here, and leave the seat."""

import argparse
import sys

from screenpop.bootstrap import bell
from screenpop.commands.settings_of import settings_of


def command(arguments: argparse.Namespace) -> int:
    """Sign out, and say what has not arrived yet; 1 if that cannot be done now."""
    data = settings_of(arguments).data
    reply = bell.ask(data, "sign_out", "in a call" if arguments.in_a_call else "")
    if reply is None:
        print(f"screenpop: no Screenpop runs for the data folder {data}.", file=sys.stderr)
        return 2
    if problem := reply.get("error"):
        print(f"screenpop: {problem}", file=sys.stderr)
        return 1
    if told := reply.get("told"):
        print(f"screenpop: {told}", file=sys.stderr)
    return 0
