"""`screenpop ring`: a simulated call through the program that runs for this data folder."""

import argparse

from screenpop.commands.settings_of import settings_of
from screenpop.commands.wished import have_done


def command(arguments: argparse.Namespace) -> int:
    """Ring, and return when the call has ended."""
    return have_done(
        settings_of(arguments).data,
        "ring",
        {
            "number": arguments.number,
            "name": arguments.name,
            "did": arguments.did,
            "answer": arguments.answer,
            "practice": arguments.practice,
        },
    )
