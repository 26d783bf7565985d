"""`screenpop directory`, as other programs use it."""

import csv
import io
import json
import sqlite3
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from connectors.directory.index import DirectoryIndex
from screenpop.commands.parser import run
from screenpop.customers import Prospect
from tests.servers import PostgreSQL

SETTINGS = '''
region = "PL"
outside_line = "0"
agent = "anna"
data = "data"
[line]
kind = "simulator"
[directory]
source = "crm"
contacts = """select phone as number, customer_no as customer_id, company as customer, person as contact,
              active, since, ledger_no as ref_accounting from people"""
[sources.crm]
kind = "sql"
url = "sqlite:///crm.db"
'''
PEOPLE = [
    ("+48 22 555 01 23", "C1", "Hurt-Bud", "Anna Wąs", 1),
    ("22 555 01 24", "C1", "Hurt-Bud", "Jan", 1),
    ("22 555 01 24", "C1", "Hurt-Bud", "Ewa", 0),
    ("22 555 01 24", "C1", "Hurt-Bud", None, 1),
    ("+33678885678", "C2", "Paris", "Pierre", 1),
    ("22 555 01 23", "C2", "Paris", "Marie", 0),
    ("888", "C0", "We", "Ola", 1),
    ("22 777 01-0", "C3", "Trunk", None, 1),
    (None, "C4", "Without number", "Zofia", 1),
    ("garbage", "C5", "Bad", "Q", 1),
]


@pytest.fixture
def config(tmp_path: Path) -> str:
    database = sqlite3.connect(tmp_path / "crm.db")
    database.execute("create table people (phone, customer_no, company, person, active, since, ledger_no)")
    database.executemany("insert into people values (?, ?, ?, ?, ?, '2020-01-01', 'L')", PEOPLE)
    database.commit()
    database.close()
    (tmp_path / "settings.toml").write_text(SETTINGS, encoding="utf-8")
    return str(tmp_path / "settings.toml")


