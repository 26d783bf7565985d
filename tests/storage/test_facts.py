"""What customers told us, as it is read to be taken elsewhere: the newest word, or every word."""

import csv
import io
import json
import os
import tracemalloc
from datetime import timedelta
from pathlib import Path

import pytest

from screenpop.record.entries import FactLearned
from screenpop.record.ids import new_id
from screenpop.record.rows import LearnedFact
from screenpop.storage import facts
from screenpop.storage.database import Database
from screenpop.storage.facts import LearnedFacts
from tests.storage.made_entries import NOON, Keeping


def told(customer: str, fact: str, value: str, minutes: int = 0, agent: str = "anna") -> FactLearned:
    return FactLearned(new_id(), None, NOON + timedelta(minutes=minutes), agent, customer, fact, value)


@pytest.fixture
def learned(database: Database, record: Keeping) -> LearnedFacts:
    for entry in (
        told("K-2", "birthday", "1980-05-03"),
        told("K-1", "channel", "post", 0),
        told("K-1", "channel", "e-mail", 2, "ewa"),
        told("K-1", "channel", "telephone", 1),
        told("K-1", "birthday", "1971-05-03", 0),
        told("K-1", "birthday", "", 5),
    ):
        record.keep(entry)
    return LearnedFacts(database)


def shape(fact: LearnedFact) -> tuple[str, str, str, str]:
    return fact.customer_id, fact.fact, fact.value, fact.agent


def test_what_was_told_last_counts_and_what_was_taken_back_does_not(learned: LearnedFacts) -> None:
    assert [shape(fact) for fact in learned.known()] == [
        ("K-1", "channel", "e-mail", "ewa"),
        ("K-2", "birthday", "1980-05-03", "anna"),
    ]
    assert [shape(fact) for fact in learned.known("K-2")] == [("K-2", "birthday", "1980-05-03", "anna")]
    assert list(learned.known("K-3")) == []


def test_every_version_is_there_with_who_and_when_the_newest_first(learned: LearnedFacts) -> None:
    versions = list(learned.versions("K-1"))

    assert [(fact.fact, fact.value) for fact in versions] == [
        ("birthday", ""),
        ("birthday", "1971-05-03"),
        ("channel", "e-mail"),
        ("channel", "telephone"),
        ("channel", "post"),
    ]
    assert versions[2].at == NOON + timedelta(minutes=2)


def written(wanted: str, *rows: LearnedFact) -> bytes:
    file = io.BytesIO()
    facts.write(iter(rows), file, wanted)
    return file.getvalue()


def test_a_file_has_a_row_a_fact_and_nothing_that_a_spreadsheet_would_run() -> None:
    row = LearnedFact("K-1", "recommended_by", '=HYPERLINK("http://x")', NOON, "@anna")

    heading, line = csv.reader(io.StringIO(written("csv", row).decode()))
    assert heading == ["customer", "fact", "value", "at", "agent"]
    at = "2026-03-31T12:00:00.000000+00:00"
    assert line == ["K-1", "recommended_by", '\'=HYPERLINK("http://x")', at, "'@anna"]
    assert json.loads(written("json", row)) == [
        {
            "customer": "K-1",
            "fact": "recommended_by",
            "value": '=HYPERLINK("http://x")',
            "at": at,
            "agent": "@anna",
        }
    ]
    assert written("xlsx", row).startswith(b"PK")


def test_a_hundred_thousand_facts_pass_in_constant_memory() -> None:
    rows = (LearnedFact(f"K-{number}", "birthday", "1980-05-03", NOON, "anna") for number in range(100_000))
    tracemalloc.start()
    try:
        with Path(os.devnull).open("wb") as nowhere:
            facts.write(rows, nowhere, "csv")
        assert tracemalloc.get_traced_memory()[1] < 2_000_000
    finally:
        tracemalloc.stop()
