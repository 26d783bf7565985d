"""What is asked of the record about agents' desks, in SQL: each leg at its own desk, of one agent or of all."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, case, distinct, func, select

from screenpop.storage import schema
from screenpop.storage.figures.day_runs import Run
from screenpop.storage.figures.figure_questions import WRAPPED_UP_WITHIN, Question, came_in, whole_seconds
from screenpop.storage.figures.time_sums import seconds_between

_leg = schema.legs.c


def at_desks(run: Run, agent: str | None) -> Question:
    """What agents' desks saw: agent, how many calls rang there, how many were answered there."""
    answered = func.count(distinct(case((_leg.answered_at.is_not(None), _leg.call))))
    return (
        select(_leg.agent, func.count(distinct(_leg.call)), answered)
        .where(*came_in(schema.legs, run), *_by(agent))
        .group_by(_leg.agent)
    )


def talk_times_at_desks(run: Run, agent: str | None) -> Question:
    """Conversations at agents' desks: agent, seconds, how often."""
    took = seconds_between(_leg.answered_at, _leg.ended_at)
    return _times_at_desks(run, took, _leg.answered_at.is_not(None), *_by(agent))


def wrap_up_times_at_desks(run: Run, agent: str | None) -> Question:
    """The work after conversations at agents' desks: agent, seconds, how often."""
    took = seconds_between(_leg.ended_at, _leg.wrapped_at)
    soon = (_leg.answered_at.is_not(None), took < whole_seconds(WRAPPED_UP_WITHIN))
    return _times_at_desks(run, took, *soon, *_by(agent))


def dispositions_at_desks(run: Run, agent: str | None) -> Question:
    """How agents' calls turned out: agent, outcome, how often."""
    told = (*came_in(schema.legs, run), *_by(agent), _leg.disposition != "")
    by = (_leg.agent, _leg.disposition)
    return select(*by, func.count()).where(*told).group_by(*by)


def _times_at_desks(run: Run, took: ColumnElement[int], *conditions: ColumnElement[bool]) -> Question:
    times = (
        select(_leg.agent, took.label("seconds")).where(*came_in(schema.legs, run), *conditions).subquery()
    )
    by = (times.c.agent, times.c.seconds)
    return select(*by, func.count()).where(times.c.seconds >= 0).group_by(*by)


def _by(agent: str | None) -> Iterator[ColumnElement[bool]]:
    if agent is not None:
        yield _leg.agent == agent
