"""A list of extensions is read as offices write it, and what makes no sense in it is told with its file and row."""

from pathlib import Path

import pytest

from screenpop.errors import ConfigurationError
from screenpop.settings.seat_map import Seat, known_as, read_seat_map, seats_of_table

PLAIN = "machine,extension\nDESK-14,101\nDESK-15,102\n"


@pytest.mark.parametrize(
    "raw",
    [
        PLAIN.encode(),
        PLAIN.encode("utf-8-sig"),
        PLAIN.replace("\n", "\r\n").encode(),
        PLAIN.replace(",", ";").encode(),
        PLAIN.replace(",", "\t").encode("utf-16"),
        PLAIN.replace("machine", "  Machine ")
        .replace("DESK-15,102", " desk-15.office.example , 102 ")
        .encode(),
        b'"machine","extension"\n"DESK-14","101"\n\n,\n"DESK-15","102"',
        b"name,machine,username,extension\nReception,DESK-14,,101\nStore,DESK-15,,102\n",
    ],
    ids=[
        "plain",
        "bom",
        "windows",
        "semicolons",
        "excel text",
        "blanks and domains",
        "quoted",
        "more columns",
    ],
)
def test_every_way_in_which_offices_save_a_list_is_read(tmp_path: Path, raw: bytes) -> None:
    file = tmp_path / "seats.csv"
    file.write_bytes(raw)

    seats = read_seat_map(file, "machine")

    assert {name: seat.extension for name, seat in seats.items()} == {"desk-14": "101", "desk-15": "102"}


def test_an_extension_may_have_another_user_name(tmp_path: Path) -> None:
    file = tmp_path / "seats.csv"
    file.write_text("agent,extension,username\nAnna  Wąs,101,office-101\n", encoding="utf-8")

    assert read_seat_map(file, "agent") == {"anna wąs": Seat("Anna  Wąs", "101", "office-101")}


@pytest.mark.parametrize(
    ("text", "row", "told"),
    [
        ("machine,extension\nA,1\na.office.example,2\n", 3, "“a.office.example” stands there a second time"),
        ("machine,extension\nA,1,9\n", 2, "it has 3 cells, and the first row 2"),
        ("machine,extension\n\nA\n", 3, "it has 1 cells, and the first row 2"),
        ("machine,extension\n,101\n", 2, "“machine” is empty"),
        ("machine,extension\nA,\n", 2, "“” is no extension"),
        ("machine,extension\nA,10 1\n", 2, "“10 1” is no extension"),
        ("agent,extension\nanna,101\n", 1, "the column “machine” is missing"),
        ("machine,phone\nA,101\n", 1, "it must name columns of these"),
        ("machine,machine,extension\nA,A,101\n", 1, "each once"),
        ("", 1, "the column “machine” is missing"),
        ('machine,extension\n"A,101\n', 2, "quotation marks"),
    ],
)
def test_what_makes_no_sense_is_told_with_its_file_and_row(
    tmp_path: Path, text: str, row: int, told: str
) -> None:
    file = tmp_path / "seats.csv"
    file.write_text(text)

    with pytest.raises(ConfigurationError) as error:
        read_seat_map(file, "machine")

    assert f"{file}, row {row}:" in str(error.value)
    assert told in str(error.value)


def test_a_list_in_another_charset_is_refused_and_not_guessed(tmp_path: Path) -> None:
    file = tmp_path / "seats.csv"
    file.write_bytes("agent;extension\nWąs;101\n".encode("cp1250"))

    with pytest.raises(ConfigurationError, match="not UTF-8 text; save it as “CSV UTF-8”"):
        read_seat_map(file, "agent")


@pytest.mark.parametrize("raw", [b"machine,extension\nA\0,101\n", b"\xff\xfem\x00a"])
def test_what_is_no_text_is_refused(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "seats.csv").write_bytes(raw)

    with pytest.raises(ConfigurationError):
        read_seat_map(tmp_path / "seats.csv", "machine")


def test_a_list_that_is_not_there_or_far_too_long_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="cannot be read: No such file"):
        read_seat_map(tmp_path / "none.csv", "machine")
    (tmp_path / "huge.csv").write_bytes(b"a" * 5_000_001)
    with pytest.raises(ConfigurationError, match="too large"):
        read_seat_map(tmp_path / "huge.csv", "machine")


def test_a_table_of_the_settings_names_each_computer_once(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    table = {"DESK-14": "101", "desk-14.office": "102"}

    with pytest.raises(ConfigurationError, match=r"seat\.machines\.desk-14\.office.*twice"):
        seats_of_table("machine", table, file, ("seat", "machines"))


def test_addresses_are_no_names_with_domains() -> None:
    assert known_as("machine", " 192.168.1.14 ") == "192.168.1.14"
    assert known_as("machine", "DESK-14.Office.Example") == "desk-14"
    assert known_as("agent", " Anna \t WĄS ") == "anna wąs"
