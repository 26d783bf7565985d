"""The home window: search and the list of calls at the left, one call in full at the right."""

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QMenu, QWidget

from screenpop.events import news
from screenpop.events.acts import DialWanted, WrappedUp
from screenpop.ports.call_log import CallLog
from screenpop.ports.drafts import Drafts, KeptDraft
from screenpop.ports.figures import CallFigures
from screenpop.sentences import Sentence, say
from screenpop.settings.model import WrapUpTable
from ui.background import Background
from ui.card.page import CardPage
from ui.components.boxes import column, line
from ui.components.button import IconButton
from ui.components.calling import KEY
from ui.components.field import LineField
from ui.components.look import Look
from ui.components.outside import harmless
from ui.components.surface import Surface
from ui.desktop.line_state import LineState
from ui.finding.finder import Finder
from ui.history.banner import Banner
from ui.history.detail import CalledOf, Detail
from ui.history.filters import Filters
from ui.history.line_pill import LinePill
from ui.history.own_figures import OwnFigures
from ui.history.pages import Pages
from ui.log.calls import Calls
from ui.log.list import CallList
from ui.theme.icons import Icon
from ui.theme.scale import GAP, GAP_LARGE, GAP_SMALL

TYPING_MS = 200
SETTLING_MS = 400
_MENU = say("Menu")
_NO_CARDS = say("No cards: calls are only logged")
LIST_WIDTH = 400
_CHANGES_LOG = (
    news.PopOpened
    | news.CallerIdentified
    | news.CallAnswered
    | news.CallUpdated
    | news.PartyChanged
    | news.PopClosed
    | news.Kept
)
"""News after which the log says something else."""


