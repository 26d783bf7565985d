"""One call with all that happened on it, beside the list: who rang where, answered, found, noted, offered, looked."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QWidget

from screenpop.errors import ScreenPopError
from screenpop.ports.call_stories import CallStories
from screenpop.record.rows import LoggedCall
from screenpop.record.story import Happening
from screenpop.sentences import say
from ui.background import Background
from ui.components.boxes import column, line
from ui.components.button import IconButton
from ui.components.line import Line
from ui.components.look import Look
from ui.components.outside import harmless
from ui.components.paragraph import Paragraph
from ui.components.scroll import ScrolledPage
from ui.components.surface import Surface
from ui.log.words import company, phone, who
from ui.supervisor.own_looks import OwnLooks
from ui.supervisor.story_words import headline, mark, more
from ui.theme.icons import Icon
from ui.theme.palette import Ink
from ui.theme.scale import GAP, GAP_SMALL, GAP_TINY, Type

WIDTH = 372
TIME, RAIL, ICON, WHOSE = 66, 26, 14, 92


class Step(QWidget):
    """One thing that happened: when, its mark on the rail, what, and whose phone."""

    def __init__(self, look: Look, happening: Happening, *, last: bool) -> None:
        super().__init__()
        self._theme = look.theme
        self._mark, self._role = mark(happening)
        self._last = last
        wording = look.wording
        time = Line(Type.SMALL, Ink.QUIET, width=TIME)
        time.tell(wording.written.clock(happening.entry.at))
        what = Paragraph(Type.STRONG)
        what.tell(headline(happening, wording))
        whose = Line(Type.SMALL, Ink.QUIET, align=Qt.AlignmentFlag.AlignRight, width=WHOSE)
        whose.tell(harmless(happening.agent))
        rest = Paragraph(Type.BODY, Ink.QUIET)
        rest.tell(more(happening, wording))
        first = line(gap=GAP_SMALL)
        first.addWidget(what, 1)
        first.addWidget(whose, 0, Qt.AlignmentFlag.AlignTop)
        said = column(gap=2)
        said.addLayout(first)
        said.addWidget(rest)
        layout = line(self, margins=(0, 0, 0, GAP))
        layout.addWidget(time, 0, Qt.AlignmentFlag.AlignTop)
        layout.addSpacing(RAIL)
        layout.addLayout(said, 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the rail and the mark on it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = TIME + RAIL / 2 - 2
        if not self._last:
            rail = QRectF(middle - 0.75, ICON + 7, 1.5, self.height() - ICON - 10)
            painter.fillRect(rail, self._theme.colour("line"))
        square = QRectF(middle - ICON / 2, 3, ICON, ICON)
        self._theme.icons.paint(painter, self._mark, self._theme.colour(self._role), square)
        painter.end()


class Story(Surface):
    """Shut until a call is opened; Escape shuts it again."""

    def __init__(self, look: Look, background: Background, stories: CallStories, looks: OwnLooks) -> None:
        super().__init__(look.theme, "surface")
        self._look = look
        self._background = background
        self._stories = stories
        self._looks = looks
        self._told: Sequence[Happening] = ()
        self.call: LoggedCall | None = None
        self.name = Line(Type.TITLE)
        self.about = Line(Type.SMALL, Ink.QUIET)
        self.copy = IconButton(look.theme, Icon.COPY, look.text(say("Copy all of it")))
        self.away = IconButton(look.theme, Icon.CLOSE, look.text(say("Put away")))
        self.trouble = Paragraph(Type.BODY, Ink.BAD)
        self._scroll = ScrolledPage(look.theme, look.text(say("What happened on this call")))
        self.setFixedWidth(WIDTH)
        self._lay_out()
        self.copy.clicked.connect(self.take_all)
        self.away.clicked.connect(self.hide)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.hide, context=Qt.ShortcutContext.WindowShortcut)
        self.hide()

    @property
    def text(self) -> str:
        """All of it as plain text, a line each."""
        wording = self._look.wording
        lines = [self.name.full, self.about.full]
        for each in self._told:
            at = wording.written.moment(each.entry.at)
            said = [
                at,
                harmless(each.agent),
                headline(each, wording),
                more(each, wording).replace("\n", " · "),
            ]
            lines.append("  ".join(filter(None, said)))
        return "\n".join(filter(None, lines)).replace("\N{NO-BREAK SPACE}", " ")

    def open(self, call: LoggedCall) -> None:
        """Show a call, once it is on record that it was looked at."""
        self.call = call
        wording = self._look.wording
        self.name.tell(who(call, wording))
        at = wording.written.moment(call.offered_at)
        self.about.tell("  ·  ".join(filter(None, (company(call), phone(call, wording), at))))
        self._show(())
        self.trouble.tell("")
        self.show()

        def read() -> Sequence[Happening]:
            if call.customer_id:
                self._looks.at_history(call.customer_id)
            return self._stories.story(call)

        self._background.ask(
            read, lambda found: self._came(call, found), lambda error: self._failed(call, error)
        )

    def take_all(self) -> None:
        """Copy all of it."""
        QGuiApplication.clipboard().setText(self.text)

    def _came(self, call: LoggedCall, found: Sequence[Happening]) -> None:
        if call is self.call:
            self._show(found)

    def _failed(self, call: LoggedCall, error: ScreenPopError) -> None:
        if call is self.call:
            self.trouble.tell(harmless(self._look.text(error.sentence), longest=600))

    def _show(self, found: Sequence[Happening]) -> None:
        self._told = found
        self.copy.setEnabled(bool(found))
        steps = QWidget()
        layout = column(steps, margins=(0, 0, GAP_SMALL, 0))
        for place, each in enumerate(found, 1):
            layout.addWidget(Step(self._look, each, last=place == len(found)))
        layout.addStretch(1)
        self._scroll.setWidget(steps)
        steps.setAutoFillBackground(False)

    def _lay_out(self) -> None:
        first = line(gap=GAP_TINY)
        first.addWidget(self.name, 1)
        first.addWidget(self.copy)
        first.addWidget(self.away)
        layout = column(self, margins=(GAP + 2, GAP, GAP_SMALL, GAP))
        layout.addLayout(first)
        layout.addWidget(self.about)
        layout.addSpacing(GAP)
        layout.addWidget(self.trouble)
        layout.addWidget(self._scroll, 1)
