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

SOURCES = ("crm", "ledger", "shop", "risk", "service")

N = TypeVar("N", bound=news.CallNews)

_SOON = 10.0


class Audience:
    """Hears the news beside the windows, so that a scene knows when to go on."""

    def __init__(self) -> None:
        self._told: queue.SimpleQueue[news.News] = queue.SimpleQueue()

    def hear(self, told: news.News) -> None:
        """Take note; called on the desk's thread."""
        self._told.put(told)

    def wait_for(self, kind: type[N], call_id: str, *, times: int = 1) -> None:
        """Wait until a call has had so many pieces of this news.

        Raises:
            queue.Empty: It has not come in time.
        """
        while times:
            told = self._told.get(timeout=_SOON)
            if isinstance(told, kind) and told.call_id == call_id:
                times -= 1

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
        self._audience = audience
        self._pbx = pbx

    def pictures(self, folder: Path) -> Iterator[Path]:
        """Play every scene once and take its picture; gives the files as they come."""
        folder.mkdir(parents=True, exist_ok=True)
        callers = self._callers
        closed = ExitStack()
        with closed, self._call(callers.troubled) as call:
            for database in (self._site.database(name) for name in SOURCES):
                closed.enter_context(closed_for_business(database))
            closed.enter_context(closed_for_business(self._site.learnt))
            self._audience.wait_for(news.CallerIdentified, call)
            yield self._card(folder / "01-ringing.png")
            closed.close()
            self._audience.wait_for(news.PanelFilled, call, times=self._departments)
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
                    self._audience.wait_for(news.PanelFilled, call, times=self._departments)
                yield self._card(folder / f"{name}.png")
        with closed_for_business(self._site.database("risk")), self._call(callers.good) as call:
            self._audience.wait_for(news.PanelFailed, call)
            yield self._card(folder / "08-failed-department.png")
        self._desktop.application.choose_theme("dark")
        with self._call(callers.thai) as call:
            self._audience.wait_for(news.PanelFilled, call, times=self._departments)
            yield self._card(folder / "09-dark.png")
        yield self._history(folder / "10-history-dark.png")
        self._desktop.application.choose_theme("light")
        yield self._history(folder / "11-history.png")
        with self._call(callers.troubled) as call:
            self._audience.wait_for(news.PanelFilled, call, times=self._departments)
            self._pbx.answer(call)
            self._audience.wait_for(news.CallAnswered, call)
            self._desktop.application.open_first("conversation")
            yield self._card(folder / "12-said-in-full.png")
        with self._call(callers.stranger) as call:
            self._audience.wait_for(news.CallerIdentified, call)
            self._desktop.application.begin_prospect()
            yield self._card(folder / "13-new-prospect.png")

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
        self._desktop.application.picture_card(picture)
        return picture

    def _history(self, picture: Path) -> Path:
        self._desktop.application.picture_history(picture)
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
