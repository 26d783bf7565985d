"""The card of one call: pre-built, shown without taking the keyboard, filled as news comes."""

from datetime import UTC, datetime

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeySequence, QPaintEvent, QShortcut

from screenpop.events import news
from screenpop.events.acts import DialWanted
from screenpop.settings.model import WrapUpTable
from ui.components.boxes import column
from ui.components.calling import KEY
from ui.components.look import Look
from ui.components.surface import Surface
from ui.desktop.corners import MARGIN
from ui.finding.finder import Finder
from ui.panels.department import Department
from ui.panels.views import answer_of
from ui.pop import plan
from ui.pop.body import Body
from ui.pop.call import Call
from ui.pop.ground import paint_ground
from ui.pop.header import HEIGHT as HEADER_HEIGHT
from ui.pop.header import Header
from ui.pop.paint_times import PaintMark, PaintTimes
from ui.pop.warming import sample
from ui.pop.window import CardWindow
from ui.theme.scale import GAP, GAP_SMALL
from ui.wrap_up.form import WrapUpForm

FORM_MARGIN = GAP_SMALL + 2
UNSEEN_MS = 40
"""How long answers wait for the card's first painting, which shows the name."""


class Card(CardWindow):
    """Shows a `Call`. `acted` carries acts for the desk."""

    acted = Signal(object)

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
        super().__init__()
        self._look = look
        self.call: Call | None = None
        self.full = False
        self.header = Header(look, calls_out=calls_out)
        self.body = Body(look, departments, finder)
        self.panels = self.body.board.panels
        self.form = WrapUpForm(look, choices)
        self._form_height = self.form.height_in(plan.WIDTHS[2] - 4 * GAP) + 2 * FORM_MARGIN
        self._sample = {each.name: kind for each in departments if (kind := answer_of(each)) is not None}
        self._clock = QTimer(self, interval=1000)
        self._clock.timeout.connect(self._tick)
        self._seen = False
        self._due: set[str] = set()
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self.catch_up)
        self._marks: dict[str, PaintMark] = {}
        if times is not None:
            self._marks["header"] = PaintMark(times, "header", self.header)
            self._marks |= {name: PaintMark(times, name, panel) for name, panel in self.panels.items()}
        self._lay_out()
        self._connect()
        self._take_size()
        self.be_a_window()

    def open(self, call: Call) -> None:
        """Show a call from the beginning; the caller shows the window."""
        self.call, self._seen = call, False
        self.way_in.shut()
        self._show_size()
        self._show_header()
        self._show_panels()
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
                self.body.chooser.refresh()
            case news.CallerIdentified() | news.PartyChanged():
                self._show_header()
                self._show_panels()
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
        if not self.body.take_keyboard() and self.full:
            self.form.note.setFocus()

    def leave(self) -> None:
        """Forget the call and go out of sight."""
        self.hide()
        self._clock.stop()
        self._soon.stop()
        self._due.clear()
        self.call = None
        self.body.leave()
        self.way_in.shut()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground; what came before the first painting is shown after it."""
        paint_ground(self, HEADER_HEIGHT, self.header.role, self._look.theme)
        if not self._seen:
            self._seen = True
            if self._due:
                self._soon.start(0)

    def hideEvent(self, event: QHideEvent) -> None:
        """Out of sight nothing runs."""
        self._clock.stop()
        super().hideEvent(event)

    def _show_header(self) -> None:
        if self.call is not None:
            self.header.show_call(self.call, datetime.now(UTC))
            self._arm("header")

    def _show_panel(self, department: str) -> None:
        if self.call is not None and self.body.board.show_panel(department, self.call):
            self._arm(department)

    def _show_panels(self) -> None:
        for department in self.panels:
            self._show_panel(department)
        if self.call is not None:
            self.body.show_call(self.call)

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
        self.body.board.lay_out(planned)
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

    def _step_back(self) -> None:
        """Esc goes back to where the agent was, and at last puts the card away."""
        if not self.body.turn_back():
            self.put_away.emit()

    def _arm(self, part: str) -> None:
        if self.call is not None and part in self._marks:
            self._marks[part].arm(self.call.call_id)

    def _connect(self) -> None:
        self.header.closed.connect(self.put_away)
        self.header.who_asked.connect(self.body.turn_to_who)
        self.body.acted.connect(self.acted)
        self.form.wrapped_up.connect(self.acted)
        self.header.call_back.wanted.connect(lambda number: self.acted.emit(DialWanted(number)))
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self._step_back)
        QShortcut(QKeySequence(KEY), self, self.header.call_back.call)

    def _lay_out(self) -> None:
        self._below = Surface(self._look.theme, "surface")
        column(self._below, margins=(GAP, FORM_MARGIN, GAP, FORM_MARGIN)).addWidget(self.form)
        self._below.setFixedHeight(self._form_height)
        layout = column(self)
        layout.addWidget(self.header)
        rest = column(margins=(GAP, GAP, GAP, GAP), gap=GAP_SMALL)
        rest.addWidget(self.body, 1)
        rest.addWidget(self._below)
        layout.addLayout(rest, 1)
