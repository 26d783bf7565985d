"""A page of the card on which one thing is read in full; its links open in the browser, and nothing else does."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from screenpop.answers.conversation import Said
from screenpop.sentences import say
from ui.components.boxes import column, line
from ui.components.button import Button, IconButton
from ui.components.flow import FlowLayout
from ui.components.line import Line
from ui.components.links import host_of, open_page
from ui.components.look import Look
from ui.components.outside import harmless
from ui.components.scroll import ThinScrollBar
from ui.components.surface import Surface
from ui.components.tip import explain
from ui.panels.conversation import whole
from ui.panels.time_line import TimeLine
from ui.panels.whole import Whole
from ui.theme.fonts import font
from ui.theme.icons import Icon
from ui.theme.palette import Ink
from ui.theme.scale import GAP_LARGE, GAP_SMALL, Type

LINKS = 4
STORY, BOTH = 380, 760
"""How wide the time line is, and the page that has room for it."""
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
        self.story = TimeLine(look)
        self.story.setAccessibleName(look.text(say("Said before")))
        self.story.take_lines(2)
        self.story.chosen.connect(self._turn_page)
        self._lay_out()

    def read(self, shown: Whole) -> None:
        """Show it from the beginning, and beside it the time line that it is part of."""
        self._tell(shown)
        self.story.show_items(shown.story)
        self._show_story()
        if shown.story:
            here = self.story.shown.index(shown.place)
            self.story.setCurrentIndex(here)
            self.story.scrollTo(here)

    def _tell(self, shown: Whole) -> None:
        self.title.tell(shown.title)
        self.about.tell(shown.about)
        self.about.setVisible(bool(shown.about))
        self.text.setPlainText(shown.text)
        self._links = tuple(shown.links[:LINKS])
        for place, button in enumerate(self.buttons):
            button.setVisible(place < len(self._links))
            if place < len(self._links):
                self._offer(button, *self._links[place])

    def _turn_page(self, said: Said) -> None:
        self._tell(whole(said, self._look))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The time line stands beside what is read where there is room for both."""
        super().resizeEvent(event)
        self._show_story()

    def _show_story(self) -> None:
        self.story.setVisible(self.story.count() > 1 and self.width() >= BOTH)

    def forget(self) -> None:
        """Keep nothing of a caller."""
        if self.title.full or self._links or self.story.count():
            self.read(Whole("", "", ""))

    def _offer(self, button: Button, text: str, address: str) -> None:
        """The button tells where it leads: a text may say anything."""
        host = harmless(host_of(address), longest=60)
        short = harmless(text, longest=40)
        button.setText(short if host in short else f"{short}  ·  {host}")
        explain(button, harmless(address))
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
        beside = line(gap=GAP_LARGE)
        beside.addWidget(self.story)
        beside.addLayout(below, 1)
        self.story.setFixedWidth(STORY)
        layout.addLayout(head)
        layout.addLayout(beside, 1)
        below.addWidget(self.about)
        below.addWidget(self.text, 1)
        below.addWidget(links)
