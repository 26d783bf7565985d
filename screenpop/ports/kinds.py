"""Kinds: the unit in which lines, sources and departments are added.

A kind has a name (the settings' `kind`, or the department's name), the model of its settings, and a way to
build it. Registries list kinds; settings, `check` and the composition root work on kinds and know none.
A kind imports its driver when it is built, not before.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator

from screenpop.ports.checks import Check
from screenpop.ports.department import Department
from screenpop.ports.fact_templates import FactName, pieces_of
from screenpop.ports.learnt import Learnt, NothingLearnt
from screenpop.ports.line import Line, Report
from screenpop.ports.memory import Memory
from screenpop.ports.questions import AskedElsewhere, Question
from screenpop.ports.source import Source


def _timespan(value: object) -> object:
    units = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
    if isinstance(value, str):
        for unit in ("ms", "s", "m", "h", "d"):
            number = value.removesuffix(unit).strip()
            if value.endswith(unit) and number.replace(".", "", 1).isdecimal():
                with suppress(OverflowError):  # longer than any calendar
                    return timedelta(seconds=float(number) * units[unit])
        raise ValueError('a time span is written like "2s", "500ms" or "5m"')
    return value


Timespan = Annotated[timedelta, BeforeValidator(_timespan)]
"""A time span as the settings write it: "2s", "500ms"."""

Deadline = Annotated[Timespan, Field(gt=timedelta(0), le=timedelta(minutes=1))]
"""How long an agent waits for an answer."""


class Table(BaseModel):
    """A table of the settings file: unknown keys are refused, and nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class FactsTable(Table):
    """By what a site's PBX tells facts of a call, beside its own ways.

    `name`: with what the caller's name begins, as in "{queue}|{keyed}|"; it is taken off the name.
    `headers`: SIP header → fact. `variables`: channel variable of Asterisk → fact.
    """

    name: str = Field(default="", max_length=120)
    headers: Mapping[str, FactName] = Field(default_factory=dict, max_length=20)
    variables: Mapping[str, FactName] = Field(default_factory=dict, max_length=20)

    @field_validator("name")
    @classmethod
    def _is_a_template(cls, template: str) -> str:
        if not template.isprintable():
            raise ValueError("a name's template holds only characters that can be seen")
        pieces_of(template)
        return template

    @field_validator("headers", "variables")
    @classmethod
    def _are_names(cls, rules: Mapping[str, FactName]) -> Mapping[str, FactName]:
        for name in rules:
            if not (0 < len(name) <= 80 and name.isascii() and name.isprintable()) or set(name) & set(
                ' :=,"<>'
            ):
                raise ValueError(f"{name!r} is no name of a header or a variable")
        if len({name.lower() for name in rules}) < len(rules):
            raise ValueError("one name stands twice; capital letters make no difference")
        return rules


class LineSettings(Table):
    """What every line's table may say.

    `elsewhere`: what the card does when the call was answered elsewhere, which on a line in mode `contact`
    may be the agent's own desk phone.
    """

    kind: str
    name: str = "line"
    elsewhere: Literal["keep", "close"] = "keep"
    facts: FactsTable = FactsTable()

    @property
    def sees_desk_phone(self) -> bool:
        """The line knows when this agent's own desk phone picks up, so that "elsewhere" is a colleague."""
        return False

    @property
    def may_dial(self) -> bool:
        """The settings let the agent's calls out through this line, if it can (`ports.line.Dials`)."""
        return True

    @property
    def knows_privacy(self) -> bool:
        """The line is told who asked not to be known; where it works, a line that is not waits for its word."""
        return True


class SourceSettings(Table):
    """What every source's table may say."""

    kind: str


class DepartmentSettings(Table):
    """What every department's table may say.

    `kind`: the kind of department; what the department is called where it is left out.
    `title`: what stands above its panel, in the place of the kind's own words.
    """

    source: str
    kind: str = ""
    title: str = Field(default="", max_length=60)
    deadline: Deadline = timedelta(seconds=2)

    @property
    def named_sources(self) -> Sequence[str]:
        """Every source that it asks."""
        own = [self.source] if self.source else []
        return (*own, *(each.source for each in self.asked_elsewhere))

    @property
    def asked_elsewhere(self) -> Sequence[AskedElsewhere]:
        """The questions that it puts to other sources than its own, beside those of its kind."""
        return ()


@dataclass(frozen=True, slots=True)
class LineSurroundings:
    """What a line is given: whom to report to, and how to get its password (blocks; never on the GUI thread).

    `folder`: that which relative files of its settings start from.
    """

    report: Report
    password: Callable[[], str | None]
    folder: Path = Path()


@dataclass(frozen=True, slots=True)
class SourceSurroundings:
    """What a source is given: its name, its password, and the folder that relative files start from."""

    name: str
    password: Callable[[], str | None]
    folder: Path


@dataclass(frozen=True, slots=True)
class DepartmentSurroundings:
    """What a department is given.

    Attributes:
        name: What the settings call it.
        source: The source that its settings name; `NoSource` where they may leave it out and do.
        sources: Every source of the site, by name.
        data: The folder of our own data.
        today: The local calendar.
        agent: Who sits at this desk.
        memory: What agents noted of customers; None where nobody may be asked.
        learnt: What `screenpop learn` found out.
    """

    name: str
    source: Source
    sources: Mapping[str, Source]
    data: Path
    today: Callable[[], date]
    agent: str
    memory: Memory | None = None
    learnt: Learnt = field(default_factory=NothingLearnt)


@dataclass(frozen=True, slots=True)
class LineKind:
    """A kind of line. `examine` tries it for `screenpop check`: it signs on, says what it saw, signs off.

    `greet` only knocks, without a password, and says who answers; None where there is nobody to knock at.
    """

    name: str
    settings: type[LineSettings]
    build: Callable[[Any, LineSurroundings], Line]
    examine: Callable[[Any, LineSurroundings], Iterable[Check]]
    greet: Callable[[Any, Path], Check] | None = None


@dataclass(frozen=True, slots=True)
class SourceKind:
    """A kind of source. `examine` connects and says what it saw."""

    name: str
    settings: type[SourceSettings]
    build: Callable[[Any, SourceSurroundings], Source]
    examine: Callable[[Source], Iterable[Check]]


@dataclass(frozen=True, slots=True)
class DepartmentKind:
    """A kind of department. Its questions are keys of its settings, each holding the question's text or None."""

    name: str
    settings: type[DepartmentSettings]
    questions: tuple[Question, ...]
    build: Callable[[Any, DepartmentSurroundings], Department]


@dataclass(frozen=True, slots=True)
class Kinds:
    """All that this installation can build."""

    lines: tuple[LineKind, ...]
    sources: tuple[SourceKind, ...]
    departments: tuple[DepartmentKind, ...]
