"""A desk with its windows: the windows first, the rest of the desk behind them."""

import logging
import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from screenpop.bootstrap import autostart, bell
from screenpop.bootstrap.card_place import CardPlaceFile
from screenpop.bootstrap.front_door import FrontDoor
from screenpop.bootstrap.heap import leave_alone_what_stays, share_one_heap
from screenpop.bootstrap.seat_leaving import SeatLeaving
from screenpop.bootstrap.seat_sending import AtHand, LeavingWish
from screenpop.bootstrap.site import Site
from screenpop.bootstrap.site_record import SiteRecord
from screenpop.bootstrap.supervising import SupervisorsWindow
from screenpop.bootstrap.upgraded import note_window, window_was_hidden
from screenpop.called import Called
from screenpop.desk.faults import tell_fault
from screenpop.errors import AlreadyRunning, ScreenPopError
from screenpop.events import acts, news
from screenpop.events.windows import CallerSeen
from screenpop.guard import START_AGAIN
from screenpop.ports.card_place import CardPlace
from screenpop.ports.kinds import LineSettings
from screenpop.record.people_policy import PeoplePolicy
from screenpop.sentences import Sentence, say
from screenpop.settings.model import SeatTable, Settings, WindowTable, WrapUpTable
from screenpop.settings.places import settings_file
from screenpop.storage.figures.figures import RecordFigures
from ui.application import Application
from ui.desktop.upgrade_watch import UpgradeWatch
from ui.panels.department import Department
from ui.pop.paint_times import PaintTimes

if TYPE_CHECKING:
    from screenpop.bootstrap.settings_window import DeskSettings

log = logging.getLogger(__name__)

BUILT_AFTER = 2.0
"""By then, in seconds, a rehearsal has loaded what calls need."""
HEAD_START = timedelta(milliseconds=50)
"""Several times what painting a name takes; so long departments wait for a call that has no card, or a hidden one."""


