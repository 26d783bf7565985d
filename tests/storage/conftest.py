from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from screenpop.storage.call_log import LocalCallLog
from screenpop.storage.record_keeper import LocalRecord


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "record.db"


@pytest.fixture
def record(path: Path) -> Iterator[LocalRecord]:
    with closing(LocalRecord(path)) as kept:
        yield kept


@pytest.fixture
def call_log(path: Path) -> Iterator[LocalCallLog]:
    with closing(LocalCallLog(path)) as log:
        yield log
