"""Days put into runs, over changed clocks and long times."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from screenpop.record.span import Span
from screenpop.storage.figures.day_runs import LONGEST, runs

WARSAW = ZoneInfo("Europe/Warsaw")


@pytest.mark.parametrize(
    "zone", ["UTC", "Europe/Warsaw", "Asia/Kolkata", "America/Sao_Paulo", "Australia/Lord_Howe"]
)
def test_every_day_of_a_year_stands_in_one_run_and_no_moment_is_left_out(zone: str) -> None:
    span = Span(date(2025, 11, 23), date(2026, 11, 22), ZoneInfo(zone))

    made = runs(span.days, span)

    assert [day for run in made for day in run.days] == span.days
    assert (made[0].since, made[-1].before) == (span.since, span.before)
    assert all(one.before == next_.since for one, next_ in pairwise(made))
    assert all(run.before - run.since <= LONGEST for run in made)


def test_a_day_on_which_clocks_change_is_a_run_of_its_own() -> None:
    span = Span(date(2026, 10, 20), date(2026, 10, 30), WARSAW)

    assert [(run.first.day, len(run.days)) for run in runs(span.days, span)] == [(20, 5), (25, 1), (26, 5)]


@pytest.mark.parametrize("zone", ["UTC", "Europe/Warsaw", "Asia/Kathmandu", "America/New_York"])
def test_the_number_of_a_day_is_found_again(zone: str) -> None:
    span = Span(date(2026, 10, 20), date(2026, 11, 5), ZoneInfo(zone))

    for run in runs(span.days, span):
        for day in run.days:
            noon = datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(zone)).timestamp()
            assert run.day(int((noon + run.shift) // 86_400)) == day


def test_days_that_were_counted_already_are_left_out() -> None:
    span = Span(date(2026, 3, 1), date(2026, 3, 10), WARSAW)
    wanted = [day for day in span.days if day.day not in (4, 5)]

    assert [(run.first.day, len(run.days)) for run in runs(wanted, span)] == [(1, 3), (6, 5)]


def test_a_span_that_ends_early_has_no_days_after_its_end() -> None:
    until = datetime(2026, 3, 3, 9, 30, tzinfo=UTC)
    span = Span(date(2026, 3, 1), date(2026, 3, 5), ZoneInfo("UTC"), until=until)

    made = runs(span.days, span)

    assert [(run.first.day, run.before - run.since) for run in made] == [
        (1, timedelta(days=2)),
        (3, timedelta(hours=9, minutes=30)),
    ]