class Desktop:
    """The application and the site behind it.

    Attributes:
        application: The windows.
        site: What works behind them, from when it is built; it may be that it cannot be.
        leaving: Signs the agent out.
        ended: Set once the agent has quit.
        starts_anew: It ended for a new version, which is to be started.
        signed_out: The agent has left the seat, so that somebody else may take it.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        listen: Callable[[news.News], None] = lambda _: None,
        meanwhile: Callable[["Desktop"], None] = lambda _: None,
        times: PaintTimes | None = None,
        link: str = "",
        policy: Path | None = None,
        came_back: bool = False,
        program: Path | None = None,
    ) -> None:
        """Build the windows.

        Args:
            settings: The desk's.
            listen: Hears all news beside the windows, on the desk's thread.
            meanwhile: Is called on a thread of its own once the site works.
            times: Where the moments of painting are noted, for the benchmarks.
            link: Is opened once the site works.
            policy: The machine's policy, for the settings window.
            came_back: After a crash; that is said.
            program: The installed program's file, whose replacement is an upgrade.
        """
        share_one_heap()
        self._listen = listen
        self._settings = settings
        self._meanwhile = meanwhile
        self._link = link
        self.site: Site | None = None
        self.ended = threading.Event()
        self.signed_out = False
        self.application = Application(
            window=settings.window,
            wrap_up=settings.wrap_up,
            facts=settings.facts,
            departments=tuple(
                Department(name, table.kind, table.title) for name, table in settings.departments.items()
            ),
            line_names=tuple(line.name for line in settings.lines),
            elsewhere=_elsewhere(settings.lines),
            dial=settings.dial.by,
            post=self.post,
            seen=self._seen,
            wraps_up_for=settings.agent if "://" in settings.record.database else None,
            times=times,
            links=settings.links,
            agent=settings.agent,
            called_of=self._called_of,
            pop=settings.pop,
            keys=settings.keys,
            card_places=CardPlaceFile(
                settings.data, CardPlace(settings.window.corner, settings.window.screen)
            ),
        )
        if came_back:
            self.application.tell_return()
        self._settings_opener = SettingsOpener(self.application, settings.file, policy, settings)
        self._at_hand = AtHand()
        self.leaving = SeatLeaving(
            *(self.application, self._record, self._at_hand, self._leave_seat),
            shared=settings.seat.agent == "ask",
        )
        if settings.seat != SeatTable():
            self.application.offer_sign_out(self.leaving.open)
        self._front_door = FrontDoor(
            self.application,
            settings,
            {"sign_out": LeavingWish(self._record, self._at_hand, self._leave_at_once).fulfil},
        )
        self.starts_anew = False
        self._upgrades: UpgradeWatch | None = None
        if program is not None:
            self._upgrades = UpgradeWatch(program, self._at_rest)
            self._upgrades.replaced.connect(self.application.tell_upgrade)
            self._upgrades.may_start.connect(self._start_anew)
        self._opening = threading.Thread(target=self._open, name="opening", daemon=True)

    def run(self) -> int:
        """Work until the agent quits, or a new version is to start; returns the exit code."""
        self._opening.start()
        try:
            code = self.application.run(out_of_sight=window_was_hidden(self._settings.data))
            return START_AGAIN if self.starts_anew else code
        finally:
            self.ended.set()
            if self._upgrades is not None:
                self._upgrades.close()
            self._settings_opener.close()
            self.leaving.close()
            if self.site is None:
                self._opening.join(1)  # it is being built
            if self.site:
                self.site.stop()
            self._opening.join(5)

    def _open(self) -> None:
        """Build and start the site while the first window is painted already."""
        try:
            site = self.site = Site(
                self._settings, self._announce, self._tell_problem, self._front_door.wishes, HEAD_START
            )
            if not site.start():
                return
        except AlreadyRunning as error:
            self._hand_over(error)
            return
        except ScreenPopError as error:
            self._tell_problem(error.sentence)
            return
        except Exception as error:  # noqa: BLE001 # or the window would say “Connecting …” for ever
            tell_fault("Starting the desk", error)
            self._tell_problem(say("internal error"))
            return
        self.application.attach(
            call_log=site.record.call_log,
            directory=site.directory,
            day=site.record.day,
            practise=site.practise,
            drafts=site.drafts,
            figures=RecordFigures(site.record.database, policy=PeoplePolicy(), me=self._settings.agent),
        )
        leave_alone_what_stays()
        if self._link:
            self._front_door.open(self._link)
        autostart.follow(
            wanted=self._settings.window.autostart,
            settings=self._settings.file,
            command=autostart.command_for(self._settings.file, settings_file()),
        )
        self._meanwhile(self)
        if window := SupervisorsWindow.of(self._settings, site.record.database):
            self.application.attach(supervise=window.open)
        if not self.ended.wait(BUILT_AFTER):
            leave_alone_what_stays()

    def _hand_over(self, error: AlreadyRunning) -> None:
        """Somebody else was faster: their windows come up, or open the link, and these go."""
        name, wished = ("open", self._link) if self._link else ("come_up", None)
        if bell.ask(self._settings.data, name, wished) == {}:
            self.application.quit()
        else:
            self._tell_problem(error.sentence)

    def _at_rest(self) -> bool:
        at_hand = self._at_hand
        return self.application.at_rest and not at_hand.in_a_call and at_hand.cannot_save is None

    def _start_anew(self) -> None:
        """Make way for the version that lies on the disk now."""
        note_window(self._settings.data, hidden=not self.application.history.isVisible())
        self.starts_anew = True
        self.application.quit()

    def _called_of(self, did: str | None, queue: str | None) -> Called | None:
        return self.site.called_of(did, queue) if self.site else None

    def _record(self) -> SiteRecord | None:
        return self.site.record if self.site else None

    def _leave_at_once(self) -> None:
        self.application.do(self.leaving.go)

    def _leave_seat(self) -> None:
        self.signed_out = True
        self.application.quit()

    def _announce(self, told: news.News) -> None:
        self._at_hand.hear(told)
        self.application.feed.announce(told)
        self._listen(told)

    def post(self, act: acts.Act | acts.DialWanted) -> None:
        """Pass on what the agent does; safe on any thread."""
        if isinstance(act, acts.DialWanted):
            self._dial(act.number)
        elif self.site:
            self.site.desk.post(act)

    def _seen(self, call_id: str) -> None:
        if self.site:
            self.site.desk.post(CallerSeen(call_id))

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


class SettingsOpener:
    """Offers the settings window, whose parts are loaded when it is opened first."""

    def __init__(
        self, application: Application, file: Path, policy: Path | None, in_use: Settings | None = None
    ) -> None:
        self._asked = (application, file, policy, in_use)
        self._opened: DeskSettings | None = None
        application.offer_settings(self.open)

    def open(self) -> None:
        """Bring the window up."""
        if self._opened is None:
            from screenpop.bootstrap.settings_window import DeskSettings  # noqa: PLC0415 # no start waits for it

            self._opened = DeskSettings(*self._asked)
        self._opened.open()

    def close(self) -> None:
        """Let go of the window, if it is open."""
        if self._opened is not None:
            self._opened.close()


def _elsewhere(lines: Sequence[LineSettings]) -> Literal["keep", "close"]:
    """Whether a card stays whose call was answered elsewhere: only if that may be this agent's own desk phone."""
    goes = any(line.sees_desk_phone or line.elsewhere == "close" for line in lines)
    return "close" if goes else "keep"


def say_what_is_wrong(problem: Sentence, file: Path, policy: Path | None) -> int:
    """Show what is wrong with the settings, and let it be mended; returns when the window is closed."""
    application = Application(
        window=WindowTable(),
        wrap_up=WrapUpTable(),
        departments=(),
        line_names=(),
        elsewhere="keep",
        dial="off",
        post=lambda _: None,
    )
    opener = SettingsOpener(application, file, policy)
    application.show_problem(problem)
    application.run()
    opener.close()
    return 2
