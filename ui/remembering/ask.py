"""The one question, and where its answer is written or chosen. Enter saves; what is not saved stays."""

from contextlib import suppress

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from screenpop.events.acts import FactTold
from screenpop.memory import Wanted
from screenpop.sentences import say
from ui.components.boxes import column, line
from ui.components.button import Button
from ui.components.chips import Chip, Chips
from ui.components.field import LineField
from ui.components.line import Line
from ui.components.lines import Lines
from ui.components.look import Look
from ui.components.outside import harmless
from ui.components.scroll import ThinScrollBar
from ui.components.tip import explain
from ui.remembering.answers import LONGEST, Unreadable, choices, example, read, shown
from ui.remembering.asking import Asking
from ui.theme.palette import Ink
from ui.theme.scale import GAP_SMALL, Type
from ui.wrap_up.draft import Saving

KEY = "Alt+Q"
GAP = 2
_ANY_LENGTH = 20 * LONGEST
"""The field takes more than may be kept, so that nothing that is pasted is cut unsaid."""
_CHOICE_LONGEST = 40
MOST_CHIPS = 2 * 26 + GAP_SMALL - 2
"""Two lines of answers; more are scrolled to."""


class Ask(QWidget):
    """Edits an `Asking`. `told` carries the act to be posted, `done` says that the keyboard is free again."""

    told = Signal(object)
    done = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._call_id = ""
        self._asking = Asking()
        self._asked: Wanted | None = None
        text = look.text
        self.question = Lines(Type.STRONG)
        self.state = Line(Type.SMALL, Ink.QUIET, align=Qt.AlignmentFlag.AlignRight)
        self.field = LineField(look.theme, "", "")
        explain(self.field, text(say("Press {key}", key=KEY)))
        self.field.edit.setMaxLength(_ANY_LENGTH)
        self.field.edit.textEdited.connect(self._edited)
        self.field.edit.returnPressed.connect(self._save)
        self.chips: Chips | None = None
        self.offered = QScrollArea()
        self.offered.setWidgetResizable(True)
        self.offered.setFrameShape(QScrollArea.Shape.NoFrame)
        self.offered.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.offered.setVerticalScrollBar(ThinScrollBar(look.theme))
        self.offered.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.offered.viewport().setAutoFillBackground(False)
        self.save = Button(look.theme, text(say("Save")))
        self.not_now = Button(look.theme, text(say("Not now")))
        self.save.clicked.connect(self._save)
        self.not_now.clicked.connect(self._give_up)
        explain(self.not_now, text(say("Nothing more is asked on this call")))
        self._lay_out()

    def edit(self, call_id: str, asking: Asking) -> None:
        """Show what a call asks for; what is written goes into it."""
        another = asking is not self._asking
        self._call_id, self._asking = call_id, asking
        if another:
            self._show_question()
        self.refresh()

    def refresh(self) -> None:
        """Show how far the answer has come."""
        asking, text = self._asking, self._look.text
        if asking.wanted is not self._asked:
            self._show_question()
        state = {
            Saving.OPEN: harmless(text(asking.trouble)) if asking.trouble else "",
            Saving.ON_ITS_WAY: text(say("Saving …")),
            Saving.SAVED: text(say("Saved")),
            Saving.NOT_SAVED: harmless(text(asking.trouble)) if asking.trouble else "",
        }[asking.saving]
        ink = Ink.GOOD if asking.saving is Saving.SAVED else Ink.BAD if asking.trouble else Ink.QUIET
        self.state.tell(state)
        self.state.tint(ink)
        self.state.setVisible(bool(state))
        open_ = asking.saving in (Saving.OPEN, Saving.NOT_SAVED)
        self.save.setEnabled(open_ and (asking.corrects or bool(asking.typed.strip())))
        self.not_now.setVisible(asking.saving is not Saving.SAVED)
        self.not_now.setText(text(say("Cancel") if asking.corrects else say("Not now")))

    @property
    def has_keyboard(self) -> bool:
        """Something is being typed or chosen here."""
        return self._focused() is not None

    def height_in(self, width: int) -> int:
        """How high it is in this width; nothing asked takes no room."""
        if self._asking.wanted is None:
            return 0
        editor = self.field.height()
        if self.chips is not None:
            editor = max(self.not_now.sizeHint().height(), min(self._chips_height(width), MOST_CHIPS))
        return self.question.height_in(width) + GAP + editor

    def natural_width(self) -> int:
        """How wide it is with all answers beside one another; a field takes what it gets."""
        if self.chips is None:
            return 0
        return self.chips.sizeHint().width() + GAP_SMALL + self.not_now.sizeHint().width()

    def take_keyboard(self) -> None:
        """The agent wants to answer."""
        if self.chips is not None:
            next(iter(self.chips.chips.values())).setFocus()
        else:
            self.field.edit.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The question has as many lines as it would without a word beside it."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter chooses, as Space does."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        chooses = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if isinstance(watched, Chip) and chooses:
            watched.click()
        return chooses

    def _focused(self) -> QWidget | None:
        widget = self.window().focusWidget()
        return widget if widget is not None and self.isAncestorOf(widget) else None

    def _fit(self) -> None:
        self.question.setFixedHeight(self.question.height_in(self.width()))

    def _show_question(self) -> None:
        had_keyboard = self.has_keyboard
        wanted = self._asked = self._asking.wanted
        self.setVisible(wanted is not None)
        if self.chips is not None:
            self.offered.takeWidget().deleteLater()
            self.chips = None
        question = harmless(wanted.ask) if wanted else ""
        offered = choices(wanted) if wanted else ()
        self.question.tell(question)
        self._fit()
        self.offered.setVisible(bool(offered))
        self.field.setVisible(not offered)
        self.save.setVisible(not offered)
        self.field.edit.setText(self._asking.typed)
        self.field.edit.setPlaceholderText(example(wanted.kind, self._look.wording) if wanted else "")
        self.field.edit.setAccessibleName(question)
        self.save.setAccessibleName(f"{self.save.text()}: {question}")
        if wanted is not None and offered:
            self._offer(wanted, offered)
        if had_keyboard and (wanted is None or offered):
            self.done.emit()

    def _offer(self, wanted: Wanted, offered: tuple[str, ...]) -> None:
        wording = self._look.wording
        words = {word: shown(word, wanted.kind, wording) for word in offered}
        short = {word: harmless(text, longest=_CHOICE_LONGEST) for word, text in words.items()}
        self.chips = Chips(self._look.theme, short)
        self.chips.setAccessibleName(harmless(wanted.ask))
        self.chips.choose(self._asking.typed)
        self.chips.chosen.connect(self._chosen)
        for chip in self.chips.chips.values():
            chip.installEventFilter(self)
        self.offered.setWidget(self.chips)
        self.chips.setAutoFillBackground(False)
        self.chips.show()

    def _edited(self, typed: str) -> None:
        self._asking.edit(typed, self._readable(typed))
        self.refresh()

    def _chosen(self, word: str) -> None:
        self._asking.edit(word, self._readable(word))
        self._save()

    def _readable(self, typed: str) -> str | None:
        with suppress(Unreadable):
            return self._read(typed)
        return None

    def _read(self, typed: str) -> str | None:
        asking = self._asking
        if asking.wanted is None:
            return None
        return "" if asking.corrects and not typed.strip() else read(typed, asking.wanted, self._look.wording)

    def _save(self) -> None:
        asking = self._asking
        if not asking.unsaved:
            return
        try:
            asking.value = self._read(asking.typed)
        except Unreadable as error:
            asking.trouble = error.sentence
            self.refresh()
            return
        self._post(asking.send(self._call_id))

    def _give_up(self) -> None:
        self._post(self._asking.give_up(self._call_id))

    def _post(self, act: FactTold | None) -> None:
        had_keyboard = self._focused() is not None
        self.refresh()
        if act is not None:
            self.told.emit(act)
        if had_keyboard:
            self.done.emit()

    def _chips_height(self, width: int) -> int:
        layout = self.chips.layout() if self.chips is not None else None
        return layout.heightForWidth(width - self.not_now.sizeHint().width() - GAP_SMALL) if layout else 0

    def _lay_out(self) -> None:
        above = line(gap=GAP_SMALL)
        above.addWidget(self.question, 3)
        above.addWidget(self.state, 2, Qt.AlignmentFlag.AlignTop)
        answer = line(gap=GAP_SMALL)
        answer.addWidget(self.field, 1)
        answer.addWidget(self.offered, 1)
        answer.addWidget(self.save, 0, Qt.AlignmentFlag.AlignTop)
        answer.addWidget(self.not_now, 0, Qt.AlignmentFlag.AlignTop)
        layout = column(self, gap=GAP)
        layout.addLayout(above)
        layout.addLayout(answer, 1)
