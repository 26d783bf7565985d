"""Cuts off a question that its database does not end in time: the server, or the network, has gone silent."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Timer


class Watched:
    """A question under way.

    Attributes:
        driver: The driver's connection that it is put to, once there is one.
        late: Its time is over, and the connection was cut off.
    """

    def __init__(self, cut: Callable[[object], None]) -> None:
        self.driver: object | None = None
        self.late = False
        self._cut = cut

    def end(self) -> None:
        """Its time is over."""
        self.late = True
        if self.driver is not None:
            with suppress(Exception):  # it may have ended by itself this very moment: drivers differ in it
                self._cut(self.driver)


@contextmanager
def watching(cut: Callable[[object], None] | None, seconds: float | None) -> Iterator[Watched]:
    """Look at the clock once, when the time is over, if the question is then still under way."""
    watched = Watched(cut or _leave_alone)
    if cut is None or seconds is None:
        yield watched
        return
    timer = Timer(seconds, watched.end)
    timer.daemon = True
    timer.start()
    try:
        yield watched
    finally:
        timer.cancel()


def _leave_alone(_driver: object) -> None:
    return