@pytest.fixture
def filled(config: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert run(["directory", "import", "--config", config]) == 0
    capsys.readouterr()
    return config


def answers(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def entry(customer: str, name: str, contact: str | None, **flags: bool) -> dict[str, object]:
    return {"id": customer, "name": name, "contact": contact, "active": True, "internal": False, **flags}


def test_import_tells_its_counts(config: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["directory", "import", "--json", "--config", config]) == 0

    told = capsys.readouterr()
    assert answers(told.out) == [
        {
            "read": 10,
            "kept": 9,
            "unreadable": 1,
            "changed": 10,
            "deleted": 0,
            "examples": [{"customer": "C5", "why": "no telephone number can be read in what stands for one"}],
        }
    ]
    assert "10 rows read" in told.err


def test_import_tells_its_counts_to_people(config: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["directory", "import", "--config", config]) == 0

    assert [line.split() for line in capsys.readouterr().out.splitlines()] == [
        ["read", "10"],
        ["kept", "9"],
        ["unreadable", "1"],
        ["changed", "10"],
        ["deleted", "0"],
    ]


@pytest.mark.parametrize(
    ("wanted", "answer"),
    [
        (
            "0225550123",
            {
                "number": "+48225550123",
                "presented": "0225550123",
                "match": "exact",
                "customers": [
                    entry("C1", "Hurt-Bud", "Anna Wąs"),
                    entry("C2", "Paris", "Marie", active=False),
                ],
            },
        ),
        (
            "+48225550124",
            {
                "number": "+48225550124",
                "presented": "+48225550124",
                "match": "exact",
                "customers": [entry("C1", "Hurt-Bud", "Jan"), entry("C1", "Hurt-Bud", "Ewa", active=False)],
            },
        ),
        (
            "888",
            {
                "number": None,
                "presented": "888",
                "match": "exact",
                "customers": [entry("C0", "We", "Ola", internal=True)],
            },
        ),
        (
            "+48227770199",
            {
                "number": "+48227770199",
                "presented": "+48227770199",
                "match": "shared",
                "customers": [entry("C3", "Trunk", None)],
            },
        ),
        ("8885678", {"number": None, "presented": "8885678", "match": "unknown", "customers": []}),
        ("%", {"number": None, "presented": "%", "match": "unknown", "customers": []}),
        (
            "zofia",
            {
                "number": None,
                "presented": "zofia",
                "match": "exact",
                "customers": [entry("C4", "Without number", "Zofia")],
            },
        ),
        ("nobody", {"number": None, "presented": "nobody", "match": "unknown", "customers": []}),
        (
            "tel:+33-6-78-88-56-78",
            {
                "number": "+33678885678",
                "presented": "tel:+33-6-78-88-56-78",
                "match": "exact",
                "customers": [entry("C2", "Paris", "Pierre")],
            },
        ),
    ],
)
def test_find_says_who_it_would_be(
    filled: str, capsys: pytest.CaptureFixture[str], wanted: str, answer: dict[str, object]
) -> None:
    assert run(["directory", "find", wanted, "--json", "--config", filled]) == 0

    assert answers(capsys.readouterr().out) == [answer]


def test_find_reads_a_number_although_its_extension_is_written_in_letters(
    filled: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["directory", "find", "22 555 01 23 wew. 5", "--json", "--config", filled]) == 0

    (answer,) = answers(capsys.readouterr().out)
    assert (answer["match"], answer["number"]) == ("exact", "+48225550123")


def test_an_import_without_one_readable_number_leaves_the_directory_as_it_was(
    filled: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database = sqlite3.connect(tmp_path / "crm.db")
    database.execute("update people set phone = 'see below'")
    database.commit()
    database.close()

    assert run(["directory", "import", "--config", filled]) == 1
    assert "No telephone number can be read" in capsys.readouterr().err

    assert run(["directory", "find", "0225550123", "--json", "--config", filled]) == 0
    assert answers(capsys.readouterr().out)[0]["match"] == "exact"


def test_find_shows_people_a_table(filled: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["directory", "find", "0225550123", "--config", filled]) == 0

    assert capsys.readouterr().out.splitlines() == [
        "exact     +48225550123",
        "C1  Hurt-Bud  Anna Wąs",
        "C2  Paris     Marie     inactive",
    ]


BATCH = [
    "+48225550123",
    "anna",
    "",
    "anonymous",
    "sip:anonymous@anonymous.invalid",
    "888",
    "33678885678",
    " ",
]
MATCHES = ["exact", "unknown", "withheld", "withheld", "withheld", "exact", "exact", "withheld"]


def test_a_batch_gives_one_answer_a_line_in_order(
    filled: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "numbers.txt").write_bytes(b"\xef\xbb\xbf" + "\r\n".join(BATCH).encode() + b"\r\n")

    assert (
        run(["directory", "find", "--batch", str(tmp_path / "numbers.txt"), "--json", "--config", filled])
        == 0
    )

    told = answers(capsys.readouterr().out)
    assert [answer["match"] for answer in told] == MATCHES
    assert [answer["presented"] for answer in told] == [
        None if match == "withheld" else number for number, match in zip(BATCH, MATCHES, strict=True)
    ]


def test_a_batch_may_come_on_standard_input(
    filled: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("+48225550123\n' OR 1=1 --\n\x00\n"))

    assert run(["directory", "find", "--batch", "-", "--json", "--config", filled]) == 0

    assert [answer["match"] for answer in answers(capsys.readouterr().out)] == ["exact", "unknown", "unknown"]


def test_a_batch_answers_thousands_in_a_second(
    filled: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "numbers.txt").write_text("\n".join(f"22555{n:04}" for n in range(5000)), encoding="utf-8")
    began = time.process_time()

    assert (
        run(["directory", "find", "--batch", str(tmp_path / "numbers.txt"), "--json", "--config", filled])
        == 0
    )

    assert time.process_time() - began < 5
    assert len(capsys.readouterr().out.splitlines()) == 5000


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "--batch"),
        (["101", "--batch", "x"], "--batch"),
        (["--batch", "/nowhere/numbers.txt"], "/nowhere/numbers.txt"),
    ],
)
def test_a_wrong_command_is_told_in_one_line(
    filled: str, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    assert run(["directory", "find", *arguments, "--json", "--config", filled]) == 2

    error = capsys.readouterr().err
    assert told in error
    assert len(error.splitlines()) == 1


def test_find_before_an_import_says_so(config: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["directory", "find", "101", "--json", "--config", config]) == 1

    assert "never imported" in capsys.readouterr().err


def test_an_unknown_region_is_told_in_one_line(
    config: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "settings.toml").write_text(SETTINGS.replace('"PL"', '"XX"'), encoding="utf-8")

    assert run(["directory", "import", "--config", config]) == 2

    assert "XX" in capsys.readouterr().err


def test_a_source_that_is_away_leaves_the_directory_working(
    filled: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "crm.db").unlink()

    assert run(["directory", "import", "--config", filled]) == 1
    assert run(["directory", "find", "888", "--json", "--config", filled]) == 0

    assert answers(capsys.readouterr().out)[0]["match"] == "exact"


CARDS = "BEGIN:VCARD\nFN:Ewa Żak\nORG:Nowa Łódź\nTEL:601 234 567\nUID:u1\nEND:VCARD\n"
BY_FILE = SETTINGS[: SETTINGS.index("[directory]")] + '[directory]\nfile = "people.vcf"\n'


def test_an_address_book_may_be_imported_instead_of_the_source(
    config: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "people.vcf").write_text(CARDS, encoding="utf-8")

    assert (
        run(["directory", "import", "--file", str(tmp_path / "people.vcf"), "--json", "--config", config])
        == 0
    )
    assert run(["directory", "find", "601234567", "--json", "--config", config]) == 0

    imported, found = answers(capsys.readouterr().out)
    assert (imported["read"], imported["kept"]) == (1, 1)
    assert found["customers"] == [entry("u1", "Nowa Łódź", "Ewa Żak")]


def test_the_settings_may_name_an_address_book(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "people.vcf").write_text(CARDS, encoding="utf-8")
    (tmp_path / "settings.toml").write_text(BY_FILE, encoding="utf-8")
    config = str(tmp_path / "settings.toml")

    assert run(["directory", "import", "--config", config]) == 0
    assert run(["directory", "find", "lodz", "--json", "--config", config]) == 0

    assert '"Ewa Żak"' in capsys.readouterr().out


@pytest.mark.parametrize(
    ("directory", "told"),
    [
        ("", "source or a file"),
        ('file = "a.csv"\nsource = "crm"\ncontacts = "select 1"', "source or a file"),
        ('source = "crm"', "contacts"),
        ('file = "a.csv"\nchanges = "select 1"', "changed"),
        ('file = "a.pdf"', ".vcf"),
        ('source = "nobody"\ncontacts = "select 1"', "nobody"),
        ('file = "a.csv"\nstore = "sqlite:///x"', "directory.store"),
    ],
)
def test_settings_of_a_directory_that_cannot_work_are_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], directory: str, told: str
) -> None:
    text = SETTINGS[: SETTINGS.index("[directory]")] + f"[directory]\n{directory}\n"
    (tmp_path / "settings.toml").write_text(text, encoding="utf-8")

    assert run(["directory", "import", "--config", str(tmp_path / "settings.toml")]) == 2

    error = capsys.readouterr().err
    assert told in error
    assert len(error.splitlines()) == 1


