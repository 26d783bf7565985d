"""The wrap-up's form: reason, outcome, note, follow-up, and one button. It keeps the text until the record has it."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from screenpop.called import Called
from screenpop.events.acts import NoteTyped
from screenpop.sentences import Sentence, say
from screenpop.settings.model import WrapUpTable
from ui.components.boxes import column, line
from ui.components.button import Button, IconButton, Weight
from ui.components.chips import Chips
from ui.components.field import NoteField
from ui.components.line import Line
from ui.components.look import Look
from ui.components.outside import harmless
from ui.components.tip import explain
from ui.theme.icons import Icon
from ui.theme.palette import Ink
from ui.theme.scale import GAP_SMALL, Type
from ui.wrap_up.choices import offered
from ui.wrap_up.draft import Draft, Saving
from ui.wrap_up.follow_up_row import LABEL, FollowUpRow
from ui.wrap_up.templates import TemplateButton, filled

NOTE_LONGEST = 20_000
TYPED_MS = 300
"""What is typed is told at most so often."""
FOLLOW_UP_KEY = "Alt+F"


class WrapUpForm(QWidget):
    """Edits a draft. `wrapped_up` carries each act to be posted; "saved" is shown when the record has all of them.

    `typed` carries what is written so far: it is kept until it is saved, and colleagues who get the caller see it.
    `resized` says that the form needs another height.

    Args:
        look: Theme and wording.
        choices: What the site offers for every call.
        names: What is known of the call, for the places in templates.
    """

    wrapped_up = Signal(object)
    typed = Signal(object)
    resized = Signal()

    def __init__(
        self, look: Look, choices: WrapUpTable, names: Callable[[], Mapping[str, str]] = dict
    ) -> None:
        super().__init__()
        self._look = look
        self._table = choices
        self._names = names
        self._called: Called | None = None
        self._call_id = ""
        self._draft = Draft()
        self._filling = False
        self._choices_due = False
        self._told = NoteTyped("", "")
        self._typing = QTimer(self, singleShot=True, interval=TYPED_MS)
        self._typing.timeout.connect(self._tell_typed)
        text = look.text
        self.reasons = Chips(look.theme, {})
        self.dispositions = Chips(look.theme, {}, digits=True)
        self.note = NoteField(look.theme, text(say("Note")), text(say("What was said, what was promised")))
        self.templates = TemplateButton(look, choices.templates)
        self.follow_up = FollowUpRow(look)
        later = text(say("Follow-up"))
        self.later = IconButton(look.theme, Icon.CALENDAR, later)
        explain(self.later, f"{later} ({FOLLOW_UP_KEY})")
        self.bring_back = IconButton(look.theme, Icon.BACK, text(say("Bring back what was cleared")))
        self.save = Button(look.theme, text(say("Save")), Weight.MAIN)
        explain(self.save, text(say("Press {key}", key="Ctrl+Return")))
        self.told = Line(Type.SMALL, Ink.QUIET, align=Qt.AlignmentFlag.AlignRight)
        self._offer_choices()
        self._lay_out()
        self._connect()

    def height_in(self, width: int) -> int:
        """The height it needs, which grows where long words make the choices wrap."""
        layout = self.layout()
        return layout.heightForWidth(width) if layout is not None else 0

    def edit(self, call_id: str, draft: Draft, called: Called | None = None) -> None:
        """Show a call's draft; what is typed goes into it. `called` may have choices of its own."""
        self.rest()
        self._call_id, self._draft, self._called = call_id, draft, called
        self._told = draft.typed(call_id)
        self._fill()

    def offer(self, called: Called | None) -> None:
        """It became known which of our numbers was called: its choices, where it has its own."""
        if called != self._called:
            self._called = called
            self._fill()

    def showEvent(self, event: QShowEvent) -> None:
        """What was not worth offering while nobody saw it is offered now."""
        super().showEvent(event)
        if self._choices_due:
            self._choices_due = False
            self._fill()

    def rest(self) -> None:
        """Somebody turns to another call: what was typed last is told."""
        if self._typing.isActive():
            self._typing.stop()
            self._tell_typed()

    def refresh(self) -> None:
        """Show how far the saving has come."""
        draft = self._draft
        told, ink = self._how_far()
        self.told.tell(harmless(self._look.text(told), longest=600) if told else "")
        self.told.tint(ink)
        open_ = draft.saving in (Saving.OPEN, Saving.NOT_SAVED)
        self.save.setEnabled(open_ and not draft.untouched and not draft.practice)
        self.bring_back.setVisible(bool(draft.cleared) and not draft.note.strip())
        self._show_follow_up()

    def _how_far(self) -> tuple[Sentence | None, Ink]:
        draft = self._draft
        if draft.practice:
            return say("A practice call: nothing is kept"), Ink.QUIET
        match draft.saving:
            case Saving.ON_ITS_WAY:
                return say("Saving …"), Ink.QUIET
            case Saving.SAVED if draft.due is not None:
                return say("Saved; due {due}", due=draft.due), Ink.GOOD
            case Saving.SAVED:
                return say("Saved"), Ink.GOOD
            case Saving.NOT_SAVED:
                return draft.trouble, Ink.BAD
        return None, Ink.QUIET

    def _fill(self) -> None:
        draft, self._filling = self._draft, True
        self._offer_choices()
        self.reasons.choose(draft.reason)
        self.dispositions.choose(draft.disposition)
        self.note.write(draft.note)
        self._filling = False
        self.refresh()

    def _offer_choices(self) -> None:
        """The called number's own, else the site's; what the draft has is always among them."""
        draft, called, words = self._draft, self._called, self._look.wording
        before = list(self.reasons.chips), list(self.dispositions.chips)
        reasons = offered(called.reasons if called else (), self._table.reasons, draft.reason)
        dispositions = offered(
            called.dispositions if called else (), self._table.dispositions, draft.disposition
        )
        if before == (list(reasons), list(dispositions)):
            return
        if self.reasons.chips and not self.isVisible():
            self._choices_due = True  # a card that rings has no time for it
            return
        self.reasons.offer({each: words.word(harmless(each)) for each in reasons})
        self.dispositions.offer({each: words.word(harmless(each)) for each in dispositions})
        self.resized.emit()

    def _show_follow_up(self) -> None:
        follow_up, shown = self._draft.follow_up, not self.follow_up.isHidden()
        if follow_up is not None:
            self.follow_up.edit(follow_up)
        if shown != (follow_up is not None):
            self.follow_up.setVisible(follow_up is not None)
            self.resized.emit()

    def _edited(self) -> None:
        if self._filling:
            return
        draft = self._draft
        draft.write(self.reasons.choice(), self.dispositions.choice(), self.note.text()[:NOTE_LONGEST])
        self._go_on()

    def _go_on(self) -> None:
        self.refresh()
        if self._draft.typed(self._call_id) != self._told and not self._typing.isActive():
            self._typing.start()

    def _chosen(self, disposition: str) -> None:
        """One outcome asks for a follow-up by itself."""
        if disposition == self._table.follow_up and self._draft.follow_up is None and not self._draft.due:
            self._draft.follow_up = self.follow_up.begin(call_back=True)
        self._edited()

    def _begin_follow_up(self) -> None:
        draft = self._draft
        if draft.follow_up is None:
            draft.follow_up = self.follow_up.begin(call_back=draft.disposition == self._table.follow_up)
            self._change_follow_up()
        self.follow_up.take_keyboard()

    def _give_up_follow_up(self) -> None:
        self._draft.follow_up = None
        self._change_follow_up()
        self.note.setFocus()

    def _change_follow_up(self) -> None:
        self._draft.begin()
        self._go_on()

    def _insert(self, template: str) -> None:
        """Where the cursor stands; one undo takes it away again."""
        self.note.edit.textCursor().insertText(filled(template, self._names()))
        self.note.setFocus()

    def _bring_back(self) -> None:
        cursor = self.note.edit.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(self._draft.cleared)
        self.note.setFocus()

    def _tell_typed(self) -> None:
        typed, saving = self._draft.typed(self._call_id), self._draft.saving
        if typed != self._told and saving in (Saving.OPEN, Saving.NOT_SAVED) and not self._draft.practice:
            self._told = typed
            self.typed.emit(typed)

    def _save(self) -> None:
        draft = self._draft
        if not self.save.isEnabled():
            return
        self._typing.stop()
        self._told = draft.typed(self._call_id)
        acts = draft.send(self._call_id)
        self.refresh()
        for act in acts:
            self.wrapped_up.emit(act)

    def _lay_out(self) -> None:
        text = self._look.text
        layout = column(self, gap=GAP_SMALL - 2)
        for name, chips in ((say("Reason"), self.reasons), (say("Outcome"), self.dispositions)):
            label = Line(Type.SMALL, Ink.QUIET, width=LABEL)
            label.tell(text(name))
            label.setFixedHeight(26)
            row = line(gap=GAP_SMALL)
            row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(chips, 1)
            layout.addLayout(row)
        self.follow_up.hide()
        self.bring_back.hide()
        layout.addWidget(self.follow_up)
        buttons = line(gap=GAP_SMALL - 2)
        buttons.addStretch(1)
        for button in (self.bring_back, self.templates, self.later, self.save):
            buttons.addWidget(button)
        end = column(gap=2)
        end.addStretch(1)
        end.addWidget(self.told)
        end.addLayout(buttons)
        row = line(gap=GAP_SMALL)
        row.addWidget(self.note, 3)
        row.addLayout(end, 1)
        layout.addLayout(row)

    def _connect(self) -> None:
        self.save.clicked.connect(self._save)
        self.reasons.chosen.connect(self._edited)
        self.dispositions.chosen.connect(self._chosen)
        self.note.edit.textChanged.connect(self._edited)
        self.templates.chosen.connect(self._insert)
        self.later.clicked.connect(self._begin_follow_up)
        self.bring_back.clicked.connect(self._bring_back)
        self.follow_up.edited.connect(self._change_follow_up)
        self.follow_up.given_up.connect(self._give_up_follow_up)
        keys: dict[str, Callable[[], None]] = {"Ctrl+Return": self._save, "Ctrl+Enter": self._save}
        keys[FOLLOW_UP_KEY] = self._begin_follow_up
        for place in range(1, 10):
            keys[f"Alt+{place}"] = partial(self.dispositions.choose_place, place)
        for key, act in keys.items():
            shortcut = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(act)
