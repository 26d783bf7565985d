"""Settings as they may be read by others: every key and who said it, and of its value what cannot be private."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from screenpop.diagnostics.support.shapes import Plain, Shapes
from screenpop.errors import ConfigurationError, ScreenPopError
from screenpop.ports.kinds import Table
from screenpop.settings.files import parsed, raw_of
from screenpop.settings.layers import KeyPath, Origins, Tables
from screenpop.settings.laying import laid
from screenpop.settings.policy import read_policy


def words_of_settings(kinds: Iterable[str]) -> frozenset[str]:
    """The keys that tables have, the choices that they offer, and the kinds' names."""
    found = set(kinds)
    for table in _tables(Table):
        for key, field in table.model_fields.items():
            found.add(field.alias or key)
            found.update(_choices(field.annotation))
    return frozenset(found)


def settings_tables(file: Path, policy: Path | None) -> tuple[Tables, Origins, ScreenPopError | None]:
    """All that counts and who said it; where that cannot be told, the file alone, and what is wrong."""
    tables: Tables = {}
    try:
        tables = parsed(raw_of(file), file)
    except FileNotFoundError:
        pass
    except ConfigurationError as error:
        return {}, Origins(), error
    try:
        return *laid(tables, file, read_policy(policy)), None
    except ScreenPopError as error:
        return tables, Origins(), error


def told_settings(tables: Tables, origins: Origins, shapes: Shapes) -> list[Plain]:
    """A line for each value: its key, who said it, and what it is."""
    return [
        {
            "key": ".".join(str(part) if isinstance(part, int) else shapes.name(part) for part in path),
            "said_by": origin.layer.value if (origin := origins.of(path)) else None,
            "value": shapes.of(value) if _is_known(path, shapes) else shapes.of_unknown(value),
        }
        for path, value in _values(tables, ())
    ]


def _is_known(path: KeyPath, shapes: Shapes) -> bool:
    """Whether the program knows what its last name is for."""
    last = next((part for part in reversed(path) if isinstance(part, str)), "")
    return shapes.name(last) == last


def _values(value: object, path: KeyPath) -> Iterator[tuple[KeyPath, object]]:
    if isinstance(value, dict) and value:
        for key, each in value.items():
            yield from _values(each, (*path, key))
    elif isinstance(value, list) and any(isinstance(each, dict) for each in value):
        for place, each in enumerate(value):
            yield from _values(each, (*path, place))
    else:
        yield path, value


def _tables(table: type[Table]) -> Iterator[type[Table]]:
    yield table
    for each in table.__subclasses__():
        yield from _tables(each)


def _choices(annotation: Any) -> Iterator[str]:
    if get_origin(annotation) is Literal:
        yield from (choice for choice in get_args(annotation) if isinstance(choice, str))
    else:
        for each in get_args(annotation):
            yield from _choices(each)
