"""Has the program that runs for this data folder do something, and says how it went."""

import sys
from pathlib import Path

from screenpop.bootstrap import bell


def have_done(data: Path, name: str, wished: object) -> int:
    """Wish for something at the bell; the exit code when it is fulfilled, or cannot be."""
    reply = bell.ask(data, name, wished)
    if reply is None:
        print(f"screenpop: no Screenpop runs for the data folder {data}.", file=sys.stderr)
        return 2
    if problem := reply.get("error"):
        print(f"screenpop: {problem}", file=sys.stderr)
        return 1
    return 0
