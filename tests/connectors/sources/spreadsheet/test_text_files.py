import pytest

from connectors.sources.spreadsheet.problems import Unreadable
from connectors.sources.spreadsheet.text_files import read_text_file

POLISH = "Nr;Firma\n1;Zażółć gęślą jaźń\n2;Świątkowska Łódź, ul. Żwirki\n3;Stolarnia „Dąb”\n"
HUNGARIAN = "Szám;Cég\n1;Árvíztűrő tükörfúrógép\n2;Kőműves és Társa, Győr\n"
GERMAN = "Nr;Firma\n1;Müller & Söhne Großhandel\n2;Bäckerei Schöne Straße\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1250", "iso8859_2"]
)
@pytest.mark.parametrize("text", [POLISH.replace("„", "").replace("”", ""), HUNGARIAN])
def test_the_encoding_is_found_out(tmp_path, text, encoding):
    file = tmp_path / "a.csv"
    file.write_bytes(text.encode(encoding))

    rows = read_text_file(file, None, None).rows

    assert rows == [line.split(";") for line in text.splitlines()]


def test_western_text_is_read_too(tmp_path):
    file = tmp_path / "a.csv"
    file.write_bytes(GERMAN.encode("cp1252"))

    assert read_text_file(file, None, None).rows[1] == ["1", "Müller & Söhne Großhandel"]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_the_delimiter_is_found_out(tmp_path, delimiter):
    rows = [["Nr", "Name", "Sum"], ["1", "Wąs, Anna; buyer", "1234.50"], ["2", "x", "5"]]
    file = tmp_path / "a.csv"
    file.write_text(
        "".join(delimiter.join(f'"{cell}"' for cell in row) + "\r\n" for row in rows),
        encoding="utf-8",
        newline="",
    )

    assert read_text_file(file, None, None).rows == rows


def test_decimal_commas_do_not_pass_for_delimiters(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text("Nr;Amount;Paid\n1;12,50;3,00\n2;7,25;1,00\n", encoding="utf-8")

    sheet = read_text_file(file, None, None)

    assert sheet.rows[1] == ["1", "12,50", "3,00"]
    assert sheet.decimal_mark == ","


def test_quoted_lines_and_quotes_are_one_cell(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text('Nr,Note\n1,"two\nlines, and ""quotes"""\n', encoding="utf-8")

    assert read_text_file(file, None, None).rows[1] == ["1", 'two\nlines, and "quotes"']


def test_the_settings_go_before_what_is_found(tmp_path):
    file = tmp_path / "a.csv"
    file.write_bytes("Nr,a;Name\n1,b;Łódź\n".encode("cp1250"))

    assert read_text_file(file, "cp1250", ",").rows[1] == ["1", "b;Łódź"]


def test_an_encoding_that_is_not_the_file_s_is_told_with_the_line(tmp_path):
    file = tmp_path / "a.csv"
    file.write_bytes(b"Nr;Name\n1;\xb3\xf3d\xbc\n")

    with pytest.raises(Unreadable, match=r"a\.csv, line 2: not in the encoding utf-8"):
        read_text_file(file, "utf-8", None)


def test_what_is_no_text_is_told(tmp_path):
    file = tmp_path / "a.csv"
    file.write_bytes(b"Nr\0\0;x\n" * 3)

    with pytest.raises(Unreadable, match=r"a\.csv is no text"):
        read_text_file(file, None, None)


def test_a_cell_that_never_ends_is_told_with_its_line(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text('Nr;Note\n1;"' + "x" * 1_100_000, encoding="utf-8")

    with pytest.raises(Unreadable, match=r"a\.csv, line \d+: not readable as CSV"):
        read_text_file(file, None, None)
