"""Which calls the home window shows: all, the agent's own, and those that wait for the agent."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, time, timedelta
from uuid import UUID

from screenpop.events.calls import Direction
from screenpop.record.filters import LogFilter
from ui.clock import local_today
from ui.log.words import NOT_ANSWERED

DAYS = 30
"""What is older waits no more."""


def missed(agent: str | None) -> LogFilter:
    """Calls that nobody answered and nobody has called back since; of one agent's telephone, where it is known."""
    return LogFilter(
        agent=agent or None,
        direction=Direction.IN,
        endings=NOT_ANSWERED,
        not_reached_since=True,
    )


def missed_lately(agent: str | None) -> LogFilter:
    """Those that somebody may still wait for."""
    return replace(missed(agent), since=days_ago(DAYS))


def to_wrap_up(agent: str | None, begun: Iterable[UUID] = ()) -> LogFilter:
    """Calls that the agent answered and nobody has wrapped up, or began to and has not saved."""
    return LogFilter(since=days_ago(DAYS), agent=agent or None, to_wrap_up=True, begun=frozenset(begun))


def days_ago(days: int) -> datetime:
    """The beginning of a day of this computer's calendar: today's is 0 days ago."""
    return datetime.combine(local_today() - timedelta(days=days), time()).astimezone()
