import os
import sqlite3
import threading
import zipfile
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from statistics import median
from time import monotonic, perf_counter

import pytest

from connectors.sources.spreadsheet import loading
from connectors.sources.spreadsheet.files import look
from connectors.sources.spreadsheet.kind import KIND
from connectors.sources.spreadsheet.order import Reading
from connectors.sources.spreadsheet.worker import read_all
from screenpop.errors import SourceDenied, SourceUnavailable, UnreadableAnswer
from screenpop.ports.kinds import SourceSurroundings
from screenpop.ports.source import Describes, TellsColumns
from tests.connectors.sources.spreadsheet.conftest import SOON
from tests.connectors.sources.spreadsheet.sheets import make_csv, make_workbook

CUSTOMERS = "Customer no;Company;Phone;Limit\n00123;Zażółć;600 100 200;1 234,50\n00456;Wąs;;12,00\n"
INVOICES = [
    ["Document", "Customer no", "Due", "Amount"],
    ["F1", "00123", date(2024, 12, 31), 0.1],
    ["F2", "00123", date(2025, 1, 1), 0.2],
]


def until(condition, within=15.0):
    """Ask until it is so: what changes is a file, which tells nobody."""
    end = monotonic() + within
    while not condition():
        assert monotonic() < end, "it did not come to be so"
        threading.Event().wait(0.02)


def count(source, table="a"):
    return source.rows(f"select count(*) as n from {table}", {}, within=SOON)[0]["n"]


def test_a_folder_is_a_database_of_tables(tmp_path, source_of):
    make_csv(tmp_path / "Kunden Łódź.csv", CUSTOMERS, "cp1250")
    make_workbook(tmp_path / "Faktury.xlsx", Sheet1=INVOICES, Sheet2=[])
    (tmp_path / "letter.docx").write_text("no table")
    (tmp_path / "~$Faktury.xlsx").write_bytes(b"owner")
    os.utime(tmp_path / "Faktury.xlsx", (1, 1))
    source = source_of(tmp_path)

    rows = source.rows(
        "select company, phone, limit_, sum(amount) as owed from kunden_lodz join faktury using (customer_no) "
        "where customer_no = :ref",
        {"ref": "00123", "customer_id": "9"},
        within=SOON,
    )

    assert rows == [
        {"company": "Zażółć", "phone": "600 100 200", "limit_": Decimal("1234.5"), "owed": Decimal("0.3")}
    ]
    assert [table.name for table in source.tables(within=SOON)] == ["faktury", "kunden_lodz"]


def test_amounts_come_back_to_the_last_digit_and_compare_as_numbers(tmp_path, source_of):
    source = source_of(make_csv(tmp_path / "a.csv", "Nr;Amount\n1;99999999999,99\n2;-0,10\n3;9,00\n"))

    found = source.rows("select amount from a where amount > 0 order by amount", {}, within=SOON)

    assert [row["amount"] for row in found] == [9, Decimal("99999999999.99")]
    assert source.rows("select sum(amount) as s from a where nr >= 2", {}, within=SOON) == [
        {"s": Decimal("8.9")}
    ]


def test_sheets_of_a_workbook_are_tables_by_file_and_sheet_and_by_sheet_alone(tmp_path, source_of):
    file = make_workbook(tmp_path / "Shop.xlsx", Customers=[["Nr"], ["1"]], Invoices=INVOICES)
    source = source_of(file)

    assert count(source, "shop_invoices") == count(source, "invoices") == 2
    assert {table.name for table in source.tables(within=SOON)} == {"customers", "invoices"}


def test_it_tells_tables_and_columns(tmp_path, source_of):
    source = source_of(make_csv(tmp_path / "a.csv", "Nr;Due;Sum;Name\n1;1.2.2024;5,5;x\n"))

    (table,) = source.tables(within=SOON)

    assert isinstance(source, Describes)
    assert isinstance(source, TellsColumns)
    assert [(column.name, column.type) for column in table.columns] == [
        ("nr", "INTEGER"),
        ("due", "DATE"),
        ("sum", "NUMERIC"),
        ("name", "TEXT"),
    ]
    assert source.columns("select nr as number, due from a", {}, within=SOON) == ("number", "due")


