"""`screenpop dial`: has the desk phone call, through the program that runs for this data folder."""

import argparse
import sys

from screenpop.bootstrap import bell
from screenpop.bootstrap.dialling import no_number, wanted_number
from screenpop.bootstrap.parts import reader_of
from screenpop.commands.settings_of import settings_of


def command(arguments: argparse.Namespace) -> int:
    """Dial, and return when the PBX calls, or says why it does not."""
    settings = settings_of(arguments)
    if wanted_number(arguments.number, reader_of(settings)) is None:
        print(f"screenpop: {no_number(arguments.number)}", file=sys.stderr)
        return 2
    data = settings.data
    reply = bell.ask(data, "dial", arguments.number)
    if reply is None:
        print(f"screenpop: no Screenpop runs for the data folder {data}.", file=sys.stderr)
        return 2
    if problem := reply.get("error"):
        print(f"screenpop: {problem}", file=sys.stderr)
        return 1
    return 0
