"""What the credit department makes of ledger and orders: limits, exposure, holds, terms that may be offered."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from connectors.demo_company.accounts import Account, Habit
from connectors.demo_company.ledger import Books, Invoice, Terms
from connectors.demo_company.orders import Order

LIMIT_IN_EURO = {1: 1_500, 2: 6_000, 3: 24_000}
OVERDUE_TOO_LONG = 60


@dataclass(frozen=True, slots=True)
class Hold:
    """Nothing is delivered on account."""

    since: date
    reason: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """Better terms that an agent may offer."""

    terms: Terms
    until: date
    reason: str


@dataclass(frozen=True, slots=True)
class Rating:
    """The credit department's file on one account; amounts in hundredths, `grade` from A down to C."""

    account: Account
    limit: int | None
    exposure: int
    overdue: int
    grade: str
    terms: Terms
    hold: Hold | None = None
    proposal: Proposal | None = None


def rate(
    random: Random,
    today: date,
    books: Books,
    orders: Sequence[Order],
    rates: Mapping[str, float],
) -> list[Rating]:
    """A rating for each account that the credit department knows."""
    exposure: dict[str, int] = defaultdict(int)
    overdue: dict[str, int] = defaultdict(int)
    oldest: dict[str, Invoice] = {}
    for invoice in sorted(books.invoices, key=lambda invoice: invoice.due):
        if invoice.residual:
            exposure[invoice.account.number] += invoice.residual
            if invoice.due < today:
                overdue[invoice.account.number] += invoice.residual
            if not invoice.dispute:
                oldest.setdefault(invoice.account.number, invoice)
    for order in orders:
        if order.delivered is None:
            exposure[order.account.number] += order.minor * (100 + order.account.country.vat) // 100
    ratings = []
    for account in books.accounts:
        if account.credit is None:
            continue
        owed = exposure[account.number]
        limit = _limit(random, account, owed, rates[account.country.currency])
        hold = _hold(random, today, oldest.get(account.number), limit, owed)
        proposal = None if hold or owed > (limit or 0) // 2 else _proposal(random, today, account)
        ratings.append(
            Rating(
                account=account,
                limit=limit,
                exposure=owed,
                overdue=overdue[account.number],
                grade=_grade(account),
                terms=books.terms[account.number],
                hold=hold,
                proposal=proposal,
            )
        )
    return ratings


def _grade(account: Account) -> str:
    if account.habit in {Habit.PROMPT, Habit.PUNCTUAL}:
        return "A" if account.size == max(LIMIT_IN_EURO) else "B"
    return "C" if account.habit is Habit.FAILING or account.size == min(LIMIT_IN_EURO) else "B"


def _limit(random: Random, account: Account, owed: int, rate: float) -> int | None:
    """Round sums; a few small customers have none, and most limits grew with the business."""
    if account.size == 1 and random.random() < 0.15:
        return None
    step = int("1" + "0" * len(str(int(rate * 10_000))))
    leeway = 1.2 if account.habit is Habit.PROMPT else 0.85
    wanted = LIMIT_IN_EURO[account.size] * rate * 100 * (0.5 + random.random())
    return (int(max(wanted, owed * (leeway + random.random() * 0.8))) // step + 1) * step


def _hold(random: Random, today: date, oldest: Invoice | None, limit: int | None, owed: int) -> Hold | None:
    if oldest is not None and (today - oldest.due).days > OVERDUE_TOO_LONG:
        since = oldest.due + timedelta(days=OVERDUE_TOO_LONG + 1)
        return Hold(since, f"{oldest.number} overdue more than {OVERDUE_TOO_LONG} days")
    if limit is not None and owed > limit * 1.08:
        return Hold(today - timedelta(days=int(random.random() * 20)), "Limit exceeded")
    if random.random() < 0.006:
        since = today - timedelta(days=int(random.random() * 90))
        return Hold(
            since, random.choice(("Direct debit returned", "Credit insurance withdrawn", "New owner"))
        )
    return None


def _proposal(random: Random, today: date, account: Account) -> Proposal | None:
    """For one account in four, the longer the relationship the better."""
    if random.random() > 0.25:
        return None
    years = (today - account.since).days // 365
    until = today + timedelta(days=14 + int(random.random() * 40))
    if years >= 5:
        return Proposal(Terms("X45", 45, "3", 14), until, f"{years} years without a loss")
    return Proposal(Terms("X30", 30, "2", 10), until, "Spring season" if today.month < 6 else "Autumn season")
