"""What is made of fields: rows of settings, groups of them, and tables of several rows."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from screenpop.sentences import say
from screenpop.settings.described import Field, Shape
from screenpop.settings.layers import KeyPath
from ui.components.boxes import column, line
from ui.components.button import Button
from ui.components.look import Look
from ui.components.outside import harmless
from ui.settings.entry import Entry
from ui.settings.form import Form
from ui.settings.row import Row, found_by
from ui.settings.text import standing
from ui.theme.icons import Icon
from ui.theme.palette import Ink
from ui.theme.scale import GAP, GAP_LARGE, GAP_SMALL, GAP_TINY, Type


def part_for(form: Form, field: Field, path: KeyPath) -> "Row | Group | Table":
    """What shows this field."""
    if field.shape is Shape.GROUP:
        return Group(form, field, path)
    return Table(form, field, path) if field.shape is Shape.ROWS else Row(form, field, path)


class Fields(QWidget):
    """Fields below one another."""

    def __init__(self, form: Form, fields: Sequence[Field], path: KeyPath) -> None:
        super().__init__()
        self.parts = [part_for(form, field, (*path, field.key)) for field in fields]
        layout = column(self, gap=GAP_LARGE)
        for part in self.parts:
            layout.addWidget(part)

    def sift(self, wanted: str) -> bool:
        """See `Part`."""
        found = [part.sift(wanted) for part in self.parts]  # each must hear of it
        self.setVisible(any(found))
        return any(found)


class Group(QWidget):
    """A table within a table: its name, and its fields."""

    def __init__(self, form: Form, field: Field, path: KeyPath, *, titled: bool = True) -> None:
        super().__init__()
        self.fields = Fields(form, field.fields, path)
        layout = column(self, gap=GAP)
        if titled:
            layout.addWidget(_heading(form.look, field))
        layout.addWidget(self.fields)

    def sift(self, wanted: str) -> bool:
        """See `Part`."""
        found = self.fields.sift(wanted)
        self.setVisible(found)
        return found


class Table(QWidget):
    """Rows of one shape, each an entry that opens; `alone` it is all of a section."""

    def __init__(self, form: Form, field: Field, path: KeyPath, *, alone: bool = False) -> None:
        super().__init__()
        self._form, self._field, self._path = form, field, path
        self._ground = "surface" if alone else "ground"
        look = form.look
        self._told = found_by((field.words.label, field.words.help), field.key)
        self.entries: list[Entry] = []
        self.add = Button(look.theme, look.text(say("Add")), icon=Icon.PLUS)
        self.add.setAccessibleName(look.text(say("Add to: {table}", table=field.words.label)))
        self.add.clicked.connect(self._add)
        self._list = column(gap=GAP_SMALL)
        layout = column(self, gap=GAP_SMALL)
        if not alone:
            layout.addWidget(_heading(look, field))
        layout.addLayout(self._list)
        beside = line()
        beside.addWidget(self.add)
        beside.addStretch(1)
        layout.addLayout(beside)
        form.changed.connect(self._name)
        form.rebuilt.connect(self._fill)
        self._fill()

    def sift(self, wanted: str) -> bool:
        """See `Part`."""
        all_of_it = not wanted or wanted in self._told
        found = [entry.sift("" if all_of_it else wanted) for entry in self.entries]
        self.setVisible(all_of_it or any(found))
        return all_of_it or any(found)

    def open_at(self, path: KeyPath) -> None:
        """Open the row that holds this key, if one does."""
        at, place = path[: len(self._path)], path[len(self._path) : len(self._path) + 1]
        if at == self._path and place and isinstance(place[0], int) and place[0] < len(self.entries):
            self.entries[place[0]].open()

    def _fill(self) -> None:
        rows = self._form.draft.rows(self._path)
        if self.entries and len(rows) == len(self.entries):
            return
        opened = [entry.opened for entry in self.entries]
        for entry in self.entries:
            self._list.removeWidget(entry)
            entry.hide()
            entry.deleteLater()
        self.entries = []
        for place, _row in enumerate(rows):
            entry = Entry(
                self._form,
                self._fields_at(place),
                removed=partial(self._form.remove, (*self._path, place)),
                on=self._ground,
            )
            self._list.addWidget(entry)
            self.entries.append(entry)
            if place < len(opened) and opened[place]:
                entry.open()
        self.add.setEnabled(self._form.draft.lock(self._path) is None)
        self._name()

    def _fields_at(self, place: int) -> Callable[[], Fields]:
        return partial(Fields, self._form, self._field.fields, (*self._path, place))

    def _name(self) -> None:
        rows = self._form.draft.rows(self._path)
        locked = self._form.draft.lock(self._path) is not None
        for place, (entry, row) in enumerate(zip(self.entries, rows, strict=False)):
            wrong = self._form.problem_at((*self._path, place)) is not None
            entry.show_name(*_named(row, self._field.fields), wrong=wrong, locked=locked)

    def _add(self) -> None:
        opened = len(self.entries)
        self._form.add(self._path, {})
        if opened < len(self.entries):
            self.entries[opened].open()
            self.entries[opened].setFocus()


def _heading(look: Look, field: Field) -> QWidget:
    box = QWidget()
    layout = column(box, gap=GAP_TINY)
    layout.addWidget(standing(look.text(field.words.label), Type.STRONG))
    layout.addWidget(standing(harmless(look.text(field.words.help), longest=600), Type.SMALL, Ink.QUIET))
    return box


def _named(row: Mapping[str, Any], fields: Sequence[Field]) -> tuple[str, str]:
    """What a row is called: the first two texts in it."""
    said = [_short(row[field.key]) for field in fields if row.get(field.key) not in (None, "", [], {})]
    return (said[0] if said else "–"), "  ·  ".join(said[1:3])


def _short(value: Any) -> str:
    return harmless(", ".join(map(str, value)) if isinstance(value, list) else str(value), longest=80)
