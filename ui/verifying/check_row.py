"""One check: what to ask, what is right, and how it was answered."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from screenpop.sentences import say
from screenpop.verification import Check, Checking
from ui.components.badge import Badge
from ui.components.boxes import line
from ui.components.button import Button
from ui.components.line import Line
from ui.components.look import Look
from ui.components.outside import harmless
from ui.components.tip import explain
from ui.theme.icons import Icon
from ui.theme.palette import Ink
from ui.theme.scale import GAP, GAP_SMALL, Type

HEIGHT = 32
_LONGEST = 200


class CheckRow(QWidget):
    """`answered_right` and `answered_wrong` tell how it was. `place` counts from 1 and is its key."""

    answered_right = Signal()
    answered_wrong = Signal()

    def __init__(self, look: Look, place: int) -> None:
        super().__init__()
        self._look = look
        text = look.text
        self.ask = Line(Type.STRONG)
        self.right_answer = Line(Type.BODY, Ink.QUIET)
        self.result = Badge(look.theme)
        self.right = Button(look.theme, text(say("Right")), icon=Icon.CHECK)
        self.wrong = Button(look.theme, text(say("Wrong")), icon=Icon.CLOSE)
        for button, key in ((self.right, f"Ctrl+{place}"), (self.wrong, f"Ctrl+Shift+{place}")):
            explain(button, text(say("Press {key}", key=key)))
        self.right.clicked.connect(self.answered_right)
        self.wrong.clicked.connect(self.answered_wrong)
        self.setFixedHeight(HEIGHT)
        layout = line(self, gap=GAP_SMALL)
        layout.addWidget(self.ask, 3)
        layout.addSpacing(GAP)
        layout.addWidget(self.right_answer, 2)
        layout.addWidget(self._outcome())

    def _outcome(self) -> QWidget:
        """As wide in every row, whatever of it is shown: the answers stand below one another."""
        outcome = QWidget()
        layout = line(outcome, gap=GAP_SMALL)
        layout.addStretch(1)
        layout.addWidget(self.result, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self.right)
        layout.addWidget(self.wrong)
        outcome.setFixedWidth(self.right.sizeHint().width() + self.wrong.sizeHint().width() + GAP_SMALL)
        return outcome

    def show_check(self, check: Check, checking: Checking) -> None:
        """Show how one stands; only that it was right may be taken back."""
        ask = harmless(check.ask, longest=_LONGEST)
        self.ask.tell(ask)
        self.right_answer.tell(harmless(checking.answers.get(check.name), longest=_LONGEST))
        is_right, is_wrong = check.name in checking.right, check.name in checking.wrong
        if is_wrong:
            self.result.show_as(self._look.text(say("wrong")), Icon.CLOSE, "bad_ground", "bad")
        elif is_right:
            self.result.show_as(self._look.text(say("right")), Icon.CHECK, "good_ground", "good")
        else:
            self.result.show_as("", Icon.CHECK, "field", "quiet")
        self.right.setVisible(not is_right and not is_wrong)
        self.wrong.setVisible(not is_wrong)
        for button in (self.right, self.wrong):
            button.setAccessibleName(f"{button.text()}: {ask}")

    def forget(self) -> None:
        """Keep nothing of a caller."""
        for part in (self.ask, self.right_answer):
            part.tell("")
        for button in (self.right, self.wrong):
            button.setAccessibleName(button.text())
        self.result.show_as("", Icon.CHECK, "field", "quiet")
