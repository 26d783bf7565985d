"""The card of one call: pre-built, shown without taking the keyboard, filled as news comes."""

from datetime import UTC, datetime

from PySide6.QtCore import QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QHideEvent,
    QKeySequence,
    QMoveEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QShortcut,
)
from PySide6.QtWidgets import QGridLayout, QStackedLayout, QWidget

from screenpop.customers import Person
from screenpop.events import news
from screenpop.events.acts import AskedAgain, DialWanted, PersonChosen
from screenpop.settings.model import WrapUpTable
from ui.components.boxes import column
from ui.components.calling import KEY
from ui.components.look import Look
from ui.components.surface import Surface
from ui.panels.frame import Panel
from ui.panels.views import USUAL
from ui.pop.call import Call, Failed, Filled, NotAsked, Waiting
from ui.pop.chooser import Chooser
from ui.pop.finder import Finder
from ui.pop.header import HEIGHT as HEADER_HEIGHT
from ui.pop.header import Header
from ui.pop.paint_times import PaintMark, PaintTimes
from ui.pop.warming import sample
from ui.pop.way_in import FLAGS, WayIn
from ui.theme.scale import CORNER_LARGE, GAP, GAP_SMALL
from ui.wrap_up.form import WrapUpForm

SMALL_WIDTH, SMALL_PANEL = 560, 128
FULL_WIDTH, FULL_PANEL = 820, 190
FORM_MARGIN = GAP_SMALL + 2
UNSEEN_MS = 40
"""How long answers wait for the card's first painting, which shows the name."""


class Card(QWidget):
    """Shows a `Call`. `acted` carries acts for the desk; `put_away` comes when the agent closes it."""

    acted = Signal(object)
    put_away = Signal()

    def __init__(
        self,
        look: Look,
        departments: tuple[str, ...],
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
        self.panels = {name: Panel(look, name) for name in departments}
        self.chooser = Chooser(look, finder)
        self.form = WrapUpForm(look, choices)
        self._form_height = self.form.height_in(FULL_WIDTH - 4 * GAP) + 2 * FORM_MARGIN
        self._choosing = False
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
        self.call, self._choosing, self._seen = call, False, False
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
        self.open(sample({name: kind for name, kind in USUAL.items() if name in self.panels}))
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
            case news.CallerIdentified() | news.PartyChanged():
                self._choosing = False
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
        if self._body.currentIndex() == 1:
            self.chooser.field.setFocus()
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
        self.way_in.shut()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, the header's ground, and a thin edge."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        outline = QPainterPath()
        outline.addRoundedRect(whole, CORNER_LARGE, CORNER_LARGE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.fillPath(outline, theme.colour("ground"))
        painter.save()
        painter.setClipPath(outline)
        painter.fillRect(0, 0, self.width(), HEADER_HEIGHT, theme.colour(self.header.role))
        painter.restore()
        painter.setPen(theme.colour("line"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(whole, CORNER_LARGE, CORNER_LARGE)
        painter.end()
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
        panel = self.panels.get(department)
        if panel is None or self.call is None:
            return
        unknown = Waiting() if self.call.identity is None else NotAsked()
        match self.call.panels.get(department, unknown):
            case Waiting():
                panel.wait()
            case Filled(answer):
                panel.fill(answer)
                self._arm(department)
            case Failed(reason):
                panel.fail(reason)
                self._arm(department)
            case NotAsked():
                panel.rest()

    def _show_body(self) -> None:
        call = self.call
        if call is None:
            return
        identity = call.identity
        certain = not call.caller.withheld and (identity is None or identity.customer is not None)
        page = 0 if certain and not self._choosing else 1
        if page == 1:
            self.chooser.offer(identity.people if identity else ())
        if self._body.currentIndex() != page:
            self._body.setCurrentIndex(page)

    def _show_size(self) -> None:
        call = self.call
        full = call is not None and (call.answered_at is not None or call.kept)
        if full != self.full:
            self.full = full
            self._take_size()

    def _take_size(self) -> None:
        width, panel = (FULL_WIDTH, FULL_PANEL) if self.full else (SMALL_WIDTH, SMALL_PANEL)
        rows = max(1, (len(self.panels) + 1) // 2)
        for each in self.panels.values():
            each.make_room(self.full)
            each.setFixedHeight(panel)
        self._below.setVisible(self.full)
        body = rows * panel + (rows - 1) * GAP_SMALL
        form = self._form_height + GAP_SMALL if self.full else 0
        self.setFixedSize(width, HEADER_HEIGHT + GAP + body + form + GAP)

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

    def _arm(self, part: str) -> None:
        if self.call is not None and part in self._marks:
            self._marks[part].arm(self.call.call_id)

    def _parts(self) -> dict[str, QWidget]:
        return {"header": self.header, **self.panels}

    def _connect(self) -> None:
        self.header.closed.connect(self.put_away)
        self.header.who_asked.connect(self._toggle_choosing)
        self.chooser.chosen.connect(self._choose)
        self.form.wrapped_up.connect(self.acted)
        for panel in self.panels.values():
            panel.asked_again.connect(self._ask_again)
        self.header.call_back.wanted.connect(lambda number: self.acted.emit(DialWanted(number)))
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.put_away.emit)
        QShortcut(QKeySequence(KEY), self, self.header.call_back.call)

    def _lay_out(self) -> None:
        for name, panel in self.panels.items():
            if name in USUAL:
                panel.build(USUAL[name])
        grid_page = QWidget()
        grid = QGridLayout(grid_page)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(GAP_SMALL)
        for place, panel in enumerate(self.panels.values()):
            grid.addWidget(panel, place // 2, place % 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self._body = QStackedLayout()
        self._body.addWidget(grid_page)
        self._body.addWidget(self.chooser)
        self._below = Surface(self._look.theme, "surface")
        column(self._below, margins=(GAP, FORM_MARGIN, GAP, FORM_MARGIN)).addWidget(self.form)
        self._below.setFixedHeight(self._form_height)
        layout = column(self)
        layout.addWidget(self.header)
        rest = column(margins=(GAP, GAP, GAP, GAP), gap=GAP_SMALL)
        rest.addLayout(self._body, 1)
        rest.addWidget(self._below)
        layout.addLayout(rest, 1)
