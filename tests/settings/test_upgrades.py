"""Settings that an earlier version wrote mean what they meant, and are written anew once, with the old ones kept."""

import logging
from dataclasses import replace
from pathlib import Path

import pytest

from screenpop.bootstrap.kinds import all_kinds
from screenpop.errors import ConfigurationError
from screenpop.settings.reading import read_settings
from screenpop.settings.upgraded_file import upgrade_file
from screenpop.settings.upgrades import Upgrade, as_today, changes_of, told_of_old

OLD = """region = "PL"
agent = "anna"

[line]
kind = "simulator"

[offers]
hold_out = 0.1  # a tenth
margin = 0.2

[[offers.categories]]
name = "heating"
weight = 1.5
"""
NEW = OLD.replace("0.1  #", "10  #").replace("0.2", "20").replace("1.5", "150")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "settings.toml"
    file.write_text(OLD)
    return file


def offers(file: Path) -> tuple[int, int, int]:
    table = read_settings(file, all_kinds()).offers
    return table.hold_out, table.margin, table.categories[0].weight


def test_shares_of_an_earlier_version_are_read_as_percents(file):
    assert offers(file) == (10, 20, 150)


def test_what_is_written_as_today_is_left_alone(file):
    file.write_text(NEW)

    assert offers(file) == (10, 20, 150)
    assert not upgrade_file(file, all_kinds(), None, mark=lambda: "0.2.0")
    assert [each.name for each in file.parent.iterdir()] == [file.name]


def test_a_whole_number_is_a_percentage_and_never_a_share():
    assert as_today({"offers": {"hold_out": 1}}) == {"offers": {"hold_out": 1}}
    assert as_today({"offers": {"hold_out": 0.01}}) == {"offers": {"hold_out": 1}}


def test_the_file_is_written_anew_once_with_its_comments_and_what_stood_there_is_kept(file, caplog):
    caplog.set_level(logging.WARNING)

    assert upgrade_file(file, all_kinds(), None, mark=lambda: "0.2.0")

    assert file.read_text() == NEW
    kept = file.with_name("settings.toml.before-0.2.0")
    assert kept.read_text() == OLD
    assert kept.stat().st_mode & 0o777 == 0o600
    assert str(kept) in caplog.text
    assert not upgrade_file(file, all_kinds(), None, mark=lambda: "0.2.0")


def test_who_goes_back_to_the_earlier_version_has_the_earlier_file_and_may_come_again(file):
    upgrade_file(file, all_kinds(), None, mark=lambda: "0.2.0")
    kept = file.with_name("settings.toml.before-0.2.0")
    file.write_bytes(kept.read_bytes())

    assert offers(file) == (10, 20, 150)
    assert upgrade_file(file, all_kinds(), None, mark=lambda: "0.2.0")
    assert kept.read_text() == OLD


def test_settings_that_cannot_work_are_not_touched(file):
    file.write_text(OLD.replace("0.1", "0.9"))

    assert not upgrade_file(file, all_kinds(), None, mark=lambda: "0.2.0")

    assert "0.9" in file.read_text()
    with pytest.raises(ConfigurationError, match="hold_out"):
        read_settings(file, all_kinds())


def test_a_policy_of_an_earlier_version_is_read_as_today(file, tmp_path):
    policy = tmp_path / "policy.toml"
    policy.write_text("[lock.offers]\nhold_out = 0.25\n")

    assert read_settings(file, all_kinds(), policy=policy).offers.hold_out == 25


def test_what_is_old_is_told_with_its_file_and_key(file):
    told = [str(each) for each in told_of_old({"offers": {"hold_out": 0.1}}, file)]

    assert told == [f"{file}, “offers.hold_out”: 0.1 was written for an earlier version, and is read as 10"]


RENAMED = Upgrade("0.9.0", ("pop", "*", "old"), lambda _: True, str, to="new")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"pop": [{"old": 1}, {"else": 2}]}, {"pop": [{"new": "1"}, {"else": 2}]}),
        ({"pop": {"a": {"old": 1, "new": "2"}}}, {"pop": {"a": {"new": "2"}}}),
        ({"pop": "no table"}, {"pop": "no table"}),
        ({}, {}),
    ],
)
def test_a_key_that_was_renamed_is_read_under_its_new_name_unless_that_says_something_already(before, after):
    assert as_today(before, (RENAMED,)) == after
    assert not changes_of(after, (replace(RENAMED),))
