"""Fixtures of the main job: a site of each test's own."""

from pathlib import Path

import pytest

from tests.main_job.site import Site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "site")
