"""The real application with nobody behind it: news is announced to it as the desk would, and its card is looked at."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEventLoop
from PySide6.QtWidgets import QApplication, QWidget

from screenpop.answers.any import Answer
from screenpop.called import Called
from screenpop.customers import Customer, Identity, Match, Person
from screenpop.events import news
from screenpop.events.acts import Act, CustomerOpened, DialWanted, Saved
from screenpop.events.calls import Ending, Facts
from screenpop.memory import Recollection
from screenpop.ports.call_log import CallLog
from screenpop.ports.day import Day
from screenpop.ports.kinds import Kinds
from screenpop.rules.advice import advise
from screenpop.rules.situation import Situation, learn
from screenpop.sentences import Sentence
from screenpop.settings.model import (
    FactTable,
    LanguageName,
    TemplateTable,
    ThemeName,
    WindowTable,
    WrapUpTable,
)
from screenpop.settings.playbook import read_playbook
from ui.application import Application
from ui.background import Background
from ui.gallery.people import NOON, OURS, calling
from ui.history.window import HistoryWindow
from ui.panels.department import Department
from ui.pop.card import Card

WITHIN_MS = 5000
BIRTHDAY = FactTable(name="birthday", ask="When is your birthday?", label="Birthday", kind="date")
CHANNEL = FactTable(
    name="channel", ask="How shall we write?", label="Prefers", kind="choice", choices=("telephone", "e-mail")
)
_TEMPLATES = (
    TemplateTable(name="Delivery", text="Delivery on "),
    TemplateTable(name="Copy", text="Wants a copy of "),
)


class Stage:
    """One call at a time: `ring` begins it, `clear` ends it.

    Attributes:
        posted: What the windows have asked of the desk.
        shown: Windows that no application owns, with what they ask by; they go when the scene ends.
        kinds: What the settings can name.
    """

    def __init__(
        self, departments: tuple[Department, ...], theme: ThemeName, language: LanguageName, kinds: Kinds
    ) -> None:
        self.posted: list[Act | DialWanted] = []
        self.shown: list[tuple[QWidget, Background]] = []
        self.kinds = kinds
        self._departments = departments
        self._calls = 0
        self._opened = ""
        self._situation = Situation(calling(None))
        self._playbook = read_playbook()
        self.application = Application(
            window=WindowTable(theme=theme, language=language),
            wrap_up=WrapUpTable(templates=_TEMPLATES),
            facts=(BIRTHDAY, CHANNEL),
            departments=departments,
            line_names=("desk",),
            elsewhere="keep",
            dial="line",
            post=self.posted.append,
            agent="anna",
        )
        QApplication.setCursorFlashTime(0)

    @property
    def call_id(self) -> str:
        """The call that is played now."""
        return self._opened or f"gallery-{self._calls}"

    @property
    def card(self) -> Card:
        """Its card, with all that has been announced."""
        self.play()
        until = QDeadlineTimer(WITHIN_MS)
        while not self.application.cards and not until.hasExpired():
            self.play()
        card = self.application.cards[-1]
        card.catch_up()
        self.play()
        return card

    def open_customer(self) -> None:
        """Be the desk for a customer's card that a window has asked for; what is told is told of that one."""
        until = QDeadlineTimer(WITHIN_MS)
        while not until.hasExpired():
            self.play()
            for act in self.posted:
                if isinstance(act, CustomerOpened):
                    self._opened = act.call_id
                    return

    def ring(
        self,
        caller: news.Caller,
        *,
        seconds: int = 7,
        facts: Facts | None = None,
        called: Called | None = None,
        by: str | None = None,
        practice: bool = False,
    ) -> None:
        """A call has been ringing for so many seconds."""
        self._calls += 1
        self._opened = ""
        at = NOON - timedelta(seconds=seconds)
        known = facts or Facts(queue="Sales PL", waited=timedelta(minutes=1, seconds=12))
        self._tell(
            news.PopOpened(self.call_id, at, caller, OURS, by, known, called=called, practice=practice)
        )

    def know(self, *people: Person, match: Match = Match.EXACT, customer: Customer | None = None) -> None:
        """The directory has answered; the departments of one certain customer are asked."""
        person = people[0] if match is Match.EXACT else None
        certain = person.customer if person is not None else customer
        asked = tuple(each.name for each in self._departments) if certain else ()
        self._tell(news.CallerIdentified(self.call_id, NOON, Identity(match, people, certain, person), asked))

    def fill(self, answers: dict[str, Answer | None], told_at: datetime | None = None) -> None:
        """Departments have answered."""
        for department, answer in answers.items():
            self._tell(news.PanelFilled(self.call_id, NOON, department, answer, 12.0, told_at))

    def fail(self, department: str, reason: Sentence, since: datetime | None = None) -> None:
        """A department has not."""
        self._tell(news.PanelFailed(self.call_id, NOON, department, reason, 2000.0, since))

    def mask(self, department: str, why: Sentence) -> None:
        """A department has answered, and the agent may not see it yet."""
        self._tell(news.PanelMasked(self.call_id, NOON, department, why, may_reveal=True))

    def recall(self, recollection: Recollection) -> None:
        """Our own record has answered."""
        self._tell(news.Recalled(self.call_id, NOON, recollection))

    def answer(self, seconds: int = 94) -> None:
        """The agent picked up so many seconds ago."""
        self._tell(news.CallAnswered(self.call_id, NOON - timedelta(seconds=seconds)))

    def end(self, ending: Ending = Ending.ENDED) -> None:
        """The call is over."""
        self._tell(news.PopClosed(self.call_id, NOON, ending))

    def announce(self, told: news.News) -> None:
        """Anything else that the desk may announce."""
        self.application.feed.announce(told)

    def say_of_posted(self, told: Callable[[Saved], news.News]) -> None:
        """Say of each act that was to be saved whether it is."""
        for act in self.posted:
            if isinstance(act, Saved):
                self.announce(told(act))
        self.posted.clear()
        self.play()

    def open_record(self, log: CallLog, day: Day) -> None:
        """The home window can read from now on."""
        self.application.attach(call_log=log, day=day)

    def home(self, page: QWidget | None = None) -> HistoryWindow:
        """The home window at a page or at the calls, with all that it has asked for."""
        home = self.application.history
        home.come_up(page)
        until = QDeadlineTimer(WITHIN_MS)
        self.play()
        while not (self.application.idle or until.hasExpired()):
            self.play()
        self.play()
        return home

    def play(self) -> None:
        """Let happen what is due, for a moment."""
        QCoreApplication.sendPostedEvents()
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)

    def clear(self) -> None:
        """End the call; nothing of it stays."""
        if self._calls:
            self.end()
        self.play()
        self.application.history.hide()
        for window, background in self.shown:
            window.hide()
            background.let_go(window)
            background.close()
        self.shown.clear()
        self.application.stack.put_all_away()
        self.play()
        self.say_of_posted(lambda act: news.Kept(self.call_id, NOON, act))

    def close(self) -> None:
        """Let go of all of it."""
        self.application.close()
        self.play()

    def _tell(self, told: news.CallNews) -> None:
        self.announce(told)
        self._situation = learn(self._situation, told)
        advice = advise(self._situation, NOON.astimezone(), self._playbook)
        self.announce(news.Advised(self.call_id, NOON, advice))
