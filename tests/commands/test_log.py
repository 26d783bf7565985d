import argparse
import csv
import io
import json
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from screenpop.commands.log import filter_of, read_time, run_export, run_list
from screenpop.commands.parser import whole_parser
from screenpop.commands.settings_of import settings_of
from screenpop.errors import ConfigurationError, RecordUnavailable
from screenpop.events.acts import Look
from screenpop.events.calls import Direction, Ending
from screenpop.record.filters import LogFilter
from screenpop.record.looks import LookFilter
from screenpop.sentences import say
from screenpop.storage.call_log import DatabaseCallLog
from screenpop.storage.database import Database
from screenpop.storage.looks import RecordLooks
from tests.program import screenpop
from tests.storage.made_entries import NOON, Keeping, keep_call

EVERYTHING = LogFilter()


@pytest.fixture
def log(tmp_path):
    path = tmp_path / "data" / "record.db"
    with closing(Database(path)) as database:
        record = Keeping(database)
        for number in range(3):
            keep_call(
                record,
                f"call-{number}",
                at=NOON + timedelta(minutes=number),
                customer_id="K-1",
                customer="บริษัท สยาม จำกัด",
                ending=Ending.MISSED,
                note=f"line {number}\nnext \x1b[31mred\u202e",
            )
        yield DatabaseCallLog(database)


@pytest.fixture
def in_warsaw(monkeypatch):
    monkeypatch.setenv("TZ", "Europe/Warsaw")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("text", "end", "expected"),
    [
        ("2026-03-31", False, "2026-03-30T22:00"),
        ("2026-03-31", True, "2026-03-31T22:00"),
        ("2026-03-29", False, "2026-03-28T23:00"),  # the night in which clocks go forward
        ("2026-03-29", True, "2026-03-29T22:00"),
        ("2026-10-25", True, "2026-10-25T23:00"),
        ("2026-03-31T14:30", True, "2026-03-31T12:30"),
        ("2026-03-31 14:30:05", False, "2026-03-31T12:30:05"),
        ("2026-03-31T14:30Z", False, "2026-03-31T14:30"),
        ("2026-03-31T14:30+07:00", False, "2026-03-31T07:30"),
    ],
)
def test_times_are_local_unless_they_name_their_zone_and_a_last_day_is_included(
    in_warsaw, text, end, expected
):
    assert read_time(text, end=end) == datetime.fromisoformat(expected).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["tomorrow", "31.03.2026", "2026-02-30", "", "2026-03-31T25:00", "9999-12-31"]
)
def test_what_is_no_time_is_said_to_be_none(text):
    with pytest.raises(ConfigurationError, match="neither a date"):
        read_time(text, end=True)


def test_the_list_is_a_table_in_local_time_whose_columns_stand_straight(in_warsaw, log, capsys):
    assert run_list(log, EVERYTHING, limit=2) == 0

    heading, first, second = capsys.readouterr().out.splitlines()
    assert heading.split() == [
        *("offered", "way", "agent", "number", "customer", "contact", "ending", "outcome", "note", "call_id")
    ]
    assert first.startswith("2026-03-31 14:02  incoming  anna   +48225550123")
    assert first.endswith("call-2")
    assert "line 2 next [31mred" in first
    assert "\x1b" not in first
    assert "\u202e" not in first
    assert second.endswith("call-1")


def test_no_calls_are_said_to_be_none_and_stdout_stays_empty(log, capsys):
    assert run_list(log, LogFilter(agent="nobody"), limit=10) == 0

    told = capsys.readouterr()
    assert (told.out, told.err) == ("", "No calls.\n")


def test_a_limit_below_one_is_refused(log):
    with pytest.raises(ConfigurationError):
        run_list(log, EVERYTHING, limit=0)


@pytest.mark.parametrize("wanted", ["csv", "json"])
def test_an_export_goes_to_stdout_or_to_a_file_with_the_same_bytes(log, capfdbinary, tmp_path, wanted):
    assert run_export(log, EVERYTHING, format=wanted, output=None) == 0
    printed = capfdbinary.readouterr().out

    assert run_export(log, EVERYTHING, format=wanted, output=tmp_path / "out") == 0
    assert (tmp_path / "out").read_bytes() == printed
    text = printed.decode()
    rows = json.loads(text) if wanted == "json" else list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["call_id"] for row in rows] == ["call-2", "call-1", "call-0"]
    assert rows[0]["note"] == "line 2\nnext \x1b[31mred\u202e"


