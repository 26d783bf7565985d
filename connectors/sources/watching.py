"""Cuts off a question that its database does not end in time: the server, or the network, has gone silent."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Lock, Timer


class Watched:
    """A question under way.

    Attributes:
        late: Its time is over, and the connection was cut off.
    """

    def __init__(self, cut: Callable[[object], None]) -> None:
        self.late = False
        self._driver: object | None = None
        self._cut = cut
        self._cutting = Lock()

    def at(self, driver: object) -> None:
        """It is put to this driver's connection."""
        with self._cutting:
            self._driver = driver

    def done(self) -> None:
        """It is not cut off any more, whatever the clock says: the connection may be another question's next."""
        with self._cutting:
            self._driver = None

    def end(self) -> None:
        """Its time is over."""
        with self._cutting:
            self.late = True
            if self._driver is not None:
                with suppress(
                    Exception
                ):  # it may have ended by itself this very moment: drivers differ in it
                    self._cut(self._driver)


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
