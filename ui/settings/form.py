"""What all parts of the settings window share: the draft, what is wrong with it, and whom to ask."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from screenpop.ports.secrets import Secrets
from screenpop.sentences import Sentence
from screenpop.settings.draft import Draft
from screenpop.settings.layers import KeyPath
from screenpop.settings.trying import PasswordsOf, Trials
from screenpop.settings.wrong import Problem
from ui.background import Background
from ui.components.look import Look


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom the form asks; each may take its time.

    Attributes:
        background: Where they are asked.
        trials: Tries what stands in the form.
        passwords: Where passwords are kept.
    """

    background: Background
    trials: Trials
    passwords: PasswordsOf


class Form(QObject):
    """The draft under the reader's hands; after `changed` its parts show how things stand now.

    Attributes:
        rebuilt: Entries or rows came or went; whoever shows them builds them anew.
    """

    changed = Signal()
    rebuilt = Signal()

    def __init__(self, look: Look, draft: Draft, asked: Asked) -> None:
        super().__init__()
        self.look, self.draft, self.asked = look, draft, asked
        self.problems: tuple[Problem, ...] = draft.problems()

    def value(self, path: KeyPath, default: Any = None) -> Any:
        """What would count there."""
        found = self.draft.counts(path)
        return default if found is None else found

    def choose(self, path: KeyPath, value: Any, default: Any = None) -> None:
        """The reader wants this value."""
        self.draft.choose(path, value, default)
        self._judge()

    def add(self, path: KeyPath, row: Mapping[str, Any]) -> None:
        """The reader wants one more row, or one more table."""
        self.draft.add(path, row)
        self._rebuild()

    def remove(self, path: KeyPath) -> None:
        """The reader wants a row or a table to go."""
        self.draft.remove(path)
        self._rebuild()

    def read_again(self) -> None:
        """Forget what was changed."""
        self.draft.read_again()
        self._rebuild()

    def problem_at(self, path: KeyPath) -> Sentence | None:
        """Why what stands there cannot work."""
        return next((each.told for each in self.problems if each.path[: len(path)] == path), None)

    def secrets(self) -> Secrets:
        """Where the draft keeps its passwords."""
        return self.asked.passwords(self.value(("secrets", "from"), "keyring"))

    def names(self, group: str) -> tuple[str, ...]:
        """What the sources or the departments are called."""
        tables = self.draft.counts((group,))
        return tuple(tables) if isinstance(tables, dict) else ()

    def _rebuild(self) -> None:
        self.problems = self.draft.problems()
        self.rebuilt.emit()
        self.changed.emit()

    def _judge(self) -> None:
        self.problems = self.draft.problems()
        self.changed.emit()
