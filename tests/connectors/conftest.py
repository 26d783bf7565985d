from collections.abc import Iterator

import pytest

from tests.connectors.databases import close_sources


@pytest.fixture(autouse=True)
def no_source_stays_open() -> Iterator[None]:
    """Sources keep their files open for the next question; here the last one has been asked."""
    yield
    close_sources()
