"""Long work that must not disturb whoever sits at this computer."""

import os
import sys
import time
from collections.abc import Callable

from screenpop.sentences import Sentence

_BELOW_NORMAL = 0x4000  # BELOW_NORMAL_PRIORITY_CLASS
_EVERY = 1.0


def yield_to_others() -> None:
    """Take the processor only while nobody else wants it; on Linux the disk is shared by the same word."""
    if sys.platform == "win32":
        from ctypes import windll  # noqa: PLC0415 # there is none elsewhere

        windll.kernel32.SetPriorityClass(windll.kernel32.GetCurrentProcess(), _BELOW_NORMAL)
    else:
        os.nice(19)


class Progress:
    """Tells how far it has come on stderr, a line a second at most."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._next = -_EVERY
        self._held: Sentence | None = None

    def tell(self, sentence: Sentence) -> None:
        """Say it, or hold it until a second is over; what is held gives way to what is newer."""
        self._held = sentence
        if self._now() >= self._next:
            self.flush()

    def flush(self) -> None:
        """Say what is held."""
        if self._held is not None:
            print(self._held, file=sys.stderr, flush=True)
            self._held, self._next = None, self._now() + _EVERY
