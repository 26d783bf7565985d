"""Value: since when somebody is a customer, what they are worth, and who looks after them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from connectors.value.rows import RelationshipRow
from screenpop.answers.value import Relationship
from screenpop.customers import Customer
from screenpop.errors import UnreadableAnswer
from screenpop.ports.amounts import in_currency
from screenpop.ports.inquiry import Inquiry
from screenpop.ports.source import Source
from screenpop.sentences import say

_QUESTION = "relationship"
_OF_THE_CUSTOMER = ("since", "segment", "manager", "important")


@dataclass(frozen=True, slots=True)
class Value:
    """Asks whoever counts. Of a customer whom they do not know, the directory may still tell since when."""

    source: Source
    deadline: timedelta
    relationship: str
    name: str = "value"
    agent: str = ""

    def ask(self, customer: Customer, /) -> Relationship | None:
        """How much this relationship is worth; see `screenpop.ports.department`."""
        inquiry = Inquiry(self.source, self.name, customer, self.deadline, agent=self.agent, kind="value")
        rows = list(dict.fromkeys(inquiry.all(_QUESTION, self.relationship, RelationshipRow)))
        if not rows:
            return Relationship(since=customer.since) if customer.since else None
        _hold_together(rows)
        first = rows[0]
        return Relationship(
            since=first.since or customer.since,
            segment=first.segment,
            turnover=_by_currency(rows, "turnover"),
            previous_turnover=_by_currency(rows, "previous_turnover"),
            manager=first.manager,
            important=first.important,
        )


def _hold_together(rows: Sequence[RelationshipRow]) -> None:
    """Several rows differ in their currency and in nothing else; of others none is the right one to tell."""
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
