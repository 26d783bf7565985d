"""A desk with its windows: the windows first, the rest of the desk behind them."""

import logging
import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Literal

from screenpop.bootstrap.heap import share_one_heap
from screenpop.bootstrap.site import Site
from screenpop.desk.faults import tell_fault
from screenpop.errors import ScreenPopError
from screenpop.events import acts, news
from screenpop.ports.kinds import LineSettings
from screenpop.sentences import Sentence, say
from screenpop.settings.model import Settings, WindowTable, WrapUpTable
from ui.application import Application
from ui.panels.department import Department
from ui.pop.paint_times import PaintTimes

log = logging.getLogger(__name__)


class Desktop:
    """The application and the site behind it.

    Attributes:
        application: The windows.
        site: What works behind them, from when it is built; it may be that it cannot be.
        ended: Set once the agent has quit.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        listen: Callable[[news.News], None] = lambda _: None,
        meanwhile: Callable[["Desktop"], None] = lambda _: None,
        times: PaintTimes | None = None,
    ) -> None:
        """Build the windows.

        Args:
            settings: The desk's.
            listen: Hears all news beside the windows, on the desk's thread.
            meanwhile: Is called on a thread of its own once the site works.
            times: Where the moments of painting are noted, for the benchmarks.
        """
        share_one_heap()
        self._listen = listen
        self._settings = settings
        self._meanwhile = meanwhile
        self.site: Site | None = None
        self.ended = threading.Event()
        self.application = Application(
            window=settings.window,
            wrap_up=settings.wrap_up,
            departments=tuple(
                Department(name, table.kind, table.title) for name, table in settings.departments.items()
            ),
            line_names=tuple(line.name for line in settings.lines),
            elsewhere=_elsewhere(settings.lines),
            dial=settings.dial.by,
            post=self.post,
            times=times,
        )
        self._opening = threading.Thread(target=self._open, name="opening", daemon=True)

    def run(self) -> int:
        """Work until the agent quits; returns the exit code."""
        self._opening.start()
        try:
            return self.application.run()
        finally:
            self.ended.set()
            if self.site is None:
                self._opening.join(1)  # it is being built
            if self.site:
                self.site.stop()
            self._opening.join(5)

    def _open(self) -> None:
        """Build and start the site while the first window is painted already."""
        try:
            site = self.site = Site(self._settings, self._announce, self._tell_problem)
            if not site.start():
                return
        except ScreenPopError as error:
            self._tell_problem(error.sentence)
            return
        except Exception as error:  # noqa: BLE001 # or the window would say “Connecting …” for ever
            tell_fault("Starting the desk", error)
            self._tell_problem(say("internal error"))
            return
        self.application.attach(call_log=site.call_log, directory=site.directory)
        self._meanwhile(self)

    def _announce(self, told: news.News) -> None:
        self.application.feed.announce(told)
        self._listen(told)

    def post(self, act: acts.Act | acts.DialWanted) -> None:
        """Pass on what the agent does; safe on any thread."""
        if isinstance(act, acts.DialWanted):
            self._dial(act.number)
        elif self.site:
            self.site.desk.post(act)

    def _dial(self, number: str) -> None:
        if self.site:
            self.site.dialling.dial(number, partial(self._tell_dialled, number))
        else:
            self._tell_dialled(number, say("The line is not there yet"))

    def _tell_dialled(self, number: str, refusal: Sentence | None) -> None:
        self.application.feed.announce(news.Dialled(number, datetime.now(UTC), refusal))

    def _tell_problem(self, problem: Sentence) -> None:
        log.error("%s", problem)
        self.application.show_problem(problem)


def _elsewhere(lines: Sequence[LineSettings]) -> Literal["keep", "close"]:
    """Whether a card stays whose call was answered elsewhere: only if that may be this agent's own desk phone."""
    goes = any(line.sees_desk_phone or line.elsewhere == "close" for line in lines)
    return "close" if goes else "keep"


def say_what_is_wrong(problem: Sentence) -> int:
    """Show the window with nothing but what is wrong with the settings; returns when it is closed."""
    application = Application(
        window=WindowTable(),
        wrap_up=WrapUpTable(),
        departments=(),
        line_names=(),
        elsewhere="keep",
        dial="off",
        post=lambda _: None,
    )
    application.show_problem(problem)
    application.run()
    return 2
