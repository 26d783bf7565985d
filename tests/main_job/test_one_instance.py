"""One program with windows a data folder: commands, links and a second start reach it, also after a crash."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from screenpop.bootstrap import bell
from tests.main_job.rings import ringing
from tests.main_job.site import Site
from tests.program import screenpop
from tests.ui.screen import wait_for


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return Site(tmp_path / "site").config


@contextmanager
def running(config: Path, *command: str) -> Iterator[subprocess.Popen[bytes]]:
    """The desktop application with these settings, once it can be reached."""
    with config.with_suffix(".desktop-stderr").open("wb") as errors:
        program = subprocess.Popen(
            [sys.executable, "-m", "screenpop", *(command or ("--config", str(config)))],
            stderr=errors,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(config.parent / "xdg")},
        )
        try:
            wait_for(lambda: bell.ask(config.parent / "data", "lines", None) not in (None, {}), 30)
            yield program
        finally:
            program.terminate()
            program.wait(10)


def told(config: Path, *arguments: str) -> tuple[int, str]:
    done = screenpop(arguments[0], "--config", config, *arguments[1:])
    return done.returncode, done.stderr


def test_commands_and_links_reach_the_program_that_runs(config: Path) -> None:
    with running(config) as program:
        assert told(config, "show")[0] == 1
        assert "No call has come" in told(config, "show")[1]
        with ringing(config, "0601234567", "--answer"):
            wait_for(lambda: told(config, "show")[0] == 0, 30)
        assert "not at hand" in told(config, "show", "nobody")[1]
        assert told(config, "show", "--no-cards", "on") == (0, "")
        assert told(config, "open", "--", "screenpop:customer/C1") == (0, "")
        assert told(config, "open", "--", "tel:+48601234567") == (0, "")
        assert screenpop("--config", config).returncode == 0  # a second start
        checked = screenpop("check", "--config", config)
        assert "keys" in checked.stdout
        assert program.poll() is None


@pytest.mark.parametrize("link", ["tel:*21*5#", "--", "screenpop:settings", "file:///etc/passwd"])
def test_a_link_that_names_nothing_is_refused_before_anybody_is_asked(config: Path, link: str) -> None:
    code, error = told(config, "open", "--", link)

    assert code == 2
    assert "no link that Screenpop opens" in error


def test_where_none_runs_a_link_starts_the_program_that_opens_it(config: Path) -> None:
    with running(config, "open", "--config", str(config), "--", "tel:+48601234567") as program:
        assert program.poll() is None


def test_a_program_that_was_killed_leaves_nothing_in_the_next_ones_way(config: Path) -> None:
    with running(
        config, "--config", str(config), "--no-guard"
    ) as first:  # a guard would have it end in order
        first.kill()
        first.wait(10)
    assert told(config, "show")[0] == 2

    with running(config) as second:
        assert second.poll() is None


def test_check_tells_which_key_of_the_settings_is_none(config: Path) -> None:
    with config.open("a", encoding="utf-8") as settings:
        settings.write('\n[keys]\nno_cards = "C"\n')
    checked = screenpop("check", "--config", config)

    assert checked.returncode == 1
    assert "[keys] no_cards: “C” is no key that can be used everywhere." in checked.stdout
