"""Offers as a view of the supervisors' window: which time, and how suggestions and gestures fared in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedLayout, QWidget

from screenpop.errors import ScreenPopError
from screenpop.ports.customer_names import CustomerNames
from screenpop.ports.figures import AcceptanceFigures
from screenpop.ports.learnt import Learnt
from screenpop.record.acceptance import Acceptance
from screenpop.record.span import Span
from screenpop.sentences import say
from ui.background import Background
from ui.components.look import Look
from ui.components.scroll import ScrolledPage
from ui.supervisor.charts.time_span import TimeSpan
from ui.supervisor.notice import Notice
from ui.supervisor.offers.learned import Learned, learned
from ui.supervisor.offers.worth import CustomersWorth, worth_of
from ui.supervisor.page import Page
from ui.theme.icons import Icon

if TYPE_CHECKING:
    from ui.supervisor.offers.sheet import OffersSheet


@dataclass(frozen=True, slots=True)
class _Found:
    """All that the sheet shows."""

    told: Acceptance
    learned: Learned | None
    worth: CustomersWorth


class OffersView(Page):
    """A view of the window. Its sheet is made when the first figures are there."""

    title = say("Offers")
    icon = Icon.OFFER

    def __init__(
        self,
        look: Look,
        background: Background,
        figures: AcceptanceFigures,
        learnt: Learnt,
        names: CustomerNames,
    ) -> None:
        super().__init__(look, self.title)
        self._background = background
        self._figures = figures
        self._learnt = learnt
        self._names = names
        self._asked = 0
        self.sheet: OffersSheet | None = None
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
        """Count again: there are new offers."""
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
        import ui.supervisor.offers.sheet  # noqa: F401, PLC0415 # so that the GUI thread finds it loaded

        told = self._figures.of(span)
        return _Found(told, learned(self._learnt.report()), worth_of(self._learnt.scores(), self._names))

    def _show(self, found: _Found) -> None:
        from ui.supervisor.offers.sheet import OffersSheet  # noqa: PLC0415 # loaded in the background

        if self.sheet is None:
            self.sheet = OffersSheet(self._look, self._background)
            self._scroll.setWidget(self.sheet)
        self.sheet.show_offers(found.told, found.learned, found.worth)
        self._pages.setCurrentIndex(1)
        self.tell(None)
