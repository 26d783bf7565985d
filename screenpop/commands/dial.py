"""`screenpop dial`: has the desk phone call, through the program that runs for this data folder."""

import argparse
import sys

from screenpop.bootstrap.dialling import no_number, wanted_number
from screenpop.bootstrap.parts import reader_of
from screenpop.commands.settings_of import settings_of
from screenpop.commands.wished import have_done


def command(arguments: argparse.Namespace) -> int:
    """Dial, and return when the PBX calls, or says why it does not."""
    settings = settings_of(arguments)
    if wanted_number(arguments.number, reader_of(settings)) is None:
        print(f"screenpop: {no_number(arguments.number)}", file=sys.stderr)
        return 2
    return have_done(settings.data, "dial", arguments.number)
