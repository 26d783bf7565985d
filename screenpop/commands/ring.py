"""`screenpop ring`: a simulated call through the program that runs for this data folder."""

import argparse
import sys

from screenpop.bootstrap import bell
from screenpop.commands.settings_of import settings_of


def command(arguments: argparse.Namespace) -> int:
    """Ring, and return when the call has ended."""
    data = settings_of(arguments).data
    reply = bell.ask(
        data,
        "ring",
        {
            "number": arguments.number,
            "name": arguments.name,
            "did": arguments.did,
            "answer": arguments.answer,
        },
    )
    if reply is None:
        print(f"screenpop: no Screenpop runs for the data folder {data}.", file=sys.stderr)
        return 2
    if problem := reply.get("error"):
        print(f"screenpop: {problem}", file=sys.stderr)
        return 1
    return 0
