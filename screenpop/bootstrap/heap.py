"""One heap for all threads, and nobody who looks through all of it again and again.

glibc gives each thread an arena of its own, and a desk has a dozen threads that mostly wait: 12 MB of 138 MB
resident were such arenas' leftovers. Other systems' allocators have no such switch, and need none.
"""

import ctypes
import gc
import sys
from contextlib import suppress

_M_ARENA_MAX = -8  # mallopt(3)


def share_one_heap() -> None:
    """Ask the allocator for it; call before threads start."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # a C library without mallopt
            ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)


def leave_alone_what_stays() -> None:
    """Have rubbish looked for only among what comes from now on; call when much has been built that lasts.

    Looking through the 160,000 objects of a desk at work stops every thread for 100 ms, in the middle of a call.
    """
    gc.freeze()
