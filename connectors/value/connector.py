"""Value: since when somebody is a customer, what they are worth, where they are heading, and who looks after them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from connectors.value.rows import RelationshipRow
from screenpop.answers.value import SEGMENTS, Relationship
from screenpop.customers import Customer
from screenpop.errors import SourceError, UnreadableAnswer
from screenpop.ports.amounts import in_currency
from screenpop.ports.inquiry import Inquiry
from screenpop.ports.learnt import Learnt, Worth
from screenpop.ports.source import Source
from screenpop.sentences import say

_QUESTION = "relationship"
_OF_THE_CUSTOMER = ("since", "segment", "manager", "important")


@dataclass(frozen=True, slots=True)
class Value:
    """Asks whoever counts, and completes what they tell by what was learnt from what the customer bought.

    `relationship`: the question; None where nobody counts.
    """

    source: Source
    deadline: timedelta
    relationship: str | None
    learnt: Learnt
    name: str = "value"
    agent: str = ""

    def ask(self, customer: Customer, /) -> Relationship | None:
        """How much this relationship is worth; see `screenpop.ports.department`."""
        rows = self._rows(customer)
        worth = self._worth(customer, needed=not rows)
        if not rows and worth is None and customer.since is None:
            return None
        first = rows[0] if rows else RelationshipRow()
        told = Relationship(
            since=first.since or customer.since,
            segment=first.segment,
            turnover=_by_currency(rows, "turnover"),
            previous_turnover=_by_currency(rows, "previous_turnover"),
            manager=first.manager,
            important=bool(first.important),
        )
        return completed(told, worth, says_who_is_important=first.important is not None) if worth else told

    def _rows(self, customer: Customer) -> Sequence[RelationshipRow]:
        if self.relationship is None:
            return ()
        inquiry = Inquiry(self.source, self.name, customer, self.deadline, agent=self.agent, kind="value")
        rows = list(dict.fromkeys(inquiry.all(_QUESTION, self.relationship, RelationshipRow)))
        _hold_together(rows)
        return rows

    def _worth(self, customer: Customer, *, needed: bool) -> Worth | None:
        """Sales' lines bear sales' number. What cannot be read is missed only where there is nothing else."""
        try:
            return self.learnt.worth(customer.reference("sales"))
        except SourceError:
            if needed:
                raise
            return None


def completed(told: Relationship, worth: Worth, *, says_who_is_important: bool) -> Relationship:
    """What the company's own question tells, with what was learnt in the place of what it does not."""
    learnt: dict[str, Any] = {}
    if told.since is None:
        learnt["since"] = worth.since
    if told.segment is None:
        learnt["segment"] = SEGMENTS[worth.segment].template if worth.segment in SEGMENTS else worth.segment
    if not says_who_is_important and worth.important:
        learnt["important"] = True
    return replace(
        told, trend=worth.trend, leaving=worth.leaving, why=worth.why, learnt=tuple(learnt), **learnt
    )


def _hold_together(rows: Sequence[RelationshipRow]) -> None:
    """Several rows differ in their currency and in nothing else; of others none is the right one to tell."""
    if len(rows) < 2:
        return
    for column in _OF_THE_CUSTOMER:
        if len({getattr(row, column) for row in rows}) > 1:
            raise UnreadableAnswer(
                say(
                    "The rows of “{question}” must agree in “{column}”; only turnover and its currency may differ.",
                    question=_QUESTION,
                    column=column,
                )
            )
    ((currency, times),) = Counter(row.currency for row in rows).most_common(1)
    if times > 1:
        raise UnreadableAnswer(
            say(
                "“{question}” must give one row a currency; it gives {rows} of {currency} that differ.",
                question=_QUESTION,
                rows=times,
                currency=currency or "—",
            )
        )


def _by_currency(rows: Sequence[RelationshipRow], column: str) -> Mapping[str, Decimal] | None:
    found: dict[str, Decimal] = {}
    for number, row in enumerate(rows, 1):
        amount = in_currency(getattr(row, column), row.currency, question=_QUESTION, row=number)
        if amount is not None and row.currency is not None:
            found[row.currency] = amount
    return {currency: found[currency] for currency in sorted(found)} or None
