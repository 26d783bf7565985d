"""Settings that somebody is changing: what the file says, what has been changed of it, and what would count."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

from screenpop.errors import ConfigurationError
from screenpop.ports.kinds import Kinds
from screenpop.settings.changes import OF_NAMES, applied, value_at
from screenpop.settings.file_table import FileTable
from screenpop.settings.files import parsed
from screenpop.settings.layers import KeyPath, Layer, Origin, Origins, Tables
from screenpop.settings.laying import laid
from screenpop.settings.model import Settings
from screenpop.settings.policy import read_policy
from screenpop.settings.reading import settings_of_tables
from screenpop.settings.writing import read_bytes, write_settings
from screenpop.settings.wrong import Problem, WrongSettings

_ALWAYS = ("region", "outside_line", "agent", "data", "secrets", "seat")
_OPTIONAL = {
    key for key, info in FileTable.model_fields.items() if info.default is None and not info.is_required()
}


class Draft:
    """One settings file on its way to being changed. Belongs to one thread.

    Args:
        file: The user's; it need not exist yet.
        kinds: What this installation can build.
        policy: The machine's, which need not exist.
        check: Looks at settings that can be read; raises ConfigurationError for what cannot work all the same.

    Raises:
        ConfigurationError: The file or the policy cannot be read at all.
    """

    def __init__(
        self,
        file: Path,
        kinds: Kinds,
        *,
        policy: Path | None = None,
        check: Callable[[Settings], object] = lambda _: None,
    ) -> None:
        self.file = file
        self.kinds = kinds
        self._check = check
        self._policy_file = policy
        self.read_again()

    def read_again(self) -> None:
        """Forget the changes and read what stands in the file now.

        Raises:
            ConfigurationError: It cannot be read.
        """
        policy = read_policy(self._policy_file)
        seen = read_bytes(self.file)
        self._seen, self._original, self._policy = seen, parsed(seen, self.file), policy
        self._changes: dict[KeyPath, Any] = {}
        self._lay()

    @property
    def changes(self) -> Mapping[KeyPath, Any]:
        """What is to stand where; None where nothing is."""
        return self._changes

    @property
    def counting(self) -> Tables:
        """All that would count, with presets beneath and locks above."""
        return self._counting

    def counts(self, path: KeyPath) -> Any:
        """What would count there; None where nobody says anything, so that the default does."""
        return value_at(self._counting, path)

    def origin(self, path: KeyPath) -> Origin | None:
        """Who says it; None for the default."""
        return self._origins.of(path)

    def lock(self, path: KeyPath) -> Origin | None:
        """Who locked it."""
        return self._origins.lock_of(path)

    def said_by_policy(self, path: KeyPath) -> bool:
        """Whether an administrator locked or preset it, or a part of it."""
        return self._origins.policy_of(path) is not None

    def choose(self, path: KeyPath, value: Any, default: Any = None) -> None:
        """Let this value count. The file says nothing of what would count anyhow. What is locked stays as it is.

        Args:
            path: The key; within a table of several rows, too.
            value: As TOML has it; None for whatever counts without it.
            default: What counts where nobody says anything.
        """
        if self.lock(path):
            return
        if rows := _rows_of(path):
            self._choose_in_row(rows, path[len(rows) :], None if value == default else value)
            return
        self._change(path, None)
        now = self.counts(path)
        if value is not None and (default if now is None else now) != value:
            self._change(path, value)

    def add(self, path: KeyPath, row: Mapping[str, Any]) -> None:
        """Add a row at the end of a list of tables, or a table under a name of its own."""
        if self.lock(path):
            return
        if isinstance(path[-1], str) and path[0] in OF_NAMES and len(path) == 2:
            self._change(path, dict(row))
        else:
            self._change(path, [*self.rows(path), dict(row)])

    def remove(self, path: KeyPath) -> None:
        """Remove a row, or a table; one that a preset has is dropped by saying so."""
        if self.lock(path):
            return
        if isinstance(path[-1], int):
            rows = self.rows(path[:-1])
            del rows[path[-1]]
            self._change(path[:-1], rows or None)
            return
        self._change(path, None)
        if self.counts(path) is not None:
            self._change(path, value=False)

    def rows(self, path: KeyPath) -> list[dict[str, Any]]:
        """The rows of a list of tables; one table alone is a list of one."""
        rows = self.counts(path)
        if isinstance(rows, dict):
            return [deepcopy(rows)] if rows else []
        return (
            [deepcopy(row) if isinstance(row, dict) else {} for row in rows] if isinstance(rows, list) else []
        )

    def settings(self) -> Settings:
        """The settings that these would be.

        Raises:
            ConfigurationError: They cannot work.
        """
        settings = settings_of_tables(self._wanted(), self.file, self.kinds, self._policy)
        self._check(settings)
        return settings

    def part(self, *keys: str) -> Settings:
        """The settings that these keys alone would be, with who sits here and where passwords are, to try them.

        Raises:
            ConfigurationError: They cannot work.
        """
        tables = {key: self._counting[key] for key in (*_ALWAYS, *keys) if key in self._counting}
        tables.setdefault("region", "GB")  # as good as any until somebody says which
        return settings_of_tables(tables, self.file, self.kinds, None)

    def problems(self) -> tuple[Problem, ...]:
        """What cannot work; as much of it as can be told at once."""
        try:
            self.settings()
        except WrongSettings as error:
            return error.problems
        except ConfigurationError as error:
            return (Problem((), error.sentence),)
        return ()

    def save(self) -> Settings:
        """Write the changes into the file.

        Raises:
            ChangedMeanwhile: Somebody else has written it since it was read; nothing is changed.
            ConfigurationError: It would not work, or cannot be written; nothing is changed.
        """
        self.settings()
        settings = write_settings(self.file, self._seen, self._changes, self.kinds, self._policy)
        self.read_again()
        return settings

    def _choose_in_row(self, at: KeyPath, key: KeyPath, value: Any) -> None:
        rows = self.rows(at[:-1])
        row = applied(rows[int(at[-1])], {key: value})
        rows[int(at[-1])] = {name: each for name, each in row.items() if each != {}}
        self._change(at[:-1], rows)

    def _change(self, path: KeyPath, value: Any) -> None:
        """Note one change, so that none lies within another."""
        above = next((path[:end] for end in range(1, len(path)) if path[:end] in self._changes), None)
        if above is not None and isinstance(self._changes[above], dict | list):
            path, value = (
                above,
                applied({"it": self._changes[above]}, {("it", *path[len(above) :]): value})["it"],
            )
        for within in [each for each in self._changes if each[: len(path)] == path]:
            del self._changes[within]
        if value != value_at(self._original, path):
            self._changes[path] = value
        self._lay()
        if (
            value is None
            and path[0] in _OPTIONAL
            and len(path) > 1
            and value_at(self._wanted(), path[:-1]) == {}
        ):
            self._change(path[:-1], None)

    def _wanted(self) -> Tables:
        return applied(self._original, self._changes)

    def _lay(self) -> None:
        self._counting: Tables
        self._origins: Origins
        try:
            self._counting, self._origins = laid(self._wanted(), self.file, self._policy)
        except ConfigurationError:  # a preset that cannot be used; `problems` tells it
            without = {key: value for key, value in self._wanted().items() if key != "preset"}
            user = Origin(Layer.USER, str(self.file))
            self._counting, self._origins = without, Origins({(key,): user for key in without})


def _rows_of(path: KeyPath) -> KeyPath:
    """The row within which a key stands; lines, of which parts may be locked, are told apart by themselves."""
    for place, key in enumerate(path):
        if isinstance(key, int) and path[:1] != ("line",):
            return path[: place + 1]
    return ()
