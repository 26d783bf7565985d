"""In which order what is due is shown, and how much of it wants to be done now. Days are the reader's."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from enum import Enum

from screenpop.promises import Promised
from screenpop.sentences import Sentence, say


class Group(Enum):
    """When something is due, from now; in the order in which they stand."""

    OVERDUE = "overdue"
    TODAY = "today"
    TOMORROW = "tomorrow"
    LATER = "later"

    @property
    def title(self) -> Sentence:
        """What stands above them."""
        return _TITLES[self]


_TITLES = {
    Group.OVERDUE: say("Overdue"),
    Group.TODAY: say("Today"),
    Group.TOMORROW: say("Tomorrow"),
    Group.LATER: say("Later"),
}


def group_of(promise: Promised, now: datetime) -> Group:
    """When it is due."""
    if promise.due <= now:
        return Group.OVERDUE
    today, day = now.astimezone().date(), promise.due.astimezone().date()
    if day == today:
        return Group.TODAY
    return Group.TOMORROW if day == today + timedelta(days=1) else Group.LATER


def concerns(promise: Promised, agent: str) -> bool:
    """Whether this agent sees to it, or may claim it."""
    return promise.taken_by in (None, agent)


def in_order(promises: Iterable[Promised]) -> Sequence[Promised]:
    """The most urgent first."""
    return sorted(promises, key=lambda promise: (promise.due, promise.id))


def how_many_due(promises: Iterable[Promised], agent: str, now: datetime) -> int:
    """How much is due by now that this agent sees to, or that nobody does."""
    return sum(concerns(promise, agent) and promise.due <= now for promise in promises)


def next_turn(promises: Iterable[Promised], now: datetime) -> datetime:
    """When something comes into another group: it falls due, or a day ends."""
    local = now.astimezone()
    midnight = (local + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    return min([promise.due for promise in promises if promise.due > now] + [midnight])