def test_an_export_that_fails_leaves_the_old_file_and_no_other(log, tmp_path):
    (tmp_path / "out.csv").write_text("yesterday's")

    class Broken:
        def all(self, wanted):
            yield from log.page(wanted, at_most=1)
            raise OSError(28, "No space left on device")

    with pytest.raises(ConfigurationError, match=r"out\.csv cannot be written: No space left on device"):
        run_export(Broken(), EVERYTHING, format="csv", output=tmp_path / "out.csv")

    assert (tmp_path / "out.csv").read_text() == "yesterday's"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["data", "out.csv"]


def test_a_log_that_cannot_be_read_leaves_nothing_on_stdout(capfdbinary):
    class Away:
        def all(self, wanted):
            raise RecordUnavailable(say("away"))
            yield

    with pytest.raises(RecordUnavailable):
        run_export(Away(), EVERYTHING, format="json", output=None)

    assert capfdbinary.readouterr().out == b""


def test_a_folder_that_is_not_there_is_told(log, tmp_path):
    with pytest.raises(ConfigurationError, match="cannot be written: No such file or directory"):
        run_export(log, EVERYTHING, format="csv", output=tmp_path / "nowhere" / "out.csv")


def test_an_ending_that_is_none_names_those_that_are(tmp_path):
    asked = argparse.Namespace(since=None, before=None, agent=None, number=None, ending="lost")

    with pytest.raises(ConfigurationError, match="“lost” is no ending; there are: ended, answered_elsewhere"):
        filter_of(asked, None)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("--queue sales", {"queue": "sales"}),
        ("--did 22\N{NO-BREAK SPACE}555\N{NO-BREAK SPACE}01\N{NO-BREAK SPACE}00", {"did": "+48225550100"}),
        ("--did 104", {"did": "104"}),
        ("--disposition Solved", {"dispositions": frozenset({"Solved"})}),
        ("--customer K-1", {"customer_id": "K-1"}),
        ("--direction out", {"direction": Direction.OUT}),
        ("--lost", {"lost": True}),
        ("--lost --agent anna --direction in", {"lost": True, "agent": "anna", "direction": Direction.IN}),
    ],
)
def test_each_option_is_a_filter(config, options, expected):
    arguments = whole_parser().parse_args(["log", "list", *options.split(" "), "--config", str(config)])

    assert filter_of(arguments, settings_of(arguments)) == LogFilter(**expected)


@pytest.fixture
def config(tmp_path, log) -> Path:
    file = tmp_path / "settings.toml"
    file.write_text('region = "PL"\nagent = "anna"\ndata = "data"\n[line]\nkind = "simulator"\n')
    return file


def test_the_command_exports_what_its_options_ask_for(config):
    done = screenpop(
        *("log", "export", "--format", "csv", "--from", "2026-03-31", "--to", "2026-03-31"),
        *("--agent", "anna", "--number", "22 555 01 23", "--ending", "missed", "--text", "LINE 1"),
        *("--config", config),
        TZ="UTC",
    )

    assert done.returncode == 0, done.stderr
    assert [row["call_id"] for row in csv.DictReader(io.StringIO(done.stdout))] == ["call-1"]


def test_who_takes_the_log_out_as_a_file_is_on_record(config, tmp_path):
    screenpop("log", "export", "--config", config, "--output", tmp_path / "calls.csv")
    screenpop("log", "list", "--config", config)

    with closing(Database(config.parent / "data" / "record.db")) as database:
        looks = RecordLooks(database).page(LookFilter(), at_most=10)

    assert [(look.agent, look.look, look.what) for look in looks] == [("anna", Look.EXPORT, "call log")]


def test_the_command_writes_a_workbook(config, tmp_path):
    done = screenpop(
        "log", "export", "--format", "xlsx", "--output", tmp_path / "log.xlsx", "--config", config
    )

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "log.xlsx").read_bytes().startswith(b"PK")


@pytest.mark.parametrize("options", [("--ending", "lost"), ("--from", "yesterday"), ("--limit", "0")])
def test_a_wrong_option_is_one_line_and_exit_code_2(config, options):
    done = screenpop("log", "list", *options, "--config", config)

    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1


def test_the_newest_calls_can_be_listed_for_another_program(log, tmp_path, capsys):
    assert run_export(log, EVERYTHING, format="json", output=None, at_most=2) == 0

    assert [call["call_id"] for call in json.loads(capsys.readouterr().out)] == ["call-2", "call-1"]


def test_list_takes_the_format_and_the_file_that_export_takes(tmp_path):
    config = tmp_path / "settings.toml"
    config.write_text('region = "PL"\ndata = "data"\n')

    told = screenpop("log", "list", "--format", "json", "--config", config)
    written = screenpop("log", "list", "--output", tmp_path / "calls.csv", "--config", config)

    assert (told.returncode, json.loads(told.stdout)) == (0, [])
    assert (written.returncode, written.stdout) == (0, "")
    assert (tmp_path / "calls.csv").read_text().startswith("call_id,offered_at,")
