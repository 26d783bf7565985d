"""The chart of the gestures that were given: how often each, and what that cost."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from screenpop.money import Money
from screenpop.record.acceptance import Acceptance, GesturesOfMonth
from screenpop.sentences import say, say_many
from ui.components.look import Look
from ui.components.outside import harmless
from ui.supervisor.charts.shapes import Share, Shares, Values


def gestures(told: Acceptance, look: Look) -> Shares:
    """The most frequent first; the table has each month."""
    text, whole = look.text, sum(each.times for each in told.gestures)
    by_name: dict[str, list[GesturesOfMonth]] = {}
    for each in told.gestures:
        by_name.setdefault(each.gesture, []).append(each)
    ordered = sorted(by_name.items(), key=lambda each: (-_times(each[1]), each[0]))
    shares = tuple(_share(look, name, months, whole) for name, months in ordered)
    rows = tuple(
        (
            f"{harmless(each.gesture)}, {look.wording.written.month(each.month)}",
            look.wording.written.number(each.times),
            worth_told(_sums([each]), look) or "–",
        )
        for each in told.gestures
    )
    names = (say("Gesture"), say("Given"), say("Worth"))
    return Shares(
        text(say("Gestures given, and what they cost")), shares, Values(tuple(map(text, names)), rows)
    )


def total_worth(told: Acceptance, look: Look) -> str:
    """What all gestures together cost."""
    return worth_told(_sums(told.gestures), look)


def worth_told(worth: Mapping[str, Decimal], look: Look) -> str:
    """Amounts of several currencies beside one another, the largest first."""
    largest = sorted(worth.items(), key=lambda each: (-each[1], each[0]))
    return "  ·  ".join(look.wording.written.about(Money(amount, currency)) for currency, amount in largest)


def _share(look: Look, name: str, months: Iterable[GesturesOfMonth], whole: int) -> Share:
    told = list(months)
    times = _times(told)
    given = look.text(say_many("given {count} time", "given {count} times", times))
    parts = (given, worth_told(_sums(told), look))
    return Share(harmless(name), times, times / whole, "  ·  ".join(filter(None, parts)))


def _times(months: Iterable[GesturesOfMonth]) -> int:
    return sum(each.times for each in months)


def _sums(months: Iterable[GesturesOfMonth]) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = {}
    for money in (money for each in months for money in each.worth):
        sums[money.currency] = sums.get(money.currency, Decimal()) + money.amount
    return sums