def test_headers_without_rows_are_a_table(tmp_path, source_of):
    source = source_of(make_csv(tmp_path / "a.csv", "Nr;Name\n"))

    assert source.rows("select nr, name from a where nr = :ref", {"ref": "1"}, within=SOON) == []


@pytest.mark.parametrize(
    "writing", ["delete from a", "drop table a", "insert into a values (1)", "attach database 'x.db' as x"]
)
def test_a_question_cannot_write(tmp_path, source_of, writing):
    source = source_of(make_csv(tmp_path / "a.csv", "Nr\n1\n"))

    with pytest.raises((SourceDenied, UnreadableAnswer, SourceUnavailable)):
        source.rows(writing, {}, within=SOON)
    assert count(source) == 1
    assert not (tmp_path / "x.db").exists()


def test_a_parameter_is_never_sql(tmp_path, source_of):
    source = source_of(make_csv(tmp_path / "a.csv", "Nr;Name\n1;x\n"))

    assert source.rows("select nr from a where name = :ref", {"ref": "' or 1=1 --"}, within=SOON) == []


def test_a_name_that_is_not_there_is_told_with_those_that_are(tmp_path, source_of):
    source = source_of(make_csv(tmp_path / "a.csv", "Nr;Balance\n1;2\n"))

    with pytest.raises(UnreadableAnswer, match=r"has no table invoices; it has a\."):
        source.rows("select 1 from invoices", {}, within=SOON)
    with pytest.raises(UnreadableAnswer, match=r"has no column balnce; it has a\.balance\."):
        source.rows("select balnce from a", {}, within=SOON)


def test_many_rows_are_asked_by_an_index(tmp_path, source_of):
    rows = "".join(f"{1000 + number % 5000};F{number};{number}.50;x\n" for number in range(20_000))
    source = source_of(make_csv(tmp_path / "a.csv", f"Customer no;Document;Amount;Text\n{rows}"))

    plan = source.rows(
        "explain query plan select * from a where customer_no = :ref", {"ref": "1"}, within=SOON
    )
    took = []
    for number in range(50):
        began = perf_counter()
        found = source.rows(
            "select amount from a where customer_no = :ref", {"ref": str(1000 + number)}, within=SOON
        )
        took.append(perf_counter() - began)
        assert len(found) == 4

    assert "USING INDEX a_by_customer_no" in plan[0]["detail"]
    assert median(took) < 0.005


def test_several_threads_ask_at_once(tmp_path, source_of):
    source = source_of(make_csv(tmp_path / "a.csv", "Nr;Name\n" + "".join(f"{n};N{n}\n" for n in range(500))))

    def ask(number):
        return source.rows("select name from a where nr = :ref", {"ref": str(number)}, within=SOON)

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(ask, range(200)))

    assert found == [[{"name": f"N{number}"}] for number in range(200)]


def test_a_changed_file_is_read_again_while_the_old_table_answers(tmp_path, source_of):
    file = make_csv(tmp_path / "a.csv", "Nr\n1\n")
    source = source_of(file)
    seen = [count(source)]

    make_csv(file, "Nr\n1\n2\n")
    until(lambda: seen.append(count(source)) or seen[-1] == 2)

    assert set(seen) == {1, 2}


def test_a_file_that_is_replaced_by_one_of_the_same_size_and_time_is_read_again(tmp_path, source_of):
    file = make_csv(tmp_path / "a.csv", "Nr\n1\n")
    source = source_of(file)
    assert source.rows("select nr from a", {}, within=SOON) == [{"nr": 1}]

    other = make_csv(tmp_path / "new.txt.part", "Nr\n2\n")
    then = file.stat().st_mtime
    os.utime(other, (then, then))
    other.replace(file)

    until(lambda: source.rows("select nr from a", {}, within=SOON) == [{"nr": 2}])


def test_a_stream_that_began_goes_on_over_the_table_it_began_with(tmp_path, source_of):
    rows = "".join(f"{number}\n" for number in range(3000))
    file = make_csv(tmp_path / "a.csv", f"Nr\n{rows}")
    source = source_of(file)
    stream = source.stream("select nr from a", {})
    first = next(stream)

    make_csv(file, "Nr\n7\n")
    until(lambda: count(source) == 1)

    assert [first, *stream] == [{"nr": number} for number in range(3000)]


