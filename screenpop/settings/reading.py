"""Reads a settings file; an error names the file, the key and what is allowed."""

import getpass
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol, TypeVar

from pydantic import Field, ValidationError
from pydantic_core import ErrorDetails

from screenpop.errors import ConfigurationError
from screenpop.ports.kinds import DepartmentSettings, Kinds, LineSettings, Table
from screenpop.sentences import Sentence, say
from screenpop.settings.model import (
    DialTable,
    DirectoryTable,
    PopTable,
    ProspectsTable,
    SecretsTable,
    Settings,
    WindowTable,
    WrapUpTable,
)
from screenpop.settings.places import data_folder
from screenpop.settings.presets import laid_over_presets

T = TypeVar("T", bound=Table)
T_co = TypeVar("T_co", bound=Table, covariant=True)

_LARGEST_FILE = 1_000_000


class _Kind(Protocol[T_co]):
    """What a line's, a source's and a department's kind have in common."""

    @property
    def name(self) -> str: ...
    @property
    def settings(self) -> type[T_co]: ...


class _File(Table):
    """The file's own keys; tables of kinds are read afterwards, each by its kind."""

    region: str = Field(pattern="^[A-Z]{2}$")
    outside_line: str = Field(default="", pattern=r"^[0-9*#,]*$")
    preset: str | list[str] = Field(default_factory=list)
    agent: str = ""
    data: str = ""
    secrets: SecretsTable = SecretsTable()
    line: dict[str, Any] | list[dict[str, Any]] = Field(default_factory=list)
    directory: DirectoryTable | None = None
    sources: dict[str, dict[str, Any]] = Field(default_factory=dict)
    departments: dict[str, dict[str, Any]] = Field(default_factory=dict)
    window: WindowTable = WindowTable()
    wrap_up: WrapUpTable = WrapUpTable()
    dial: DialTable = DialTable()
    pop: PopTable = PopTable()
    prospects: ProspectsTable | None = None


def read_settings(file: Path, kinds: Kinds) -> Settings:
    """Read and check one settings file.

    Args:
        file: The TOML file.
        kinds: What this installation can build; each kind checks its own tables.

    Raises:
        ConfigurationError: The file cannot be read, or a value cannot work.
    """
    top = _table(_File, _with_presets(_parsed(file), file), file, "")
    sources = {
        name: _of_kind(table, kinds.sources, file, f"sources.{name}") for name, table in top.sources.items()
    }
    settings = Settings(
        file=file,
        region=top.region,
        outside_line=top.outside_line,
        agent=top.agent or _user(file),
        data=_data(top.data, file) if top.data else data_folder(),
        secrets=top.secrets,
        lines=_lines(top.line, kinds, file),
        directory=top.directory,
        sources=sources,
        departments={name: _department(name, table, kinds, file) for name, table in top.departments.items()},
        window=top.window,
        wrap_up=top.wrap_up,
        dial=top.dial,
        pop=top.pop,
        prospects=top.prospects,
    )
    _know_their_sources(settings)
    return settings


def _with_presets(tables: dict[str, Any], file: Path) -> dict[str, Any]:
    names = tables.get("preset", [])
    if not isinstance(names, str) and not (
        isinstance(names, list) and all(isinstance(n, str) for n in names)
    ):
        return tables  # the model of the file says what is wrong
    try:
        return laid_over_presets(names, tables, file.parent)
    except ConfigurationError as error:
        raise wrong(file, "preset", error.sentence) from None


def missing(file: Path, key: str) -> ConfigurationError:
    """A key or a table that a command cannot do without is not in the file."""
    return wrong(file, key, say("it is missing"))


def _parsed(file: Path) -> dict[str, Any]:
    try:
        raw = file.read_bytes()
    except FileNotFoundError:
        raise ConfigurationError(say("There is no settings file {file}.", file=file)) from None
    except OSError as error:
        raise ConfigurationError(
            say("The settings file {file} cannot be read: {why}.", file=file, why=error.strerror)
        ) from None
    if len(raw) > _LARGEST_FILE:
        raise ConfigurationError(say("{file} is too large for a settings file (1 MB at most).", file=file))
    try:
        return tomllib.loads(raw.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(say("{file} is not valid TOML: {why}.", file=file, why=error)) from None
    except RecursionError:
        raise ConfigurationError(say("{file} is nested too deeply.", file=file)) from None


def _user(file: Path) -> str:
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):  # an account without a name, as in a container
        raise missing(file, "agent") from None


