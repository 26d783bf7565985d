"""The desktop application: it owns the windows, hears the news and posts what the agent does."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from screenpop.events import news
from screenpop.events.acts import Act, DialWanted
from screenpop.ports.call_log import CallLog
from screenpop.ports.directory import Directory
from screenpop.sentences import Sentence
from screenpop.settings.model import WindowTable, WrapUpTable
from ui.background import Background
from ui.components.look import Look
from ui.components.picture import save_picture
from ui.desktop.dialling import By, WindowDialling
from ui.desktop.interruption import Interruption
from ui.desktop.line_state import LineWatch
from ui.desktop.tray import Tray
from ui.finding.finder import Finder
from ui.history.window import HistoryWindow
from ui.language import language_for, qt_texts
from ui.news_feed import NewsFeed
from ui.panels.department import Department
from ui.pop.card import Card
from ui.pop.paint_times import PaintMark, PaintTimes
from ui.pop.stack import CardStack
from ui.theme.fonts import load_fonts
from ui.theme.icons import application_icon
from ui.theme.theme import Theme
from ui.wording import Wording


@dataclass(frozen=True, slots=True)
class _Attached:
    """The ports are built."""

    call_log: CallLog | None
    directory: Directory | None


@dataclass(frozen=True, slots=True)
class _Problem:
    """Something is wrong that the agent must read; None when it is mended."""

    sentence: Sentence | None


@dataclass(frozen=True, slots=True)
class _Errand:
    """A script on another thread wants something done here."""

    job: Callable[[], None]
    done: Future[None]


class _Quit:
    """The agent, or whoever started the program, wants it to end."""


class Application:
    """Everything that is seen. Built on the main thread; `feed`, `attach`, `show_problem` and `quit` are safe from any.

    Args:
        window: Language, theme and corner.
        wrap_up: The reasons and outcomes to choose from.
        departments: Whose panels the card has, in this order.
        line_names: What the settings call the lines.
        elsewhere: Whether a call that was answered elsewhere keeps its card.
        dial: How a number in a window is called.
        post: Where the agent's acts go.
        times: Where the moments of painting are noted, for the benchmarks.
    """

    def __init__(
        self,
        *,
        window: WindowTable,
        wrap_up: WrapUpTable,
        departments: tuple[Department, ...],
        line_names: tuple[str, ...],
        elsewhere: Literal["keep", "close"],
        dial: By,
        post: Callable[[Act | DialWanted], None],
        times: PaintTimes | None = None,
    ) -> None:
        self._qt = _qt_application()
        load_fonts()
        language = language_for(window.language)
        self._qt_texts = qt_texts(language.code)
        self._qt.installTranslator(self._qt_texts)
        self.look = Look(Theme(window.theme), Wording(language))
        self.look.theme.dress(self._qt)
        self.feed = NewsFeed()
        self.feed.announced.connect(self._hear)
        self._post = post
        self._closed = False
        self._running = False
        self._lines = LineWatch(line_names)
        self._lines.changed.connect(self._show_line)
        self._dialling = WindowDialling(dial, post)
        self._dialling.told.connect(self._show_dialling)
        self._background = Background()
        self._finder = Finder(self._background)
        self.stack = CardStack(
            lambda: Card(
                self.look, departments, wrap_up, self._finder, times, calls_out=self._dialling.offered
            ),
            window.corner,
            elsewhere,
        )
        self.stack.acted.connect(self._act)
        self.history = HistoryWindow(self.look, self._background, wrap_up, calls_out=self._dialling.offered)
        self.history.acted.connect(self._act)
        if times is not None:
            PaintMark(times, "window", self.history).arm("")
        self.tray = Tray.build(self.look)
        if self.tray is not None:
            self.tray.last_card_wanted.connect(self.stack.show_last)
            self.tray.history_wanted.connect(self.history.come_up)
            self.tray.quit_wanted.connect(self.quit)
        self._qt.setQuitOnLastWindowClosed(False)
        self.history.hides = self.tray is not None
        self.history.left.connect(self.quit)
        self._show_line()

    @property
    def cards(self) -> tuple[Card, ...]:
        """The cards on the screen, the oldest first."""
        return tuple(self.stack.visible)

    def attach(self, *, call_log: CallLog | None = None, directory: Directory | None = None) -> None:
        """The record and the directory can be asked from now on; callable from any thread."""
        self.feed.announce(_Attached(call_log, directory))

    def show_problem(self, sentence: Sentence | None) -> None:
        """Say in the window what is wrong, until None takes it back; callable from any thread."""
        self.feed.announce(_Problem(sentence))

    def run(self) -> int:
        """Show the window and work until the agent quits; returns the exit code."""
        interruption = Interruption(self.quit)
        self.history.show()
        QTimer.singleShot(0, self._warm_up)
        try:
            self._running = True
            return self._qt.exec()
        finally:
            self._running = False
            interruption.close()
            self.close()

    def do(self, job: Callable[[], None], within: float = 10.0) -> None:
        """Have something done on the GUI thread and wait for it: for scripts on another thread, like the demo's.

        Raises:
            TimeoutError: It was not done within so many seconds.
        """
        errand = _Errand(job, Future())
        self.feed.announce(errand)
        errand.done.result(within)

    def picture_card(self, file: Path) -> None:
        """Save what the newest card looks like with all its news, as PNG; callable from another thread only."""

        def take() -> None:
            card = self.cards[-1]
            card.catch_up()
            save_picture(card, file)

        self.do(take)

    def picture_history(self, file: Path) -> None:
        """Save what the history window looks like, as PNG; callable from another thread only."""
        self.do(self.history.come_up)
        self.do(lambda: save_picture(self.history, file))

    def begin_prospect(self) -> None:
        """Begin to note somebody new on the newest card; callable from another thread only."""

        def begin() -> None:
            self.cards[-1].body.chooser.new.click()

        self.do(begin)

    def open_first(self, department: str) -> None:
        """Open in full what stands first on a panel of the newest card; callable from another thread only."""

        def open_it() -> None:
            card = self.cards[-1]
            card.catch_up()
            card.panels[department].open_first()

        self.do(open_it)

    def choose_theme(self, choice: Literal["system", "light", "dark"]) -> None:
        """Change the theme; callable from another thread only."""
        self.do(lambda: self.look.theme.choose(choice))

    def put_cards_away(self) -> None:
        """Take every card off the screen, as the agent would; callable from another thread only."""
        self.do(self.stack.put_all_away)

    def quit(self) -> None:
        """End `run`; callable from any thread."""
        self.feed.announce(_Quit())

    def close(self) -> None:
        """Let go of every window and thread."""
        if self._closed:
            return
        self._closed = True
        self.feed.announced.disconnect(self._hear)
        self._lines.close()
        self.stack.close()
        self.history.leave()
        if self.tray is not None:
            self.tray.hide()
        self._qt.removeTranslator(self._qt_texts)
        self._background.close()

    def _warm_up(self) -> None:
        """Draw a card once out of sight: fonts, icons and layouts are ready before the first call."""
        self.stack.warm_up()

    def _hear(self, told: object) -> None:
        match told:
            case news.LineUp() | news.LineDown():
                self._lines.hear(told)
            case news.Dialled():
                self._dialling.hear(told)
            case _Attached():
                if told.directory is not None:
                    self._finder.directory = told.directory
                if told.call_log is not None:
                    self.history.read(told.call_log)
            case _Errand(job, done):
                try:
                    done.set_result(job())
                except Exception as error:  # noqa: BLE001 # the script that waits hears of it
                    done.set_exception(error)
            case _Quit() if self._running:
                self._qt.exit(0)  # `quit` would ask every window, and a card does not close
            case _Problem():
                self.history.show_problem(told.sentence)
            case _Quit():
                pass  # it ends already
            case _:
                self.stack.hear(told)  # type: ignore[arg-type] # all other news is of calls
                self.history.hear(told)  # type: ignore[arg-type] # as above

    def _show_line(self) -> None:
        self.history.show_line(self._lines.state)
        if self.tray is not None:
            self.tray.show_line(self._lines.state)

    def _show_dialling(self, number: str, told: Sentence) -> None:
        self.stack.show_dialling(number, told)
        self.history.show_dialling(number, told)

    def _act(self, act: Act | DialWanted) -> None:
        if isinstance(act, DialWanted):
            self._dialling.call(act)
        else:
            self._post(act)


def _qt_application() -> QApplication:
    known = QApplication.instance()
    made = known if isinstance(known, QApplication) else QApplication(["screenpop"])
    made.setApplicationName("screenpop")
    made.setApplicationDisplayName("Screenpop")
    made.setDesktopFileName("screenpop")
    made.setWindowIcon(application_icon())
    return made
