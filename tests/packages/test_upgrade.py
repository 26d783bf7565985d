"""An upgrade in the middle of a working day: nothing that people have is lost, and what runs is the new program soon.

There is no earlier package yet: what is upgraded here is the same program with a lower version in its package and in
what it says of itself. That settings and records of earlier formats are read is tested where these are read.
"""

import csv
import io
import json
import os
import signal
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from screenpop.storage.database import Database
from screenpop.storage.stamp import FORMAT, STAMP_FILE
from tests.packages.bare_debian import BareDebian, bare_debian
from tests.packages.debs import Debs
from tests.packages.left_behind import own_files_of
from tests.servers import PostgreSQL

EARLIER = "0.1.9"
PROGRAM = "/usr/lib/screenpop/screenpop"
SETTINGS = """# These are Anna's own words.
region = "PL"
agent = "anna"

[secrets]
from = "environment"

[line]
kind = "simulator"

[pop]
on = "hand" # no card stands on her screen; a new version waits until none does

[record]
database = "{url}"
"""
DATA = "home/anna/.local/share/screenpop"


@dataclass(frozen=True, slots=True)
class Office:
    """A computer where Anna's desktop runs, and the company's record, which is another one's.

    Attributes:
        debian: The computer.
        record: The record's server.
        debs: The packages of today.
        earlier: Those that were there before.
    """

    debian: BareDebian
    record: PostgreSQL
    debs: Debs
    earlier: Debs

    @property
    def secret(self) -> Mapping[str, str]:
        return {"SCREENPOP_SECRET_RECORD": self.record.password(), "QT_QPA_PLATFORM": "offscreen"}

    def do(self, *words: str) -> str:
        """A command of Anna's, which must succeed."""
        return self.debian.do("screenpop", *words, user="anna", **self.secret)

    def answers(self) -> bool:
        """Does her desktop hear of what commands wish?"""
        switch = ("screenpop", "show", "--no-cards", "off")
        return self.debian.run(*switch, user="anna", **self.secret).returncode == 0

    def logged(self) -> Mapping[str, str]:
        """The note of each call that the record knows of, by its number."""
        return {row["number"]: row["note"] for row in self.rows()}

    def rows(self) -> Sequence[Mapping[str, str]]:
        """The call log."""
        return list(csv.DictReader(io.StringIO(self.do("log", "list", "--format", "csv"))))

    def programs(self) -> Sequence[str]:
        """The files of the programs that run."""
        return sorted(self.debian.processes(PROGRAM).values())

    def call(self, number: str) -> str:
        """One call, which is answered; its name in the log."""
        self.do("ring", number, "--answer")
        until(lambda: number in self.logged())
        (call,) = [row["call_id"] for row in self.rows() if row["number"] == number]
        return call

    def wrap_up(self, call: str, note: str) -> None:
        assert self.do("wrap-up", call, "--disposition", "Solved", "--note", note) == "saved\n"


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen before, during and after.

    Attributes:
        before: The notes of the record before the upgrade.
        own: Anna's settings before.
        programs: The files of the programs that ran before.
        at_once: Whether the desktop was there right after.
    """

    before: Mapping[str, str]
    own: Mapping[str, str]
    programs: Sequence[str]
    at_once: bool


@pytest.fixture(scope="module")
def office(debs: Debs, on_the_disk: Path, postgresql: PostgreSQL) -> Iterator[Office]:
    folder = on_the_disk / "upgraded"
    folder.mkdir()
    with bare_debian(folder) as debian:
        earlier = debs.earlier(EARLIER, folder)
        debian.apt("install", debian.put(earlier.desktop), debian.put(earlier.learn))
        name = postgresql.create_database()
        url = postgresql.url(name, login="postgres")
        with closing(Database(url, password=postgresql.password)) as database:
            database.upgrade()
        debian.do("mkdir", "-p", ".config/screenpop", user="anna")
        (debian.root / "home/anna/.config/screenpop/settings.toml").write_text(SETTINGS.format(url=url))
        yield Office(debian, postgresql, debs, earlier)


@pytest.fixture(scope="module")
def seen(office: Office, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seen]:
    """Anna works, the record's server goes away, she works on, IT upgrades, the server comes back."""
    errors = tmp_path_factory.mktemp("desktop") / "errors"
    debian = office.debian
    with debian.running("screenpop", errors=errors, user="anna", **office.secret):
        until(office.answers)
        first, second = office.call("+48226203040"), office.call("+48601234567")
        office.wrap_up(first, "before")
        until(lambda: office.logged() == {"+48226203040": "before", "+48601234567": ""})
        before, own = office.logged(), own_files_of(debian.root / "home/anna/.config")
        office.record.stop()
        try:
            office.wrap_up(second, "while it was away")
            programs = office.programs()
            debian.apt("install", debian.put(office.debs.desktop), debian.put(office.debs.learn))
            at_once = office.answers()
        finally:
            office.record.start()
        yield Seen(before, own, programs, at_once)


def until(condition: Callable[[], bool], within: float = 60) -> None:
    end = time.monotonic() + within
    while not condition():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.5)


def test_the_earlier_program_ran_and_the_new_one_is_installed(office: Office, seen: Seen) -> None:
    assert office.do("--version") == f"Screenpop {office.debs.version}\n"
    assert set(seen.programs) == {PROGRAM}
    assert office.debian.do("dpkg", "--audit") == ""
    assert {"screenpop", "screenpop-learn"} <= office.debian.packages()


def test_the_desktop_is_there_right_after_the_upgrade(seen: Seen) -> None:
    assert seen.at_once


def test_what_runs_is_the_new_program_soon(office: Office, seen: Seen) -> None:
    until(lambda: set(office.programs()) == {PROGRAM}, within=120)
    until(office.answers)


def test_what_waited_is_delivered_and_what_was_there_is_still(office: Office, seen: Seen) -> None:
    until(lambda: office.logged() == {**seen.before, "+48601234567": "while it was away"}, within=120)


def test_the_settings_are_untouched(office: Office, seen: Seen) -> None:
    assert own_files_of(office.debian.root / "home/anna/.config") == seen.own


def test_the_data_folder_says_who_writes_there_now(office: Office, seen: Seen) -> None:
    stamp = json.loads((office.debian.root / DATA / STAMP_FILE).read_text())

    assert stamp == {"program": office.debs.version, "format": FORMAT}


def test_a_program_older_than_its_data_says_so_and_changes_nothing(office: Office, seen: Seen) -> None:
    for number in office.debian.processes(PROGRAM):
        os.kill(number, signal.SIGTERM)
    until(lambda: office.programs() == [])
    data = office.debian.root / DATA
    (data / STAMP_FILE).write_text(json.dumps({"program": "9.0.0", "format": FORMAT + 1}))
    before = {file.name: file.read_bytes() for file in data.iterdir() if file.is_file()}

    office.debian.apt(
        "install",
        "--allow-downgrades",
        office.debian.put(office.earlier.desktop),
        office.debian.put(office.earlier.learn),
    )
    for command in (["log", "list"], ["watch"], ["wrap-up", "x", "--note", "y"]):
        told = office.debian.run("screenpop", *command, user="anna", timeout=30, **office.secret)
        assert (told.returncode, told.stdout) == (2, ""), command
        assert "written by a newer Screenpop (9.0.0" in told.stderr
        assert EARLIER in told.stderr

    assert {file.name: file.read_bytes() for file in data.iterdir() if file.is_file()} == before