def _data(folder: str, file: Path) -> Path:
    try:
        return file.parent / Path(folder).expanduser()
    except RuntimeError as error:  # ~nobody
        raise ConfigurationError(
            say("The data folder {folder} cannot be made: {why}.", folder=folder, why=error)
        ) from None


def _lines(
    tables: dict[str, Any] | list[dict[str, Any]], kinds: Kinds, file: Path
) -> tuple[LineSettings, ...]:
    if isinstance(tables, dict):
        return (_of_kind(tables, kinds.lines, file, "line"),)
    lines = tuple(
        _of_kind(table, kinds.lines, file, f"line.{number}") for number, table in enumerate(tables, 1)
    )
    names = [line.name for line in lines]
    if len(set(names)) < len(names):
        raise wrong(file, "line.name", say("each of several lines needs a name of its own"))
    return lines


def _department(name: str, table: dict[str, Any], kinds: Kinds, file: Path) -> DepartmentSettings:
    kind = _named(table.get("kind", name), kinds.departments)
    if kind is None:
        known = _list(kind.name for kind in kinds.departments)
        raise wrong(
            file,
            f"departments.{name}",
            say("there is no such department; there are {known}, and others by their “kind”", known=known),
        )
    return _table(kind.settings, table, file, f"departments.{name}")


def _of_kind(table: dict[str, Any], kinds: Sequence[_Kind[T]], file: Path, key: str) -> T:
    kind = _named(table.get("kind"), kinds)
    if kind is None:
        raise wrong(file, f"{key}.kind", say("it must be one of {known}", known=_list(k.name for k in kinds)))
    return _table(kind.settings, table, file, key)


def _named(name: object, kinds: Sequence[_Kind[T]]) -> _Kind[T] | None:
    return next((kind for kind in kinds if kind.name == name), None)


def _know_their_sources(settings: Settings) -> None:
    wanted: list[tuple[str, str]] = []
    for name, table in settings.departments.items():
        keys = {each.source: each.key for each in table.asked_elsewhere} | {table.source: "source"}
        wanted += [
            (f"departments.{name}.{keys.get(source, 'source')}", source) for source in table.named_sources
        ]
    if settings.directory and settings.directory.source:
        wanted.append(("directory.source", settings.directory.source))
    for key, source in wanted:
        if source not in settings.sources:
            raise wrong(
                settings.file,
                key,
                say(
                    "there is no source “{source}”; there are {known}",
                    source=source,
                    known=_list(settings.sources),
                ),
            )


def _table(model: type[T], table: Mapping[str, Any], file: Path, key: str) -> T:
    try:
        return model.model_validate(table)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        path = ".".join([key, *(str(part) for part in first["loc"])]).strip(".")
        raise wrong(file, path, _problem(first, model)) from None
    except ConfigurationError as error:
        raise wrong(file, key, error.sentence) from None


def _problem(error: ErrorDetails, model: type[Table]) -> Sentence:
    match error["type"]:
        case "missing":
            return say("it is missing")
        case "extra_forbidden" if "password" in str(error["loc"][-1]):
            return say("a password does not belong into the file; store it with “screenpop secret set”")
        case "extra_forbidden" if len(error["loc"]) == 1:
            allowed = (field.alias or name for name, field in model.model_fields.items())
            return say("there is no such key; allowed are {allowed}", allowed=_list(allowed))
        case "extra_forbidden":
            return say("there is no such key")
        case "literal_error":
            return say("it must be one of {allowed}", allowed=error["ctx"]["expected"])
        case _:
            return say("{problem}", problem=error["msg"].removeprefix("Value error, "))


def wrong(file: Path, key: str, problem: Sentence) -> ConfigurationError:
    """A key holds what cannot work."""
    return ConfigurationError(say("{file}, “{key}”: {problem}.", file=file, key=key, problem=problem))


def _list(names: Iterable[str]) -> str:
    return ", ".join(names) or "—"
