"""What may be given to a customer out of goodwill now: within the budget, and not twice."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from screenpop.gestures import Gesture, Given, Spent
from screenpop.sentences import Sentence, say


@dataclass(frozen=True, slots=True)
class Giving:
    """A gesture of the playbook, and when it may be given.

    Attributes:
        gesture: What it is.
        budget: What it may cost the whole company in a month, in the currency of its worth; None is any amount.
        rests: For so long nobody gives it to the same customer again.
        mine: The one who sits at this desk may give it.
        ships: Its label is one of ours, which is translated.
    """

    gesture: Gesture
    budget: Decimal | None = None
    rests: timedelta = timedelta(days=365)
    mine: bool = True
    ships: bool = False

    @property
    def label(self) -> str | Sentence:
        """What an agent reads."""
        return Sentence(self.gesture.label) if self.ships else self.gesture.label


def budget_began(now: datetime) -> datetime:
    """Since when what was given counts against a budget: the first of the month, by the clock on the wall."""
    return now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def why_not(
    giving: Giving, given: Iterable[Given], spent: Iterable[Spent] | None, now: datetime
) -> Sentence | None:
    """Why a gesture may not be given now; None if it may.

    Args:
        giving: The playbook's.
        given: What this customer was given.
        spent: What gestures have cost since `budget_began`; None if nobody knows: then nothing is promised that has a
            budget.
        now: The time.
    """
    if not giving.mine:
        return say("it is not for this agent to give")
    name = giving.gesture.name
    last = max((each.at for each in given if each.gesture == name), default=None)
    if last is not None and now - last < giving.rests:
        return say("it was given on {day}", day=last.astimezone(now.tzinfo).date())
    if giving.budget is None:
        return None
    if spent is None:
        return say("nobody knows what is left of its budget")
    worth = giving.gesture.worth.amount if giving.gesture.worth else Decimal(0)
    cost = sum((each.worth for each in spent if each.gesture == name), Decimal(0))
    return say("its budget of this month is used up") if cost + worth > giving.budget else None


def givable(
    givings: Iterable[Giving], given: Iterable[Given], spent: Iterable[Spent] | None, now: datetime
) -> tuple[Gesture, ...]:
    """All that may be given now; see `why_not`."""
    given, spent = tuple(given), None if spent is None else tuple(spent)
    return tuple(each.gesture for each in givings if why_not(each, given, spent, now) is None)
