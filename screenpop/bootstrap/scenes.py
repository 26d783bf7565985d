"""What the demo plays: calls of every sort, by real SIP packets, and pictures of what the agent sees."""

import queue
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TypeVar

from connectors.demo_company.cast import Caller
from screenpop.bootstrap.demo_site import DemoSite
from screenpop.bootstrap.desktop import Desktop
from screenpop.events import acts, news
from telephony.simulator.pbx import LittlePbx
from telephony.simulator.ring import Ring
from ui.script import Script

SOURCES = ("crm", "ledger", "shop", "risk", "service")

N = TypeVar("N", bound=news.CallNews)

_SOON = 30.0


_SHOWN = (news.PanelFilled, news.PanelMasked)
"""Some contacts may not hear of money: for them two departments are masked."""


class Audience:
    """Hears the news beside the windows, so that a scene knows when to go on."""

    def __init__(self) -> None:
        self._told: queue.SimpleQueue[news.News] = queue.SimpleQueue()

    def hear(self, told: news.News) -> None:
        """Take note; called on the desk's thread."""
        self._told.put(told)

    def wait_for(self, kind: type[N] | tuple[type[N], ...], call_id: str | None) -> N:
        """Wait for the next piece of this news of a call, or with None of any.

        Raises:
            queue.Empty: It has not come in time.
        """
        while True:
            told = self._told.get(timeout=_SOON)
            if isinstance(told, kind) and call_id in (None, told.call_id):
                return told

    def wait_for_line(self) -> None:
        """Wait until the line works."""
        while not isinstance(self._told.get(timeout=_SOON), news.LineUp):
            pass


