"""What may be offered now, or whom to refer to: the department's own question, then the site's table, then the usual.

A hold is stronger than anybody's terms: unless a row is meant for holds, nothing better than prepayment is offered.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from connectors.credit.condition import Condition, condition_of
from connectors.credit.policy import Policy, offered
from connectors.credit.rows import OfferableRow, StandingRow
from screenpop.answers.credit import Offerable
from screenpop.money import plain
from screenpop.sentences import say


@dataclass(frozen=True, slots=True)
class Leeway:
    """What an agent may do for a customer: offer something, or else refer to somebody, or neither."""

    may_offer: Offerable | None = None
    refer_to: str | None = None


def leeway(
    row: StandingRow, proposals: Sequence[OfferableRow], policy: Policy, agent: str, today: date
) -> Leeway:
    """Decide.

    Args:
        row: How the customer stands.
        proposals: What the department's own question gave, the best first.
        policy: The site's table.
        agent: Who sits here.
        today: Terms must still be good.
    """
    condition = condition_of(row, policy.near_limit)
    if proposed := _proposed(proposals, condition, today):
        return Leeway(proposed)
    if refer_to := next((each.refer_to for each in proposals if each.refer_to), None):
        return Leeway(refer_to=refer_to)
    if rule := policy.rule_for(row.segment, condition, agent, today):
        return Leeway(offered(rule), rule.refer_to)
    if policy.refer_to:
        return Leeway(refer_to=policy.refer_to)
    if condition is Condition.HOLD:
        return Leeway(Offerable(say("prepayment only"), None, None, row.hold_reason))
    return Leeway()


def _proposed(rows: Sequence[OfferableRow], condition: Condition, today: date) -> Offerable | None:
    """The first terms that are still good today."""
    for row in rows:
        if (
            row.terms
            and (row.until is None or row.until >= today)
            and (condition is not Condition.HOLD or row.on_hold or _is_prepayment(row.terms))
        ):
            discount = None if row.discount is None else plain(row.discount)
            return Offerable(row.terms, discount, row.until, row.reason)
    return None


def _is_prepayment(terms: str) -> bool:
    """As our own words have it; terms in other words say `on_hold` if they are meant for one."""
    return terms.casefold() in {"prepayment", "prepayment only"}
