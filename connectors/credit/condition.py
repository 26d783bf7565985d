"""How a customer stands with credit, in one word: the worst that is true of them."""

from decimal import Decimal
from enum import StrEnum

from connectors.credit.rows import StandingRow


class Condition(StrEnum):
    """From the best to the worst."""

    GOOD = "good"
    NEAR_LIMIT = "near_limit"
    OVERDUE = "overdue"
    OVER_LIMIT = "over_limit"
    HOLD = "hold"


def condition_of(row: StandingRow, near_limit: int) -> Condition:
    """Judge a customer; who has no limit can neither be near nor over it.

    Args:
        row: What the credit department says.
        near_limit: From how many percent of the limit on somebody is near it.
    """
    if row.hold:
        return Condition.HOLD
    used, limit = row.exposure or Decimal(0), row.credit_limit
    if limit is not None and used > limit:
        return Condition.OVER_LIMIT
    if row.overdue is not None and row.overdue > 0:
        return Condition.OVERDUE
    if limit is not None and row.exposure is not None and used * 100 >= limit * near_limit:
        return Condition.NEAR_LIMIT
    return Condition.GOOD
