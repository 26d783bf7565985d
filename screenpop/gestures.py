"""Gestures: what the company may do for a customer out of goodwill, a discount or a gift, within a budget."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from screenpop.money import Money


@dataclass(frozen=True, slots=True)
class Gesture:
    """Something that may be given now.

    Attributes:
        name: As the playbook calls it; the record, too.
        label: What the agent reads, in the site's own words: "10 % off the next order".
        worth: What it costs the company; None where nobody counts it.
    """

    name: str
    label: str
    worth: Money | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """A gesture that a customer was given."""

    gesture: str
    at: datetime
    agent: str | None = None


@dataclass(frozen=True, slots=True)
class Spent:
    """What gestures of one name have cost the company since the budget's span began, all agents together.

    Attributes:
        times: How often it was given.
        worth: In the currency of the playbook.
    """

    gesture: str
    times: int
    worth: Decimal
