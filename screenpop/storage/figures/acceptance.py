"""Works out of the record how suggestions fare and what was given, and leaves out what the site hides of people."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from screenpop.errors import SourceError
from screenpop.money import Money
from screenpop.offers import OfferOutcome
from screenpop.record.acceptance import Acceptance, Fared, GesturesOfMonth
from screenpop.record.people_policy import PeoplePolicy
from screenpop.record.span import Span
from screenpop.rules.intervals import difference_of, share_of
from screenpop.rules.people_at_work import shown_acceptance
from screenpop.storage.figures.counted_offers import CountedOffers
from screenpop.storage.figures.figures import Readable

Names = Callable[[Collection[str]], Mapping[str, str]]
"""Gives what these products are called, of those that it knows."""


def _no_names(_: Collection[str]) -> Mapping[str, str]:
    return {}


class RecordAcceptance:
    """The figures of suggestions in the shared record. Safe to ask from several threads at once.

    Args:
        database: Where the record is.
        policy: What the site shows of people.
        me: Whose own figures are always shown.
        names: Tells what products are called.
        now: The time; tests have another.
    """

    def __init__(
        self,
        database: Readable,
        *,
        policy: PeoplePolicy,
        me: str,
        names: Names = _no_names,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._database = database
        self._policy = policy
        self._me = me
        self._names = names
        self._now = now
        self._counted = CountedOffers()

    def of(self, span: Span, /, *, agent: str | None = None, at_most: int = 20) -> Acceptance:
        """How suggestions of a span fared; see `screenpop.ports.figures`."""
        now = self._now()
        with self._database.reading() as connection:
            rows = self._counted.fared(connection, span, now)
            agents, hidden = shown_acceptance(_fared(rows, 0), self._policy, self._me)
            whole = Acceptance(
                span, agent, agents=agents, hidden=hidden, smallest_group=self._policy.smallest_group
            )
            if agent not in {None, self._me, *(each.name for each in agents)}:
                return whole
            arms = self._counted.arms(connection, span, now, agent)
            given = self._counted.gestures(connection, span, agent)
        shown, held_out = arms[False], arms[True]
        of_whom = [row for row in rows if agent in (None, row[0])]
        products = _fared(of_whom, 2)[:at_most]
        names: Mapping[str, str] = {}
        with suppress(SourceError):  # an auditor may not read what was learnt; its products have numbers
            names = self._names([each.name for each in products])
        return replace(
            whole,
            products=tuple(replace(each, title=names.get(each.name)) for each in products),
            methods=tuple(_fared(of_whom, 3)),
            lists=tuple(sorted(_fared(of_whom, 1), key=lambda each: each.name)),
            shown=shown,
            held_out=held_out,
            uplift=difference_of(shown.accepting, shown.customers, held_out.accepting, held_out.customers),
            gestures=tuple(_by_month(given, span)),
        )


def _fared(rows: Iterable[tuple[Any, ...]], place: int) -> list[Fared]:
    """Rows of (agent, list, product, method, outcome, how many) by what stands in this place, the most made first."""
    counted: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        counted[row[place] or ""][row[4]] += row[5]
    fared = [_told(name, outcomes) for name, outcomes in counted.items()]
    return sorted(fared, key=lambda each: (-each.made, each.name))


def _told(name: str, outcomes: Counter[str]) -> Fared:
    accepted = outcomes[OfferOutcome.ACCEPTED]
    return Fared(
        name,
        offered=outcomes[OfferOutcome.OFFERED],
        accepted=accepted,
        declined=outcomes[OfferOutcome.DECLINED],
        share=share_of(accepted, outcomes.total()),
    )


def _by_month(rows: Iterable[tuple[Any, ...]], span: Span) -> Iterable[GesturesOfMonth]:
    from screenpop.storage.figures.time_sums import begin_of  # noqa: PLC0415 # loaded with the connection

    times: Counter[tuple[date, str]] = Counter()
    worth: defaultdict[tuple[date, str], defaultdict[str, Decimal]] = defaultdict(
        lambda: defaultdict(Decimal)
    )
    for gesture, quarter, currency, each, many in rows:
        month = begin_of(quarter).astimezone(span.zone).date().replace(day=1)
        times[month, gesture] += many
        if each is not None:
            worth[month, gesture][currency] += each * many
    for (month, gesture), many in sorted(times.items()):
        money = (Money(amount, currency) for currency, amount in sorted(worth[month, gesture].items()))
        yield GesturesOfMonth(gesture, month, many, tuple(money))
