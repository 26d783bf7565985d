"""The desktop application: it owns the windows, hears the news and posts what the agent does."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from typing import Literal
from uuid import uuid4

from PySide6.QtCore import QThread, QTimer

from screenpop.events import news
from screenpop.events.acts import Act, CustomerOpened, DialWanted
from screenpop.ports.call_log import CallLog
from screenpop.ports.card_place import CardPlace, CardPlaces, NoPlaces
from screenpop.ports.checks import Check
from screenpop.ports.day import Day
from screenpop.ports.directory import Directory
from screenpop.ports.drafts import Drafts
from screenpop.ports.figures import CallFigures
from screenpop.sentences import Sentence, say, say_many
from screenpop.settings.model import (
    FactTable,
    KeysTable,
    LanguageName,
    LinkTable,
    PopTable,
    ThemeName,
    WindowTable,
    WrapUpTable,
)
from ui.attached import Attached
from ui.background import Background
from ui.card.page import CardPage
from ui.day.page import DayPage
from ui.desktop.dialling import By, WindowDialling
from ui.desktop.interruption import Interruption
from ui.desktop.line_state import LineWatch
from ui.desktop.program import Program
from ui.desktop.program_menu import Entry
from ui.desktop.screens import Home
from ui.desktop.spool_words import told_of_spool
from ui.desktop.standby import Standby
from ui.finding.finder import Finder
from ui.history.detail import CalledOf
from ui.history.filters import MISSED, TO_WRAP_UP
from ui.history.questions import missed_lately, to_wrap_up
from ui.history.window import HistoryWindow
from ui.log.counts import Counts
from ui.news_feed import NewsFeed
from ui.panels.department import Department
from ui.pop.card import Card
from ui.pop.paint_times import PaintMark, PaintTimes
from ui.pop.popping import Popping
from ui.pop.reach import Reach, W
from ui.pop.stack import CardStack

_RETURNED = say(
    "Screenpop crashed and came back by itself. What was saved is safe; what was being written is offered again."
)
_SAID_FOR = 10 * 60 * 1000
_NO_KEYS = KeysTable(card="", put_away="", no_cards="")


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
        facts: What the site wants to know of its customers.
        departments: Whose panels the card has, in this order.
        line_names: What the settings call the lines.
        elsewhere: Whether a call that was answered elsewhere keeps its card.
        dial: How a number in a window is called.
        post: Where the agent's acts go.
        seen: Is called with each call whose caller stands on the screen now.
        wraps_up_for: The agent whose calls of the log can be wrapped up; None where everybody's can.
        times: Where the moments of painting are noted, for the benchmarks.
        pop: Which calls get a card, and when.
        card_places: Remembers where the agent put the cards.
        keys: Which keys reach the cards from every program; none where they are left out.
        links: Where a customer can be seen in other systems.
        agent: Who sits here.
        called_of: What the site says of a number of ours, or a queue, for calls of the log.
    """

    def __init__(
        self,
        *,
        window: WindowTable,
        wrap_up: WrapUpTable,
        facts: tuple[FactTable, ...] = (),
        departments: tuple[Department, ...],
        line_names: tuple[str, ...],
        elsewhere: Literal["keep", "close"],
        dial: By,
        post: Callable[[Act | DialWanted], None],
        seen: Callable[[str], None] = lambda _call_id: None,
        wraps_up_for: str | None = None,
        times: PaintTimes | None = None,
        pop: PopTable | None = None,
        card_places: CardPlaces | None = None,
        keys: KeysTable | None = None,
        links: tuple[LinkTable, ...] = (),
        agent: str = "",
        called_of: CalledOf = lambda _did, _queue: None,
    ) -> None:
        pop = pop or PopTable()
        self._program = Program(window)
        self._program.language_changed.connect(self._speak_anew)
        self._qt, self.look = self._program.qt, self._program.look
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
        self._home = Home(CardPlace(window.corner, window.screen), card_places or NoPlaces())
        self.stack = CardStack(
            lambda: Card(
                *(self.look, departments, wrap_up, self._finder),
                facts=facts,
                times=times,
                calls_out=self._dialling.offered,
                agent=agent,
                panels=window.panels,
                links=links,
            ),
            self._home,
            at_most=window.cards,
            popping=Popping(pop.on),
            elsewhere=elsewhere,
        )
        self.stack.acted.connect(self._act)
        self.stack.caller_seen.connect(seen)

        def build_page() -> CardPage:
            return CardPage(
                *(self.look, departments, self._finder),
                facts=facts,
                calls_out=self._dialling.offered,
                panels=window.panels,
                links=links,
            )

        self._build_home: Callable[[], HistoryWindow] = lambda: HistoryWindow(
            *(self.look, self._background, wrap_up),
            build_card=build_page,
            finder=self._finder,
            called_of=called_of,
            calls_out=self._dialling.offered,
            wraps_up_for=wraps_up_for,
            agent=agent,
        )
        self._waiting = Counts(
            self._background,
            {MISSED: lambda: missed_lately(agent), TO_WRAP_UP: lambda: to_wrap_up(agent, self.history.begun)},
        )
        self._waiting.changed.connect(self._show_count)
        self._build_day: Callable[[], DayPage] = lambda: DayPage(
            *(self.look, self._background, agent),
            build_page,
            calls_out=self._dialling.offered,
        )
        self._ports = Attached()
        self._problem: Sentence | None = None
        self._upgraded: Sentence | None = None
        self._spool: Sequence[Sentence] = ()
        self.history = self._open_home()
        if times is not None:
            PaintMark(times, "window", self.history).arm("")
        self.standby = Standby(self.look)
        self.standby.menu.offer(Entry.LAST_CARD, self._show_last_card)
        self.standby.menu.offer(Entry.CALLS, self.show_home)
        self.standby.menu.offer(Entry.QUIT, self.quit)
        self.standby.menu.no_cards_wanted.connect(lambda on: self.want_no_cards(on=on))
        self.stack.without_card.connect(self.standby.show_without_card)
        if self.standby.tray is not None:
            self.standby.tray.last_card_wanted.connect(self._show_last_card)
        self.standby.menu.offer(Entry.MY_DAY, lambda: self.history.come_up(self.day))
        self.history.offer_menu(self.standby.menu.menu)
        self._settings_wanted: Callable[[], None] | None = None
        self._reach: Reach | None = None
        self._build_reach = partial(
            Reach,
            *(self.stack, self._home, keys or _NO_KEYS),
            over_full_screen=window.over_full_screen,
            turn_cards=lambda: self.want_no_cards(on=not self.stack.popping.no_cards),
        )
        self._qt.setQuitOnLastWindowClosed(False)
        self.history.hides = self.standby.has_icon
        self._show_line()

    def _show_last_card(self) -> None:
        self.show_card()

    def _turn_to(self, bring: Callable[[], W | None]) -> W | None:
        return self._reach.turn_to(bring) if self._reach is not None else bring()

    def offer_settings(self, wanted: Callable[[], None]) -> None:
        """The settings can be opened by this: from the menu and from the home window."""
        self._settings_wanted = wanted
        self.standby.menu.offer(Entry.SETTINGS, wanted)
        self.history.offer_settings(wanted)

    def offer_sign_out(self, wanted: Callable[[], None]) -> None:
        """Whoever sits here can leave the seat by this."""
        self.standby.menu.offer(Entry.SIGN_OUT, wanted)

    def show_settings(self) -> None:
        """Bring the settings to the front, where they are offered."""
        if self._settings_wanted is not None:
            self._settings_wanted()

    def line_check(self, name: str) -> Check | None:
        """How one of the lines stands; None for one that there is not."""
        return self._lines.state.check(name)

    def show_home(self) -> None:
        """Bring the home window to the front, at the calls."""

        def bring() -> HistoryWindow:
            self.history.come_up()
            return self.history

        self._turn_to(bring)

    def show_card(self, call_id: str | None = None) -> bool:
        """Bring a call's card up, or the last one's, and let the agent in; False if there is none."""
        show = self.stack.show_last if call_id is None else partial(self.stack.show_call, call_id)
        return self._turn_to(show) is not None

    def open_customer(self, customer_id: str, number: str | None = None) -> None:
        """Show a customer's card without a call, or that of whoever has the number; the card can call it."""
        call_id = f"card-{uuid4().hex}"
        self._turn_to(partial(self.stack.open_customer, call_id, number))
        self._post(CustomerOpened(call_id, customer_id, number))

    @property
    def key_troubles(self) -> Sequence[Sentence]:
        """Which keys of the settings do not work, and why."""
        return self._reach.troubles if self._reach is not None else ()

    @property
    def key_hint(self) -> Sentence | None:
        """What is to be known where the system lets nobody have keys, or not always."""
        return self._reach.hint if self._reach is not None else None

    def take_keys(self) -> None:
        """Ask the system for the keys that work in every program, and tell which it does not give."""
        if self._reach is None:
            self._reach = self._build_reach()
            self.history.show_key_troubles(self.key_troubles)
            self.standby.show_troubles(self.key_troubles)

    def want_no_cards(self, *, on: bool) -> None:
        """Calls that begin from now on have no card but by hand, or have one again."""
        self.stack.want_no_cards(on=on)
        self.standby.show_no_cards(on=on)
        self.history.show_no_cards(on=on)

    def _open_home(self) -> HistoryWindow:
        """The home window, in the language that is spoken now; a page that is added to it is added here."""
        home = self._build_home()
        home.acted.connect(self._act)
        home.left.connect(self.quit)
        home.drafts_read.connect(self._waiting.count)
        self.day = self._build_day()
        self.day.acted.connect(self._act)
        self.day.due_changed.connect(self._show_due)
        home.add_page(say("My day"), self.day)
        return home

    @property
    def idle(self) -> bool:
        """No window waits for what it has asked."""
        return self._background.idle

    @property
    def cards(self) -> tuple[Card, ...]:
        """The cards on the screen, the oldest first."""
        return tuple(self.stack.visible)

    def attach(
        self,
        *,
        call_log: CallLog | None = None,
        directory: Directory | None = None,
        figures: CallFigures | None = None,
        supervise: Callable[[], None] | None = None,
        day: Day | None = None,
        practise: Callable[[], None] | None = None,
        drafts: Drafts | None = None,
    ) -> None:
        """The record and the directory can be asked from now on; callable from any thread. See `Attached`."""
        self.feed.announce(
            Attached(
                call_log=call_log,
                directory=directory,
                figures=figures,
                supervise=supervise,
                day=day,
                drafts=drafts,
                practise=practise,
            )
        )

    def show_problem(self, sentence: Sentence | None) -> None:
        """Say in the window what is wrong, until None takes it back; callable from any thread."""
        self.feed.announce(_Problem(sentence))

    def tell_return(self) -> None:
        """Say, for some minutes, that the program came back after a crash. On the main thread, before `run`."""
        self.history.show_return(_RETURNED)
        QTimer.singleShot(_SAID_FOR, self.history, lambda: self.history.show_return(None))

    @property
    def at_rest(self) -> bool:
        """Nobody would lose or miss anything if the program started anew now."""
        others = [
            each for each in self._qt.topLevelWidgets() if each.isVisible() and each is not self.history
        ]
        return not others and self.stack.at_rest and not self.history.detail.unsaved

    def tell_upgrade(self) -> None:
        """Say that a new version has been installed, which starts by itself. On the main thread."""
        self._upgraded = say("A new version has been installed; it starts when no call is at hand.")
        self.history.show_upgrade(self._upgraded)
        self.standby.show_upgrade(self._upgraded)

    def run(self, *, out_of_sight: bool = False) -> int:
        """Show the window and work until the agent quits; returns the exit code.

        Args:
            out_of_sight: Nobody asked for this start, and the window was closed; it stays so where an icon brings it.
        """
        interruption = Interruption(self.quit)
        if not (out_of_sight and self.standby.has_icon):
            self.history.show()
        QTimer.singleShot(0, self._warm_up)
        try:
            self._running = True
            return self._qt.exec()
        finally:
            self._running = False
            self.close()
            interruption.close()

    def do(self, job: Callable[[], None], within: float = 10.0) -> None:
        """Have something done on the GUI thread and wait for it: at once there, else with the next news.

        Raises:
            TimeoutError: It was not done within so many seconds.
        """
        if QThread.currentThread() is self._qt.thread():
            job()
            return
        errand = _Errand(job, Future())
        self.feed.announce(errand)
        errand.done.result(within)

    def choose_theme(self, choice: ThemeName) -> None:
        """Change the theme; callable from any thread."""
        self.do(lambda: self.look.theme.choose(choice))

    def choose_language(self, name: LanguageName) -> None:
        """Speak another language from now on; callable from any thread. Calls and what is written stay."""
        self.do(lambda: self._program.choose_language(name))

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
        self._waiting.stop()
        if self._reach is not None:
            self._reach.close()
        self.stack.close()
        self.day.leave()
        self.history.leave()
        self.standby.close()
        self._program.close()
        self._background.close()

    def _warm_up(self) -> None:
        """Draw a card once out of sight, so that the first call is as fast as the next; then take the keys."""
        self.stack.warm_up()
        self.take_keys()

    def _hear(self, told: object) -> None:
        match told:
            case news.LineUp() | news.LineDown():
                self._lines.hear(told)
            case news.Dialled():
                self._dialling.hear(told)
            case news.SpoolTold():
                self._show_spool(told)
            case news.DayChanged():
                self.day.hear(told)
            case Attached():
                self._take_ports(told)
            case _Errand(job, done):
                try:
                    done.set_result(job())
                except Exception as error:  # noqa: BLE001 # the script that waits hears of it
                    done.set_exception(error)
            case _Quit() if self._running:
                self._qt.exit(0)  # `quit` would ask every window, and a card does not close
            case _Problem():
                self._problem = told.sentence
                self.history.show_problem(told.sentence)
            case _Quit():
                pass  # it ends already
            case _:
                self.stack.hear(told)  # type: ignore[arg-type] # all other news is of calls
                self.history.hear(told)  # type: ignore[arg-type] # as above
                self.day.hear(told)  # type: ignore[arg-type] # as above
                self._waiting.hear(told)  # type: ignore[arg-type] # as above

    def _take_ports(self, told: Attached) -> None:
        self._ports = self._ports.with_more(told)
        if told.directory is not None:
            self._finder.directory = told.directory
        if told.call_log is not None:
            self._waiting.read(told.call_log)
        if told.drafts is not None:
            self.history.read_drafts(told.drafts)
        self._let_home_read(told)
        if told.supervise is not None:
            self.standby.menu.offer(Entry.SUPERVISOR, told.supervise)
        if told.practise is not None:
            self.standby.menu.offer(Entry.PRACTISE, told.practise)

    def _let_home_read(self, ports: Attached) -> None:
        if ports.call_log is not None:
            self.history.read(ports.call_log)
        if ports.figures is not None:
            self.history.read_own(ports.figures)
        if ports.day is not None:
            self.day.look_into(ports.day)
        if ports.practise is not None:
            self.day.offer_practice(ports.practise)

    def _speak_anew(self) -> None:
        """Build what speaks anew: cards keep their calls, the home window its place and what is looked for."""
        before = self.history
        self.day.leave()
        self.stack.build_anew(self._background.let_go)
        self.history = self._open_home()
        self.history.hides = before.hides
        self._let_home_read(self._ports)
        self.history.show_problem(self._problem)
        self.history.show_upgrade(self._upgraded)
        self.history.show_waiting(self._spool)
        self.history.show_key_troubles(self.key_troubles)
        self.history.offer_menu(self.standby.menu.menu)
        self.history.show_no_cards(on=self.stack.popping.no_cards)
        self.history.take_place_of(before)
        if self._settings_wanted is not None:
            self.history.offer_settings(self._settings_wanted)
        self._waiting.tell_again()
        self.standby.say_again()
        self._show_line()

    def _show_count(self, of: str, number: int) -> None:
        self.history.show_count(of, number)
        show = self.standby.show_missed if of == MISSED else self.standby.show_to_wrap_up
        show(number)

    def _show_line(self) -> None:
        self.history.show_line(self._lines.state)
        self.standby.show_line(self._lines.state)

    def _show_due(self, number: int) -> None:
        told = say_many("{count} promise due", "{count} promises due", number)
        self.history.pages.show_number(self.day, number, self.look.text(told) if number else "")
        self.standby.show_due(number)

    def _show_spool(self, told: news.SpoolTold) -> None:
        self._spool = told_of_spool(told)
        self.history.show_waiting(self._spool)
        self.standby.show_waiting(self._spool, on_server=told.on_server)

    def _show_dialling(self, number: str, told: Sentence) -> None:
        self.stack.show_dialling(number, told)
        self.history.show_dialling(number, told)
        self.day.show_dialling(number, told)

    def _act(self, act: Act | DialWanted) -> None:
        if isinstance(act, DialWanted):
            self._dialling.call(act)
        else:
            self._post(act)
