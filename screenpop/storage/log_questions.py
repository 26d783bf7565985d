"""What a filter asks of the log, in SQL: of `call_log`, one row a call, or of one agent's `legs`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Table,
    and_,
    case,
    false,
    func,
    literal,
    not_,
    or_,
    select,
)

from screenpop.events.calls import Direction, Ending
from screenpop.record.filters import LogFilter
from screenpop.record.rows import LoggedCall
from screenpop.storage import schema
from screenpop.storage.rare_text import shapes_of

_RARE = frozenset([Ending.BUSY, Ending.DECLINED])
_OVERRULED = frozenset([Ending.MISSED, Ending.NO_ANSWER, Ending.UNKNOWN])
_LOST = _OVERRULED | _RARE
_SEPARATORS = re.compile(r"[\s()./-]+")

Question = Select[tuple[Any, ...]]


def question_for(
    wanted: LogFilter, *, older_than: LoggedCall | None = None, places: Sequence[int] | None = None
) -> Question:
    """Every call that fits, newest first; calls of the same instant are in the order of ids.

    Args:
        wanted: What they must fit.
        older_than: The last one that is known already.
        places: Of the only calls in `call_log` that can hold the text, where that is known (`rare_text`).
    """
    log = schema.call_log if wanted.agent is None else schema.legs
    return (
        select(*_shown(log))
        .where(
            *_conditions(wanted, log),
            *(_older(log, older_than) if older_than else ()),
            *(_among(log, places) if places is not None else ()),
        )
        .order_by(log.c.offered_at.desc(), log.c.id.desc())
    )


def newest_with(call_id: str) -> Question:
    """The newest leg with this call_id."""
    legs = schema.legs
    return (
        select(*_shown(legs))
        .where(legs.c.call_id == call_id)
        .order_by(legs.c.offered_at.desc(), legs.c.id.desc())
        .limit(1)
    )


def _shown(log: Table) -> Iterator[ColumnElement[Any]]:
    for field in fields(LoggedCall):
        if field.name == "ending":
            yield _ending(log)
        elif field.name in log.c:
            yield log.c[field.name]
        else:
            yield literal(1).label(field.name)


def _ending(log: Table) -> ColumnElement[Any]:
    """How it ended for the agent: what nobody knew there is answered elsewhere if it was."""
    if log is schema.call_log:
        return log.c.ending
    overruled = and_(log.c.elsewhere, log.c.answered_at.is_(None), log.c.ending.in_(_words(_OVERRULED)))
    return case((overruled, Ending.ANSWERED_ELSEWHERE.value), else_=log.c.ending).label("ending")


def _older(log: Table, call: LoggedCall) -> Iterator[ColumnElement[bool]]:
    # the first is implied by the second, but only it can use the index
    yield log.c.offered_at <= call.offered_at
    yield or_(log.c.offered_at < call.offered_at, log.c.id < call.id)


def _among(log: Table, places: Sequence[int]) -> Iterator[ColumnElement[bool]]:
    here = schema.call_log.c.place.in_(places) if places else false()
    if log is schema.call_log or not places:
        yield here
    else:
        yield log.c.call.in_(select(schema.call_log.c.call).where(here))


def _conditions(wanted: LogFilter, log: Table) -> Iterator[ColumnElement[bool]]:
    if wanted.since is not None:
        yield log.c.offered_at >= wanted.since
    if wanted.before is not None:
        yield log.c.offered_at < wanted.before
    for column in ("agent", "queue", "did"):
        if (word := getattr(wanted, column)) is not None:
            yield log.c[column] == word
    if wanted.dispositions:
        yield log.c.disposition.in_(sorted(wanted.dispositions))
    if wanted.endings:
        yield _ended_in(log, wanted.endings)
    if wanted.direction is not None:
        yield log.c.direction == wanted.direction.value
    if wanted.lost:
        yield log.c.direction == Direction.IN.value
        yield log.c.answered_at.is_(None)
        yield _ended_in(log, _LOST)
    if wanted.to_wrap_up:
        yield or_(_is_to_wrap_up(log), *([log.c.id.in_(sorted(wanted.begun))] if wanted.begun else ()))
    if wanted.not_reached_since:
        yield not_(_reached_since(log))
    if wanted.number is not None:
        number = _SEPARATORS.sub("", wanted.number)
        yield (log.c.number if number.startswith("+") else log.c.presented) == number
    if wanted.customer_id is not None:
        yield log.c.customer_id == wanted.customer_id
    if wanted.text is not None and wanted.text.strip():
        yield _holds_text(log, wanted.text.strip())


def _is_to_wrap_up(log: Table) -> ColumnElement[bool]:
    """Only a short number has no full one and was presented all the same: colleagues' calls are their own affair."""
    return and_(
        log.c.direction == Direction.IN.value,
        log.c.answered_at.is_not(None),
        or_(log.c.number.is_not(None), log.c.presented.is_(None)),
        func.coalesce(log.c.disposition, "") == "",
    )


def _ended_in(log: Table, endings: frozenset[Ending]) -> ColumnElement[bool]:
    """Of several endings, which are common, the newest calls are looked through: an index would give each in turn."""
    ending = _ending(log)
    several = len(endings) > 1 and not endings <= _RARE
    return (func.coalesce(ending, "") if several else ending).in_(_words(endings))


def _words(endings: frozenset[Ending]) -> list[str]:
    return sorted(ending.value for ending in endings)


def _reached_since(log: Table) -> ColumnElement[bool]:
    """A later call with the same number was answered here: with who called, or who came on it by a transfer."""
    later = schema.legs.alias("later")

    def answered_last(whose: ColumnElement[bool]) -> ColumnElement[Any]:
        newest = select(later.c.offered_at).where(whose, later.c.answered_at.is_not(None))
        return newest.order_by(later.c.offered_at.desc()).limit(1).scalar_subquery()

    # not coalesce, which a server with row level security does not look up in an index
    caller = case((log.c.number.is_not(None), log.c.number), else_=log.c.presented)
    return or_(
        func.coalesce(answered_last(later.c.caller == caller) > log.c.offered_at, false()),
        func.coalesce(answered_last(later.c.number == log.c.number) > log.c.offered_at, false()),
    )


def _holds_text(log: Table, text: str) -> ColumnElement[bool]:
    words, *numeric = shapes_of(text)
    if log is schema.call_log:
        named, numbered = [log.c.words], [log.c.words]
    else:
        named = [log.c.name_words, log.c.customer_words, log.c.wrap_up_words]
        numbered = [log.c.number, log.c.presented]
    return or_(
        *(column.contains(words, autoescape=True) for column in named),
        *(column.contains(digits, autoescape=True) for column in numbered for digits in numeric),
    )
