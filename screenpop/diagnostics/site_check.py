"""Whether a site's sources and departments work: what `screenpop check` finds out about them.

Connects to every source, puts every question for a customer whom the site really has, and holds the
columns and types of what comes back against the row that the department needs.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from time import monotonic

from screenpop.customers import Customer
from screenpop.diagnostics.question_check import AskedQuestion, examine_question, named
from screenpop.errors import SourceError
from screenpop.ports.checks import Check
from screenpop.ports.department import Department
from screenpop.ports.inquiry import parameters_for
from screenpop.ports.kinds import DepartmentKind, DepartmentSettings, SourceKind
from screenpop.ports.source import Source
from screenpop.sentences import say

_NOBODY = Customer(id="", name="")


@dataclass(frozen=True, slots=True)
class BuiltSource:
    """A source and the kind that built it."""

    kind: SourceKind
    source: Source


@dataclass(frozen=True, slots=True)
class BuiltDepartment:
    """A department under the settings' name, the kind that built it of which settings, and who asks."""

    name: str
    kind: DepartmentKind
    settings: DepartmentSettings
    department: Department
    agent: str


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
        answers = any(
            check.passed for check in checks
        )  # one broken file of a folder keeps no other from answering
        working[built.source.name] = built.source if answers else None
    for department in departments:
        yield from _check_department(department, working, samples or (_NOBODY,))


def _check_department(
    built: BuiltDepartment, sources: Mapping[str, Source | None], samples: Sequence[Customer]
) -> Iterator[Check]:
    name = built.name
    for source in built.settings.named_sources:
        if sources.get(source) is None:
            told = say("not tried, because the source “{source}” does not work", source=source)
            yield Check(name, passed=False, told=told)
            return
    passed = True
    for asked in _questions(built, sources):
        try:
            yield Check(f"{name}: {asked.key}", passed=True, told=examine_question(asked, samples))
        except SourceError as error:
            passed = False
            yield Check(f"{name}: {asked.key}", passed=False, told=error.sentence)
    if passed and samples[0] is not _NOBODY:
        yield _ask(built.department, samples[0])


def _questions(built: BuiltDepartment, sources: Mapping[str, Source | None]) -> Iterator[AskedQuestion]:
    settings, kind = built.settings, built.kind

    def source_called(name: str) -> Source:
        source = sources[name]
        if source is None:
            raise TypeError(name)
        return source

    bind = partial(_parameters, built.name, kind.name, built.agent)
    for question in kind.questions:
        if (text := getattr(settings, question.key)) is not None:
            yield AskedQuestion(
                question.key,
                text,
                question.row,
                source_called(settings.source),
                parameters=None if question.about_everybody else bind,
                hold=partial(question.hold, settings) if question.hold else None,
                deadline=settings.deadline,
            )
    for other in settings.asked_elsewhere:
        yield AskedQuestion(
            other.key,
            other.text,
            other.row,
            source_called(other.source),
            parameters=partial(_parameters, other.ref, "", built.agent) if other.ref else bind,
            hold=None,
            deadline=settings.deadline,
        )


def _parameters(department: str, kind: str, agent: str, customer: Customer) -> Mapping[str, object]:
    return parameters_for(customer, department, agent, kind)


def _ask(department: Department, customer: Customer) -> Check:
    """All questions together, as during a call: they share one deadline and make one answer."""
    began = monotonic()
    try:
        answer = department.ask(customer)
    except SourceError as error:
        return Check(department.name, passed=False, told=error.sentence)
    took = round((monotonic() - began) * 1000)
    allowed = round(department.deadline.total_seconds() * 1000)
    told = (
        say("knows nothing of {customer}; asked in {ms} ms of {allowed}")
        if answer is None
        else say("answers for {customer} in {ms} ms of {allowed}")
    )
    values = {"customer": named(customer), "ms": took, "allowed": allowed}
    return Check(department.name, passed=True, told=replace(told, values=values))
