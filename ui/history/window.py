"""The home window: search and the list of calls at the left, one call in full at the right."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget

from screenpop.events import news
from screenpop.events.acts import DialWanted
from screenpop.events.calls import Direction
from screenpop.ports.call_log import CallLog
from screenpop.record.filters import LogFilter
from screenpop.sentences import Sentence, say
from screenpop.settings.model import WrapUpTable
from ui.background import Background
from ui.components.boxes import column, line
from ui.components.calling import KEY
from ui.components.chips import Chips
from ui.components.field import LineField
from ui.components.line import Line
from ui.components.look import Look
from ui.components.outside import harmless
from ui.components.surface import Surface
from ui.desktop.line_state import LineState
from ui.history.banner import Banner
from ui.history.detail import Detail
from ui.history.line_pill import LinePill
from ui.log.calls import Calls
from ui.log.list import CallList
from ui.log.words import NOT_ANSWERED
from ui.theme.icons import Icon
from ui.theme.scale import GAP, GAP_LARGE, GAP_SMALL, Type

TYPING_MS = 200
SETTLING_MS = 400
LIST_WIDTH = 400


class HistoryWindow(QWidget):
    """`acted` carries acts for the desk; `left` comes when the window closes for good.

    Attributes:
        hides: Closing only hides it, because a tray icon brings it back.
    """

    acted = Signal(object)
    left = Signal()

    def __init__(
        self, look: Look, background: Background, choices: WrapUpTable, *, calls_out: bool = False
    ) -> None:
        super().__init__()
        self.hides = False
        self._look = look
        self._troubles: dict[str, str] = {}
        self.setWindowTitle("Screenpop")
        self.resize(1080, 720)
        self.setMinimumSize(820, 520)
        text = look.text
        self.title = Line(Type.FIGURE)
        self.title.tell(text(say("Calls")))
        self.pill = LinePill(look)
        self.banner = Banner(look)
        self.search = LineField(
            look.theme, text(say("Search")), text(say("Search by name, company, number or note")), Icon.SEARCH
        )
        self.filter = Chips(look.theme, {"all": text(say("All")), "missed": text(say("Missed"))})
        self.filter.choose("all")
        self.calls = Calls(background, look.wording)
        self.list = CallList(look, self.calls, calls_out=calls_out)
        self.detail = Detail(look, choices, background, calls_out=calls_out)
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._settling = QTimer(self, singleShot=True, interval=SETTLING_MS)
        self._connect()
        self._lay_out()
        self.detail.show_call(None)

    def read(self, log: CallLog) -> None:
        """The record can be asked from now on."""
        self.detail.earlier.log = log
        self.calls.read(log)

    def show_line(self, lines: LineState) -> None:
        """Show how the lines stand."""
        self.pill.show_line(lines)

    def show_dialling(self, number: str, told: Sentence) -> None:
        """Show what became of calling a number."""
        self.detail.show_dialling(number, told)

    def show_problem(self, problem: Sentence | None) -> None:
        """Say what is wrong with the settings, until None takes it back."""
        self._trouble("settings", problem)

    def hear(self, told: news.CallNews) -> None:
        """The log has grown, or a wrap-up is saved."""
        if isinstance(told, news.Kept | news.NotKept):
            self.detail.hear(told)
        if not isinstance(told, news.PanelAsked | news.PanelFilled | news.PanelFailed) and self.isVisible():
            self._settling.start()

    def come_up(self) -> None:
        """Show the window in front: the agent asked for it."""
        self.show()
        self.raise_()
        self.activateWindow()

    def leave(self) -> None:
        """Close for good; what is written is saved first."""
        self.detail.save()
        self.hides = True
        self.hide()
        self.deleteLater()

    def showEvent(self, event: QShowEvent) -> None:
        """Whatever happened while it was hidden is read now."""
        super().showEvent(event)
        self.calls.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Out of sight nothing runs."""
        self._typing.stop()
        self._settling.stop()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Whoever turns to the window sees calls out too, of which no news is told."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and self.isActiveWindow():
            self._settling.start()

    def closeEvent(self, event: QCloseEvent) -> None:
        """With a tray the program goes on; without one it ends."""
        event.accept()
        if not self.hides:
            self.left.emit()

    def _want(self) -> None:
        text = self.search.edit.text().strip() or None
        if self.filter.choice() == "missed":
            self.calls.want(
                LogFilter(direction=Direction.IN, endings=NOT_ANSWERED, not_reached_since=True, text=text)
            )
        else:
            self.calls.want(LogFilter(text=text))

    def _trouble(self, of: str, problem: Sentence | None) -> None:
        self._troubles[of] = harmless(self._look.text(problem), longest=600) if problem else ""
        self.banner.tell("\n".join(filter(None, self._troubles.values())))

    def _connect(self) -> None:
        self._typing.timeout.connect(self._want)
        self._settling.timeout.connect(self.calls.refresh)
        self.search.edit.textEdited.connect(lambda _text: self._typing.start())
        self.filter.chosen.connect(lambda _choice: self._want())
        self.list.picked.connect(self.detail.show_call)
        self.calls.troubled.connect(lambda trouble: self._trouble("record", trouble))
        self.calls.loaded.connect(lambda: self._trouble("record", None))
        self.detail.acted.connect(self.acted)
        self.list.call_wanted.connect(lambda number: self.acted.emit(DialWanted(number)))
        QShortcut(QKeySequence(KEY), self, self.detail.call_back.call)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self.search.edit.setFocus)
        QShortcut(QKeySequence(Qt.Key.Key_F5), self, self.calls.refresh)

    def _lay_out(self) -> None:
        top = line(gap=GAP_LARGE)
        top.addWidget(self.title, 2)
        top.addWidget(self.pill, 3)
        left = Surface(self._look.theme, "surface")
        left.setFixedWidth(LIST_WIDTH)
        inner = column(left, margins=(GAP_SMALL, GAP, GAP_SMALL, GAP_SMALL), gap=GAP_SMALL)
        inner.addWidget(self.search)
        inner.addWidget(self.filter)
        inner.addWidget(self.list, 1)
        body = line(gap=GAP)
        body.addWidget(left)
        body.addWidget(self.detail, 1)
        layout = column(self, margins=(GAP_LARGE, GAP, GAP_LARGE, GAP_LARGE), gap=GAP)
        layout.addLayout(top)
        layout.addWidget(self.banner)
        layout.addLayout(body, 1)
