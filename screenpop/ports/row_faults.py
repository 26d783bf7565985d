"""What is wrong with the rows of a question, column by column, for the person who can mend it.

During a call the first fault ends a department's answer (`ports.rows`); here all rows are looked at, so that
one can see whether a column is the wrong one or holds rubbish here and there.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, get_type_hints

from pydantic import ValidationError

from screenpop.ports.rows import columns_of, expected, is_required, named, reader_of
from screenpop.sentences import Sentence, say

Rows = Sequence[Mapping[str, object]]

_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Fault:
    """A column that does not hold what it must.

    Attributes:
        column: Its name.
        count: In how many rows.
        rows: Of how many.
        value: The first of its values that cannot be read; None if it is empty there.
        expected: What it must hold.
        fits: Other columns that the question gives and nobody reads, whose values all could be it.
    """

    column: str
    count: int
    rows: int
    value: object
    expected: Sentence
    fits: tuple[str, ...] = ()

    @property
    def sentence(self) -> Sentence:
        """The fault in an administrator's words."""
        fault = self._fault()
        if not self.fits:
            return fault
        return say("{fault}; what would fit: {columns}", fault=fault, columns=", ".join(self.fits))

    def _fault(self) -> Sentence:
        if self.value is None:
            return say(
                "column “{column}” is empty in {bad} of {rows} rows",
                column=self.column,
                bad=self.count,
                rows=self.rows,
            )
        return say(
            "column “{column}” is {type} “{value}” in {bad} of {rows} rows, and must be {expected}",
            column=self.column,
            type=_type_of(self.value),
            value=str(self.value)[:_SHOWN],
            bad=self.count,
            rows=self.rows,
            expected=self.expected,
        )


def faults_in(rows: Rows, row: type) -> tuple[Fault, ...]:
    """Every column that holds something else than the row type needs, the one with most faults first."""
    reader, names = reader_of(row), columns_of(row)
    counts: Counter[str] = Counter()
    first: dict[str, object] = {}
    for values in rows:
        given = named(values, names)
        try:
            reader.validate_python(given)
        except ValidationError as error:
            for problem in error.errors(include_url=False, include_input=False):
                column = str(problem["loc"][0])
                counts[column] += 1
                first.setdefault(column, given.get(column))
    kinds = get_type_hints(row, include_extras=True)
    return tuple(
        Fault(column, count, len(rows), first[column], expected(kinds[column]), fitting(rows, row, column))
        for column, count in counts.most_common()
    )


def fitting(rows: Rows, row: type, column: str) -> tuple[str, ...]:
    """The columns that no field of the row type is called like, all of whose values could be this one."""
    if not rows:
        return ()
    reader = reader_of(get_type_hints(row, include_extras=True)[column])
    known = set(columns_of(row))
    unread = [name for name in rows[0] if name.lower() not in known]
    return tuple(name for name in unread if all(_reads(reader, values.get(name)) for values in rows))


def missing_in(columns: Sequence[str], row: type) -> Iterator[str]:
    """The columns that a row type cannot do without and that are not there."""
    given = {column.lower() for column in columns}
    return (field.name for field in fields(row) if is_required(field) and field.name not in given)


def _reads(reader: Any, value: object) -> bool:
    try:
        return reader.validate_python(value) is not None
    except ValidationError:
        return False


def _type_of(value: object) -> Sentence:
    match value:
        case str():
            return say("text")
        case bytes() | bytearray() | memoryview():
            return say("binary data")
        case bool():
            return say("a yes or no")
        case int() | float():
            return say("the number")
    return say("the value")
