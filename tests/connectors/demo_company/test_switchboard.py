from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from connectors.demo_company.company import build
from screenpop.events.calls import Ending
from screenpop.record.entries import CallFinished, CallPickedUp, CallStarted, Entry, LineChanged

TODAY = date(2026, 3, 31)


@pytest.fixture(scope="module")
def entries(tmp_path_factory: pytest.TempPathFactory) -> list[Entry]:
    folder: Path = tmp_path_factory.mktemp("company")
    return list(build(folder, customers=300, today=TODAY).telephone)


def test_nothing_of_a_call_comes_before_its_start(entries):
    begun = set()
    for entry in entries:
        if isinstance(entry, CallStarted):
            begun.add(entry.id)
        elif not isinstance(entry, LineChanged):
            assert entry.call in begun


def test_ids_are_unique_and_grow_with_what_is_kept_later(entries):
    ids = [entry.id for entry in entries]

    assert len(set(ids)) == len(ids)
    assert ids == sorted(ids)


def test_the_year_ends_before_today_and_has_its_quiet_sundays(entries):
    days = Counter(entry.at.astimezone().date() for entry in entries if isinstance(entry, CallStarted))

    assert max(days) < TODAY
    assert min(days) >= TODAY - timedelta(days=365)
    assert not any(day.weekday() == 6 for day in days)
    assert all(entry.at.tzinfo is UTC and entry.at < datetime.now(UTC) for entry in entries)


def test_a_call_that_rings_at_several_desks_is_answered_at_one_or_missed_at_all(entries):
    linked = {entry.id: entry.linked for entry in entries if isinstance(entry, CallStarted) and entry.linked}
    answered = Counter(linked[e.call] for e in entries if isinstance(e, CallPickedUp) and e.call in linked)
    missed = {
        linked[e.call]
        for e in entries
        if isinstance(e, CallFinished) and e.ending is Ending.MISSED and e.call in linked
    }

    assert set(answered.values()) == {1}
    assert missed
    assert not missed & set(answered)
