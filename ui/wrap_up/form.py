"""The wrap-up's form: reason, outcome, note, and one button. It keeps the text until the record has it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from screenpop.sentences import say
from screenpop.settings.model import WrapUpTable
from ui.components.boxes import column, line
from ui.components.button import Button, Weight
from ui.components.chips import Chips
from ui.components.field import NoteField
from ui.components.line import Line
from ui.components.look import Look
from ui.components.outside import harmless
from ui.theme.palette import Ink
from ui.theme.scale import GAP_SMALL, Type
from ui.wrap_up.choices import shown
from ui.wrap_up.draft import Draft, Saving

NOTE_LONGEST = 20_000


class WrapUpForm(QWidget):
    """Edits a draft. `wrapped_up` carries the act to be posted; "saved" is shown when the record says so."""

    wrapped_up = Signal(object)

    def __init__(self, look: Look, choices: WrapUpTable) -> None:
        super().__init__()
        self._look = look
        self._call_id = ""
        self._draft = Draft()
        self._filling = False
        self.reasons = Chips(look.theme, shown(choices.reasons, look.wording))
        self.dispositions = Chips(look.theme, shown(choices.dispositions, look.wording), digits=True)
        self.note = NoteField(
            look.theme, look.text(say("Note")), look.text(say("What was said, what was promised"))
        )
        self.save = Button(look.theme, look.text(say("Save")), Weight.MAIN)
        self.told = Line(Type.SMALL, Ink.QUIET, align=Qt.AlignmentFlag.AlignRight)
        self.save.clicked.connect(self._save)
        self.reasons.chosen.connect(self._edited)
        self.dispositions.chosen.connect(self._edited)
        self.note.edit.textChanged.connect(self._edited)
        self._lay_out()
        self._bind_keys()

    def height_in(self, width: int) -> int:
        """The height it needs, which grows where long words make the choices wrap."""
        layout = self.layout()
        return layout.heightForWidth(width) if layout is not None else 0

    def edit(self, call_id: str, draft: Draft) -> None:
        """Show a call's draft; what is typed goes into it."""
        self._call_id, self._draft, self._filling = call_id, draft, True
        self.reasons.choose(draft.reason)
        self.dispositions.choose(draft.disposition)
        self.note.write(draft.note)
        self._filling = False
        self.refresh()

    def refresh(self) -> None:
        """Show how far the saving has come."""
        draft, text = self._draft, self._look.text
        told = {
            Saving.OPEN: "",
            Saving.ON_ITS_WAY: text(say("Saving …")),
            Saving.SAVED: text(say("Saved")),
            Saving.NOT_SAVED: harmless(text(draft.trouble)) if draft.trouble else "",
        }[draft.saving]
        ink = {Saving.SAVED: Ink.GOOD, Saving.NOT_SAVED: Ink.BAD}.get(draft.saving, Ink.QUIET)
        self.told.tell(told)
        self.told.tint(ink)
        self.save.setEnabled(draft.saving in (Saving.OPEN, Saving.NOT_SAVED) and not draft.untouched)

    def _edited(self) -> None:
        if self._filling:
            return
        draft = self._draft
        draft.reason, draft.disposition = self.reasons.choice(), self.dispositions.choice()
        draft.note = self.note.text()[:NOTE_LONGEST]
        draft.saving, draft.trouble = Saving.OPEN, None
        self.refresh()

    def _save(self) -> None:
        draft = self._draft
        if not self.save.isEnabled():
            return
        act = draft.send(self._call_id)
        self.refresh()
        self.wrapped_up.emit(act)

    def _lay_out(self) -> None:
        text = self._look.text
        layout = column(self, gap=GAP_SMALL - 2)
        for name, chips in ((say("Reason"), self.reasons), (say("Outcome"), self.dispositions)):
            label = Line(Type.SMALL, Ink.QUIET, width=76)
            label.tell(text(name))
            label.setFixedHeight(26)
            row = line(gap=GAP_SMALL)
            row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(chips, 1)
            layout.addLayout(row)
        end = column(gap=2)
        end.addStretch(1)
        end.addWidget(self.told)
        end.addWidget(self.save, 0, Qt.AlignmentFlag.AlignRight)
        row = line(gap=GAP_SMALL)
        row.addWidget(self.note, 4)
        row.addLayout(end, 1)
        layout.addLayout(row)

    def _bind_keys(self) -> None:
        keys: dict[str, Callable[[], None]] = {"Ctrl+Return": self._save, "Ctrl+Enter": self._save}
        for place in range(1, min(9, len(self.dispositions.chips)) + 1):
            keys[f"Alt+{place}"] = partial(self.dispositions.choose_place, place)
        for key, act in keys.items():
            shortcut = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(act)
