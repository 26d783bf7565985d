"""Lines, sources and departments: tables whose kind says what they hold."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from screenpop.settings.described import Field
from screenpop.settings.layers import KeyPath
from ui.components.boxes import column
from ui.components.outside import harmless
from ui.settings.adding import Adding
from ui.settings.entry import Entry
from ui.settings.form import Form
from ui.settings.kind_body import KindBody
from ui.settings.kind_names import Kind, kind_of, name_of
from ui.settings.row import found_by
from ui.theme.scale import GAP, GAP_SMALL


class KindTable(QWidget):
    """All lines, all sources or all departments."""

    def __init__(self, form: Form, field: Field) -> None:
        super().__init__()
        self._form, self._group = form, field.key
        self._told = found_by((field.words.label, field.words.help), field.key)
        self.entries: dict[KeyPath, Entry] = {}
        self._shown: Sequence[tuple[KeyPath, Kind | None]] = ()
        self.adding = Adding(form, field.key)
        self._list = column(gap=GAP_SMALL)
        layout = column(self, gap=GAP)
        layout.addLayout(self._list)
        layout.addWidget(self.adding)
        self.adding.added.connect(self._open)
        form.rebuilt.connect(self._fill)
        form.changed.connect(self._name)
        self._fill()

    def sift(self, wanted: str) -> bool:
        """See `Part`."""
        all_of_it = not wanted or wanted in self._told
        found = [
            entry.sift("" if all_of_it or wanted in str(path[-1]).lower() else wanted)
            for path, entry in self.entries.items()
        ]
        self.adding.setVisible(all_of_it)
        self.setVisible(all_of_it or any(found))
        return all_of_it or any(found)

    def _paths(self) -> Sequence[KeyPath]:
        tables = self._form.draft.counts((self._group,))
        if self._group != "line":
            return [(self._group, name) for name in self._form.names(self._group)]
        if isinstance(tables, list):
            return [("line", place) for place in range(len(tables))]
        return [("line",)] if tables else []

    def _fill(self) -> None:
        wanted = [(path, kind_of(self._form, path)) for path in self._paths()]
        if wanted == self._shown:
            return
        self._shown = wanted
        opened = {path for path, entry in self.entries.items() if entry.opened}
        for entry in self.entries.values():
            self._list.removeWidget(entry)
            entry.hide()
            entry.deleteLater()
        self.entries = {}
        for path, _kind in wanted:
            entry = Entry(
                self._form, partial(KindBody, self._form, path), removed=partial(self._form.remove, path)
            )
            self._list.addWidget(entry)
            self.entries[path] = entry
            if path in opened:
                entry.open()
        self._name()

    def _name(self) -> None:
        for path, entry in self.entries.items():
            table = self._form.value(path, {})
            kind = str(table.get("kind") or path[-1])
            name = str(path[-1]) if self._group != "line" else str(table.get("name") or "line")
            more = [name_of(self._form.look, self._group, kind)]
            more += [str(table[key]) for key in ("server", "url", "path", "source") if table.get(key)][:1]
            wrong = self._form.problem_at(path) is not None
            lock = self._form.draft.lock(path)
            entry.show_name(
                harmless(name), harmless("  ·  ".join(more)), wrong=wrong, locked=lock is not None
            )

    def _open(self, path: KeyPath) -> None:
        entry = self.entries.get(path) or next(reversed(self.entries.values()), None)
        if entry is not None:
            entry.open()
            entry.setFocus()
