"""The live board as a view of the supervisors' window: told of every change, and asked again all the same."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from screenpop.errors import ScreenPopError
from screenpop.ports.board_seen import LiveBoard
from screenpop.record.board_seen import BoardSeen
from screenpop.sentences import say, say_many
from ui.background import Background
from ui.components.boxes import column
from ui.components.look import Look
from ui.components.paragraph import Paragraph
from ui.supervisor.board.counts import ByQueue, Counts
from ui.supervisor.board.desks import Desks
from ui.supervisor.notice import Notice
from ui.supervisor.page import Page
from ui.theme.icons import Icon
from ui.theme.palette import Ink
from ui.theme.scale import GAP, Type

TICK_MS, AGAIN_MS, SETTLING_MS = 1_000, 15_000, 150
WITHOUT_NAMES = say(
    "Who it is stays hidden at this site. Whoever answers for it shows names with “live_names” under"
    " [supervision] in the settings; your own desk you always see."
)


class BoardView(Page):
    """A view of the window. Out of sight nobody asks and nothing ticks."""

    title = say("Live board")
    icon = Icon.LIVE
    _changed = Signal()

    def __init__(self, look: Look, background: Background, board: LiveBoard) -> None:
        super().__init__(look, self.title)
        self._background = background
        self._board = board
        self._asking = False
        self._once_more = False
        self.counts = Counts(look)
        self.by_queue = ByQueue(look)
        self.why = Paragraph(Type.BODY, Ink.QUIET)
        self.desks = Desks(look)
        self.notice = Notice(look)
        self._ticking = QTimer(self, interval=TICK_MS)
        self._again = QTimer(self, interval=AGAIN_MS)
        self._settling = QTimer(self, singleShot=True, interval=SETTLING_MS)
        self._lay_out()
        self._ticking.timeout.connect(self._tick)
        self._again.timeout.connect(self.refresh)
        self._settling.timeout.connect(self.refresh)
        self._changed.connect(self._settle, Qt.ConnectionType.QueuedConnection)
        self.notice.wanted.connect(self.refresh)
        self._end_of_news: Callable[[], None] = _nothing
        self.notice.tell(say("Reading …"))

    @property
    def widget(self) -> QWidget:
        """The view itself."""
        return self

    def shown(self) -> None:
        """The board is live from now on."""
        self._end_of_news()
        self._end_of_news = self._board.when_changed(self._changed.emit)
        self._ticking.start()
        self._again.start()
        self.refresh()

    def refresh(self) -> None:
        """Ask what every desk does; while an answer is awaited, once more afterwards is enough."""
        if self._asking:
            self._once_more = True
            return
        self._asking, self._once_more = True, False
        self._background.ask(self._board.now, self._show, self._fail)

    def hideEvent(self, event: QHideEvent) -> None:
        """Out of sight nothing runs."""
        super().hideEvent(event)
        self._end_of_news()
        self._end_of_news = _nothing
        for timer in (self._ticking, self._again, self._settling):
            timer.stop()

    def _settle(self) -> None:
        """Many desks may change at once: one look a moment later sees them all."""
        if self.isVisible() and not self._settling.isActive():
            self._settling.start()

    def _show(self, board: BoardSeen) -> None:
        self.counts.show_board(board)
        self.by_queue.show_board(board)
        self.desks.show_desks(board.desks)
        self.why.tell("" if board.named else self._look.text(WITHOUT_NAMES))
        if board.busy.total or board.gone:
            self._pages.setCurrentIndex(1)
        else:
            self.notice.tell(say("No desk is signed on"), say("Desks will stand here as they come"))
            self._pages.setCurrentIndex(0)
        self.tell(say_many("{count} desk", "{count} desks", board.busy.total))
        self._have_asked()

    def _fail(self, error: ScreenPopError) -> None:
        """What was shown is not true any more."""
        self.tell(None)
        self.notice.tell(say("The board cannot be read"), error.sentence, say("Try again"))
        self._pages.setCurrentIndex(0)
        self._have_asked()

    def _have_asked(self) -> None:
        self._asking = False
        if self._once_more and self.isVisible():
            self.refresh()

    def _tick(self) -> None:
        self.counts.tick()
        self.desks.tick()

    def _lay_out(self) -> None:
        page = QWidget()
        layout = column(page, gap=GAP)
        layout.addWidget(self.counts)
        layout.addWidget(self.by_queue)
        layout.addWidget(self.why)
        layout.addWidget(self.desks, 1)
        self._pages = QStackedLayout()
        self._pages.addWidget(self.notice)
        self._pages.addWidget(page)
        self.body.addLayout(self._pages, 1)


def _nothing() -> None:
    """There are no news to end."""
