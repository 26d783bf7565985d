"""Machines that the demo company's customers have on hire."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from connectors.demo_company.accounts import Account
from connectors.demo_company.words import Machine


@dataclass(frozen=True, slots=True)
class Hire:
    """One machine that is out. `deposit` is in hundredths; `trouble` is what somebody should be told of it."""

    number: int
    account: Account
    machine: str
    since: date
    due_back: date
    deposit: int
    state: str
    trouble: str | None = None


def hires(
    random: Random,
    today: date,
    accounts: Sequence[Account],
    machines: Sequence[Machine],
    *,
    rates: Mapping[str, float],
    troubled: Account,
) -> list[Hire]:
    """What is out: with one company in nine, and always with the troubled one, which is late with it."""
    made: list[Hire] = []
    for account in accounts:
        known = account == troubled
        if not known and (account.private or not account.active or random.random() > 0.11):
            continue
        for place in range(1 + int(random.random() * 2) + known):
            machine = random.choice(machines)
            since = today - timedelta(days=8 + int(random.random() * 30))
            late = random.random() < 0.15 or (known and place == 0)
            due_back = today + timedelta(days=-4 if late else 1 + int(random.random() * 20))
            deposit = round(machine.deposit * rates[account.country.currency]) * 100
            state = "to be collected" if random.random() < 0.2 else "on hire"
            made.append(
                Hire(
                    number=len(made) + 1,
                    account=account,
                    machine=machine.name,
                    since=since,
                    due_back=due_back,
                    deposit=deposit,
                    state=state,
                    trouble="not returned" if late else None,
                )
            )
    return made
