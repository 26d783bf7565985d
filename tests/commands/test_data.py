"""What is kept for one user is told, and removed if wanted: nothing of anybody else's, nothing unsent unasked."""

import json
import sys
from pathlib import Path

import pytest

from screenpop.bootstrap.bell import Bell
from screenpop.bootstrap.kinds import all_kinds
from screenpop.bootstrap.own_data import names_of_passwords, remove
from screenpop.settings.reading import read_settings
from screenpop.storage.drafts import DRAFTS_FILE
from screenpop.storage.spool.spool import Spool
from tests.program import screenpop
from tests.storage.made_entries import started

SETTINGS = """
region = "PL"
agent = "anna"
data = "data"

[line]
kind = "simulator"

[record]
database = "{record}"

[sources.crm]
kind = "sql"
url = "sqlite:///crm.db"
"""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    folder = tmp_path / "config"
    folder.mkdir()
    (folder / "settings.toml").write_text(SETTINGS.format(record="../shared/record.db"))
    (tmp_path / "shared").mkdir()
    data = folder / "data"
    for name in ("logs", "crashes"):
        (data / name).mkdir(parents=True)
    (data / "logs" / "screenpop.log").write_text("x" * 100)
    (data / "crashes" / "20261122T101112Z-7.txt").write_text("x")
    for name in (DRAFTS_FILE, "directory.db", "directory-0a1b2c3d.db", "learnt.db", "card-place.json"):
        (data / name).write_bytes(b"x")
    (folder / "settings.toml.bak").write_text("")
    (folder / "settings.toml.before-0.2.0").write_text("")
    return folder / "settings.toml"


def everything(folder: Path) -> list[str]:
    return sorted(str(each.relative_to(folder)) for each in folder.rglob("*") if each.is_file())


def test_what_there_is_is_told_with_its_size(config):
    told = screenpop("data", "list", "--json", "--config", config)

    assert told.returncode == 0
    kept = {row["what"]: row for row in map(json.loads, told.stdout.splitlines())}
    assert kept["logs and reports of crashes"]["bytes"] == 101
    assert str(config) in kept["the settings, and what stood there before"]["paths"]


def test_all_of_it_is_removed_and_the_shared_record_is_nobodys_business(config, tmp_path):
    shared = tmp_path / "shared" / "record.db"
    shared.write_bytes(b"everybody's")

    done = screenpop("data", "remove", "--yes", "--config", config)

    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "removed; 0 passwords forgotten"), (
        done.stderr
    )
    assert everything(tmp_path) == ["shared/record.db"]
    assert not config.parent.exists()


def test_files_that_are_not_ours_stay_with_their_folder(config, tmp_path):
    strangers = [
        config.parent / "data" / "logs" / "of another program.txt",
        config.parent / "data" / "thesis.odt",
    ]
    for each in strangers:
        each.write_text("mine")

    assert screenpop("data", "remove", "--yes", "--config", config).returncode == 0

    assert everything(tmp_path) == sorted(str(each.relative_to(tmp_path)) for each in strangers)


def test_without_yes_and_nobody_to_ask_nothing_is_removed(config, tmp_path):
    before = everything(tmp_path)

    done = screenpop("data", "remove", "--config", config)

    assert done.returncode == 2
    assert "--yes" in done.stderr
    assert set(before) <= set(everything(tmp_path))


def test_what_has_not_reached_the_record_is_not_lost_unasked(config):
    spool = Spool(config.parent / "data" / "spool.db")
    spool.keep(started())
    spool.close()

    refused = screenpop("data", "remove", "--yes", "--config", config)
    assert refused.returncode == 2
    assert "1 entry that is saved here has not reached the record" in refused.stderr
    assert config.exists()

    assert screenpop("data", "remove", "--yes", "--unsent", "--config", config).returncode == 0
    assert not config.exists()


def test_a_record_that_only_lies_here_stays_unless_it_is_named(config):
    config.write_text(SETTINGS.format(record=""))
    record = config.parent / "data" / "record.db"
    record.write_bytes(b"the only one")

    done = screenpop("data", "remove", "--yes", "--config", config)

    assert done.returncode == 0
    assert "stays: the record" in done.stdout
    assert record.exists()
    config.write_text(SETTINGS.format(record=""))
    assert screenpop("data", "remove", "--yes", "--record", "--config", config).returncode == 0
    assert not record.exists()


def test_while_the_program_runs_nothing_is_removed(config, tmp_path):
    bell = Bell(config.parent / "data", {})
    bell.start()
    try:
        done = screenpop("data", "remove", "--yes", "--config", config)
    finally:
        bell.stop()

    assert done.returncode == 2
    assert "quit it first" in done.stderr
    assert config.exists()


def test_the_passwords_of_these_settings_are_forgotten(config):
    settings = read_settings(config, all_kinds())
    stored = {"line", "sources.crm", "record", "sources.of another site"}

    def forget(name: str) -> bool:
        known = name in stored
        stored.discard(name)
        return known

    assert remove(settings, forget) == 3
    assert stored == {"sources.of another site"}
    assert "line.line" in names_of_passwords(settings)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has another list of what starts at sign-in")
def test_the_start_at_sign_in_of_these_settings_goes_too(config, tmp_path):
    autostart = tmp_path / "xdg" / "autostart" / "screenpop.desktop"
    autostart.parent.mkdir(parents=True)
    autostart.write_text(f"[Desktop Entry]\nX-Screenpop-Settings={config}\n")

    done = screenpop("data", "remove", "--yes", "--config", config, XDG_CONFIG_HOME=str(tmp_path / "xdg"))

    assert done.returncode == 0
    assert not autostart.exists()
