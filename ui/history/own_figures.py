"""An agent's own figures of today or this week, which nobody else needs to be shown for that."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget

from screenpop.errors import ScreenPopError
from screenpop.ports.figures import CallFigures
from screenpop.record.agent_figures import AgentFigures
from screenpop.record.figures import Spread
from screenpop.record.span import Span
from screenpop.sentences import say
from ui.background import Background
from ui.clock import local_today
from ui.components.boxes import column, line
from ui.components.chips import Chips
from ui.components.line import Line
from ui.components.look import Look
from ui.components.tip import explain
from ui.theme.palette import Ink
from ui.theme.scale import GAP_SMALL, GAP_TINY, Type

TODAY, WEEK = "today", "week"


class OwnFigures(QWidget):
    """Not there until the record can be asked."""

    def __init__(
        self,
        look: Look,
        background: Background,
        *,
        today: Callable[[], date] = local_today,
    ) -> None:
        super().__init__()
        self._look = look
        self._background = background
        self._today = today
        self._asked = 0
        self.figures: CallFigures | None = None
        text = look.text
        title = Line(Type.CAPTION, Ink.QUIET)
        title.tell(text(say("My figures")))
        self.time = Chips(look.theme, {TODAY: text(say("Today")), WEEK: text(say("This week"))})
        self.time.choose(TODAY)
        names = (say("Calls"), say("Answered"), say("Conversation"), say("Wrap-up"))
        self.values = tuple(Line(Type.TITLE) for _ in names)
        for value in self.values[2:]:
            explain(value, text(say("Half of them took no longer")))
        top = line(gap=GAP_SMALL)
        top.addWidget(title, 1)
        top.addWidget(self.time)
        below = line(gap=GAP_SMALL)
        for name, value in zip(names, self.values, strict=True):
            each, caption = column(), Line(Type.SMALL, Ink.QUIET)
            caption.tell(text(name))
            each.addWidget(value)
            each.addWidget(caption)
            below.addLayout(each, 1)
        layout = column(self, margins=(GAP_SMALL, GAP_TINY, GAP_SMALL, GAP_TINY), gap=GAP_TINY)
        layout.addLayout(top)
        layout.addLayout(below)
        self.time.chosen.connect(lambda _choice: self.refresh())
        self.hide()

    def read(self, figures: CallFigures) -> None:
        """The record can be asked from now on."""
        self.figures = figures
        self.refresh()

    def refresh(self) -> None:
        """Count again; what stands there stays until the answer is there."""
        if self.figures is None:
            return
        self._asked += 1
        asked, figures, span = self._asked, self.figures, self._span()

        def show(own: AgentFigures) -> None:
            if asked == self._asked:
                self._show(own)

        self._background.ask(lambda: figures.own(span), show, self._leave_as_it_is)

    def _span(self) -> Span:
        today = self._today()
        if self.time.choice() == TODAY:
            return Span(today, today)
        begins = QLocale(self._look.wording.language.locale).firstDayOfWeek().value - 1
        return Span(today - timedelta(days=(today.weekday() - begins) % 7), today)

    def _show(self, own: AgentFigures) -> None:
        number = self._look.wording.written.number
        told = (number(own.rang), number(own.answered), self._half(own.talk), self._half(own.wrap_up))
        for value, text in zip(self.values, told, strict=True):
            value.tell(text)
        self.show()

    def _half(self, spread: Spread) -> str:
        """Half of them took no longer; a dash where there were none."""
        return self._look.wording.written.duration(spread.median) if spread.median is not None else "–"

    def _leave_as_it_is(self, _error: ScreenPopError) -> None:
        """The list of calls above tells the same trouble already."""
