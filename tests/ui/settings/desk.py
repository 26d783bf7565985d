"""A settings window over a file in a folder of its own, with trials and passwords that a test decides."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from shiboken6 import isValid

from screenpop.bootstrap.kinds import all_kinds
from screenpop.bootstrap.parts import reader_of
from screenpop.ports.checks import Check
from screenpop.sentences import say
from screenpop.settings.draft import Draft
from screenpop.settings.layers import KeyPath
from screenpop.settings.model import Settings
from screenpop.settings.sections import SECTIONS
from ui.background import Background
from ui.components.look import Look
from ui.settings.form import Asked
from ui.settings.kinds import KindTable
from ui.settings.parts import Table
from ui.settings.row import Row
from ui.settings.window import AtOnce, SettingsWindow

FILE = """\
# Anna's desk
region = "PL"
agent = "anna"
[line]
kind = "simulator"
[sources.crm]
kind = "sql"
url = "sqlite:///crm.db" # ours
[departments.sales]
source = "crm"
purchases = "select 1"
[window]
theme = "dark" # eyes
"""


@dataclass
class FakeTrials:
    """Tells what a test wants, whatever is tried."""

    told: Callable[[], Iterable[Check]] = lambda: [Check("it", passed=True, told=say("seen"))]
    asked: list[tuple[Any, ...]] = field(default_factory=list)

    def line(self, settings: Settings, name: str, /) -> Iterable[Check]:
        return self._tell("line", settings, name)

    def rings(self, settings: Settings, name: str, /) -> Iterable[Check]:
        return self._tell("rings", settings, name)

    def source(self, settings: Settings, name: str, /) -> Iterable[Check]:
        return self._tell("source", settings, name)

    def department(self, settings: Settings, name: str, customer: str, /) -> Iterable[Check]:
        return self._tell("department", settings, name, customer)

    def directory(self, settings: Settings, wanted: str, /) -> Iterable[Check]:
        return self._tell("directory", settings, wanted)

    def record(self, settings: Settings, /) -> Iterable[Check]:
        return self._tell("record", settings)

    def close(self) -> None:
        pass

    def _tell(self, *asked: Any) -> Iterable[Check]:
        self.asked.append(asked)
        return self.told()


@dataclass
class FakeKeyring:
    """Keeps passwords in a dictionary."""

    kept: dict[str, str] = field(default_factory=dict)

    def get(self, name: str, /) -> str | None:
        return self.kept.get(name)

    def set(self, name: str, password: str, /) -> None:
        self.kept[name] = password

    def forget(self, name: str, /) -> bool:
        return self.kept.pop(name, None) is not None


@dataclass
class SettingsDesk:
    """What a test has at hand."""

    window: SettingsWindow
    draft: Draft
    trials: FakeTrials
    keyring: FakeKeyring
    background: Background

    def open_all(self) -> None:
        """Open whatever opens, and what opens within it."""
        opened = -1
        while opened != (opened := len(self.rows())):
            for table in self.window.findChildren(KindTable):
                for entry in table.entries.values():
                    entry.open()
            for rows in self.window.findChildren(Table):
                for entry in rows.entries:
                    entry.open()

    def rows(self) -> dict[KeyPath, Row]:
        """All settings but those in closed entries, by their keys."""
        for section in SECTIONS:
            self.window.pages.page(section.name)
        return {row.path: row for row in self.window.findChildren(Row)}


@contextmanager
def settings_desk(
    look: Look, folder: Path, *, file: str = FILE, policy: str = "", at_once: AtOnce | None = None
) -> Iterator[SettingsDesk]:
    (folder / "settings.toml").write_text(file)
    (folder / "policy.toml").write_text(policy)
    draft = Draft(folder / "settings.toml", all_kinds(), policy=folder / "policy.toml", check=reader_of)
    background, trials, keyring = Background(threads=2), FakeTrials(), FakeKeyring()
    window = SettingsWindow(look, draft, Asked(background, trials, lambda _: keyring), at_once)
    window.show()
    yield SettingsDesk(window, draft, trials, keyring, background)
    background.close()
    if isValid(window):
        window.leave()
