"""A customer's card as a page of another window: what is known of a call, or of a customer whom nobody calls."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from screenpop.events import news
from screenpop.events.acts import DialWanted, FactTold, RevealWanted
from screenpop.settings.model import FactTable, LinkTable
from ui.card import plan
from ui.card.body import Body
from ui.card.call import Call, learn
from ui.card.header import Header
from ui.card.saying import SayStrip
from ui.clock import now
from ui.components.boxes import column
from ui.components.look import Look
from ui.finding.finder import Finder
from ui.panels.department import Department
from ui.remembering.strip import MemoryStrip
from ui.theme.scale import CORNER, GAP_SMALL


class CardPage(QWidget):
    """Shows a `Call` in the room that it is given.

    `acted` carries acts for the desk, `closed` says that the agent is done with it, `needs` how high it must be at
    least for a row for every department.

    Args:
        panels: The departments on the page, in this order; all where none is named.
        links: Where the customer can be seen in other systems.
    """

    acted = Signal(object)
    closed = Signal()
    needs = Signal(int)

    def __init__(
        self,
        look: Look,
        departments: tuple[Department, ...],
        finder: Finder,
        *,
        facts: tuple[FactTable, ...] = (),
        calls_out: bool = False,
        panels: Sequence[str] = (),
        links: tuple[LinkTable, ...] = (),
    ) -> None:
        super().__init__()
        self._look = look
        self._wanted_panels = panels
        self._needs = 0
        self.call: Call | None = None
        self.header = Header(look, calls_out=calls_out, links=links, on_page=True)
        self.saying = SayStrip(look)
        self.memory = MemoryStrip(look, facts)
        self.body = Body(look, departments, finder, links)
        self.header.take_room(full=True)
        self.saying.stand(below=False)
        self._lay_out()
        self._connect()

    def open(self, call: Call) -> None:
        """Show a call from the beginning."""
        self.leave()
        self.call = call
        self.header.show_call(call, now())
        self.body.board.show_advice(call)
        self.body.show_call(call)
        self._show_memory()
        self._fit()
        self._show_panels()

    def hear(self, told: news.CallNews) -> None:
        """Show what the call has just learnt; news of other calls are none."""
        call = self.call
        if call is None or told.call_id != call.call_id:
            return
        learn(call, told)
        self.header.show_call(call, now())
        self.body.hear(told)
        match told:
            case news.PanelAsked() | news.PanelFilled() | news.PanelFailed() | news.PanelMasked():
                self.body.board.show_panel(told.department, call)
            case news.CallerIdentified() | news.PartyChanged():
                self.body.show_call(call)
                self._show_panels()
                self._show_memory()
            case news.Recalled():
                self._show_memory()
            case news.Advised():
                self.saying.show_saying(call.advice.saying if call.advice else None)
                self.body.board.show_advice(call)
            case news.NotKept(act=RevealWanted(department=department)):
                self.body.board.show_panel(department, call)
            case news.Kept() | news.NotKept():
                self.memory.refresh()
            case _:
                pass
        self._fit()

    def show_dialling(self) -> None:
        """Show what became of calling the number."""
        if self.call is not None:
            self.header.show_call(self.call, now())

    def leave(self) -> None:
        """Keep nothing of the call."""
        self.call = None
        self.memory.forget()
        self.saying.show_saying(None)
        self.body.leave()
        for panel in self.body.board.panels.values():
            panel.rest()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the header's ground."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(0, 0, self.width(), self.header.height()), CORNER, CORNER)
        painter.fillPath(outline, theme.colour(self.header.role))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Everything in its place."""
        super().resizeEvent(event)
        self._fit()

    def _show_panels(self) -> None:
        if self.call is not None:
            for department in self.body.board.panels:
                self.body.board.show_panel(department, self.call)
            self.body.board.offer_leads(self.call)

    def _show_memory(self) -> None:
        if self.call is not None:
            call = self.call
            self.memory.show_memory(call.call_id, call.recollection, call.asking, full=True)
            self.body.board.show_promises(call)
            self._fit()

    def _fit(self) -> None:
        """Give everything its room: the panels have what the rest leaves."""
        width, height = self.width(), self.height()
        used = self.header.height_needed()
        self.header.setFixedHeight(used)
        for strip in (self.saying, self.memory):
            high = strip.height_in(width)
            strip.setFixedHeight(high)
            strip.setVisible(high > 0)
            used += high + GAP_SMALL if high else 0
        names = self.body.board.order(self._wanted_panels)
        self.body.board.lay_out(plan.within(len(names), width, height - used - GAP_SMALL), names)
        self.memory.place()
        needs = used + GAP_SMALL + plan.within(len(names), width, 0).body
        if needs != self._needs:
            self._needs = needs
            self.needs.emit(needs)

    def _act(self, act: object) -> None:
        """What the customer said is said of the one whom the agent sees."""
        customer = self.call.identity.customer if self.call and self.call.identity else None
        if customer is not None and isinstance(act, FactTold):
            act = replace(act, customer_id=customer.id)
        self.acted.emit(act)

    def _connect(self) -> None:
        self.header.closed.connect(self.closed)
        self.header.who_asked.connect(self.body.turn_to_who)
        self.header.call_back.wanted.connect(lambda number: self.acted.emit(DialWanted(number)))
        self.body.acted.connect(self._act)
        self.memory.told.connect(self._act)
        self.memory.opened.connect(self.body.read)
        self.memory.resized.connect(self._fit)

    def _lay_out(self) -> None:
        layout = column(self, gap=GAP_SMALL)
        layout.addWidget(self.header)
        for strip in (self.saying, self.memory):
            strip.hide()
            layout.addWidget(strip)
        layout.addWidget(self.body, 1)