def test_half_a_workbook_waits_while_the_old_table_answers(tmp_path, source_of):
    file = make_workbook(tmp_path / "a.xlsx", One=[["Nr"], ["1"]])
    source = source_of(file)
    assert count(source) == 1
    whole = make_workbook(tmp_path / "whole" / "a.xlsx", One=[["Nr"], ["1"], ["2"]]).read_bytes()

    file.write_bytes(whole[: len(whole) // 2])
    end = monotonic() + 2
    while monotonic() < end:
        assert count(source) == 1
        threading.Event().wait(0.1)
    file.write_bytes(whole)

    until(lambda: count(source) == 2)


def test_half_a_workbook_that_stays_so_is_named(tmp_path, source_of):
    file = make_workbook(tmp_path / "a.xlsx", One=[["Nr"], ["1"]])
    file.write_bytes(file.read_bytes()[:3000])
    source = source_of(file)

    with pytest.raises(SourceUnavailable, match=r"a\.xlsx is half saved or damaged"):
        source.rows("select 1 from a", {}, within=timedelta(seconds=4))


def test_a_csv_that_grows_is_read_when_it_has_stopped(tmp_path, source_of):
    file = make_csv(tmp_path / "a.csv", "Nr\n1\n", age=0)
    source = source_of(file)

    with pytest.raises(SourceUnavailable, match=r"a\.csv is still being written"):
        source.rows("select 1 from a", {}, within=timedelta(milliseconds=300))
    with file.open("a") as grown:
        grown.write("2\n")

    assert count(source) == 2


def test_a_workbook_that_a_program_has_open_is_read_when_it_has_lain_still(tmp_path, source_of):
    file = make_workbook(tmp_path / "a.xlsx", One=[["Nr"], ["1"]])
    (tmp_path / ".~lock.a.xlsx#").write_text("anna")
    source = source_of(file)

    with pytest.raises(SourceUnavailable, match=r"a\.xlsx is open in another program"):
        source.rows("select 1 from a", {}, within=timedelta(milliseconds=300))

    assert count(source) == 1


def test_a_file_that_may_not_be_read_is_named(tmp_path, monkeypatch):
    file = make_csv(tmp_path / "a.csv", "Nr\n1\n")

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    report, database = read_all([file], Reading())

    assert (
        str(report.problems[0].sentence)
        == "a.csv is locked by another program, or this user may not read it."
    )
    assert (report.problems[0].passing, report.tables, database) == (True, (), b"")


def test_a_file_that_is_taken_away_for_good_leaves_the_folder_s_other_tables(tmp_path, source_of):
    make_csv(tmp_path / "a.csv", "Nr\n1\n")
    gone = make_csv(tmp_path / "b.csv", "Nr\n1\n")
    source = source_of(tmp_path)
    assert count(source, "b") == 1

    gone.unlink()

    until(lambda: [table.name for table in source.tables(within=SOON)] == ["a"])


def test_what_is_not_there_is_told_at_once(tmp_path, source_of):
    began = monotonic()

    with pytest.raises(SourceUnavailable, match=r"none\.xlsx is not there"):
        source_of(tmp_path / "none.xlsx").rows("select 1", {}, within=SOON)
    with pytest.raises(SourceUnavailable, match="holds no CSV, XLSX or ODS files"):
        source_of(tmp_path).rows("select 1", {}, within=SOON)
    assert monotonic() - began < 5


def test_a_file_that_appears_later_is_read(tmp_path, source_of):
    source = source_of(tmp_path / "a.csv")
    with pytest.raises(SourceUnavailable):
        count(source)

    make_csv(tmp_path / "a.csv", "Nr\n1\n")

    def is_there():
        try:
            return count(source) == 1
        except SourceUnavailable:
            return False

    until(is_there)


def test_one_bad_file_of_a_folder_spoils_only_its_own_tables(tmp_path, source_of):
    make_csv(tmp_path / "a.csv", "Nr\n1\n")
    make_csv(tmp_path / "b.csv", "%PDF-1.7 and so on")
    source = source_of(tmp_path)

    assert count(source) == 1
    with pytest.raises(UnreadableAnswer, match=r"no table b\. b\.csv is no spreadsheet \(PDF\)"):
        source.rows("select 1 from b", {}, within=SOON)


def test_a_file_that_goes_bad_leaves_the_old_tables_and_check_tells(tmp_path, source_of):
    file = make_csv(tmp_path / "a.csv", "Nr\n1\n")
    source = source_of(file)
    assert count(source) == 1

    make_csv(file, "<html><body>Error 500</body></html>")
    until(lambda: any(not check.passed for check in KIND.examine(source)))

    assert count(source) == 1
    assert "a.csv is no spreadsheet (HTML)" in str(next(iter(KIND.examine(source))).told)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty; its first row must name the columns"),
        (b"\n\n;;\n", "no row of headers was found"),
        (b"1;2\n3;4\n", "no row of headers was found"),
        (b"%PDF-1.7", r"is no spreadsheet \(PDF\)"),
        (b"<!DOCTYPE html><table>", r"is no spreadsheet \(HTML\)"),
        (b"\x89PNG\r\n\x1a\n\0\0", r"is no spreadsheet \(PNG\)"),
        (bytes(2000), "is no spreadsheet"),
        (b"PK\x05\x06" + bytes(18), "is damaged, or no workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "is damaged, or no workbook"),
    ],
)
def test_what_is_no_sheet_is_told_in_one_sentence(tmp_path, source_of, content, told):
    file = tmp_path / "a.csv"
    file.write_bytes(content)
    os.utime(file, (1, 1))

    with pytest.raises(SourceUnavailable, match=rf"^“shop”: a\.csv.*{told}") as error:
        source_of(file).rows("select 1", {}, within=SOON)
    assert "\n" not in str(error.value)


def test_a_sheet_is_read_by_what_it_is_not_by_what_it_is_called(tmp_path, source_of):
    workbook = make_workbook(tmp_path / "a.xlsx", One=[["Nr"], ["1"]])
    workbook.rename(tmp_path / "a.csv")
    os.utime(tmp_path / "a.csv", (1, 1))
    make_csv(tmp_path / "b.xls", "Nr\tName\n1\tx\n")
    source = source_of(tmp_path)

    assert count(source) == count(source, "b") == 1


def test_more_columns_than_a_table_may_have_are_told(tmp_path, source_of):
    file = make_workbook(tmp_path / "a.xlsx", One=[[f"C{number}" for number in range(16_384)], ["x"]])

    with pytest.raises(SourceUnavailable, match="sheet One: 16384 columns are more than the 1000"):
        source_of(file).rows("select 1", {}, within=SOON)


def test_a_bomb_that_hides_its_size_is_not_unpacked(tmp_path, source_of):
    make_csv(tmp_path / "b.csv", "Nr\n1\n")
    file = tmp_path / "a.xlsx"
    make_workbook(file, One=[["Nr"], ["1"]])
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(
        b"<sheetData>", b"<sheetData>" + b" " * 50_000_000
    )
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    packed = file.read_bytes()
    size = len(parts["xl/worksheets/sheet1.xml"]).to_bytes(4, "little")
    assert packed.count(size) == 2
    file.write_bytes(packed.replace(size, (1000).to_bytes(4, "little")))
    source = source_of(tmp_path)

    assert count(source, "b") == 1
    with pytest.raises(UnreadableAnswer, match=r"a\.xlsx is damaged, or no workbook: .* larger than"):
        source.rows("select 1 from a", {}, within=SOON)


def test_a_file_that_the_reading_process_dies_of_spoils_only_its_own_tables(tmp_path, source_of):
    make_csv(tmp_path / "b.csv", "Nr\n1\n")
    with zipfile.ZipFile(make_workbook(tmp_path / "small.xlsx.part", One=[["Nr"], ["1"]])) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    far = b'<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(b"<sheetData>", far)
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    source = source_of(tmp_path)

    assert count(source, "b") == 1
    with pytest.raises(UnreadableAnswer, match=r"no table a\. a\.xlsx is damaged, or too large to be read"):
        source.rows("select 1 from a", {}, within=SOON)


def test_loading_leaves_other_threads_their_time(tmp_path, source_of):
    rows = "".join(f"{number};Firma {number};{number},50\n" for number in range(60_000))
    source = source_of(make_csv(tmp_path / "a.csv", f"Nr;Name;Sum\n{rows}"))
    longest, loaded = 0.0, threading.Event()

    def load():
        count(source)
        loaded.set()

    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(load)
        while not loaded.wait(0.002):
            began = perf_counter()
            sum(range(100))
            longest = max(longest, perf_counter() - began)
        done.result()

    assert longest < 0.25


def test_closing_ends_what_is_being_read(tmp_path, source_of):
    rows = "".join(f"{number};Firma {number}\n" for number in range(200_000))
    source = source_of(make_csv(tmp_path / "a.csv", f"Nr;Name\n{rows}"))

    def ask():
        with pytest.raises(SourceUnavailable):
            count(source)

    asked = threading.Thread(target=ask)
    asked.start()
    threading.Event().wait(0.2)

    began = monotonic()
    source.close()
    asked.join()

    assert monotonic() - began < 2
    with pytest.raises(SourceUnavailable, match="is closed"):
        count(source)


def test_a_drive_that_hangs_does_not_hold_up_whoever_closes(tmp_path, source_of, monkeypatch):
    drive_answers = threading.Event()
    source = source_of(make_csv(tmp_path / "a.csv", "Nr\n1\n"))
    monkeypatch.setattr(loading, "look", lambda path: drive_answers.wait(30) and look(path))
    monkeypatch.setattr(loading, "_FOR_THE_READER", 0.05)
    with pytest.raises(SourceUnavailable, match="still being read"):
        source.rows("select * from a", {}, within=timedelta(milliseconds=50))

    began = monotonic()
    source.close()

    assert monotonic() - began < 15
    drive_answers.set()
    until(lambda: not any(thread.name == "reading shop" for thread in threading.enumerate()))


def test_the_memory_of_old_tables_is_given_back(tmp_path, source_of):
    file = make_csv(tmp_path / "a.csv", "Nr\n1\n")
    source = source_of(file)
    old, _ = source._loading.tables(SOON)
    memory = old.memory

    make_csv(file, "Nr\n1\n2\n")
    until(lambda: count(source) == 2)
    del old

    with sqlite3.connect(f"{memory}?vfs=memdb", uri=True) as empty:
        assert empty.execute("select count(*) from sqlite_master").fetchone() == (0,)
    empty.close()


def test_check_tells_tables_names_and_what_is_odd(tmp_path, source_of):
    rows = [
        ["Customer no", "Balance"],
        *([str(n), n + 0.5] for n in range(98)),
        ["98", "N/A"],
        ["99", "#N/A"],
    ]
    source = source_of(make_workbook(tmp_path / "a.xlsx", One=rows))

    told = [(check.subject, check.passed, str(check.told)) for check in KIND.examine(source)]

    assert told == [
        (
            "source shop: a",
            True,
            "100 rows of a.xlsx, sheet One: Customer no → customer_no, Balance → balance",
        ),
        ("source shop: a", True, "1 cell holds an error such as #N/A and counts as empty: B101"),
        ("source shop: a", True, "column “balance” is text “N/A” in 1 of 100 rows"),
    ]


def test_the_settings_build_a_source_beside_their_file(tmp_path):
    make_csv(tmp_path / "a.csv", "x,y\n\nNr,b;Name\n1,c;Łódź\n", "cp1250")
    settings = KIND.settings.model_validate(
        {"kind": "spreadsheet", "path": "a.csv", "encoding": "cp1250", "delimiter": ",", "header_row": 3}
    )
    source = KIND.build(settings, SourceSurroundings("shop", lambda: None, tmp_path))
    try:
        assert source.rows("select nr, b_name from a", {}, within=SOON) == [{"nr": 1, "b_name": "c;Łódź"}]
    finally:
        source.close()


@pytest.mark.parametrize(
    "wrong",
    [
        {"path": ""},
        {"encoding": "utf-99"},
        {"encoding": "hex"},
        {"delimiter": ";;"},
        {"header_row": 0},
        {"dates": "ymd"},
    ],
)
def test_settings_that_cannot_work_are_refused(wrong):
    with pytest.raises(ValueError, match=next(iter(wrong))):
        KIND.settings.model_validate({"kind": "spreadsheet", "path": "a.csv", **wrong})
