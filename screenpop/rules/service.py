"""What is owed to a customer before anything is offered to them: promises, late orders, disputes, complaints."""

from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta

from screenpop.answers.accounting import OpenItem, Receivables
from screenpop.answers.sales import Dealings, OpenOrder
from screenpop.promises import Promised, PromiseKind
from screenpop.rules.situation import Situation

_WEEK = timedelta(days=7)


def late_order(situation: Situation, today: date) -> OpenOrder | None:
    """The order that is late the longest, if one is."""
    dealings = situation.answer(Dealings)
    late = [order for order in dealings.orders if order.is_late(today)] if dealings else []
    return min(late, key=lambda order: order.promised or today, default=None)


def disputed_item(situation: Situation) -> OpenItem | None:
    """A document that the customer disputes, the oldest first."""
    receivables = situation.answer(Receivables)
    disputed = [item for item in receivables.open_items if item.disputed] if receivables else []
    return min(disputed, key=lambda item: item.due, default=None)


def first_promise(situation: Situation) -> Promised | None:
    """What is due first of what was promised; calls that are owed come after."""
    promises = situation.recollection.promises
    return min(promises, key=lambda each: (each.kind is PromiseKind.CALL_BACK, each.due), default=None)


def complaints(situation: Situation, words: Collection[str], settled: Collection[str]) -> Iterator[datetime]:
    """When colleagues noted one, as a reason or an outcome, since the last that was settled, the newest first.

    Args:
        situation: With what colleagues noted, the newest first.
        words: What a complaint is called; in small letters, as all that follow.
        settled: The outcomes that settle it.
    """
    for noted in situation.recollection.noted:
        reason, outcome = noted.reason.strip().casefold(), noted.disposition.strip().casefold()
        if reason in words and outcome in settled:
            return
        if reason in words or outcome in words:
            yield noted.at


def noted_this_week(situation: Situation, now: datetime) -> int:
    """How many calls colleagues have noted within a week."""
    return sum(now - noted.at <= _WEEK for noted in situation.recollection.noted if not noted.typing)


def day_of(at: datetime, now: datetime) -> date:
    """The day of a moment by the clock on the wall, as `now` has it."""
    return at.astimezone(now.tzinfo).date()
