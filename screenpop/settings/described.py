"""The typed settings as fields that a window can show: what each holds, by default and at most, and in words.

Fields are made of the tables' models, so that a new key is in the window by being in its table. What it is called
stands in `words`; a kind that comes with another package and has no words there is told by its keys and docstring.
"""

import re
import types
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum, StrEnum
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Gt, Le, Lt
from pydantic.fields import FieldInfo

from screenpop.ports.kinds import (
    DepartmentKind,
    DepartmentSettings,
    LineKind,
    LineSettings,
    SourceKind,
    SourceSettings,
    Table,
)
from screenpop.sentences import say
from screenpop.settings.timespans import timespan_text
from screenpop.settings.words.computer import COMPUTER
from screenpop.settings.words.data import DEPARTMENTS, SOURCES
from screenpop.settings.words.desk import DESK
from screenpop.settings.words.lines import LINES
from screenpop.settings.words.offers import OFFERS
from screenpop.settings.words.site import SITE
from screenpop.settings.words.words import Catalogue, Words

CATALOGUE: Catalogue = {**DESK, **COMPUTER, **SITE, **OFFERS, **LINES, **SOURCES, **DEPARTMENTS}


class Shape(StrEnum):
    """What a key holds."""

    TEXT = "text"
    CHOICE = "choice"
    SWITCH = "switch"
    NUMBER = "number"
    DECIMAL = "decimal"
    TIMESPAN = "timespan"
    DAY = "day"
    LIST = "list"
    PAIRS = "pairs"
    ROWS = "rows"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a table.

    Attributes:
        key: What the file calls it.
        shape: What it holds.
        words: What people call it.
        needed: It has no default.
        default: What counts where nobody says anything, as TOML has it; None for nothing.
        choices: All that it, or an entry of the list, may be; empty for anything.
        least: The smallest number.
        most: The largest.
        fields: Those of each row, or of the group.
    """

    key: str
    shape: Shape
    words: Words
    needed: bool
    default: Any
    choices: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None
    fields: tuple["Field", ...] = ()


def fields_of(model: type[Table], *tables: str) -> tuple[Field, ...]:
    """The fields of a table.

    Args:
        model: The table.
        tables: Under which names its words may stand, the most particular first: "line.sip", "line".
    """
    return tuple(_field(info.alias or name, info, model, tables) for name, info in model.model_fields.items())


def fields_of_kind(group: str, kind: LineKind | SourceKind | DepartmentKind) -> tuple[Field, ...]:
    """The fields of a line's, a source's or a department's table, but for the kind itself.

    Args:
        group: "line", "sources" or "departments".
        kind: Whose table it is.
    """
    fields = fields_of(kind.settings, f"{group}.{kind.name}", group)
    questions = {question.key for question in kind.questions} if isinstance(kind, DepartmentKind) else set()
    told = [
        replace(field, words=replace(field.words, kept="question")) if field.key in questions else field
        for field in fields
        if field.key != "kind"
    ]
    common = [key for base in _COMMON if issubclass(kind.settings, base) for key in base.model_fields]
    return tuple(sorted(told, key=lambda field: field.key in common and field.key not in _FIRST))


def _field(key: str, info: FieldInfo, model: type[Table], tables: Sequence[str]) -> Field:
    held = _held(info.annotation)
    words = _words(key, model, tables)
    default = None if info.is_required() else as_toml(info.get_default(call_default_factory=True))
    shape, choices, rows = _shape(held)
    bounds = _bounds(info)
    inner = tuple(f"{table}.{key}".strip(".") for table in tables)
    return Field(
        key=key,
        shape=shape,
        words=words,
        needed=info.is_required(),
        default=None if shape is Shape.GROUP else default,
        choices=choices,
        least=bounds[0] if shape is Shape.NUMBER else None,
        most=bounds[1] if shape is Shape.NUMBER else None,
        fields=fields_of(rows, *inner) if rows else (),
    )


def as_toml(value: object) -> Any:
    """A typed value as the file would say it."""
    match value:
        case timedelta():
            return timespan_text(value)
        case Enum():
            return value.value
        case tuple() | list():
            return [as_toml(each) for each in value]
        case Table():
            return {key: as_toml(each) for key, each in value}
        case Mapping():
            return {key: as_toml(each) for key, each in value.items()}
        case Path() | Decimal():
            return str(value)
        case _:
            return value


def _held(annotation: Any) -> Any:
    """The type within `Annotated` and `… | None`."""
    while True:
        origin = get_origin(annotation)
        if hasattr(annotation, "__metadata__"):
            annotation = get_args(annotation)[0]
        elif origin in (Union, types.UnionType) and type(None) in get_args(annotation):
            annotation = next(each for each in get_args(annotation) if each is not type(None))
        else:
            return annotation


def _shape(held: Any) -> tuple[Shape, tuple[str, ...], type[Table] | None]:
    origin, arguments = get_origin(held), get_args(held)
    if origin is Literal:
        return Shape.CHOICE, tuple(map(str, arguments)), None
    if origin in (Union, types.UnionType):  # one, or a list
        return Shape.LIST, (), None
    if origin is tuple or origin is list:
        return _list_shape(_held(arguments[0]))
    if origin is not None and issubclass(origin, Mapping):
        return Shape.PAIRS, (), None
    if issubclass(held, Table):
        return Shape.GROUP, (), held
    for kind, shape in _SHAPES:
        if issubclass(held, kind):
            return shape, (), None
    raise TypeError(held)


_COMMON = (LineSettings, SourceSettings, DepartmentSettings)
_FIRST = ("name", "source")
"""Of what all kinds have, these stand first; all else stands behind what makes the kind what it is."""

_SHAPES: tuple[tuple[type, Shape], ...] = (
    (bool, Shape.SWITCH),
    (int, Shape.NUMBER),
    (Decimal, Shape.DECIMAL),
    (timedelta, Shape.TIMESPAN),
    (date, Shape.DAY),
    (str, Shape.TEXT),
    (Path, Shape.TEXT),
)


def _list_shape(entry: Any) -> tuple[Shape, tuple[str, ...], type[Table] | None]:
    if get_origin(entry) is Literal:
        return Shape.LIST, tuple(map(str, get_args(entry))), None
    if issubclass(entry, Enum):
        return Shape.LIST, tuple(str(each.value) for each in entry), None
    return (Shape.ROWS, (), entry) if issubclass(entry, Table) else (Shape.LIST, (), None)


def _bounds(info: FieldInfo) -> tuple[int | None, int | None]:
    least = most = None
    for each in info.metadata:
        match each:
            case Ge(ge=int(bound)):
                least = bound
            case Gt(gt=int(bound)):
                least = bound + 1
            case Le(le=int(bound)):
                most = bound
            case Lt(lt=int(bound)):
                most = bound - 1
    return least, most


def _words(key: str, model: type[Table], tables: Sequence[str]) -> Words:
    for table in tables:
        if found := CATALOGUE.get(f"{table}.{key}" if table else key):
            return found
    told = re.search(rf"`{re.escape(key)}`[^:`]*: ([^\n]*(?:\n(?!\s*`|\s*\n)[^\n]*)*)", model.__doc__ or "")
    help_ = " ".join(told[1].split()) if told else ""
    return Words(
        say("{key}", key=key.replace("_", " ").capitalize()),
        say("{help}", help=help_) if help_ else say("{key} of the settings file.", key=key),
    )
