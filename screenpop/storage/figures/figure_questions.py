"""What the charts ask of the record, in SQL: calls by quarters of an hour, times by whole seconds, each day by itself.

The days are the viewer's: `Run` says by how many seconds they begin before those of UTC.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    FromClause,
    Integer,
    Select,
    case,
    exists,
    func,
    literal_column,
    null,
    or_,
    select,
    union_all,
)

from screenpop.events.calls import Direction, Ending
from screenpop.record.figures import CallOutcome
from screenpop.storage import schema
from screenpop.storage.figures.day_runs import Run
from screenpop.storage.figures.time_sums import day_of, quarter_of, seconds_between

REPEATED_WITHIN = timedelta(days=7)
RINGS_AT_MOST = timedelta(minutes=10)
"""A call that was never answered and has not ended after so long was cut off with its program."""
WRAPPED_UP_WITHIN = timedelta(hours=12)
"""What is saved later is a correction, and no time that anybody spent on the call."""

QUARTER, ANSWER, TALK, WRAP_UP, DISPOSITION = range(5)
"""What a row of `calls_in` counts."""

Question = Select[*tuple[Any, ...]]
_HOW_OFTEN = func.count().label("often")
_NO_END = 2**31 - 1
_OUTCOMES = {Ending.ANSWERED_ELSEWHERE: CallOutcome.ELSEWHERE, Ending.MISSED: CallOutcome.MISSED}
_call, _leg, _offer = schema.call_log.c, schema.legs.c, schema.offers_made.c


def how_many_legs(since: datetime, before: datetime) -> Question:
    """How many legs there are: more than before, and what was counted is to be counted anew."""
    return select(func.count()).where(_leg.offered_at >= since, _leg.offered_at < before)


def calls_in(run: Run, now: datetime) -> Question:
    """All that is counted of calls that came in, gone through once: what it is, the day, the value, how often.

    Of `QUARTER` the value is the quarter of an hour, and the word the outcome; of `DISPOSITION` there is only a word.
    """
    of = _calls_in(run, now).c
    quarters = (
        select(_kind(QUARTER), of.day, of.quarter.label("value"), of.outcome.label("word"), _HOW_OFTEN)
        .where(of.outcome.is_not(None))
        .group_by(of.day, of.quarter, of.outcome)
    )
    times = (
        select(_kind(kind), of.day, took.label("value"), null().label("word"), _HOW_OFTEN)
        .where(took >= 0, took < at_most)
        .group_by(of.day, took)
        for kind, took, at_most in (
            (ANSWER, of.answer, _NO_END),
            (TALK, of.talk, _NO_END),
            (WRAP_UP, of.wrap_up, whole_seconds(WRAPPED_UP_WITHIN)),
        )
    )
    told = (
        select(_kind(DISPOSITION), of.day, null().label("value"), of.disposition.label("word"), _HOW_OFTEN)
        .where(of.disposition != "")
        .group_by(of.day, of.disposition)
    )
    return select(union_all(quarters, *times, told).subquery())


def _calls_in(run: Run, now: datetime) -> CTE:
    """Each call that came in, with its times as whole seconds; what still rings has no outcome yet."""
    known = or_(_call.ending.is_not(None), _call.answered_at.is_not(None))
    became = case(
        (_call.answered_at.is_not(None), CallOutcome.ANSWERED.value),
        *((_call.ending == ending.value, outcome.value) for ending, outcome in _OUTCOMES.items()),
        (or_(known, _call.offered_at < now - RINGS_AT_MOST), CallOutcome.LOST.value),
    )
    return (
        select(
            quarter_of(_call.offered_at).label("quarter"),
            _day(_call.offered_at, run).label("day"),
            became.label("outcome"),
            seconds_between(_call.offered_at, _call.answered_at).label("answer"),
            seconds_between(_call.answered_at, _call.ended_at).label("talk"),
            case((_call.answered_at.is_not(None), seconds_between(_call.ended_at, _call.wrapped_at))).label(
                "wrap_up"
            ),
            _call.disposition,
        )
        .where(*came_in(schema.call_log, run))
        .cte("calls_in")
        .prefix_with("MATERIALIZED")
    )


def repeats(run: Run) -> Question:
    """Calls whose number had called within the week before: the day and the number of each."""
    before_that = func.lag(_call.offered_at).over(partition_by=_call.number, order_by=_call.offered_at)
    with_the_week_before = (
        _call.direction == Direction.IN.value,
        _call.offered_at >= run.since - REPEATED_WITHIN,
        _call.offered_at < run.before,
        _call.number.is_not(None),
    )
    calls = (
        select(_call.number, _call.offered_at, before_that.label("before_that"))
        .where(*with_the_week_before)
        .subquery()
    )
    soon = seconds_between(calls.c.before_that, calls.c.offered_at) < whole_seconds(REPEATED_WITHIN)
    return select(_day(calls.c.offered_at, run), calls.c.number).where(calls.c.offered_at >= run.since, soon)


def outgoing(run: Run) -> Question:
    """Calls that went out: the day, how many, and how many were answered."""
    day = _day(_call.offered_at, run)
    went = (_call.direction == Direction.OUT.value, *within(_call.offered_at, run))
    return select(day, func.count(), func.count(_call.answered_at)).where(*went).group_by(day)


def offers(run: Run) -> Question:
    """How offers fared, each of a call and product as told last: the day, agent, list, outcome, how many."""
    by = (_day(_offer.at, run), _offer.agent, _offer.list, _offer.outcome)
    return select(*by, func.count()).where(*newest_offers(run)).group_by(*by)


def newest_offers(run: Run) -> Iterator[ColumnElement[bool]]:
    """Those of a run that nothing newer was told of on the same call."""
    newer = schema.offers_made.alias("newer")
    yield from within(_offer.at, run)
    yield ~exists().where(
        newer.c.call == _offer.call,
        newer.c.product == _offer.product,
        newer.c.id > _offer.id,
        *within(newer.c.at, run),
    )


def _day(at: ColumnElement[Any], run: Run) -> ColumnElement[int]:
    return day_of(at, literal_column(str(run.shift)))


def _kind(kind: int) -> ColumnElement[int]:
    return literal_column(str(kind), Integer).label("kind")


def whole_seconds(span: timedelta) -> int:
    """As the database counts them."""
    return span // timedelta(seconds=1)


def within(at: ColumnElement[Any], run: Run) -> Iterator[ColumnElement[bool]]:
    """While the run lasted."""
    yield at >= run.since
    yield at < run.before


def came_in(calls: FromClause, run: Run) -> Iterator[ColumnElement[bool]]:
    """Those that came in while the run lasted."""
    yield calls.c.direction == Direction.IN.value
    yield from within(calls.c.offered_at, run)