class Scenes:
    """Plays calls at a desk that has the demo company's settings."""

    def __init__(
        self, site: DemoSite, desktop: Desktop, audience: Audience, pbx: LittlePbx, *, departments: int
    ) -> None:
        self._site = site
        self._departments = departments
        self._callers = site.callers
        self._desktop = desktop
        self._script = Script(desktop.application)
        self._audience = audience
        self._pbx = pbx

    def pictures(self, folder: Path) -> Iterator[Path]:
        """Play every scene once and take its picture; gives the files as they come."""
        folder.mkdir(parents=True, exist_ok=True)
        callers = self._callers
        closed = ExitStack()
        with closed, self._call(callers.troubled) as call:
            for database in (*map(self._site.database, SOURCES), *self._learnt()):
                closed.enter_context(closed_for_business(database))
            self._audience.wait_for(news.CallerIdentified, call)
            yield self._card(folder / "01-ringing.png")
            closed.close()
            self._all_shown(call)
            yield self._card(folder / "02-all-filled.png")
            self._pbx.answer(call)
            self._audience.wait_for(news.CallAnswered, call)
            yield self._card(folder / "03-talking.png")
        self._wrap_up(call)
        for caller, name in (
            (callers.two_customers, "04-shared-number"),
            (callers.main_number, "05-main-number"),
            (None, "06-withheld"),
            (callers.stranger, "07-unknown"),
        ):
            with self._call(caller) as call:
                self._audience.wait_for(news.CallerIdentified, call)
                if caller is callers.main_number:
                    self._all_shown(call)
                yield self._card(folder / f"{name}.png")
        with closed_for_business(self._site.database("risk")), self._call(callers.good) as call:
            self._audience.wait_for(news.PanelFailed, call)
            yield self._card(folder / "08-failed-department.png")
        self._desktop.application.choose_theme("dark")
        with self._call(callers.thai) as call:
            self._all_shown(call)
            yield self._card(folder / "09-dark.png")
        yield self._history(folder / "10-history-dark.png")
        self._desktop.application.choose_theme("light")
        yield self._history(folder / "11-history.png")
        with self._call(callers.troubled) as call:
            self._all_shown(call)
            self._pbx.answer(call)
            self._audience.wait_for(news.CallAnswered, call)
            self._script.open_first("conversation")
            yield self._card(folder / "12-said-in-full.png")
        with self._call(callers.stranger) as call:
            self._audience.wait_for(news.CallerIdentified, call)
            self._script.begin_prospect()
            yield self._card(folder / "13-new-prospect.png")
        yield self._day(folder / "14-my-day.png")
        with self._call(callers.main_number) as call:
            self._all_shown(call)
            self._pbx.answer(call)
            self._audience.wait_for(news.CallAnswered, call)
            yield self._card(folder / "15-not-for-everybody.png")
        yield from self._offering(folder)

    def _offering(self, folder: Path) -> Iterator[Path]:
        """What is offered and given, and when nothing is."""
        callers = self._callers
        if self._learnt():
            with self._talk(callers.willing) as call:
                self._saved(call, "F3")
                yield self._card(folder / "16-offer-accepted.png")
            with self._talk(callers.celebrating) as call:
                self._saved(call, "F8")
                yield self._card(folder / "17-gesture-given.png")
        with self._talk(callers.good):
            yield self._card(folder / "18-serve-first.png")
        with self._talk(callers.objecting):
            yield self._card(folder / "19-objection.png")

    def _learnt(self) -> Sequence[Path]:
        """What was found out about customers: nothing where learning, a package of its own, is not installed."""
        return [self._site.learnt] if self._site.learnt.exists() else []

    def play(self, told_to_end: threading.Event, *, pause: float = 4.0) -> None:
        """Ring one call after the other, some of them answered, until told to end."""
        callers = self._callers
        everybody: Sequence[tuple[Caller | None, bool]] = (
            (callers.troubled, True),
            (callers.main_number, False),
            (None, False),
            (callers.good, True),
            (callers.stranger, False),
            (callers.thai, True),
            (callers.two_customers, False),
            (callers.colleague, False),
        )
        while not told_to_end.is_set():
            for caller, picks_up in everybody:
                call_id = self._pbx.offer(self._ring(caller))
                if told_to_end.wait(pause):
                    break
                if picks_up:
                    self._pbx.answer(call_id)
                    if told_to_end.wait(2 * pause):
                        break
                self._pbx.hang_up(call_id)
                if told_to_end.wait(pause):
                    break

    @contextmanager
    def _call(self, caller: Caller | None) -> Iterator[str]:
        """A call that rings until the block ends; its card is then put away."""
        call_id = self._pbx.offer(self._ring(caller))
        self._audience.wait_for(news.PopOpened, call_id)
        yield call_id
        self._pbx.hang_up(call_id)
        self._audience.wait_for(news.PopClosed, call_id)
        self._desktop.application.put_cards_away()

    @contextmanager
    def _talk(self, caller: Caller) -> Iterator[str]:
        """A call that was answered, with all that is known of its customer."""
        with self._call(caller) as call:
            self._all_shown(call)
            self._pbx.answer(call)
            self._audience.wait_for(news.CallAnswered, call)
            yield call

    def _saved(self, call_id: str, key: str) -> None:
        """Press a key whose act is kept, and wait until it is."""
        self._script.press(key)
        self._audience.wait_for(news.Kept, call_id)

    def _all_shown(self, call_id: str | None) -> None:
        """Wait for every department. One that is left alone since the scene before is asked again, as an agent does."""
        shown = 0
        for _ in range(2 * self._departments):
            told = self._audience.wait_for((*_SHOWN, news.PanelFailed), call_id)
            if isinstance(told, news.PanelFailed):
                self._desktop.post(acts.AskedAgain(told.call_id, told.department))
            else:
                shown += 1
            if shown == self._departments:
                return
        raise queue.Empty

    def _ring(self, caller: Caller | None) -> Ring:
        if caller is None:
            return Ring("", did=self._site.main_number, withheld=True)
        return Ring(caller.number, name=None, did=self._site.main_number)

    def _wrap_up(self, call_id: str) -> None:
        self._desktop.post(
            acts.WrappedUp(call_id, "Invoice", "Call back", "Pays the oldest invoice on Friday.")
        )
        self._audience.wait_for(news.Kept, call_id)

    def _card(self, picture: Path) -> Path:
        self._script.picture_card(picture)
        return picture

    def _day(self, picture: Path) -> Path:
        self._script.show_day()
        self._all_shown(None)
        self._script.picture_home(picture)
        return picture

    def _history(self, picture: Path) -> Path:
        self._script.show_calls()
        self._script.picture_home(picture)
        return picture


@contextmanager
def closed_for_business(database: Path) -> Iterator[None]:
    """A department that lets nobody in: its database is locked until the block ends."""
    connection = sqlite3.connect(database, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("begin exclusive")
        yield
        connection.rollback()
    finally:
        connection.close()
