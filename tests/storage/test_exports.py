"""Files of calls: whole or not at all, with progress, given up when that is wished."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from screenpop.errors import NotWritten, RecordUnavailable
from screenpop.ports.exports import Format
from screenpop.record.filters import LogFilter
from screenpop.record.rows import LoggedCall
from screenpop.sentences import say
from screenpop.storage.exports import LogExports
from tests.ui.supervisor.records import FakeRecord, call


class Calls(FakeRecord):
    """So many calls, of which the record may break off in the middle."""

    def __init__(self, count: int, breaks_at: int | None = None, **changed: object) -> None:
        super().__init__(count)
        self._breaks_at = breaks_at
        self._changed = changed

    def all(self, wanted: LogFilter) -> Iterator[LoggedCall]:
        for number in range(self.count):
            if number == self._breaks_at:
                raise RecordUnavailable(say("the server is gone"))
            yield replace(call(number), **self._changed)


@pytest.fixture(params=["csv", "json", "xlsx"])
def form(request: pytest.FixtureRequest) -> Format:
    return request.param


def test_all_are_written_and_counted_on_the_way(tmp_path: Path, form: Format) -> None:
    told: list[int] = []
    file = tmp_path / "calls"

    count = LogExports(Calls(1_700)).write(LogFilter(), file, form, wrote=lambda n: told.append(n) is None)

    assert count == 1_700
    assert told == [500, 1_000, 1_500, 1_700]
    assert [each.name for each in tmp_path.iterdir()] == ["calls"]


@pytest.mark.parametrize("calls", [Calls(5_000), Calls(3, breaks_at=2)], ids=["given up", "record gone"])
def test_what_does_not_become_whole_leaves_the_earlier_file_as_it_was(
    tmp_path: Path, form: Format, calls: Calls
) -> None:
    file = tmp_path / "calls"
    file.write_text("yesterday's")

    def write() -> int | None:
        return LogExports(calls).write(LogFilter(), file, form, wrote=lambda count: count < 1_000)

    if calls.count == 3:
        with pytest.raises(RecordUnavailable):
            write()
    else:
        assert write() is None

    assert file.read_text() == "yesterday's"
    assert [each.name for each in tmp_path.iterdir()] == ["calls"]


def test_a_folder_that_is_not_there_is_told_with_the_file(tmp_path: Path, form: Format) -> None:
    with pytest.raises(NotWritten, match=r"calls\.csv cannot be written: No such file or directory"):
        LogExports(Calls(3)).write(LogFilter(), tmp_path / "no" / "calls.csv", form, wrote=lambda _: True)


def test_a_note_that_is_a_formula_is_defused_and_a_number_stays(tmp_path: Path) -> None:
    file = tmp_path / "calls.csv"
    calls = Calls(1, note='=HYPERLINK("http://evil.example")', disposition="@SUM(A1)", number="+48225550123")

    LogExports(calls).write(LogFilter(), file, "csv", wrote=lambda _: True)

    [row] = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    assert row["note"] == '\'=HYPERLINK("http://evil.example")'
    assert row["disposition"] == "'@SUM(A1)"
    assert row["number"] == "+48225550123"
