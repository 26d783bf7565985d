"""The card of one call: pre-built, shown without taking the keyboard, filled as news comes."""

from datetime import UTC, datetime
from enum import IntEnum

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QGuiApplication,
    QHideEvent,
    QKeySequence,
    QMoveEvent,
    QPaintEvent,
    QShortcut,
)
from PySide6.QtWidgets import QStackedLayout, QWidget

from screenpop.customers import Person
from screenpop.events import news
from screenpop.events.acts import AskedAgain, DialWanted, PersonChosen
from screenpop.settings.model import WrapUpTable
from ui.components.boxes import column
from ui.components.calling import KEY
from ui.components.look import Look
from ui.components.outside import harmless
from ui.components.surface import Surface
from ui.desktop.corners import MARGIN
from ui.finding.chooser import Chooser
from ui.finding.finder import Finder
from ui.panels.department import Department
from ui.panels.views import answer_of
from ui.panels.whole import Whole
from ui.pop import plan
from ui.pop.board import PanelBoard
from ui.pop.call import Call
from ui.pop.ground import paint_ground
from ui.pop.header import HEIGHT as HEADER_HEIGHT
from ui.pop.header import Header
from ui.pop.paint_times import PaintMark, PaintTimes
from ui.pop.reading_page import ReadingPage
from ui.pop.warming import sample
from ui.pop.way_in import FLAGS, WayIn
from ui.theme.scale import GAP, GAP_SMALL
from ui.wrap_up.form import WrapUpForm

FORM_MARGIN = GAP_SMALL + 2
UNSEEN_MS = 40
"""How long answers wait for the card's first painting, which shows the name."""


class Page(IntEnum):
    """What the body of a card shows."""

    PANELS = 0
    CHOOSER = 1
    READING = 2


