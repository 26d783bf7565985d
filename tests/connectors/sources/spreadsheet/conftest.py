from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest

from connectors.sources.spreadsheet.order import Reading
from connectors.sources.spreadsheet.source import SpreadsheetSource

SOON = timedelta(seconds=20)


@pytest.fixture
def source_of():
    """Makes sources, and closes them at the end."""
    with ExitStack() as stack:

        def make(path: Path, **reading) -> SpreadsheetSource:
            source = SpreadsheetSource("shop", path, Reading(**reading))
            stack.callback(source.close)
            return source

        yield make
