"""The sign-in: who sits here, and at which telephone, where that is asked. Nothing else, and the keyboard will do."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from screenpop.errors import SeatUnknown
from screenpop.sentences import Sentence, say
from screenpop.settings.sitting import Sitting
from ui.components.boxes import column, fit_height, line
from ui.components.button import Button, Weight
from ui.components.look import Look
from ui.components.outside import harmless
from ui.components.paragraph import Paragraph
from ui.components.surface import Surface
from ui.settings.text import standing
from ui.sign_in.question import Question
from ui.theme.palette import Ink
from ui.theme.scale import GAP, GAP_LARGE, GAP_SMALL, GAP_TINY, Type

WIDTH = 440


@dataclass(frozen=True, slots=True)
class Asked:
    """What a sign-in asks.

    Attributes:
        agent: Who sits here.
        extension: Which telephone stands there.
        agents: Whom to choose from, if the site lists them.
        offered: What was answered here the last time.
    """

    agent: bool
    extension: bool
    agents: Sequence[str] = ()
    offered: Sitting = Sitting()  # noqa: RUF009 # frozen, and equal to every other empty one


class SignInWindow(QWidget):
    """`answered` carries the `Sitting`; `left` comes when the window is closed instead."""

    answered = Signal(object)
    left = Signal()

    def __init__(self, look: Look, asked: Asked) -> None:
        super().__init__()
        self._look = look
        self.setWindowTitle(look.text(say("Sign in to Screenpop")))
        self.setFixedWidth(WIDTH)
        self.agent = (
            Question(look, say("Your name"), asked.offered.agent, asked.agents) if asked.agent else None
        )
        self.extension = (
            Question(look, say("Extension of this telephone"), asked.offered.extension)
            if asked.extension
            else None
        )
        self.trouble = Paragraph(Type.SMALL, Ink.BAD)
        self.enter = Button(look.theme, look.text(say("Sign in")), Weight.MAIN)
        self.enter.clicked.connect(self._answer)
        self._lay_out()

    @property
    def questions(self) -> Sequence[Question]:
        """What is asked, from above."""
        return [each for each in (self.agent, self.extension) if each is not None]

    def come_up(self) -> None:
        """Show the window in front, at the first thing that nothing is known of."""
        self.show()
        self.raise_()
        self.activateWindow()
        open_ones = [each for each in self.questions if not each.answer]
        (open_ones or list(self.questions))[0].come()

    def wait(self) -> None:
        """What was answered is looked up."""
        self.enter.setEnabled(False)

    def refuse(self, problem: Sentence, whose: str = "") -> None:
        """Say what is wrong, beside the field that it is about."""
        self.enter.setEnabled(True)
        about = {"agent": self.agent, "extension": self.extension}.get(whose)
        if about is not None:
            about.tell(problem)
            about.come()
        else:
            self._tell(problem)
        fit_height(self)

    def refuse_seat(self, error: SeatUnknown) -> None:
        """This seat stands in no list."""
        self.refuse(error.sentence, error.whose)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return signs in, wherever the keyboard is; Escape closes the window."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._answer()
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nobody signs in."""
        event.accept()
        self.left.emit()

    def _answer(self) -> None:
        if not self.enter.isEnabled():
            return
        self._tell(None)
        for each in self.questions:
            if not each.answer.strip():
                each.tell(say("It is needed."))
                each.come()
                fit_height(self)
                return
        self.answered.emit(
            Sitting(
                agent=self.agent.answer if self.agent else "",
                extension=self.extension.answer.strip() if self.extension else "",
            )
        )

    def _tell(self, problem: Sentence | None) -> None:
        self.trouble.tell(harmless(self._look.text(problem), longest=600) if problem is not None else "")

    def _lay_out(self) -> None:
        layout = column(self, margins=(GAP_LARGE * 2, GAP_LARGE * 2, GAP_LARGE * 2, GAP_LARGE), gap=GAP)
        heading = column(gap=GAP_TINY)
        heading.addWidget(standing(self._look.text(say("Who sits here?")), Type.FIGURE))
        told = say("Calls come to this seat, and notes are kept under your name, until you sign out.")
        heading.addWidget(standing(self._look.text(told), Type.BODY, Ink.QUIET))
        layout.addLayout(heading)
        layout.addSpacing(GAP_SMALL)
        ground = Surface(self._look.theme)
        inside = column(ground, margins=(GAP_LARGE, GAP_LARGE, GAP_LARGE, GAP_LARGE), gap=GAP_LARGE)
        for each in self.questions:
            inside.addWidget(each)
        layout.addWidget(ground)
        layout.addWidget(self.trouble)
        layout.addStretch(1)
        foot = line(margins=(0, GAP_SMALL, 0, 0))
        foot.addStretch(1)
        foot.addWidget(self.enter)
        layout.addLayout(foot)
