"""Reads a settings file; an error names the file, the key and what is allowed."""

import getpass
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Protocol, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from screenpop.errors import ConfigurationError, SeatAsked, SeatUnknown
from screenpop.ports.kinds import DepartmentSettings, Kinds, LineSettings, Table
from screenpop.sentences import Sentence, say
from screenpop.settings.file_table import FileTable
from screenpop.settings.files import parsed, raw_of
from screenpop.settings.layers import KeyPath, Layer, Origins, Tables
from screenpop.settings.laying import laid
from screenpop.settings.model import FactTable, Settings
from screenpop.settings.places import data_folder
from screenpop.settings.policy import Policy, read_policy
from screenpop.settings.seat import seated, with_stand_in
from screenpop.settings.sitting import Sitting
from screenpop.settings.timespans import timespan_text
from screenpop.settings.wrong import Problem, WrongSettings, wrong

T = TypeVar("T", bound=Table)
T_co = TypeVar("T_co", bound=Table, covariant=True)


_EMPTY, _NO_NUMBER = say("it must not be empty"), say("it must be a whole number")
_YES_OR_NO = say("it must be true or false")
_PLAIN = {
    "missing": say("it is missing"),
    "string_too_short": _EMPTY,
    "too_short": _EMPTY,
    "string_pattern_mismatch": say("it is not written as it must be"),
    "string_type": say("it must be a text"),
    "int_type": _NO_NUMBER,
    "int_parsing": _NO_NUMBER,
    "int_from_float": _NO_NUMBER,
    "bool_type": _YES_OR_NO,
    "bool_parsing": _YES_OR_NO,
}
"""What pydantic calls a fault, in words that need no values."""


class _Kind(Protocol[T_co]):
    """What a line's, a source's and a department's kind have in common."""

    @property
    def name(self) -> str: ...
    @property
    def settings(self) -> type[T_co]: ...


def read_settings(
    file: Path, kinds: Kinds, *, policy: Path | None = None, sitting: Sitting | None = None
) -> Settings:
    """Read and check one settings file.

    Args:
        file: The TOML file; where there is a policy, it need not exist.
        kinds: What this installation can build; each kind checks its own tables.
        policy: The machine's policy, which need not exist; None for settings of our own, as the demo's.
        sitting: What was answered of who sits where.

    Raises:
        SeatAsked: It must be asked first who sits where.
        ConfigurationError: The file cannot be read, or a value cannot work.
    """
    read = read_policy(policy)
    try:
        raw = raw_of(file)
    except FileNotFoundError:
        if read is None:
            raise ConfigurationError(say("There is no settings file {file}.", file=file)) from None
        raw = b""  # a policy may say all there is to say
    return settings_of_tables(parsed(raw, file), file, kinds, read, sitting or Sitting())