class Card(QWidget):
    """Shows a `Call`. `acted` carries acts for the desk; `put_away` comes when the agent closes it."""

    acted = Signal(object)
    put_away = Signal()

    def __init__(
        self,
        look: Look,
        departments: tuple[Department, ...],
        choices: WrapUpTable,
        finder: Finder,
        times: PaintTimes | None = None,
        *,
        calls_out: bool = False,
    ) -> None:
        super().__init__(None, FLAGS)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self._look = look
        self.call: Call | None = None
        self.full = False
        self.header = Header(look, calls_out=calls_out)
        self.board = PanelBoard(look, departments)
        self.panels = self.board.panels
        self.chooser = Chooser(look, finder)
        self.reading = ReadingPage(look)
        self.form = WrapUpForm(look, choices)
        self._form_height = self.form.height_in(plan.WIDTHS[2] - 4 * GAP) + 2 * FORM_MARGIN
        self._sample = {each.name: kind for each in departments if (kind := answer_of(each)) is not None}
        self._choosing = self._reading = False
        self._place = QPoint()
        self._insisted = False
        self._clock = QTimer(self, interval=1000)
        self._clock.timeout.connect(self._tick)
        self._seen = False
        self._due: set[str] = set()
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self.catch_up)
        self._marks = (
            {part: PaintMark(times, part, over) for part, over in self._parts().items()} if times else {}
        )
        self._lay_out()
        self._connect()
        self._take_size()
        self.winId()
        self.way_in = WayIn(self.windowHandle(), self)

    @property
    def in_use(self) -> bool:
        """The agent came in, and is still there."""
        return self.way_in.open and self.isActiveWindow()

    def open(self, call: Call) -> None:
        """Show a call from the beginning; the caller shows the window."""
        self.call, self._seen = call, False
        self._choosing = self._reading = False
        self.way_in.shut()
        self._show_size()
        self._show_header()
        for department in self.panels:
            self._show_panel(department)
        self._show_body()
        self.form.edit(call.call_id, call.draft)
        self._run_clock()

    def warm_up(self) -> None:
        """Show a call that nobody sees, paint it into nothing, and forget it."""
        self.open(sample(self._sample))
        self.grab()
        self.leave()

    def hear(self, told: news.CallNews) -> None:
        """Show what the call has just learnt."""
        match told:
            case news.PanelAsked() | news.PanelFilled() | news.PanelFailed():
                self._due.add(told.department)
                self._soon.start(0 if self._seen else UNSEEN_MS)
            case news.Kept() | news.NotKept():
                self.form.refresh()
            case news.ProspectKept() | news.ProspectNotKept():
                self.chooser.refresh()
            case news.CallerIdentified() | news.PartyChanged():
                self._choosing = self._reading = False
                self._show_header()
                for department in self.panels:
                    self._show_panel(department)
                self._show_body()
            case _:
                self._show_size()
                self._show_header()
                self._run_clock()

    def catch_up(self) -> None:
        """Fill the panels that have news: once for all that came together, after the name was painted or now."""
        for department in self._due:
            self._show_panel(department)
        self._due.clear()
        self._show_header()

    def show_dialling(self) -> None:
        """Show what became of calling the number back."""
        self._show_header()

    def let_in(self) -> None:
        """The agent wants to work in the card: it takes the keyboard."""
        self.way_in.let_in()
        if self._body.currentIndex() == Page.CHOOSER:
            self.chooser.take_keyboard()
        elif self.full:
            self.form.note.setFocus()

    def leave(self) -> None:
        """Forget the call and go out of sight."""
        self.hide()
        self._clock.stop()
        self._soon.stop()
        self._due.clear()
        self.call = None
        self.chooser.stop()
        self.reading.forget()
        self.way_in.shut()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, the header's ground, and a thin edge."""
        paint_ground(self, HEADER_HEIGHT, self.header.role, self._look.theme)
        if not self._seen:
            self._seen = True
            if self._due:
                self._soon.start(0)

    def stand(self, place: QPoint) -> None:
        """Stand there, also where the window manager tells Qt something else when it shows the window."""
        self._place = place
        if self.pos() != place:
            self.move(place)

    def moveEvent(self, event: QMoveEvent) -> None:
        """Openbox reports 0, 0 at the first showing; menus and tooltips would then open there. Insist once."""
        super().moveEvent(event)
        if self.isVisible() and self.pos() != self._place and not self._insisted:
            self._insisted = True
            QTimer.singleShot(0, self, self._insist)

    def hideEvent(self, event: QHideEvent) -> None:
        """Out of sight nothing runs."""
        self._insisted = False
        self._clock.stop()
        super().hideEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Alt+F4 puts the card away, it does not destroy it."""
        event.ignore()
        self.put_away.emit()

    def _insist(self) -> None:
        if self.isVisible():
            self.move(self._place)

    def _show_header(self) -> None:
        if self.call is not None:
            self.header.show_call(self.call, datetime.now(UTC))
            self._arm("header")

    def _show_panel(self, department: str) -> None:
        if self.call is not None and self.board.show_panel(department, self.call):
            self._arm(department)

    def _show_body(self) -> None:
        call = self.call
        if call is None:
            return
        identity = call.identity
        certain = not call.caller.withheld if identity is None else identity.customer is not None
        page = (
            Page.CHOOSER if self._choosing or not certain else Page.READING if self._reading else Page.PANELS
        )
        if page is Page.CHOOSER:
            self._offer(call)
        if page is not Page.READING:
            self.reading.forget()
        if self._body.currentIndex() != page:
            self._body.setCurrentIndex(page)

    def _offer(self, call: Call) -> None:
        identity = call.identity
        strange = (identity is None or identity.customer is None) and not call.caller.internal
        self.chooser.offer(
            identity.people if identity else (),
            call_id=call.call_id,
            new=call.prospect if strange else None,
            known_name=harmless(call.caller.name),
        )

    def _show_size(self) -> None:
        call = self.call
        full = call is not None and (call.answered_at is not None or call.kept)
        if full != self.full:
            self.full = full
            self._take_size()

    def _take_size(self) -> None:
        form = self._form_height + GAP_SMALL if self.full else 0
        besides = HEADER_HEIGHT + GAP + form + GAP
        count = len(self.panels)
        room = QGuiApplication.primaryScreen().availableGeometry().size() - QSize(2 * MARGIN, 2 * MARGIN)
        planned = plan.full(count, room, besides) if self.full else plan.small(count)
        self.board.lay_out(planned)
        self._below.setVisible(self.full)
        self.setFixedSize(planned.width, besides + planned.body)

    def _run_clock(self) -> None:
        if self.call is not None and self.call.live:
            self._clock.start()
        else:
            self._clock.stop()

    def _tick(self) -> None:
        if self.call is not None:
            self.header.show_clock(self.call, datetime.now(UTC))

    def _choose(self, person: Person) -> None:
        if self.call is not None:
            self._choosing = False
            self.acted.emit(PersonChosen(self.call.call_id, person))
            self._show_body()

    def _ask_again(self, department: str) -> None:
        if self.call is not None:
            self.acted.emit(AskedAgain(self.call.call_id, department))

    def _toggle_choosing(self) -> None:
        self._choosing = not self._choosing
        self._show_body()

    def _read(self, whole: Whole) -> None:
        self._reading = True
        self.reading.read(whole)
        self._show_body()
        if self.isActiveWindow():
            self.reading.text.setFocus()

    def _stop_reading(self) -> None:
        self._reading = False
        self._show_body()

    def _step_back(self) -> None:
        """Esc goes back to where the agent was, and at last puts the card away."""
        if self._body.currentIndex() == Page.READING:
            self._stop_reading()
        elif self._body.currentIndex() == Page.CHOOSER and self.chooser.step_back():
            pass  # back at the search
        elif self._choosing:
            self._toggle_choosing()
        else:
            self.put_away.emit()

    def _arm(self, part: str) -> None:
        if self.call is not None and part in self._marks:
            self._marks[part].arm(self.call.call_id)

    def _parts(self) -> dict[str, QWidget]:
        return {"header": self.header, **self.panels}

    def _connect(self) -> None:
        self.header.closed.connect(self.put_away)
        self.header.who_asked.connect(self._toggle_choosing)
        self.chooser.chosen.connect(self._choose)
        self.chooser.noted.connect(self.acted)
        self.reading.left.connect(self._stop_reading)
        self.form.wrapped_up.connect(self.acted)
        self.board.asked_again.connect(self._ask_again)
        self.board.opened.connect(self._read)
        self.header.call_back.wanted.connect(lambda number: self.acted.emit(DialWanted(number)))
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self._step_back)
        QShortcut(QKeySequence(KEY), self, self.header.call_back.call)

    def _lay_out(self) -> None:
        self._body = QStackedLayout()
        for page in (self.board, self.chooser, self.reading):
            self._body.addWidget(page)
        self._below = Surface(self._look.theme, "surface")
        column(self._below, margins=(GAP, FORM_MARGIN, GAP, FORM_MARGIN)).addWidget(self.form)
        self._below.setFixedHeight(self._form_height)
        layout = column(self)
        layout.addWidget(self.header)
        rest = column(margins=(GAP, GAP, GAP, GAP), gap=GAP_SMALL)
        rest.addLayout(self._body, 1)
        rest.addWidget(self._below)
        layout.addLayout(rest, 1)
