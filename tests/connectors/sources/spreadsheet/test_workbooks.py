import zipfile
from datetime import date, datetime

import pytest

from connectors.sources.spreadsheet.problems import Unreadable
from connectors.sources.spreadsheet.workbooks import read_workbook
from tests.connectors.sources.spreadsheet.sheets import make_workbook

SEEN = datetime(2024, 1, 2, 9, 5)  # noqa: DTZ001 # as workbooks have it
ROWS = [["Nr", "Due", "Seen", "Sum", "Paid"], ["1", date(2024, 12, 31), SEEN, 12.5, True]]


def make_ods(file, *cells, manifest=""):
    """The least that an ODS needs: one sheet of text cells."""
    row = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
        for cell in cells
    )
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="One"><table:table-row>{row}</table:table-row><table:table-row>{row}'
        "</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="content.xml">{manifest}</manifest:file-entry>'
            "</manifest:manifest>",
        )
        archive.writestr("content.xml", content)
    return file


def test_every_sheet_that_holds_something_is_read(tmp_path):
    file = make_workbook(tmp_path / "a.xlsx", One=ROWS, Empty=[], Two=ROWS)

    sheets = read_workbook(file)

    assert [(sheet.name, sheet.first_row) for sheet in sheets] == [("One", 1), ("Two", 1)]
    assert list(map(list, sheets[0].rows)) == [ROWS[0], ["1", date(2024, 12, 31), SEEN, 12.5, True]]


def test_an_ods_is_read(tmp_path):
    (sheet,) = read_workbook(make_ods(tmp_path / "a.ods", "Nr", "Łódź"))

    assert (sheet.name, list(map(list, sheet.rows))) == ("One", [["Nr", "Łódź"]] * 2)


def test_formulas_give_what_was_computed_last(tmp_path):
    (sheet,) = read_workbook(make_workbook(tmp_path / "a.xlsx", One=[["Sum"], ["=A9+41"]]))

    assert sheet.rows[1][0] == 42


def test_error_cells_are_empty_and_counted_where_they_stand(tmp_path):
    rows = [["Nr", "Sum"], ["1", "#N/A"], ["2", "#DIV/0!"]]
    one, two = read_workbook(make_workbook(tmp_path / "a.xlsx", One=ROWS, Two=rows))

    assert (one.errors, one.first_error) == (0, "")
    assert (two.errors, two.first_error) == (2, "B2")
    assert [row[1] for row in two.rows] == ["Sum", "", ""]


def test_a_sheet_that_begins_lower_keeps_its_row_numbers(tmp_path):
    (sheet,) = read_workbook(make_workbook(tmp_path / "a.xlsx", One=[[], [], *ROWS]))

    assert sheet.first_row == 3


def test_half_of_a_workbook_may_be_whole_in_a_moment(tmp_path):
    file = make_workbook(tmp_path / "a.xlsx", One=ROWS)
    file.write_bytes(file.read_bytes()[:3000])

    with pytest.raises(Unreadable, match=r"a\.xlsx is half saved or damaged") as told:
        read_workbook(file)
    assert told.value.passing


def test_a_protected_workbook_is_told_so(tmp_path):
    xlsx = tmp_path / "a.xlsx"
    xlsx.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    )
    ods = make_ods(tmp_path / "b.ods", "x", manifest='<manifest:encryption-data manifest:checksum="x"/>')

    for file in (xlsx, ods):
        with pytest.raises(Unreadable, match=rf"{file.name} is protected by a password"):
            read_workbook(file)


def test_a_zip_of_something_else_is_no_workbook(tmp_path):
    file = tmp_path / "a.xlsx"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("letter.txt", "hello")

    with pytest.raises(Unreadable, match=r"a\.xlsx is damaged, or no workbook"):
        read_workbook(file)


def test_a_bomb_that_admits_its_size_is_not_unpacked(tmp_path):
    file = tmp_path / "a.xlsx"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", "x" * 1234)
    file.write_bytes(
        file.read_bytes().replace((1234).to_bytes(4, "little"), (1_600_000_000).to_bytes(4, "little"))
    )

    with pytest.raises(Unreadable, match=r"a\.xlsx unpacks to more than 1\.5 GB"):
        read_workbook(file)
