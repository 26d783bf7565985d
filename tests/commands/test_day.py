"""`screenpop day` as its users run it."""

import json
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from screenpop.promises import PromiseKind
from screenpop.storage.database import Database
from screenpop.storage.spool.spool import Spool
from tests.program import screenpop
from tests.storage.made_entries import claimed, promised, settled


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A desk that has promised things which nobody has delivered yet."""
    (tmp_path / "data").mkdir()
    with closing(Database(tmp_path / "data" / "record.db")) as database:
        database.upgrade()
    now = datetime.now(UTC)
    late = promised("Send the offer\x1b[31m\u202e", due=now - timedelta(days=1))
    free = promised(
        "", kind=PromiseKind.CALL_BACK, due=now + timedelta(days=1), customer=None, customer_id=None
    )
    done = promised("done", due=now)
    with closing(Spool(tmp_path / "data" / "spool.db")) as spool:
        spool.open()
        for entry in (free, late, done, claimed(late), settled(done)):
            spool.keep(entry)
    config = tmp_path / "settings.toml"
    config.write_text('region = "PL"\nagent = "anna"\ndata = "data"\n')
    return config


def test_what_is_due_is_told_the_most_urgent_first_and_nothing_in_it_moves_the_cursor(config: Path) -> None:
    shown = screenpop("day", "--config", config)

    assert shown.returncode == 0, shown.stderr
    heading, late, free = shown.stdout.splitlines()
    assert heading.split() == ["due", "kind", "for", "customer", "contact", "number", "what"]
    assert late.split()[2:] == [
        *("promise", "anna", "Hurt-Bud", "Anna", "Wąs", "+48225550123"),
        *("Send", "the", "offer[31m"),
    ]
    assert free.split()[2:] == ["call", "back", "anybody", "Anna", "Wąs", "+48225550123"]
    assert "\x1b" not in shown.stdout


def test_a_program_gets_an_object_a_line(config: Path) -> None:
    shown = screenpop("day", "--json", "--config", config)

    late, free = map(json.loads, shown.stdout.splitlines())
    assert (late["kind"], late["overdue"], late["taken_by"], late["customer_id"]) == (
        *("promise", True, "anna"),
        "K-1",
    )
    assert (free["kind"], free["overdue"], free["taken_by"], free["customer"]) == (
        *("call_back", False, None),
        None,
    )
    assert datetime.fromisoformat(late["due"]) < datetime.now(UTC)


def test_an_empty_day_is_told_as_one(tmp_path: Path) -> None:
    config = tmp_path / "settings.toml"
    config.write_text('region = "PL"\nagent = "anna"\ndata = "data"\n')

    shown = screenpop("day", "--config", config)

    assert (shown.returncode, shown.stdout, shown.stderr) == (0, "", "Nothing is due.\n")
