"""The program's entrance: `screenpop`, or `python -m screenpop`."""

from __future__ import annotations

import signal
import sys

from screenpop.guard import DESKTOP, Guarded, command_of, guarded

TYPE_CHECKING = False  # typing's own would be loaded by a guard that has no use for it
if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import FrameType

_ENDED_BY_SIGNAL = (DESKTOP, "watch", "supervise", "settings")


def main() -> int:
    """Run the command that the arguments name; returns its exit code."""
    arguments = sys.argv[1:]
    if command_of(arguments) in _ENDED_BY_SIGNAL:
        for number in (signal.SIGTERM, signal.SIGINT):
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, _end)  # until the command listens itself: it loads for a second
    return guarded(arguments, _run)


def _end(_number: int, _frame: FrameType | None) -> None:
    sys.exit(0)


def _run(arguments: Sequence[str], told: Guarded) -> int:
    from screenpop.commands.parser import run  # noqa: PLC0415 # each command imports only what it needs

    return run(arguments, told)


if __name__ == "__main__":
    sys.exit(main())
