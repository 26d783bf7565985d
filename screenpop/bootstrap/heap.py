"""One heap for all threads.

glibc gives each thread an arena of its own, and a desk has a dozen threads that mostly wait: 12 MB of 138 MB
resident were such arenas' leftovers. Other systems' allocators have no such switch, and need none.
"""

import ctypes
import sys
from contextlib import suppress

_M_ARENA_MAX = -8  # mallopt(3)


def share_one_heap() -> None:
    """Ask the allocator for it; call before threads start."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # a C library without mallopt
            ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)
