"""What a site lets its agents offer: segment × condition × the agent's authority, first fitting rule wins."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from connectors.credit.condition import Condition
from screenpop.answers.credit import Offerable


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the site's table: what it asks for, and either terms or whom to refer to.

    Attributes:
        segments: As `folded`; none asks for no segment in particular.
        conditions: None means every one but a hold, which must be named.
        rank: The agent's authority must be as high.
        until: The last day on which it may be offered.
    """

    segments: frozenset[str] = frozenset()
    conditions: frozenset[Condition] = frozenset()
    rank: int = 0
    terms: str = ""
    discount: Decimal | None = None
    until: date | None = None
    reason: str | None = None
    refer_to: str | None = None

    def fits(self, segment: str | None, condition: Condition, rank: int, today: date) -> bool:
        """Whether an agent of this rank may tell it to such a customer today.

        A customer whose segment nobody tells is in none.
        """
        return (
            (not self.segments or folded(segment) in self.segments)
            and (condition in self.conditions or (not self.conditions and condition is not Condition.HOLD))
            and rank >= self.rank
            and (self.until is None or today <= self.until)
        )


@dataclass(frozen=True, slots=True)
class Policy:
    """A site's table, who ranks how, and whom to ask where the table says nothing.

    Attributes:
        ranks: Agents (as `folded`) and their rank, from 0 up.
        usual_rank: That of everybody else.
    """

    rules: Sequence[Rule] = ()
    ranks: Mapping[str, int] = field(default_factory=dict)
    usual_rank: int = 0
    refer_to: str | None = None
    near_limit: int = 90

    def rule_for(self, segment: str | None, condition: Condition, agent: str, today: date) -> Rule | None:
        """The first rule that fits."""
        rank = self.ranks.get(folded(agent), self.usual_rank)
        return next((rule for rule in self.rules if rule.fits(segment, condition, rank, today)), None)


def folded(name: str | None) -> str:
    """A segment or an agent, however it is written."""
    return (name or "").strip().casefold()


def offered(rule: Rule) -> Offerable | None:
    """The terms of a rule; None if it only says whom to refer to."""
    return Offerable(rule.terms, rule.discount, rule.until, rule.reason) if rule.terms else None
