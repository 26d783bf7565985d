"""The charts as a view of the supervisors' window: which time, and its figures as they come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedLayout, QWidget

from screenpop.errors import ScreenPopError
from screenpop.ports.figures import CallFigures
from screenpop.record.agent_figures import People
from screenpop.record.figures import Figures
from screenpop.record.span import Span
from screenpop.sentences import say
from ui.background import Background
from ui.components.look import Look
from ui.components.scroll import ScrolledPage
from ui.supervisor.charts.time_span import TimeSpan
from ui.supervisor.notice import Notice
from ui.supervisor.page import Page
from ui.theme.icons import Icon

if TYPE_CHECKING:
    from ui.supervisor.charts.sheet import Sheet


@dataclass(frozen=True, slots=True)
class _Found:
    """All that the sheet shows of one time."""

    now: Figures
    before: Figures
    people: People


class ChartsView(Page):
    """A view of the window. Its sheet is made when the first figures are there."""

    title = say("Charts")
    icon = Icon.CHARTS

    def __init__(self, look: Look, background: Background, figures: CallFigures) -> None:
        super().__init__(look, self.title)
        self._background = background
        self._figures = figures
        self._asked = 0
        self.sheet: Sheet | None = None
        self.time = TimeSpan(look)
        self.notice = Notice(look)
        self._scroll = ScrolledPage(look.theme, look.text(self.title))
        self._pages = QStackedLayout()
        self._pages.addWidget(self.notice)
        self._pages.addWidget(self._scroll)
        self.tools.addWidget(self.time)
        self.body.addLayout(self._pages, 1)
        self.time.chosen.connect(self.refresh)
        self.notice.wanted.connect(self.refresh)

    @property
    def widget(self) -> QWidget:
        """The view itself."""
        return self

    def shown(self) -> None:
        """Count again: there are new calls."""
        self.refresh()

    def refresh(self) -> None:
        """Ask for the figures of the time that counts; what is shown stays until they are there."""
        self._asked += 1
        asked, span = self._asked, self.time.span()
        self.tell(say("Counting …"))
        if self.sheet is None:
            self.notice.tell(say("Counting …"))

        def show(found: _Found) -> None:
            if asked == self._asked:
                self._show(found)

        def fail(error: ScreenPopError) -> None:
            if asked == self._asked:
                self.tell(None)
                self.notice.tell(say("The figures cannot be read"), error.sentence, say("Try again"))
                self._pages.setCurrentIndex(0)

        self._background.ask(lambda: self._find(span), show, fail)

    def _find(self, span: Span) -> _Found:
        """Runs in the background, where the drawing library is loaded too: it takes a second."""
        import ui.supervisor.charts.sheet  # noqa: F401, PLC0415 # so that the GUI thread finds it loaded

        return _Found(
            self._figures.of(span),
            self._figures.of(span.earlier(datetime.now(UTC))),
            self._figures.people(span),
        )

    def _show(self, found: _Found) -> None:
        from ui.supervisor.charts.clock import ClockWords  # noqa: PLC0415 # beside the sheet
        from ui.supervisor.charts.sheet import Sheet  # noqa: PLC0415 # pyqtgraph, loaded in the background

        if self.sheet is None:
            self.sheet = Sheet(self._look)
            self._scroll.setWidget(self.sheet)
        self.sheet.show_figures(found.now, found.before, found.people)
        self._pages.setCurrentIndex(1)
        clock, span = ClockWords(self._look.wording), found.before.span
        days = clock.days(span.first, span.last)
        if span.until is None:
            self.tell(say("Changes are against the time before: {days}", days=days))
        else:
            at = self._look.wording.written.time(span.until)
            self.tell(say("Changes are against the time before: {days}, until {time}", days=days, time=at))
