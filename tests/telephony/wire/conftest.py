"""The one thread of a line, running."""

from collections.abc import Iterator

import pytest

from telephony.wire.io_thread import IoThread


@pytest.fixture
def thread() -> Iterator[IoThread]:
    made = IoThread("line test")
    made.start()
    yield made
    made.stop(timeout=1)
