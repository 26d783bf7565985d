"""Suggestions and gestures of a span, counted in the record: days that are over not more than once an hour."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from screenpop.record.acceptance import Arm
from screenpop.record.span import Span
from screenpop.storage.figures.remembered_runs import RememberedRuns, Rows, runs_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from screenpop.storage.figures.day_runs import Run
    from screenpop.storage.figures.figure_questions import Question


class CountedOffers:
    """Safe to use from several threads at once; each brings its connection."""

    def __init__(self) -> None:
        self._remembered = RememberedRuns()

    def fared(self, connection: Connection, span: Span, now: datetime) -> Rows:
        """Rows of: agent, list, product, method, outcome, how many."""
        from screenpop.storage.figures import offer_questions as ask  # noqa: PLC0415 # loaded with the connection

        return self._rows(connection, span, now, "fared", ask.fared)

    def arms(
        self, connection: Connection, span: Span, now: datetime, agent: str | None
    ) -> Mapping[bool, Arm]:
        """Cards that suggested something (False), and cards that held it out (True)."""
        from screenpop.storage.figures import offer_questions as ask  # noqa: PLC0415 # as above

        rows = self._rows(connection, span, now, ("carded", agent), lambda run: ask.carded(run, agent))
        cards = {True: 0, False: 0}
        accepting: dict[bool, dict[str, bool]] = {True: {}, False: {}}
        for held_out, customer_id, many, accepted in rows:
            of = accepting[bool(held_out)]
            of[customer_id] = of.get(customer_id, False) or bool(accepted)
            cards[bool(held_out)] += many
        return {which: Arm(cards[which], len(of), sum(of.values())) for which, of in accepting.items()}

    def gestures(self, connection: Connection, span: Span, agent: str | None) -> Rows:
        """Rows of: gesture, quarter of an hour, currency, what one was worth, how often."""
        from screenpop.storage.figures import offer_questions as ask  # noqa: PLC0415 # as above

        return _all(connection, ask.gestures(span, agent))

    def _rows(
        self, connection: Connection, span: Span, now: datetime, what: object, ask: Callable[[Run], Question]
    ) -> Rows:
        found: list[tuple[Any, ...]] = []
        for run, is_over in runs_of(span, now):
            if is_over:
                found += self._remembered.rows((what, run), now, partial(_all, connection, ask(run)))
            else:
                found += _all(connection, ask(run))
        return found


def _all(connection: Connection, question: Question) -> Rows:
    return [tuple(row) for row in connection.execute(question)]
