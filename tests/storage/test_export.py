import csv
import gc
import io
import json
import tracemalloc
import zipfile
from datetime import UTC, datetime, timedelta, timezone
from uuid import uuid4

import pytest

from screenpop.events.calls import Ending
from screenpop.record.entries import Direction
from screenpop.record.rows import LoggedCall
from screenpop.storage import export, row_files

CONTRACT = (
    "call_id,offered_at,answered_at,ended_at,agent,direction,number,presented,did,queue,"
    "customer,contact,ending,reason,disposition,note"
)


def logged(**changed: object) -> LoggedCall:
    values = {
        "id": uuid4(),
        "call_id": "call-1",
        "offered_at": datetime(2026, 3, 31, 14, 0, 0, 5, tzinfo=timezone(timedelta(hours=2))),
        "answered_at": None,
        "ended_at": datetime(2026, 3, 31, 12, 1, tzinfo=UTC),
        "agent": "anna",
        "direction": Direction.IN,
        "number": "+48225550123",
        "presented": "0225550123",
        "name": "Anna",
        "did": None,
        "queue": None,
        "customer_id": "K-1",
        "customer": "Hurt-Bud",
        "contact": None,
        "ending": Ending.MISSED,
        "reason": None,
        "disposition": None,
        "note": None,
    }
    return LoggedCall(**{**values, **changed})


def written(wanted: export.Format, *calls: LoggedCall) -> bytes:
    file = io.BytesIO()
    export.write(iter(calls), file, wanted)
    return file.getvalue()


def read_csv(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


def test_csv_has_exactly_the_contracts_columns_and_utc_times():
    content = written("csv", logged())

    assert content.split(b"\r\n")[0].decode() == CONTRACT
    (row,) = read_csv(content)
    assert row["offered_at"] == "2026-03-31T12:00:00.000005+00:00"
    assert row["ended_at"] == "2026-03-31T12:01:00.000000+00:00"
    assert (row["answered_at"], row["ending"], row["direction"]) == ("", "missed", "in")
    assert (row["customer"], row["number"]) == ("Hurt-Bud", "+48225550123")


@pytest.mark.parametrize(
    "cell",
    [
        "=cmd|'/C calc'!A1",
        "+1+1",
        "-2",
        "@SUM(1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "\0=1",
        '=HYPERLINK("http://x.example","y")',
        "＝1+1",
        "+48 22;=1",
        "--1",
        "+",
    ],
)
def test_a_cell_that_begins_like_a_formula_is_defused_and_quoted(cell):
    content = written("csv", logged(note=cell, contact=cell))

    (row,) = read_csv(content)
    assert row["note"] == "'" + cell
    assert row["contact"] == "'" + cell
    assert b"\"'" + cell.replace('"', '""').encode() + b'"' in content


@pytest.mark.parametrize(
    "cell", ["+48225550123", "-48225550123", "101", "a=b", "1+1", "'=1", " =1", "−5", ""]
)
def test_a_cell_that_is_no_formula_stays_as_it_is(cell):
    (row,) = read_csv(written("csv", logged(number=cell, note=cell)))

    assert (row["number"], row["note"]) == (cell, cell)


@pytest.mark.parametrize(
    "note",
    [
        'a;b,c"d"',
        "two\nlines",
        "two\r\nlines",
        "a\rb",
        "\ufeffbom",
        "żółw ใบเสนอราคา 📞",
        "שלום",
        ",",
        '"',
        "\\",
    ],
)
def test_every_note_comes_back_through_a_csv_reader(note):
    (row,) = read_csv(written("csv", logged(note=note)))

    assert row["note"] == note


def test_json_is_one_array_and_leaves_text_alone():
    read = json.loads(written("json", logged(note="=1+1"), logged(call_id="call-2")))

    assert [call["call_id"] for call in read] == ["call-1", "call-2"]
    assert ",".join(read[0]) == CONTRACT
    assert read[0]["note"] == "=1+1"
    assert read[0]["answered_at"] is None
    assert read[0]["offered_at"] == "2026-03-31T12:00:00.000005+00:00"


def test_no_calls_are_an_empty_file_of_each_kind():
    assert written("csv").decode() == CONTRACT + "\r\n"
    assert json.loads(written("json")) == []
    assert zipfile.ZipFile(io.BytesIO(written("xlsx"))).testzip() is None


def test_a_workbook_holds_text_and_never_a_formula():
    content = written("xlsx", logged(note="=1+1 <b>&", number="+48225550123"))

    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "<t>'=1+1 &lt;b&gt;&amp;</t>" in sheet
    assert "<t>+48225550123</t>" in sheet
    assert all(f"<t>{column}</t>" in sheet for column in CONTRACT.split(","))


def test_a_workbook_begins_a_new_sheet_when_one_is_full(monkeypatch):
    monkeypatch.setattr(row_files, "ROWS_OF_A_SHEET", 3)

    content = written("xlsx", *(logged(call_id=f"call-{number}") for number in range(5)))

    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheets = [book.read(f"xl/worksheets/sheet{number}.xml").decode() for number in (1, 2, 3)]
    assert [sheet.count("<t>call-") for sheet in sheets] == [2, 2, 1]


def test_a_log_that_breaks_off_leaves_the_file_open_to_its_owner():
    def broken():
        yield logged()
        raise OSError("gone")

    file = io.BytesIO()
    with pytest.raises(OSError, match="gone"):
        export.write(broken(), file, "csv")
    gc.collect()

    assert not file.closed


@pytest.mark.parametrize("wanted", ["csv", "json", "xlsx"])
def test_the_length_of_the_log_costs_no_memory(wanted, tmp_path):
    def peak(count: int) -> int:
        one = logged(note="n" * 100)
        with (tmp_path / "out").open("wb") as file:
            tracemalloc.start()
            export.write((one for _ in range(count)), file, wanted)
            _, most = tracemalloc.get_traced_memory()
            tracemalloc.stop()
        return most

    peak(1)  # loads what it needs
    assert peak(1_500) < peak(50) + 200_000
