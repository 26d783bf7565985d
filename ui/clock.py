"""What time it is for whoever looks at a window. For pictures that are compared it can be stopped."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime

_stopped: ContextVar[datetime | None] = ContextVar("stopped", default=None)


def now() -> datetime:
    """The time, in UTC."""
    return _stopped.get() or datetime.now(UTC)


def local_today() -> date:
    """Today by the reader's calendar: for books, promises and anniversaries."""
    return now().astimezone().date()


@contextmanager
def stopped(at: datetime) -> Iterator[None]:
    """Until the block ends it is `at` for all that runs on this thread."""
    before = _stopped.set(at)
    try:
        yield
    finally:
        _stopped.reset(before)
