"""The demo company is made once a day, and whole."""

import subprocess
from pathlib import Path
from unittest.mock import Mock

import platformdirs
import pytest

from screenpop.bootstrap import demo_site
from screenpop.bootstrap.demo_site import ready_demo_site


def test_a_company_that_was_left_half_made_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(platformdirs, "user_cache_path", lambda *_, **__: tmp_path)
    told: list[str] = []
    for outcome in (subprocess.CalledProcessError(1, "learn"), None, None):
        monkeypatch.setattr(demo_site.subprocess, "run", Mock(side_effect=outcome))
        try:
            site = ready_demo_site(told.append, customers=20)
        except subprocess.CalledProcessError:
            continue

    assert len(told) == 2
    assert site.settings.exists()
    assert site.callers.good.number
