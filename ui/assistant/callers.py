"""The directory: an address book, a spreadsheet, a database, or a system for which there is a preset."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from screenpop.sentences import Sentence, say
from screenpop.settings.beginning import DIRECTORY as WANTED
from screenpop.settings.beginning import Proposal
from screenpop.settings.layers import KeyPath
from screenpop.settings.presets import shipped_presets
from screenpop.settings.sections import file_fields
from ui.assistant.finding import FindBox
from ui.assistant.form import BeginningForm
from ui.assistant.page import Page, close_part
from ui.assistant.pages import DIRECTORY
from ui.assistant.source_body import SourceBody
from ui.components.boxes import column
from ui.components.chips import Chips
from ui.settings.row import Row
from ui.settings.text import labelled, standing
from ui.settings.trial_box import Attempt, TrialBox
from ui.theme.scale import GAP_LARGE

SOURCE = "customers"
BOOK, SHEET, DATABASE = "book", "spreadsheet", "sql"
_NAMES = {
    BOOK: say("An address book (vCard or CSV)"),
    SHEET: say("A spreadsheet"),
    DATABASE: say("A database"),
    "ledgersmb": say("LedgerSMB"),
    "odoo": say("Odoo"),
    "spreadsheets": say("Screenpop's spreadsheets"),
    "tryton": say("Tryton"),
}
_FIND = say("Find the telephone numbers")


class CallersPage(Page):
    """What was typed for one origin stays when another is looked at."""

    name = DIRECTORY
    keys = ("directory", "sources", "preset")

    def __init__(self, form: BeginningForm) -> None:
        super().__init__(form, say("Whose number it is. Screenpop reads it, and changes nothing in it."))
        self._aside: dict[str, dict[str, Any]] = {}
        names = {word: form.look.text(_NAMES.get(word, say("{name}", name=word))) for word in _words()}
        self.origins = Chips(form.look.theme, names)
        label = standing(form.look.text(say("They stand in")))
        self.origins.setAccessibleName(label.text())
        self.origins.chosen.connect(self._choose)
        chosen = QWidget()
        right = column()
        right.addWidget(self.origins)
        labelled(chosen, label, right)
        self.origin = _Origin(self, "")
        self._ground = self.panel(chosen, self.origin)
        self.body.addStretch(1)

    def enter(self) -> None:
        """Show what the draft says."""
        word = self._word() or BOOK
        if word != self.origins.choice():
            if self._word():
                self.origins.choose(word)
                self._build(word)
            else:
                self._choose(word)

    def leave(self) -> None:
        """What was typed as a password is stored."""
        if self.origin.source is not None:
            self.origin.source.keep_password()

    def trouble(self) -> Sentence | None:
        """A directory is needed, or the page is left out."""
        if self.form.value(("directory",)) is None:
            return say("Find the telephone numbers first, or leave this page out.")
        return super().trouble()

    def _word(self) -> str:
        """Which origin the draft names; "" for none."""
        preset = self.form.value(("preset",))
        if preset in shipped_presets():
            return str(preset)
        kind = self.form.value(("sources", SOURCE, "kind"))
        if kind in (SHEET, DATABASE):
            return str(kind)
        return BOOK if self.form.value(("directory", "file")) is not None else ""

    def _choose(self, word: str) -> None:
        was = self._word()
        if was:
            self._aside[was] = {key: self.form.draft.counts((key,)) for key in ("directory",)}
            self._aside[was]["source"] = self.form.value(("sources", _source_of(was)))
        before = self._aside.get(word, {})
        changes: dict[KeyPath, Any] = {("directory",): None, ("preset",): None}
        for name in {_source_of(was), SOURCE} - {""}:
            changes[("sources", name)] = None
        changes |= {path: None for path in self.form.draft.changes if path[0] == "departments"}
        if word == BOOK:
            changes[("directory",)] = before.get("directory") or {"file": ""}
        elif word in (SHEET, DATABASE):
            key = "path" if word == SHEET else "url"
            changes[("sources", SOURCE)] = before.get("source") or {"kind": word, key: ""}
            changes[("directory",)] = before.get("directory")
        else:
            key = "path" if word == "spreadsheets" else "url"
            typed = (before.get("source") or {}).get(key, "")
            changes |= {("preset",): word, ("sources", word, key): typed}
        self.form.put(changes)
        self.origins.choose(word)
        self._build(word)

    def _build(self, word: str) -> None:
        layout = self._ground.layout()
        assert layout is not None  # noqa: S101 # the panel has made it
        close_part(self.origin)
        self.tried = None
        self.origin = _Origin(self, word)
        layout.addWidget(self.origin)


class _Origin(QWidget):
    """What is asked of the chosen origin, and what tries it."""

    def __init__(self, page: CallersPage, word: str) -> None:
        super().__init__()
        form = self._form = page.form
        self.source: SourceBody | None = None
        self.file: Row | None = None
        self.contacts: Row | None = None
        self.finder: FindBox | None = None
        layout = column(self, gap=GAP_LARGE)
        if not word:
            return
        fields = {field.key: field for field in file_fields()["directory"].fields}
        if word == BOOK:
            self.file = Row(form, fields["file"], ("directory", "file"))
            layout.addWidget(self.file)
        else:
            self.source = SourceBody(form, _source_of(word))
            layout.addWidget(self.source)
        if word in (SHEET, DATABASE):
            self.finder = FindBox(form, _FIND, lambda: (SOURCE, WANTED), self._take)
            layout.addWidget(self.finder)
            self.contacts = Row(form, fields["contacts"], ("directory", "contacts"))
            self.contacts.setVisible(form.value(("directory",)) is not None)
            layout.addWidget(self.contacts)
        self.test = TrialBox(
            *(form.look, form.asked.background, say("Test: look up a number"), self._prepare),
            asks=say("Number"),
            example="+48 …",
        )
        self.test.ended.connect(page.note_tried)
        layout.addWidget(self.test)

    def _take(self, proposal: Proposal) -> None:
        self._form.put({("directory",): dict(proposal.table)})
        if self.contacts is not None:
            self.contacts.show()

    def _prepare(self, typed: str) -> Attempt:
        if self.source is not None:
            self.source.keep_password()
        self._form.touch("directory", "sources")
        settings = self._form.draft.part("directory", "sources")
        return partial(self._form.asked.trials.directory, settings, typed)


def _words() -> tuple[str, ...]:
    return (BOOK, SHEET, DATABASE, *shipped_presets())


def _source_of(word: str) -> str:
    """What the source of an origin is called; "" for one that has none."""
    if word in (SHEET, DATABASE):
        return SOURCE
    return word if word in shipped_presets() else ""