def settings_of_tables(
    tables: Tables, file: Path, kinds: Kinds, policy: Policy | None, sitting: Sitting | None = None
) -> Settings:
    """The settings that these tables would be if they stood in the file.

    Args:
        tables: The file's own.
        file: Where they stand.
        kinds: What this installation can build.
        policy: The machine's.
        sitting: What was answered of who sits where; None while they are only written, where nobody need sit.

    Raises:
        ConfigurationError: A value cannot work.
    """
    laid_tables, origins = laid(tables, file, policy)
    try:
        seat = seated(laid_tables, origins, file, sitting or Sitting())
    except (SeatAsked, SeatUnknown):
        if sitting is not None:
            raise
        seat = with_stand_in(laid_tables, origins, file)
    return _Reader(file, kinds, seat.origins, seat.account, sitting or Sitting()).settings(seat.tables)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Makes typed settings of tables; what is wrong is told of the file that says it."""

    file: Path
    kinds: Kinds
    origins: Origins
    account: Path
    sitting: Sitting

    def settings(self, tables: Tables) -> Settings:
        top = self._table(FileTable, tables, ())
        data = self._data(top.data) if top.data else data_folder()
        settings = Settings(
            file=self.file,
            region=top.region,
            outside_line=top.outside_line,
            agent=top.agent or self._user(),
            data=data,
            secrets=top.secrets,
            lines=self._lines(top.line),
            directory=top.directory,
            sources={
                name: self._of_kind(table, self.kinds.sources, ("sources", name))
                for name, table in top.sources.items()
            },
            departments={name: self._department(name, table) for name, table in top.departments.items()},
            window=top.window,
            wrap_up=top.wrap_up,
            dial=top.dial,
            pop=top.pop,
            prospects=top.prospects,
            record=top.record,
            supervision=top.supervision,
            facts=self._facts(top.facts),
            keys=top.keys,
            called=top.called,
            links=top.links,
            verification=top.verification,
            offers=top.offers,
            learn=top.learn,
            playbook=top.playbook,
            seat=top.seat,
            diagnostics=top.diagnostics,
            account=self.account if top.seat.agent == "ask" else data,
            sitting=self.sitting,
            origins=self.origins,
        )
        self._know_their_sources(settings)
        return settings

    def _user(self) -> str:
        try:
            return getpass.getuser()
        except (ImportError, KeyError, OSError):  # an account without a name, as in a container
            raise missing(self.file, "agent") from None

    def _data(self, folder: str) -> Path:
        try:
            return self.file.parent / Path(folder).expanduser()
        except RuntimeError as error:  # ~nobody
            told = say("The data folder {folder} cannot be made: {why}.", folder=folder, why=error)
            raise ConfigurationError(told) from None

    def _lines(self, tables: dict[str, Any] | list[dict[str, Any]]) -> tuple[LineSettings, ...]:
        if isinstance(tables, dict):
            return (self._of_kind(tables, self.kinds.lines, ("line",)),)
        lines = tuple(
            self._of_kind(table, self.kinds.lines, ("line", place)) for place, table in enumerate(tables)
        )
        names = [line.name for line in lines]
        if len(set(names)) < len(names):
            raise self._wrong(("line", "name"), say("each of several lines needs a name of its own"))
        return lines

    def _facts(self, facts: tuple[FactTable, ...]) -> tuple[FactTable, ...]:
        names = [fact.name for fact in facts]
        if len(set(names)) < len(names):
            raise self._wrong(("facts", "name"), say("each fact needs a name of its own"))
        return facts

    def _department(self, name: str, table: dict[str, Any]) -> DepartmentSettings:
        kind = _named(table.get("kind", name), self.kinds.departments)
        if kind is None:
            known = _list(kind.name for kind in self.kinds.departments)
            told = say(
                "there is no such department; there are {known}, and others by their “kind”", known=known
            )
            raise self._wrong(("departments", name), told)
        return self._table(kind.settings, table, ("departments", name))

    def _of_kind(self, table: dict[str, Any], kinds: Sequence[_Kind[T]], path: KeyPath) -> T:
        kind = _named(table.get("kind"), kinds)
        if kind is None:
            told = say("it must be one of {known}", known=_list(k.name for k in kinds))
            raise self._wrong((*path, "kind"), told)
        return self._table(kind.settings, table, path)

    def _know_their_sources(self, settings: Settings) -> None:
        wanted: list[tuple[KeyPath, str]] = []
        for name, table in settings.departments.items():
            keys = {each.source: each.key for each in table.asked_elsewhere} | {table.source: "source"}
            wanted += [
                (("departments", name, *keys.get(source, "source").split(".")), source)
                for source in table.named_sources
            ]
        if settings.directory and settings.directory.source:
            wanted.append((("directory", "source"), settings.directory.source))
        if settings.verification.source:
            wanted.append((("verification", "source"), settings.verification.source))
        known = _list(settings.sources)
        for path, source in wanted:
            if source not in settings.sources:
                told = say("there is no source “{source}”; there are {known}", source=source, known=known)
                raise self._wrong(path, told)
        self._know_their_departments(settings)

    def _know_their_departments(self, settings: Settings) -> None:
        """A name that is mistyped would leave a department masked for ever, or never asked."""
        wanted: list[tuple[KeyPath, str]] = [
            (("verification", "open"), name) for name in settings.verification.open or ()
        ]
        for place, table in enumerate(settings.called):
            wanted += [(("called", place, "panels"), name) for name in table.panels]
        known = _list(settings.departments)
        for path, name in wanted:
            if name not in settings.departments:
                told = say("there is no department “{name}”; there are {known}", name=name, known=known)
                raise self._wrong(path, told)

    def _table(self, model: type[T], table: Mapping[str, Any], path: KeyPath) -> T:
        try:
            return model.model_validate(table)
        except ValidationError as error:
            found = error.errors(include_url=False, include_input=False)
            problems = [Problem((*path, *each["loc"]), problem_of(each, model)) for each in found]
            raise WrongSettings(self._said_in(problems[0].path), problems) from None
        except ConfigurationError as error:
            raise self._wrong(path, error.sentence) from None

    def _wrong(self, path: KeyPath, problem: Sentence) -> WrongSettings:
        return wrong(self._said_in(path), path, problem)

    def _said_in(self, path: KeyPath) -> Path:
        """The file that says it, or does not."""
        origin = self.origins.of(path)
        elsewhere = origin is not None and origin.layer in (Layer.POLICY, Layer.LOCK, Layer.SEAT)
        return Path(origin.named) if origin is not None and elsewhere else self.file


def missing(file: Path, key: str) -> ConfigurationError:
    """A key or a table that a command cannot do without is not in the file."""
    return wrong(file, (key,), say("it is missing"))


def _named(name: object, kinds: Sequence[_Kind[T]]) -> _Kind[T] | None:
    return next((kind for kind in kinds if kind.name == name), None)


def problem_of(error: ErrorDetails, model: type[Table]) -> Sentence:
    """What is wrong with one value, in words."""
    match error["type"]:
        case "extra_forbidden" if "password" in str(error["loc"][-1]):
            return say("a password does not belong into the file; store it with “screenpop secret set”")
        case "extra_forbidden" if len(error["loc"]) == 1:
            allowed = (field.alias or name for name, field in model.model_fields.items())
            return say("there is no such key; allowed are {allowed}", allowed=_list(allowed))
        case "extra_forbidden":
            return say("there is no such key")
        case "literal_error":
            return say("it must be one of {allowed}", allowed=error["ctx"]["expected"])
        case "less_than_equal":
            return say("it must be {most} at most", most=_bound(error["ctx"]["le"]))
        case "greater_than_equal":
            return say("it must be {least} at least", least=_bound(error["ctx"]["ge"]))
        case "greater_than":
            return say("it must be more than {least}", least=_bound(error["ctx"]["gt"]))
        case "string_too_long" | "too_long":
            return say("it is too long; {most} at most", most=error["ctx"]["max_length"])
        case kind if kind in _PLAIN:
            return _PLAIN[kind]
        case _:
            return say("{problem}", problem=error["msg"].removeprefix("Value error, "))


def _bound(bound: object) -> object:
    return timespan_text(bound) if isinstance(bound, timedelta) else bound


def _list(names: Iterable[str]) -> str:
    return ", ".join(names) or "—"
