"""Somebody new: name, company and a note; Enter saves. It keeps the text until the directory has it."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from screenpop.sentences import Sentence, say
from ui.components.boxes import column, line
from ui.components.button import Button, Weight
from ui.components.field import LineField, NoteField
from ui.components.line import Line
from ui.components.look import Look
from ui.components.outside import harmless
from ui.finding.prospect_draft import ProspectDraft
from ui.theme.palette import Ink
from ui.theme.scale import GAP_SMALL, Type

NOTE_LONGEST = 20_000


class ProspectForm(QWidget):
    """Edits a draft. `noted` carries the act to be posted, `left` says that the agent would rather search."""

    noted = Signal(object)
    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.call_id = ""
        self._draft = ProspectDraft()
        self._filling = False
        text = look.text
        self.name = LineField(look.theme, text(say("Name")), "")
        self.company = LineField(look.theme, text(say("Company")), "")
        self.note = NoteField(look.theme, text(say("Note")), text(say("What they want")))
        self.note.edit.setMinimumHeight(30)
        self.told = Line(Type.SMALL, Ink.QUIET)
        self.back = Button(look.theme, text(say("Back to the search")))
        self.save = Button(look.theme, text(say("Save")), Weight.MAIN)
        for field in (self.name, self.company):
            field.edit.textEdited.connect(self._edited)
            field.edit.returnPressed.connect(self._save)
        self.note.edit.textChanged.connect(self._edited)
        self.note.edit.installEventFilter(self)
        self.save.clicked.connect(self._save)
        self.back.clicked.connect(self.left)
        self._lay_out()

    def edit(self, call_id: str, draft: ProspectDraft) -> None:
        """Show a call's draft; what is typed goes into it."""
        self.call_id, self._draft, self._filling = call_id, draft, True
        self.name.edit.setText(draft.name)
        self.company.edit.setText(draft.company)
        self.note.write(draft.note)
        self._filling = False
        self.refresh()

    def refresh(self) -> None:
        """Show how far it has come."""
        draft = self._draft
        told: Sentence | None = draft.trouble
        if draft.sent is not None:
            told = say("Saving …")
        elif told is None and not draft.complete:
            told = say("A name or a company is needed")
        self.told.tell(harmless(self._look.text(told)) if told else "")
        self.told.tint(Ink.BAD if draft.trouble is not None and draft.sent is None else Ink.QUIET)
        self.save.setEnabled(draft.complete and draft.sent is None)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Enter saves in the note too; with Shift it begins a new line."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._save()
                return True
        return False

    def _edited(self) -> None:
        if self._filling:
            return
        draft = self._draft
        draft.name, draft.company = self.name.edit.text(), self.company.edit.text()
        draft.note = self.note.text()[:NOTE_LONGEST]
        draft.trouble = None
        self.refresh()

    def _save(self) -> None:
        if self.save.isEnabled():
            act = self._draft.send(self.call_id)
            self.refresh()
            self.noted.emit(act)

    def _lay_out(self) -> None:
        names = line(gap=GAP_SMALL)
        names.addLayout(self._named(say("Name"), self.name), 1)
        names.addLayout(self._named(say("Company"), self.company), 1)
        end: QHBoxLayout = line(gap=GAP_SMALL)
        end.addWidget(self.told, 1)
        end.addWidget(self.back)
        end.addWidget(self.save)
        layout = column(self, gap=GAP_SMALL - 2)
        layout.addLayout(names)
        layout.addLayout(self._named(say("Note"), self.note), 1)
        layout.addLayout(end)

    def _named(self, name: Sentence, field: QWidget) -> QVBoxLayout:
        label = Line(Type.CAPTION, Ink.QUIET)
        label.tell(self._look.text(name))
        both = column(gap=2)
        both.addWidget(label)
        both.addWidget(field, 1)
        return both
