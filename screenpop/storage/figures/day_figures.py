"""What one day's calls come to, and how days are put together: each day is counted once, and kept while it stays so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from screenpop.record.figures import Counts, Figures, OfferCounts, Outgoing, Repeats, Spread
from screenpop.record.span import Span

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from screenpop.storage.figures.day_runs import Run

Often = list[tuple[Any, int]]
"""What, and how often."""


@dataclass(slots=True)
class DayFigures:
    """One day.

    Attributes:
        quarters: Quarters of an hour since 1970, with what became of their calls.
        repeated: The numbers of calls that were not their first in a week.
        offers: The list and outcome of offers.
        outgoing: Calls that went out, and how many were answered.
    """

    quarters: list[tuple[int, Counts]] = field(default_factory=list)
    answer: Often = field(default_factory=list)
    talk: Often = field(default_factory=list)
    wrap_up: Often = field(default_factory=list)
    dispositions: Often = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)
    offers: Often = field(default_factory=list)
    outgoing: tuple[int, int] = (0, 0)


def count(connection: Connection, run: Run, now: datetime) -> Mapping[date, DayFigures]:
    """Count the days of a run."""
    from screenpop.storage.figures import figure_questions as ask  # noqa: PLC0415 # loaded with the connection

    days = {day: DayFigures() for day in run.days}

    def of(number: int) -> DayFigures:
        return days[run.day(number)]

    times = {ask.ANSWER: "answer", ask.TALK: "talk", ask.WRAP_UP: "wrap_up"}
    for what, day, value, word, many in connection.execute(ask.calls_in(run, now)):
        if what == ask.QUARTER:
            of(day).quarters.append((value, Counts(**{word: many})))
        elif what == ask.DISPOSITION:
            of(day).dispositions.append((word, many))
        else:
            getattr(of(day), times[what]).append((value, many))
    for day, number in connection.execute(ask.repeats(run)):
        of(day).repeated.append(number)
    for day, _, list_, outcome, many in connection.execute(ask.offers(run)):
        of(day).offers.append(((list_, outcome), many))
    for day, many, reached in connection.execute(ask.outgoing(run)):
        of(day).outgoing = (many, reached)
    return days


def together(days: Iterable[DayFigures], span: Span) -> Figures:
    """The figures of a span, of its days."""
    all_days = list(days)
    return Figures(
        span,
        _by_clock((quarter for day in all_days for quarter in day.quarters), span),
        answer=spread(each for day in all_days for each in day.answer),
        talk=spread(each for day in all_days for each in day.talk),
        wrap_up=spread(each for day in all_days for each in day.wrap_up),
        dispositions=most_frequent(each for day in all_days for each in day.dispositions),
        repeats=Repeats(
            len({number for day in all_days for number in day.repeated}),
            sum(len(day.repeated) for day in all_days),
        ),
        offers=offer_counts(each for day in all_days for each in day.offers),
        outgoing=Outgoing(sum(day.outgoing[0] for day in all_days), sum(day.outgoing[1] for day in all_days)),
    )


def spread(times: Iterable[tuple[int, int]]) -> Spread:
    """Numbers of seconds and how often each, the shortest first."""
    return Spread(tuple(sorted(_summed(times).items())))


def most_frequent(told: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """Words and how often each, the most frequent first."""
    return tuple(sorted(_summed(told).items(), key=lambda each: (-each[1], each[0])))


def offer_counts(offers: Iterable[tuple[tuple[str, str], int]]) -> tuple[OfferCounts, ...]:
    """Offers by list."""
    by_list: dict[str, dict[str, int]] = {}
    for (list_, outcome), many in sorted(_summed(offers).items()):
        by_list.setdefault(list_, {})[outcome] = many
    return tuple(OfferCounts(list_, **counts) for list_, counts in by_list.items())


def _summed(each: Iterable[tuple[Any, int]]) -> Counter[Any]:
    together: Counter[Any] = Counter()
    for what, often in each:
        together[what] += often
    return together


def _by_clock(quarters: Iterable[tuple[int, Counts]], span: Span) -> Mapping[tuple[date, int], Counts]:
    """Quarters of an hour put into the days and hours of the viewer's clock."""
    from screenpop.storage.figures.time_sums import begin_of  # noqa: PLC0415 # loaded with the connection

    by_slot: dict[tuple[date, int], Counts] = {}
    for quarter, counts in quarters:
        at = begin_of(quarter).astimezone(span.zone)
        slot = (at.date(), at.hour)
        known = by_slot.get(slot)
        by_slot[slot] = counts if known is None else known + counts
    return by_slot
