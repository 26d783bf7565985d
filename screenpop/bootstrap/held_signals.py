"""What tells a program to end waits while windows are being made."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def signals_held() -> Iterator[None]:
    """Have SIGTERM and SIGINT come when the block is over.

    They end a program that starts by an exception, and one in the midst of what Qt calls is lost or taken for another.
    Windows sends no such signals.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM, signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
