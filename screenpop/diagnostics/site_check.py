"""Whether a site's sources and departments work: what `screenpop check` finds out about them.

Connects to every source, puts every question for a customer whom the site really has, and holds the
columns and types of what comes back against the row that the department needs.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from time import monotonic

from screenpop.customers import Customer
from screenpop.errors import SourceError
from screenpop.ports.checks import Check
from screenpop.ports.department import Department
from screenpop.ports.inquiry import parameters_for
from screenpop.ports.kinds import DepartmentKind, DepartmentSettings, SourceKind
from screenpop.ports.questions import Question
from screenpop.ports.rows import columns_of, hold_columns, read_rows
from screenpop.ports.source import Row, Source, TellsColumns
from screenpop.sentences import Sentence, say, say_many

_OF_EVERYBODY = 100  # rows that are looked at of a question that is about everybody
_NOBODY = Customer(id="", name="")


@dataclass(frozen=True, slots=True)
class BuiltSource:
    """A source and the kind that built it."""

    kind: SourceKind
    source: Source


@dataclass(frozen=True, slots=True)
class BuiltDepartment:
    """A department, the kind that built it and the settings that it was built from."""

    kind: DepartmentKind
    settings: DepartmentSettings
    department: Department


def check_site(
    sources: Iterable[BuiltSource], departments: Iterable[BuiltDepartment], samples: Sequence[Customer]
) -> Iterator[Check]:
    """Try everything, and tell each finding as it comes.

    Args:
        sources: All of the site's sources.
        departments: All of its departments.
        samples: Some of its customers; a question is put for one after the other until there are rows.
    """
    working: dict[str, Source | None] = {}
    for built in sources:
        checks = tuple(built.kind.examine(built.source))
        yield from checks
        working[built.source.name] = built.source if all(check.passed for check in checks) else None
    for department in departments:
        yield from _check_department(department, working, samples or (_NOBODY,))


def _check_department(
    built: BuiltDepartment, working: Mapping[str, Source | None], samples: Sequence[Customer]
) -> Iterator[Check]:
    name, source = built.kind.name, working.get(built.settings.source)
    if source is None:
        told = say("not tried, because the source “{source}” does not work", source=built.settings.source)
        yield Check(name, passed=False, told=told)
        return
    passed = True
    for question in built.kind.questions:
        text = getattr(built.settings, question.key)
        if text is None:
            continue
        try:
            told = _try(question, text, built, source, samples)
            yield Check(f"{name}: {question.key}", passed=True, told=told)
        except SourceError as error:
            passed = False
            yield Check(f"{name}: {question.key}", passed=False, told=error.sentence)
    if passed and samples[0] is not _NOBODY:
        yield _ask(built.department, samples[0])


def _ask(department: Department, customer: Customer) -> Check:
    """All questions together, as during a call: they share one deadline and make one answer."""
    began = monotonic()
    try:
        answer = department.ask(customer)
    except SourceError as error:
        return Check(department.name, passed=False, told=error.sentence)
    took = round((monotonic() - began) * 1000)
    if answer is None:
        told = say("knows nothing of {customer}; asked in {ms} ms", customer=_named(customer), ms=took)
    else:
        told = say("answers for {customer} in {ms} ms", customer=_named(customer), ms=took)
    return Check(department.name, passed=True, told=told)


def _try(
    question: Question, text: str, built: BuiltDepartment, source: Source, samples: Sequence[Customer]
) -> Sentence:
    if question.about_everybody:
        rows: Sequence[Row] = tuple(islice(source.stream(text, {}), _OF_EVERYBODY))
        read_rows(rows, question.row, question.key)
        if not rows:
            if _columns_are_there(question, text, source, {}, built.settings.deadline):
                return say("no rows")
            return say("no rows, so its columns could not be looked at")
        return _seen(
            rows, question, say_many("the first row reads", "the first {count} rows read", len(rows))
        )
    for customer in samples:
        parameters = parameters_for(customer, built.kind.name)
        rows = source.rows(text, parameters, within=built.settings.deadline)
        read_rows(rows, question.row, question.key)
        if rows:
            return _seen(rows, question, _counted(rows, customer))
    parameters = parameters_for(samples[0], built.kind.name)
    there = _columns_are_there(question, text, source, parameters, built.settings.deadline)
    if samples[0] is _NOBODY:
        return (
            say("no rows")
            if there
            else say("no customer is known yet, so its columns could not be looked at")
        )
    if there:
        return _counted((), samples[0])
    return say_many(
        "no rows for {customer}, so its columns could not be looked at",
        "no rows for {count} customers, such as {customer}, so its columns could not be looked at",
        len(samples),
        customer=_named(samples[0]),
    )


def _counted(rows: Sequence[Row], customer: Customer) -> Sentence:
    return say_many(
        "{count} row for {customer}", "{count} rows for {customer}", len(rows), customer=_named(customer)
    )


def _columns_are_there(
    question: Question, text: str, source: Source, parameters: Mapping[str, object], within: timedelta
) -> bool:
    """False if the source does not tell columns without rows.

    Raises:
        SourceError: A column is missing, or the source cannot be asked.
    """
    if not isinstance(source, TellsColumns):
        return False
    hold_columns(source.columns(text, parameters, within=within), question.row, question.key)
    return True


def _seen(rows: Sequence[Row], question: Question, found: Sentence) -> Sentence:
    """What was found; columns that nobody reads may be misspelt, so they are named."""
    known = columns_of(question.row)
    unread = [column for column in rows[0] if column.lower() not in known]
    if not unread:
        return found
    return say("{found}; not used: {columns}", found=found, columns=", ".join(unread))


def _named(customer: Customer) -> str:
    return f"{customer.name} ({customer.id})" if customer.name else customer.id