class HistoryWindow(QWidget):
    """`acted` carries acts for the desk; `left` comes when the window closes for good.

    `drafts_read` says that it is known what was being written when the program ended last.

    Attributes:
        hides: Closing only hides it, because a tray icon brings it back.
    """

    acted = Signal(object)
    left = Signal()
    drafts_read = Signal()

    def __init__(
        self,
        look: Look,
        background: Background,
        choices: WrapUpTable,
        *,
        build_card: Callable[[], CardPage],
        finder: Finder,
        called_of: CalledOf = lambda _did, _queue: None,
        calls_out: bool = False,
        wraps_up_for: str | None = None,
        agent: str = "",
    ) -> None:
        super().__init__()
        self.hides = False
        self._look = look
        self._background = background
        self._troubles: dict[str, str] = {}
        self.setWindowTitle("Screenpop")
        self.resize(1180, 800)
        self.setMinimumSize(1020, 660)
        text = look.text
        self.pages = Pages(look)
        self.pill = LinePill(look)
        self.settings = IconButton(look.theme, Icon.SETTINGS, text(say("Settings")), parent=self)
        self.settings.hide()
        self.more = IconButton(look.theme, Icon.DOWN, text(_MENU), parent=self)
        self.banner = Banner(look)
        self.search = LineField(
            look.theme, text(say("Search")), text(say("Name, company, number or note")), Icon.SEARCH
        )
        self.filters = Filters(look, agent, choices.dispositions)
        self.filter = self.filters.lists
        self.calls = Calls(look, background)
        self.list = CallList(look, self.calls, calls_out=calls_out)
        self.detail = Detail(
            *(look, choices, background),
            build_card=build_card,
            finder=finder,
            called_of=called_of,
            calls_out=calls_out,
            wraps_up_for=wraps_up_for,
            agent=agent,
        )
        self.own = OwnFigures(look, background)
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._settling = QTimer(self, singleShot=True, interval=SETTLING_MS)
        self._calls_page = QWidget()
        self._connect()
        self._lay_out()
        self.detail.show_call(None)
        self.list.setFocus()

    def add_page(self, title: Sentence, page: QWidget) -> None:
        """Give the window one more page, which its switch turns to."""
        self.pages.add(title, page)

    def offer_settings(self, wanted: Callable[[], None]) -> None:
        """The settings can be opened by this."""
        self.settings.clicked.connect(wanted)
        self.settings.show()

    def offer_menu(self, menu: QMenu) -> None:
        """What the program can be asked for stands here too: a desktop may have no tray."""
        self.more.clicked.connect(lambda: menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft())))

    def show_no_cards(self, *, on: bool) -> None:
        """Remind of it that cards stay away."""
        icon, name = (Icon.BELL_OFF, _NO_CARDS) if on else (Icon.DOWN, _MENU)
        self.more.show_as(icon, self._look.text(name))

    def read(self, log: CallLog) -> None:
        """The record can be asked from now on."""
        self.detail.earlier.log = log
        self.calls.look_into(log)

    def read_own(self, figures: CallFigures) -> None:
        """The agent's own figures can be asked from now on."""
        self.own.read(figures)

    def read_drafts(self, drafts: Drafts) -> None:
        """What was being written when the program ended last is offered again."""
        self._background.ask(
            drafts.all, self._offer_again, lambda error: self._trouble("drafts", error.sentence)
        )

    def show_count(self, of: str, number: int) -> None:
        """So many calls stand in one of the lists."""
        self.filters.show_count(of, number)

    @property
    def begun(self) -> frozenset[UUID]:
        """The calls of which somebody had begun to write when the program ended last."""
        return self.filters.begun

    def show_line(self, lines: LineState) -> None:
        """Show how the lines stand."""
        self.pill.show_line(lines)

    def show_dialling(self, number: str, told: Sentence) -> None:
        """Show what became of calling a number."""
        self.detail.show_dialling(number, told)

    def show_problem(self, problem: Sentence | None) -> None:
        """Say what is wrong with the settings, until None takes it back."""
        self._trouble("settings", problem)

    def show_return(self, told: Sentence | None) -> None:
        """Say that the program came back after a crash, until None takes it back; it took nobody's keyboard."""
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, told is not None)
        self._trouble("return", told)

    def show_waiting(self, told: Sequence[Sentence]) -> None:
        """Say what is saved here and has not reached the database, and why; nothing if all has."""
        self._trouble("waiting", *told)

    def show_upgrade(self, told: Sentence | None) -> None:
        """Say that a new version has been installed while this one runs."""
        self._trouble("upgrade", told)

    def show_key_troubles(self, told: Sequence[Sentence]) -> None:
        """Say which keys of the settings do not work, and why."""
        self._trouble("keys", *told)

    def hear(self, told: news.CallNews) -> None:
        """The log has grown, or a wrap-up is saved."""
        self.detail.hear(told)
        if isinstance(told, news.Kept) and isinstance(told.act, WrappedUp) and told.act.logged:
            self.filters.begun -= {told.act.logged}
        if isinstance(told, _CHANGES_LOG) and self.isVisible():
            self._settling.start()

    def come_up(self, page: QWidget | None = None) -> None:
        """Show the window in front, at this page or at the calls: the agent asked for it."""
        self.pages.turn_to(page or self._calls_page)
        self.show()
        self.raise_()
        self.activateWindow()

    def take_place_of(self, before: "HistoryWindow") -> None:
        """Stand where another one stood, with what was looked for and written there, and close it for good."""
        self.restoreGeometry(before.saveGeometry())
        self.search.edit.setText(before.search.edit.text())
        self.filters.take_place_of(before.filters)
        self._want()
        self.detail.take_place_of(before.detail)
        self.pages.turn_to_place(before.pages.place)
        if before.isVisible():
            self.show()
        before.leave()

    def leave(self) -> None:
        """Close for good; what is written is saved first."""
        self.detail.save()
        self.hides = True
        self.hide()
        self._background.let_go(self)

    def showEvent(self, event: QShowEvent) -> None:
        """Whatever happened while it was hidden is read now."""
        super().showEvent(event)
        self._read_again()

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

    def _read_again(self) -> None:
        self.calls.again()
        self.own.refresh()

    def _want(self) -> None:
        self.calls.want(self.filters.wanted(self.search.edit.text().strip() or None))

    def _offer_again(self, left: Sequence[KeptDraft]) -> None:
        self.filters.begun = frozenset(draft.call for draft in left)
        self.detail.offer_again(left)
        self._want()
        self.drafts_read.emit()

    def _search_for(self) -> None:
        self.search.edit.setFocus()
        self.search.edit.selectAll()

    def _trouble(self, of: str, *problems: Sentence | None) -> None:
        told = [harmless(self._look.text(problem), longest=600) for problem in problems if problem]
        self._troubles[of] = "\n".join(told)
        self.banner.tell("\n".join(filter(None, self._troubles.values())))

    def _connect(self) -> None:
        self._typing.timeout.connect(self._want)
        self._settling.timeout.connect(self._read_again)
        self.search.edit.textEdited.connect(lambda _text: self._typing.start())
        self.filters.changed.connect(self._want)
        self.list.picked.connect(self.detail.show_call)
        self.calls.troubled.connect(lambda trouble: self._trouble("record", trouble))
        self.calls.loaded.connect(lambda: self._trouble("record", None))
        self.detail.acted.connect(self.acted)
        self.list.call_wanted.connect(lambda number: self.acted.emit(DialWanted(number)))
        QShortcut(QKeySequence(KEY), self._calls_page, self.detail.call_back.call)
        for key in (QKeySequence(QKeySequence.StandardKey.Find), QKeySequence("/")):
            QShortcut(key, self._calls_page, self._search_for)
        for step in (Qt.Key.Key_Down, Qt.Key.Key_Return):
            on = QShortcut(QKeySequence(step), self.search.edit)
            on.setContext(Qt.ShortcutContext.WidgetShortcut)
            on.activated.connect(self.list.setFocus)
        self.list.opened.connect(self.detail.write)
        QShortcut(QKeySequence(Qt.Key.Key_F5), self._calls_page, self._read_again)

    def _lay_out(self) -> None:
        top = line(gap=GAP_LARGE)
        top.addWidget(self.pages.switch, 2)
        top.addWidget(self.pill, 3)
        top.addWidget(self.settings)
        top.addWidget(self.more)
        left = Surface(self._look.theme, "surface")
        left.setFixedWidth(LIST_WIDTH)
        inner = column(left, margins=(GAP_SMALL, GAP, GAP_SMALL, GAP_SMALL), gap=GAP_SMALL)
        inner.addWidget(self.search)
        inner.addWidget(self.filters)
        inner.addWidget(self.list, 1)
        inner.addWidget(self.own)
        body = line(self._calls_page, gap=GAP)
        body.addWidget(left)
        body.addWidget(self.detail, 1)
        layout = column(self, margins=(GAP_LARGE, GAP, GAP_LARGE, GAP_LARGE), gap=GAP)
        layout.addLayout(top)
        layout.addWidget(self.banner)
        self.add_page(say("Calls"), self._calls_page)
        layout.addWidget(self.pages, 1)
