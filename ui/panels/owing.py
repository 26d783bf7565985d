"""What a customer owes, in words: which balance is worst, what its figure means, what was paid last."""

from collections.abc import Sequence
from decimal import Decimal

from screenpop.answers.accounting import Aging, Balance, OpenItem, Receivables
from screenpop.money import Money
from screenpop.sentences import Sentence, say, say_many
from ui.components.look import Look
from ui.formatting import Formatting


def worst(answer: Receivables) -> Balance | None:
    """The balance that the panel is about; None if nothing is open."""

    def weight(each: Balance) -> tuple[bool, int, Decimal]:
        return each.overdue > 0, each.oldest_days, each.balance

    return max(answer.balances, key=weight, default=None)


def figure(balance: Balance) -> Money:
    """The one amount to see: what is overdue, else what is owed or in the customer's favour."""
    return Money(balance.overdue if balance.overdue > 0 else abs(balance.balance), balance.currency)


def meaning(balance: Balance) -> Sentence:
    """What that amount is."""
    if balance.overdue > 0:
        return say_many("overdue, {count} day", "overdue, {count} days", balance.oldest_days)
    if balance.balance < 0:
        return say("in the customer's favour")
    return say("owed, nothing overdue")


def owed(balance: Balance, answer: Receivables, written: Formatting) -> Sentence:
    """What is owed in all; where that is the figure already, the last payment."""
    others = tuple(each for each in answer.balances if each is not balance)
    if others:
        other = max(others, key=lambda each: (each.overdue > 0, each.balance))
        return say(
            "owes {amount} in all, and {other}",
            amount=Money(balance.balance, balance.currency),
            other=Money(other.balance, other.currency),
        )
    if balance.overdue > 0:
        return say("owes {amount} in all", amount=Money(balance.balance, balance.currency))
    return last_payment(answer, written)


def shows_owed(answer: Receivables) -> bool:
    """The line of what is owed tells that, so that the last payment needs a place of its own."""
    balance = worst(answer)
    return balance is not None and (balance.overdue > 0 or len(answer.balances) > 1)


def last_payment(answer: Receivables, written: Formatting) -> Sentence:
    """What came in last, and when."""
    paid = answer.last_payment
    if paid is None:
        return Sentence("")
    return say(
        "last paid {amount} on {day}",
        amount=Money(paid.amount, paid.currency),
        day=written.short_day(paid.at),
    )


def in_order(items: Sequence[OpenItem]) -> Sequence[OpenItem]:
    """The documents, the oldest first."""
    return sorted(items, key=lambda item: item.due)


def buckets(aging: Aging) -> tuple[Decimal, ...]:
    """From current to over 90 days."""
    return (aging.current, aging.days_1_30, aging.days_31_60, aging.days_61_90, aging.over_90)


def aging_told(balance: Balance, look: Look) -> str:
    """The buckets in words."""
    names = (
        say("not due yet"),
        say("1 to 30 days"),
        say("31 to 60 days"),
        say("61 to 90 days"),
        say("over 90 days"),
    )
    told = [
        f"{look.text(name)}: {look.wording.written.money(Money(amount, balance.currency))}"
        for name, amount in zip(names, buckets(balance.aging), strict=True)
        if amount
    ]
    return ", ".join(told)