def test_only_what_changed_is_asked_for_unless_all_is_wanted(
    config: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = "select phone as number, customer_no as customer_id, company as customer from people"
    changes = f'changes = "{asked} where :since > 2 and 0"\n'
    (tmp_path / "settings.toml").write_text(SETTINGS.replace("[directory]\n", f"[directory]\n{changes}"))

    for arguments in ([], [], ["--full"]):
        assert run(["directory", "import", *arguments, "--json", "--config", config]) == 0

    told = answers(capsys.readouterr().out)
    assert [(each["read"], each["changed"]) for each in told] == [(10, 10), (0, 0), (10, 0)]


def test_prospects_can_be_taken_out_as_a_file_that_no_spreadsheet_runs(
    filled: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    index = DirectoryIndex(tmp_path / "data" / "directory.db", deadline=timedelta(seconds=1))
    at = datetime(2026, 5, 4, 12, 30, tzinfo=UTC)
    index.take_in(Prospect(UUID(int=7), "+48601234567", "=cmd|'/C calc'!A1", "Nowa", "-2", "anna", at))
    index.close()
    file = tmp_path / "prospects.csv"

    assert run(["directory", "prospects", "--output", str(file), "--config", filled]) == 0
    assert run(["directory", "prospects", "--format", "json", "--config", filled]) == 0

    (row,) = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    assert (row["number"], row["name"], row["note"]) == ("+48601234567", "'=cmd|'/C calc'!A1", "'-2")
    (told,) = json.loads(capsys.readouterr().out)
    assert told["name"] == "=cmd|'/C calc'!A1"
    assert told["at"] == "2026-05-04T12:30:00.000000+00:00"


def test_a_team_shares_what_one_of_them_imports(
    config: str,
    tmp_path: Path,
    postgresql: PostgreSQL,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    database = postgresql.create_database()
    url = postgresql.url(database, login=postgresql.administrator)
    shared = f'[secrets]\nfrom = "environment"\n[directory]\nstore = "{url}"\n'
    (tmp_path / "settings.toml").write_text(SETTINGS.replace("[directory]\n", shared))
    monkeypatch.setenv("SCREENPOP_SECRET_DIRECTORY", postgresql.password())

    assert run(["directory", "import", "--config", config]) == 0
    assert run(["directory", "find", "888", "--json", "--config", config]) == 0

    assert '"match": "exact"' in capsys.readouterr().out
    assert not list((tmp_path / "data").glob("directory*"))
