"""What the customer file says of a customer's worth: a tier, who looks after them, and the sales of two years."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from connectors.demo_company.accounts import Account
from connectors.demo_company.orders import Order

TIERS = {1: "Small", 2: "Regular", 3: "Key account"}


@dataclass(frozen=True, slots=True)
class Plan:
    """One customer's; sales are in hundredths and without tax, of the last 12 months and of the 12 before."""

    account: Account
    tier: str
    manager: str
    sold: int
    sold_before: int


def plans(
    random: Random, today: date, accounts: Sequence[Account], orders: Sequence[Order], managers: Sequence[str]
) -> list[Plan]:
    """A plan for each customer; private people have none."""
    year_ago, two_years_ago = _earlier(today, 1), _earlier(today, 2)
    sold: dict[str, int] = defaultdict(int)
    sold_before: dict[str, int] = defaultdict(int)
    for order in orders:
        if order.placed > year_ago:
            sold[order.account.number] += order.minor
        elif order.placed > two_years_ago:
            sold_before[order.account.number] += order.minor
    return [
        Plan(
            account,
            TIERS[account.size],
            random.choice(managers),
            sold[account.number],
            sold_before[account.number],
        )
        for account in accounts
        if not account.private
    ]


def _earlier(day: date, years: int) -> date:
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return date(day.year - years, day.month, last)
