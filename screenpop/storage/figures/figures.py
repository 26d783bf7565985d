"""Works the supervisors' figures out of the record, and leaves out what the site does not show of people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Protocol

from screenpop.record.agent_figures import AgentFigures, People
from screenpop.record.figures import Figures, OfferCounts
from screenpop.record.people_policy import PeoplePolicy
from screenpop.record.span import Span
from screenpop.rules.people_at_work import shown_people
from screenpop.storage.figures.day_figures import count, most_frequent, offer_counts, spread, together
from screenpop.storage.figures.day_runs import runs
from screenpop.storage.figures.remembered_days import RememberedDays

if TYPE_CHECKING:
    from sqlalchemy import Connection


class Readable(Protocol):
    """The shared database, as far as it is read."""

    def reading(self) -> AbstractContextManager[Connection]:
        """A connection that changes nothing."""


class RecordFigures:
    """The figures of the shared record. Safe to ask from several threads at once.

    Args:
        database: Where the record is.
        policy: What the site shows of people.
        me: Whose own figures are always shown.
        now: The time; tests have another.
    """

    def __init__(
        self,
        database: Readable,
        *,
        policy: PeoplePolicy,
        me: str,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._database = database
        self._policy = policy
        self._me = me
        self._now = now
        self._remembered = RememberedDays()

    def of(self, span: Span, /) -> Figures:
        """All figures that name nobody."""
        now = self._now()
        with self._database.reading() as connection:
            days = dict(self._remembered.recall(connection, span, now))
            for run in runs([day for day in span.days if day not in days], span):
                counted = count(connection, run, now)
                self._remembered.remember(connection, counted, span, now)
                days.update(counted)
        return together(days.values(), span)

    def people(self, span: Span, /) -> People:
        """Figures by agent, as far as the site shows them to this reader."""
        only = None if self._policy.per_agent else self._me
        return shown_people(self._agents(span, only), self._policy, self._me)

    def own(self, span: Span, /) -> AgentFigures:
        """The reader's own figures, which they always see."""
        return next(iter(self._agents(span, self._me)), AgentFigures(self._me))

    def _agents(self, span: Span, only: str | None) -> Sequence[AgentFigures]:
        """Everybody at whose desk a call rang, by name; or one of them."""
        with self._database.reading() as connection:
            from screenpop.storage.figures import agent_questions as ask  # noqa: PLC0415 # loaded with the connection
            from screenpop.storage.figures import figure_questions  # noqa: PLC0415 # as above

            desks, offers, talk, wrap_up, told = (list[tuple[Any, ...]]() for _ in range(5))
            for run in runs(span.days, span):
                desks += connection.execute(ask.at_desks(run, only))
                offers += connection.execute(figure_questions.offers(run))
                talk += connection.execute(ask.talk_times_at_desks(run, only))
                wrap_up += connection.execute(ask.wrap_up_times_at_desks(run, only))
                told += connection.execute(ask.dispositions_at_desks(run, only))
        return [
            AgentFigures(
                agent,
                rang=sum(row[1] for row in desks if row[0] == agent),
                answered=sum(row[2] for row in desks if row[0] == agent),
                talk=spread(_of(talk, agent)),
                wrap_up=spread(_of(wrap_up, agent)),
                dispositions=most_frequent(_of(told, agent)),
                offers=_all_lists(row for row in offers if row[1] == agent),
            )
            for agent in sorted({row[0] for row in desks})
        ]


def _of(rows: Iterable[tuple[Any, ...]], agent: str) -> Iterable[tuple[Any, int]]:
    return ((what, many) for whose, what, many in rows if whose == agent)


def _all_lists(offers: Iterable[tuple[Any, ...]]) -> OfferCounts:
    counts = offer_counts((("", outcome), many) for _, _, _, outcome, many in offers)
    return counts[0] if counts else OfferCounts("")
