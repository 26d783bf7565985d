"""Fixtures for the supervisors' views."""

import pytest

from tests.ui.supervisor.records import FakeRecord


@pytest.fixture
def record() -> FakeRecord:
    return FakeRecord()
