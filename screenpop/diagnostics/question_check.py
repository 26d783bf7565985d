"""Whether one question of a department works.

It is put for customers whom the site has, and its rows are held against what the department needs.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from time import monotonic

from screenpop.customers import Customer
from screenpop.errors import SourceError
from screenpop.ports.row_faults import faults_in, fitting, missing_in
from screenpop.ports.rows import columns_of, hold_columns, read_rows
from screenpop.ports.source import Row, Source, TellsColumns
from screenpop.ports.unreadable import missing_column
from screenpop.sentences import Sentence, say, say_many

ENOUGH_ROWS = 200


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question as the settings word it, and whom it goes to.

    Attributes:
        key: What the settings call it.
        parameters: What it binds for a customer; None if it is about everybody.
        hold: Holds the columns that it gives against the settings, where those decide the columns.
        deadline: How long the department may take.
    """

    key: str
    text: str
    row: type
    source: Source
    parameters: Callable[[Customer], Mapping[str, object]] | None
    hold: Callable[[Sequence[str]], None] | None
    deadline: timedelta


@dataclass(frozen=True, slots=True)
class _Found:
    rows: Sequence[Row]
    customers: int
    of: Customer | None
    slowest_ms: int


def examine_question(asked: AskedQuestion, samples: Sequence[Customer]) -> Sentence:
    """Put a question, and say what came of it.

    Args:
        asked: The question.
        samples: Some of the site's customers; it is put for one after the other until there are rows enough.

    Raises:
        SourceError: The source cannot be asked, or its rows are not what the department needs.
        FaultyRows: Some rows cannot be read; the sentence names the columns.
    """
    found = _of_samples(asked, asked.parameters, samples) if asked.parameters else _of_everybody(asked)
    columns = tuple(found.rows[0]) if found.rows else _columns(asked, samples)
    if columns is None:
        return _unseen(found, samples)
    if asked.hold is not None:
        asked.hold(columns)
    else:
        _hold(asked, columns, found.rows)
    told = _not_used(asked, columns, _counted(asked, found, samples))
    return _timed(_never_filled(columns, found.rows, told), found, asked)


class FaultyRows(SourceError):
    """Some rows of a question cannot be read."""


def _of_everybody(asked: AskedQuestion) -> _Found:
    began = monotonic()
    rows = tuple(islice(asked.source.stream(asked.text, {}), ENOUGH_ROWS))
    return _Found(rows, 0, None, _since(began))


def _of_samples(
    asked: AskedQuestion, parameters: Callable[[Customer], Mapping[str, object]], samples: Sequence[Customer]
) -> _Found:
    rows: list[Row] = []
    of, slowest, customers = None, 0, 0
    for customer in samples:
        began = monotonic()
        found = asked.source.rows(asked.text, parameters(customer), within=asked.deadline)
        slowest = max(slowest, _since(began))
        customers += bool(found)
        of = of or (customer if found else None)
        rows += found
        if len(rows) >= ENOUGH_ROWS:
            break
    return _Found(rows[:ENOUGH_ROWS], customers, of, slowest)


def _columns(asked: AskedQuestion, samples: Sequence[Customer]) -> Sequence[str] | None:
    """The columns of a question that gives no rows; None if the source does not tell them."""
    if not isinstance(asked.source, TellsColumns):
        return None
    parameters = asked.parameters(samples[0]) if asked.parameters else {}
    return asked.source.columns(asked.text, parameters, within=asked.deadline)


def _hold(asked: AskedQuestion, columns: Sequence[str], rows: Sequence[Row]) -> None:
    for column in missing_in(columns, asked.row):
        told = missing_column(asked.key, column, columns).sentence
        if fits := fitting(rows, asked.row, column):
            told = say("{fault}; what would fit: {columns}", fault=told, columns=", ".join(fits))
        raise FaultyRows(told)
    hold_columns(columns, asked.row, asked.key)
    if faults := faults_in(rows, asked.row):
        told = faults[0].sentence
        for fault in faults[1:]:
            told = say("{one}; {another}", one=told, another=fault.sentence)
        raise FaultyRows(told)
    read_rows(rows, asked.row, asked.key)


def _counted(asked: AskedQuestion, found: _Found, samples: Sequence[Customer]) -> Sentence:
    rows = len(found.rows)
    if asked.parameters is None:
        return (
            say_many("the first row reads", "the first {count} rows read", rows) if rows else say("no rows")
        )
    if found.of is None:
        return say("no rows for {customer}", customer=named(samples[0])) if samples[0].id else say("no rows")
    if found.customers == 1:
        return say_many(
            "{count} row for {customer}", "{count} rows for {customer}", rows, customer=named(found.of)
        )
    return say(
        "{rows} rows for {customers} customers, such as {customer}",
        rows=rows,
        customers=found.customers,
        customer=named(found.of),
    )


def _unseen(found: _Found, samples: Sequence[Customer]) -> Sentence:
    if found.of is None and samples and not samples[0].id:
        return say("no customer is known yet, so its columns could not be looked at")
    return say("no rows, so its columns could not be looked at")


def _not_used(asked: AskedQuestion, columns: Sequence[str], found: Sentence) -> Sentence:
    """What was found; columns that nobody reads may be misspelt, so they are named."""
    known = columns_of(asked.row)
    unread = [column for column in columns if known and column.lower() not in known]
    return say("{found}; not used: {columns}", found=found, columns=", ".join(unread)) if unread else found


def _never_filled(columns: Sequence[str], rows: Sequence[Row], found: Sentence) -> Sentence:
    """What was found; a column that holds nothing in any row may be read from the wrong place."""
    never = [column for column in columns if rows and all(row.get(column) is None for row in rows)]
    if not never:
        return found
    return say("{found}; empty in every row: {columns}", found=found, columns=", ".join(never))


def _timed(told: Sentence, found: _Found, asked: AskedQuestion) -> Sentence:
    if asked.parameters is None:
        return told
    allowed = round(asked.deadline.total_seconds() * 1000)
    return say("{told}; {ms} ms of {allowed}", told=told, ms=found.slowest_ms, allowed=allowed)


def named(customer: Customer) -> str:
    """A customer as an administrator finds them."""
    return f"{customer.name} ({customer.id})" if customer.name else customer.id


def _since(began: float) -> int:
    return round((monotonic() - began) * 1000)
