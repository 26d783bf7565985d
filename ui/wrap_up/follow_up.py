"""What is to be done after a call and by when, as the agent has written it so far; and the times offered for it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Self
from uuid import UUID

from screenpop.events.acts import PromiseMade
from screenpop.promises import Intended, PromiseKind

MIDNIGHT, MORNING = time(), time(9)
FRIDAY = 4
_TO_THE_MINUTES = 5


@dataclass(slots=True)
class FollowUp:
    """Something that will be due.

    Attributes:
        due: By when, in the agent's own time.
        mine: The agent sees to it; else whoever claims it.
        call_back: It is a call that is owed, whatever else is written of it.
    """

    due: datetime
    what: str = ""
    mine: bool = True
    call_back: bool = True

    @classmethod
    def as_intended(cls, kept: Intended) -> Self:
        """One that was begun and never saved."""
        return cls(kept.due.astimezone(), kept.what, kept.mine, kept.call_back)

    @property
    def intended(self) -> Intended:
        """As far as it is written, to be kept while it is."""
        return Intended(self.due.astimezone(UTC), self.what, self.mine, self.call_back)

    def promise(self, call_id: str, logged: UUID | None) -> PromiseMade:
        """The act that has it kept."""
        what = self.what.strip()
        kind = PromiseKind.CALL_BACK if self.call_back or not what else PromiseKind.PROMISE
        return PromiseMade(call_id, kind, self.due.astimezone(UTC), what, self.mine, logged=logged)


def in_an_hour(now: datetime) -> datetime:
    """An hour from now, at a time that one says: on the next five minutes."""
    then = (now + timedelta(hours=1)).replace(second=0, microsecond=0)
    return then + timedelta(minutes=-then.minute % _TO_THE_MINUTES)


def tomorrow_morning(now: datetime) -> datetime:
    """The next working day's morning: on a Friday that is Monday's."""
    day = now.date() + timedelta(days=1)
    while day.weekday() > FRIDAY:
        day += timedelta(days=1)
    return at(day, MORNING)


def on_friday(now: datetime) -> datetime:
    """The morning of the next Friday, which on a Friday is a week away."""
    return at(now.date() + timedelta(days=(FRIDAY - now.weekday() - 1) % 7 + 1), MORNING)


def at(day: date, clock: time) -> datetime:
    """This day at this time, by this computer's clock."""
    return datetime.combine(day, clock).astimezone()
