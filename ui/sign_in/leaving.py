"""Signing out: what is saved here is sent first, and what could not be is told before the seat is left."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, Qt
from PySide6.QtWidgets import QWidget

from screenpop.ports.record import SpoolState
from screenpop.sentences import Sentence, say, say_many
from ui.components.boxes import column, fit_height, line
from ui.components.button import Button, Weight
from ui.components.look import Look
from ui.components.outside import harmless
from ui.components.paragraph import Paragraph
from ui.theme.palette import Ink
from ui.theme.scale import GAP, GAP_LARGE, GAP_SMALL, Type

WIDTH = 440
MARGIN = GAP_LARGE * 2


class LeavingWindow(QWidget):
    """`sending_wanted` and `leaving_wanted` come by its buttons; `left` when the agent stays after all."""

    sending_wanted = Signal()
    leaving_wanted = Signal()
    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setWindowTitle(look.text(say("Sign out of Screenpop")))
        self.told = Paragraph(Type.TITLE)
        self.more = Paragraph(Type.SMALL, Ink.QUIET)
        self.stay = Button(look.theme, look.text(say("Stay signed in")))
        self.again = Button(look.theme, look.text(say("Try again")))
        self.leave = Button(look.theme, look.text(say("Sign out")), Weight.MAIN)
        self.stay.clicked.connect(self.close)
        self.again.clicked.connect(self.sending_wanted)
        self._leaves_at_once = False
        self.leave.clicked.connect(self._leave)
        layout = column(self, margins=(MARGIN, MARGIN, MARGIN, GAP_LARGE), gap=GAP)
        layout.addWidget(self.told)
        layout.addWidget(self.more)
        layout.addStretch(1)
        foot = line(margins=(0, GAP_SMALL, 0, 0), gap=GAP_SMALL)
        foot.addStretch(1)
        buttons = (self.stay, self.again, self.leave)
        for button in buttons:
            foot.addWidget(button)
        layout.addLayout(foot)
        beside = sum(button.sizeHint().width() for button in buttons) + GAP_SMALL * (len(buttons) - 1)
        self.setFixedWidth(max(WIDTH, beside + MARGIN * 2))

    def ask_in_a_call(self) -> None:
        """A call goes on: ask before anything is done."""
        self._say(
            say("A call is still on."),
            say("The telephone goes on with it. Its card goes, and a note that is not saved stays a draft."),
        )
        self._offer(leave=True)
        self._leaves_at_once = False

    def show_sending(self, state: SpoolState | None) -> None:
        """What is saved here is on its way."""
        told = say_many(
            "{count} entry is on its way", "{count} entries are on their way", state.waiting if state else 0
        )
        self._say(say("Signing out …"), told if state is not None and state.waiting else None)
        self._offer()

    def show_left(self, state: SpoolState) -> None:
        """Not all of it arrived: it stays on this computer."""
        told = say_many(
            "{count} entry that you saved has not reached the database.",
            "{count} entries that you saved have not reached the database.",
            state.waiting,
        )
        kept = say("They are kept on this computer, and are sent when you sign in here again.")
        self._say(told, kept, state.trouble)
        self._offer(leave=True, again=True)
        self._leaves_at_once = True

    def show_unsaved(self, trouble: Sentence) -> None:
        """This computer keeps nothing, and the database is away: whoever leaves now loses what is not saved."""
        told = say("What you wrote last is not saved: this computer keeps nothing, and the database is away.")
        self._say(told, say("Stay signed in until it is."), trouble)
        self._offer(again=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return presses the button that has the keyboard; Escape stays."""
        focused = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, Button):
            focused.click()
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """The agent stays."""
        event.accept()
        self.left.emit()

    def _leave(self) -> None:
        (self.leaving_wanted if self._leaves_at_once else self.sending_wanted).emit()

    def _offer(self, *, leave: bool = False, again: bool = False) -> None:
        self.again.setVisible(again)
        self.leave.setVisible(leave)
        (self.again if again else self.stay).setFocus()
        fit_height(self)

    def _say(self, told: Sentence, *more: Sentence | None) -> None:
        words = [harmless(self._look.text(each), longest=600) for each in more if each is not None]
        self.told.tell(self._look.text(told))
        self.more.tell("\n".join(words))
        self.setAccessibleDescription("\n".join((self.told.text(), *words)))
