"""What a filter asks of the view `call_log`, in SQL.

The view works out the newest rows of every call that it is asked about. Rare things (a number, a customer, a
text) are therefore looked for in the tables first; the view then only judges whether the find still counts.
"""

import re
from collections.abc import Iterator
from dataclasses import fields

from sqlalchemy import ColumnElement, Select, and_, exists, func, not_, or_, select, union

from screenpop.folding import folded
from screenpop.record.filters import LogFilter
from screenpop.record.rows import LoggedCall
from screenpop.storage import schema

_SHOWN = [schema.call_log.c[field.name] for field in fields(LoggedCall)]
_NEWEST_FIRST = (schema.call_log.c.offered_at.desc(), schema.call_log.c.id.desc())
_SEPARATORS = re.compile(r"[\s()./-]+")


def question_for(wanted: LogFilter) -> Select[tuple[object, ...]]:
    """Every call that fits, newest first."""
    return select(*_SHOWN).where(*_conditions(wanted)).order_by(*_NEWEST_FIRST)


def older_than(call: LoggedCall) -> ColumnElement[bool]:
    """The calls that come after this one, newest first; calls of the same instant are in the order of ids."""
    log = schema.call_log.c
    # the first half is implied by the second, but only it can use the index
    return and_(
        log.offered_at <= call.offered_at,
        or_(log.offered_at < call.offered_at, log.id < call.id),
    )


def newest_with(call_id: str) -> Select[tuple[object, ...]]:
    """The newest call with this call_id."""
    return select(*_SHOWN).where(schema.call_log.c.call_id == call_id).order_by(*_NEWEST_FIRST).limit(1)


def _conditions(wanted: LogFilter) -> Iterator[ColumnElement[bool]]:
    log = schema.call_log.c
    if wanted.since is not None:
        yield log.offered_at >= wanted.since
    if wanted.before is not None:
        yield log.offered_at < wanted.before
    if wanted.agent is not None:
        yield log.agent == wanted.agent
    if wanted.endings:
        yield log.ending.in_(sorted(ending.value for ending in wanted.endings))
    if wanted.direction is not None:
        yield log.direction == wanted.direction.value
    if wanted.not_reached_since:
        yield not_(_reached_since())
    if wanted.number is not None:
        yield from _has_number(_SEPARATORS.sub("", wanted.number))
    if wanted.customer_id is not None:
        found = schema.callers_found.c
        yield log.customer_id == wanted.customer_id
        yield log.id.in_(select(found.call).where(found.customer_id == wanted.customer_id))
    if wanted.text is not None and wanted.text.strip():
        yield from _holds_text(wanted.text.strip())


def _reached_since() -> ColumnElement[bool]:
    """A later call with the same number was answered here: the full number, else the same as presented."""
    log, calls, parties, pick_ups = schema.call_log.c, schema.calls, schema.party_changes, schema.pick_ups
    answered = exists().where(pick_ups.c.call == calls.c.id)
    later = and_(calls.c.at > log.offered_at, answered)
    transferred = parties.join(calls, calls.c.id == parties.c.call)
    short = and_(log.number.is_(None), calls.c.number.is_(None), calls.c.presented == log.presented)
    return or_(
        exists().select_from(calls).where(calls.c.number == log.number, later),
        exists().select_from(calls).where(short, later),
        exists().select_from(transferred).where(parties.c.number == log.number, later),
    )


def _has_number(number: str) -> Iterator[ColumnElement[bool]]:
    log, calls, parties = schema.call_log.c, schema.calls.c, schema.party_changes.c
    yield or_(log.number == number, log.presented == number)
    yield log.id.in_(
        union(
            select(calls.id).where(calls.number == number),
            select(calls.id).where(calls.presented == number),
            select(parties.call).where(parties.number == number),
            select(parties.call).where(parties.presented == number),
        )
    )


def _holds_text(text: str) -> Iterator[ColumnElement[bool]]:
    words, digits = folded(text), _SEPARATORS.sub("", text)
    numeric = digits if digits.removeprefix("+").isdecimal() else None

    def named(column: ColumnElement[str]) -> ColumnElement[bool]:
        return column.contains(words, autoescape=True)

    def numbered(*columns: ColumnElement[str]) -> list[ColumnElement[bool]]:
        return [column.contains(numeric, autoescape=True) for column in columns] if numeric else []

    log, calls, details = schema.call_log.c, schema.calls.c, schema.call_details.c
    found, wrap_ups, parties = schema.callers_found.c, schema.wrap_ups.c, schema.party_changes.c
    yield or_(
        named(log.name_words),
        named(log.customer_words),
        named(log.wrap_up_words),
        *numbered(log.number, log.presented),
    )
    # a text may stand in every call: coalesce keeps the database from fetching and sorting them all for a page
    yield func.coalesce(log.id, log.id).in_(
        union(
            select(calls.id).where(or_(named(calls.words), *numbered(calls.number, calls.presented))),
            select(details.call).where(named(details.words)),
            select(parties.call).where(
                or_(named(parties.words), *numbered(parties.number, parties.presented))
            ),
            select(found.call).where(named(found.words)),
            select(wrap_ups.call).where(named(wrap_ups.words)),
        )
    )
