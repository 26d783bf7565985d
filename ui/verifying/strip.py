"""The strip on the full card with which the agent verifies who is calling."""

from functools import partial

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from screenpop.events.acts import AskedAgain, CheckAnswered, RevealWanted
from screenpop.sentences import Sentence, say
from screenpop.verification import VERIFICATION, Checking
from ui.components.boxes import column, line
from ui.components.button import Button
from ui.components.line import Line
from ui.components.look import Look
from ui.components.outside import harmless
from ui.components.surface import Surface
from ui.components.tip import explain
from ui.theme.icons import Icon
from ui.theme.palette import Ink
from ui.theme.scale import CORNER_SMALL, GAP, GAP_SMALL, GAP_TINY, Type
from ui.verifying.check_row import HEIGHT as ROW
from ui.verifying.check_row import CheckRow
from ui.verifying.standing import Standing, standing

HEAD = 40
ICON = 18
MOST_ROWS = 9
"""More are not asked at a time; each has a key of its own."""


class VerifyStrip(Surface):
    """`acted` carries acts for the desk. It takes no room where nothing is verified, and little once that is done."""

    acted = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__(look.theme, "surface")
        self._look = look
        self._call_id = ""
        self._names: tuple[str, ...] = ()
        self._standing: Standing | None = None
        text = look.text
        self.title = Line(Type.STRONG)
        self.trouble = Line(Type.SMALL, Ink.BAD)
        self.reveal = Button(look.theme, text(say("Show who it is")), icon=Icon.EYE)
        explain(self.reveal, text(say("Who looks at what is hidden is put on record")))
        self.again = Button(look.theme, text(say("Look again")), icon=Icon.AGAIN)
        self.reveal.clicked.connect(lambda: self.acted.emit(RevealWanted(self._call_id)))
        self.again.clicked.connect(lambda: self.acted.emit(AskedAgain(self._call_id, VERIFICATION)))
        self.rows = [CheckRow(look, place + 1) for place in range(MOST_ROWS)]
        for place, row in enumerate(self.rows):
            row.answered_right.connect(partial(self._answer, place, right=True))
            row.answered_wrong.connect(partial(self._answer, place, right=False))
        self.setAccessibleName(text(say("Verification")))
        self._lay_out()
        self.forget()

    def show_checking(self, call_id: str, checking: Checking | None, *, full: bool) -> None:
        """Show how far it has come; while it only rings nobody can be asked, but that it is locked must be known."""
        hides = checking is not None and bool(checking.hidden or checking.is_who_hidden or checking.verified)
        if checking is None or not (checking.locked or (full and hides)):
            self.forget()
            return
        if call_id != self._call_id:
            self._tell_trouble("")
        self._call_id, self._standing = call_id, standing(checking)
        self.title.tell(self._look.text(self._standing.told))
        self.reveal.setVisible(full and checking.is_who_hidden and checking.may_reveal)
        self.again.setVisible(full and checking.locked)
        asked = checking.asked[:MOST_ROWS] if full else ()
        self._names = tuple(check.name for check in asked)
        for row, check in zip(self.rows, asked, strict=False):
            row.show_check(check, checking)
        self._keep_rows(len(asked))
        self.update()

    def refuse(self, reason: Sentence) -> None:
        """Say why something is not shown."""
        self._tell_trouble(harmless(self._look.text(reason)))

    def forget(self) -> None:
        """Keep nothing of a caller."""
        self._call_id, self._names, self._standing = "", (), None
        self.title.tell("")
        self._tell_trouble("")
        self._keep_rows(0)

    def answer(self, place: int, *, right: bool) -> None:
        """By key: the check at this place, counted from 0, was answered."""
        if place < len(self._names):
            row = self.rows[place]
            button = row.right if right else row.wrong
            if not button.isHidden():
                button.click()

    def height_in(self, _width: int) -> int:
        """How high it is, 0 for not at all."""
        if self._standing is None:
            return 0
        rows = len(self._names)
        return HEAD + 2 * GAP_TINY + (rows * (ROW + GAP_TINY) + GAP_TINY if rows else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, and the first line's tint."""
        super().paintEvent(event)
        if self._standing is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self._look.theme.colour(self._standing.ink)
        painter.setPen(self._look.theme.colour(self._standing.ground))
        painter.setBrush(self._look.theme.colour(self._standing.ground))
        head = QRectF(GAP_TINY, GAP_TINY, self.width() - 2 * GAP_TINY, HEAD)
        painter.drawRoundedRect(head, CORNER_SMALL, CORNER_SMALL)
        at = QRectF(GAP, GAP_TINY + (HEAD - ICON) / 2, ICON, ICON)
        self._look.theme.icons.paint(painter, self._standing.icon, ink, at)
        painter.end()

    def _answer(self, place: int, *, right: bool) -> None:
        if place < len(self._names):
            self.acted.emit(CheckAnswered(self._call_id, self._names[place], right))

    def _tell_trouble(self, text: str) -> None:
        self.trouble.tell(text)
        self.trouble.setVisible(bool(text))

    def _keep_rows(self, count: int) -> None:
        for place, row in enumerate(self.rows):
            row.setVisible(place < count)
            if place >= count:
                row.forget()

    def _lay_out(self) -> None:
        head = QWidget()
        head.setFixedHeight(HEAD)
        above = line(head, margins=(GAP + ICON + GAP_SMALL - GAP_TINY, 0, GAP_TINY, 0), gap=GAP_SMALL)
        above.addWidget(self.title, 3)
        above.addWidget(self.trouble, 2)
        above.addWidget(self.again)
        above.addWidget(self.reveal)
        layout = column(self, margins=(GAP_TINY, GAP_TINY, GAP_TINY, GAP_TINY), gap=GAP_TINY)
        layout.addWidget(head)
        below = column(margins=(GAP - GAP_TINY, 0, GAP_TINY, 0), gap=GAP_TINY)
        for row in self.rows:
            below.addWidget(row)
        layout.addLayout(below)
        layout.addStretch(1)
