"""What `value` answers: how much this relationship is worth to the company."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from screenpop.sentences import Sentence, say

SEGMENTS: Mapping[str, Sentence] = {
    "champions": say("Best customers"),
    "loyal": say("Loyal"),
    "potential_loyal": say("May become loyal"),
    "new": say("New"),
    "promising": say("Promising"),
    "need_attention": say("Needs attention"),
    "about_to_sleep": say("Buys rarely"),
    "at_risk": say("At risk"),
    "cannot_lose": say("Must not be lost"),
    "hibernating": say("Away for long"),
}
"""What customers are counted among by what they bought, the best first, in words."""


class Trend(StrEnum):
    """Whether a customer buys more or less than before."""

    RISING = "rising"
    STEADY = "steady"
    FALLING = "falling"


@dataclass(frozen=True, slots=True)
class Relationship:
    """The answer of `value`. Turnover is by currency.

    Attributes:
        since: Since when they are a customer.
        segment: What the company counts them among, in its own words.
        turnover: Of the last 12 months, or whatever span the company's question has.
        previous_turnover: Of the span before.
        manager: Who looks after this customer.
        important: The company marks this customer as important, or what was learnt does.
        trend: As learnt from what they bought.
        leaving: They have been away for longer than they ever were; what keeps them is worth more than what sells.
        why: What that is read from, in words: "orders every 3 weeks, last 11 weeks ago".
        learnt: Which of the fields above were learnt and not told by the company's own question ("segment", "trend"):
            an objection takes them away.
    """

    since: date | None = None
    segment: str | None = None
    turnover: Mapping[str, Decimal] | None = None
    previous_turnover: Mapping[str, Decimal] | None = None
    manager: str | None = None
    important: bool = False
    trend: Trend | None = field(default=None, metadata={"told": "if_known"})
    leaving: bool = field(default=False, metadata={"told": "if_known"})
    why: Sentence | None = field(default=None, metadata={"told": "if_known"})
    learnt: tuple[str, ...] = field(default=(), metadata={"told": "never"})

    def without_learnt(self) -> "Relationship":
        """What remains for a customer who objects to being profiled."""
        plain = Relationship()
        gone = ("trend", "leaving", "why", "learnt", *self.learnt)
        return replace(self, **{name: getattr(plain, name) for name in gone})
