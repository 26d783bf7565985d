"""One section of the settings: its heading, and a panel for each table that belongs to it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from screenpop.sentences import say
from screenpop.settings.described import Field, Shape
from screenpop.settings.layers import KeyPath
from screenpop.settings.sections import OF_KINDS, Section
from ui.components.boxes import column
from ui.components.look import Look
from ui.components.surface import Surface
from ui.settings.form import Form
from ui.settings.kinds import KindTable
from ui.settings.parts import Group, Table, part_for
from ui.settings.password_row import PasswordRow
from ui.settings.row import Row
from ui.settings.text import standing
from ui.settings.trial_box import Attempt, TrialBox
from ui.theme.palette import Ink
from ui.theme.scale import GAP, GAP_LARGE, GAP_TINY, Type

Shown = Row | Group | Table | KindTable | PasswordRow | TrialBox

_SECRETS = {"directory": "directory", "record": "record", "prospects": "prospects"}


class SectionPage(QWidget):
    """A section, from its heading down."""

    def __init__(self, form: Form, section: Section, fields: Sequence[Field]) -> None:
        super().__init__()
        self.section = section
        self.panels: list[Panel] = []
        self.trials: dict[str, TrialBox] = {}
        self._layout = column(self, margins=(0, 0, 0, GAP_LARGE * 2), gap=GAP)
        self._layout.addWidget(_heading(form.look, section))
        together = [field for field in fields if _is_plain(field)]
        if together:
            self._add(form, [part_for(form, *_alone(field)) for field in together])
        for field in fields:
            if not _is_plain(field):
                self._add(form, self._parts(form, field))

    def sift(self, wanted: str) -> bool:
        """See `Part`."""
        found = [panel.sift(wanted) for panel in self.panels]
        self.setVisible(any(found))
        return any(found)

    def open_at(self, path: KeyPath) -> QWidget | None:
        """Open what holds this key, and give the setting, or what is nearest to it."""
        for table in self.findChildren(KindTable):
            if (entry := table.entries.get(path[:2]) or table.entries.get(path[:1])) is not None:
                entry.open()
        for rows in self.findChildren(Table):
            rows.open_at(path)
        settings = [row for row in self.findChildren(Row) if path[: len(row.path)] == row.path]
        return max(settings, key=lambda row: len(row.path), default=None)

    def _add(self, form: Form, parts: Sequence[Shown]) -> None:
        panel = Panel(form.look, parts)
        self.panels.append(panel)
        self._layout.addWidget(panel)

    def _parts(self, form: Form, field: Field) -> Sequence[Shown]:
        key = field.key
        if key in OF_KINDS:
            return [KindTable(form, field)]
        if field.shape is Shape.ROWS:
            return [Table(form, field, (key,), alone=True)]
        titled = key != self.section.keys[0]
        parts: list[Shown] = [Group(form, field, (key,), titled=titled)]
        if key in _SECRETS:
            parts.append(PasswordRow(form, partial(str, _SECRETS[key])))
        if trial := _trial(form, key):
            self.trials[key] = trial
            parts.append(trial)
        return parts


class Panel(Surface):
    """A quiet ground with parts below one another."""

    def __init__(self, look: Look, parts: Sequence[Shown]) -> None:
        bare = all(
            isinstance(part, KindTable | Table) for part in parts
        )  # its entries have grounds of their own
        super().__init__(look.theme)
        self.parts = parts
        inset = (0, 0, 0, 0) if bare else (GAP_LARGE + 4, GAP_LARGE, GAP_LARGE + 4, GAP_LARGE)
        self._bare = bare
        layout = column(self, margins=inset, gap=GAP_LARGE)
        for part in parts:
            layout.addWidget(part)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, if it has one."""
        if not self._bare:
            super().paintEvent(event)

    def sift(self, wanted: str) -> bool:
        """See `Part`; what can be tried is no setting."""
        found = [part.sift(wanted) for part in self.parts if not isinstance(part, TrialBox)]
        for part in self.parts:
            if isinstance(part, TrialBox):
                part.setVisible(not wanted)
        self.setVisible(any(found))
        return any(found)


def _is_plain(field: Field) -> bool:
    if field.shape is Shape.GROUP:
        return len(field.fields) == 1
    return field.key not in OF_KINDS and field.shape is not Shape.ROWS


def _alone(field: Field) -> tuple[Field, KeyPath]:
    """A field, or the only one of a group."""
    if field.shape is Shape.GROUP:
        return field.fields[0], (field.key, field.fields[0].key)
    return field, (field.key,)


def _heading(look: Look, section: Section) -> QWidget:
    box = QWidget()
    layout = column(box, gap=GAP_TINY)
    layout.addWidget(standing(look.text(section.title), Type.FIGURE))
    layout.addWidget(standing(look.text(section.told), Type.BODY, Ink.QUIET))
    return box


def _trial(form: Form, key: str) -> TrialBox | None:
    trials, draft = form.asked.trials, form.draft

    def directory(wanted: str) -> Attempt:
        return partial(trials.directory, draft.part("directory", "sources"), wanted)

    def record(_typed: str) -> Attempt:
        return partial(trials.record, draft.part("record"))

    look, background = form.look, form.asked.background
    if key == "directory":
        title, asks = say("Test: look up a number"), say("Number")
        return TrialBox(look, background, title, directory, asks=asks, example="+48 …")
    if key == "record":
        return TrialBox(look, background, say("Test: is it reached?"), record)
    return None
