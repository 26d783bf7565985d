"""A page of the card on which one thing is read in full; its links open in the browser, and nothing else does."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from screenpop.sentences import say
from ui.components.boxes import column, line
from ui.components.button import Button, IconButton
from ui.components.flow import FlowLayout
from ui.components.line import Line
from ui.components.links import host_of, open_page
from ui.components.look import Look
from ui.components.outside import harmless, tooltip
from ui.components.scroll import ThinScrollBar
from ui.components.surface import Surface
from ui.panels.whole import Whole
from ui.theme.fonts import font
from ui.theme.icons import Icon
from ui.theme.palette import Ink
from ui.theme.scale import GAP_SMALL, Type

LINKS = 4
READABLE = 760
"""Lines that are longer are hard to read."""


class ReadingPage(Surface):
    """`left` comes when the agent goes back to the panels."""

    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look.theme, "surface")
        self._look = look
        self._links: tuple[tuple[str, str], ...] = ()
        self.back = IconButton(look.theme, Icon.BACK, look.text(say("Back")))
        self.back.clicked.connect(self.left)
        self.title = Line(Type.TITLE)
        self.about = Line(Type.SMALL, Ink.QUIET)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setMaximumWidth(READABLE)
        self.text.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.text.setFont(font(Type.BODY))
        self.text.setVerticalScrollBar(ThinScrollBar(look.theme))
        self.text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text.setAccessibleName(look.text(say("The whole text")))
        self.text.document().setDocumentMargin(0)
        self.text.setTabChangesFocus(True)
        clear = self.text.palette()
        clear.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.text.setPalette(clear)
        self.buttons = [Button(look.theme, "") for _ in range(LINKS)]
        self._lay_out()

    def read(self, whole: Whole) -> None:
        """Show it from the beginning."""
        self.title.tell(whole.title)
        self.about.tell(whole.about)
        self.about.setVisible(bool(whole.about))
        self.text.setPlainText(whole.text)
        self._links = tuple(whole.links[:LINKS])
        for place, button in enumerate(self.buttons):
            button.setVisible(place < len(self._links))
            if place < len(self._links):
                self._offer(button, *self._links[place])

    def forget(self) -> None:
        """Keep nothing of a caller."""
        if self.title.full or self._links:
            self.read(Whole("", "", ""))

    def _offer(self, button: Button, text: str, address: str) -> None:
        """The button tells where it leads: a text may say anything."""
        host = harmless(host_of(address), longest=60)
        short = harmless(text, longest=40)
        button.setText(short if host in short else f"{short}  ·  {host}")
        button.setToolTip(tooltip(harmless(address)))
        button.updateGeometry()

    def _open(self, place: int) -> None:
        if place < len(self._links):
            open_page(self._links[place][1])

    def _lay_out(self) -> None:
        head = line(gap=GAP_SMALL)
        head.addWidget(self.back)
        head.addWidget(self.title, 1)
        links = QWidget()
        flow = FlowLayout(links, GAP_SMALL)
        for place, button in enumerate(self.buttons):
            flow.addWidget(button)
            button.clicked.connect(lambda _checked, place=place: self._open(place))
        layout = column(self, margins=(GAP_SMALL, GAP_SMALL, GAP_SMALL + 4, GAP_SMALL), gap=GAP_SMALL - 2)
        below = column(margins=(GAP_SMALL - 2, 0, 0, 0), gap=GAP_SMALL - 2)
        layout.addLayout(head)
        layout.addLayout(below, 1)
        below.addWidget(self.about)
        below.addWidget(self.text, 1)
        below.addWidget(links)
