"""`screenpop facts` as its users run it."""

import csv
import io
import json
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from screenpop.events.acts import Look
from screenpop.record.entries import FactLearned
from screenpop.record.ids import new_id
from screenpop.storage.database import Database
from screenpop.storage.schema import customer_views
from screenpop.storage.spool.spool import Spool
from tests.program import screenpop
from tests.storage.made_entries import NOON


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A desk that has saved facts which nobody has delivered yet."""
    (tmp_path / "data").mkdir()
    with closing(Database(tmp_path / "data" / "record.db")) as database:
        database.upgrade()
    with closing(Spool(tmp_path / "data" / "spool.db")) as spool:
        spool.open()
        for minutes, customer, fact, value in (
            (0, "K-1", "channel", "post"),
            (1, "K-1", "channel", "e-mail\x1b[31m\u202e"),
            (2, "K-1", "birthday", "1980-05-03"),
            (3, "K-2", "birthday", ""),
        ):
            at = NOON + timedelta(minutes=minutes)
            spool.keep(FactLearned(new_id(), None, at, "anna", customer, fact, value))
    config = tmp_path / "settings.toml"
    config.write_text('region = "PL"\nagent = "anna"\ndata = "data"\n')
    return config


def looks(config: Path) -> list[tuple[str, str, str]]:
    with (
        closing(Database(config.parent / "data" / "record.db")) as database,
        database.reading() as connection,
    ):
        rows = connection.execute(customer_views.select().order_by(customer_views.c.id))
        return [(row.customer_id, row.look, row.what) for row in rows]


def test_what_is_known_of_a_customer_is_told_and_that_somebody_looked_is_on_record(config: Path) -> None:
    shown = screenpop("facts", "list", "K-1", "--config", config)

    assert shown.returncode == 0, shown.stderr
    heading, first, second = shown.stdout.splitlines()
    assert heading.split() == ["fact", "answer", "told", "agent"]
    assert first.startswith("birthday  1980-05-03  ")
    assert "e-mail[31m" in second
    assert "\x1b" not in shown.stdout
    assert looks(config) == [("K-1", Look.HISTORY, "facts")]


def test_a_program_gets_an_object_a_line(config: Path) -> None:
    shown = screenpop("facts", "list", "K-1", "--json", "--config", config)

    told = [json.loads(line) for line in shown.stdout.splitlines()]
    assert told[0] == {
        "fact": "birthday",
        "value": "1980-05-03",
        "at": "2026-03-31T12:02:00.000000+00:00",
        "agent": "anna",
    }
    assert [fact["fact"] for fact in told] == ["birthday", "channel"]


def test_nothing_known_is_no_failure(config: Path) -> None:
    shown = screenpop("facts", "list", "K-9", "--config", config)

    assert (shown.returncode, shown.stdout) == (0, "")
    assert shown.stderr == "Nothing is known of this customer.\n"


@pytest.mark.parametrize(("options", "rows"), [((), 2), (("--versions",), 4)])
def test_all_is_exported_and_the_export_is_on_record(
    config: Path, tmp_path: Path, options: tuple[str, ...], rows: int
) -> None:
    output = tmp_path / "facts.csv"
    done = screenpop("facts", "export", "--output", output, *options, "--config", config)

    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert len(list(csv.DictReader(io.StringIO(output.read_text(encoding="utf-8"))))) == rows
    assert looks(config) == [("", Look.EXPORT, "facts")]


def test_a_file_that_cannot_be_written_is_told_in_one_line(config: Path, tmp_path: Path) -> None:
    done = screenpop("facts", "export", "--output", tmp_path / "no" / "facts.csv", "--config", config)

    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1, done.stderr
