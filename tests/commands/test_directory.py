"""`screenpop directory`, as other programs use it."""

import io
import json
import sqlite3
import time
from pathlib import Path
from typing import Any

import pytest

from screenpop.commands.parser import run

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
