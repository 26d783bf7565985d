"""What `value` answers: how much this relationship is worth to the company."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Relationship:
    """The answer of `value`. Turnover is by currency.

    Attributes:
        since: Since when they are a customer.
        segment: What the company counts them among, in its own words.
        turnover: Of the last 12 months, or whatever span the company's question has.
        previous_turnover: Of the span before.
        manager: Who looks after this customer.
        important: The company marks this customer as important.
    """

    since: date | None = None
    segment: str | None = None
    turnover: Mapping[str, Decimal] | None = None
    previous_turnover: Mapping[str, Decimal] | None = None
    manager: str | None = None
    important: bool = False
