"""The record of one desk: what is kept is saved in the spool, delivered by the courier, and read from the database.

On a computer that keeps nothing there is no spool: what is kept is saved in the shared database itself.
"""

from collections.abc import Callable
from datetime import UTC, datetime

from screenpop.bootstrap.saving import saves_on_server
from screenpop.bootstrap.shared_database import database_of
from screenpop.errors import NotKept, RecordUnavailable
from screenpop.events.colleagues import ColleagueTold, DayTold, FromColleagues, RecordAnswers
from screenpop.events.news import SpoolTold
from screenpop.ports.record import SpoolState
from screenpop.ports.secrets import Secrets
from screenpop.record.entries import Entry
from screenpop.sentences import Sentence, say
from screenpop.settings.model import Settings
from screenpop.storage.call_log import DatabaseCallLog
from screenpop.storage.day import DatabaseDay
from screenpop.storage.day_while_away import DayWhileAway
from screenpop.storage.log_while_away import LogWhileAway
from screenpop.storage.shared_record import DatabaseRecord
from screenpop.storage.spool.courier import Courier
from screenpop.storage.spool.spool import Spool
from screenpop.storage.spool.straight import StraightRecord
from screenpop.storage.spool.waiting import NothingWaits, Waiting

SPOOL_FILE = "spool.db"
_A_MOMENT = 0.5


def _nobody(_: FromColleagues) -> None:
    """Nobody wants to know."""


class SiteRecord:
    """Where this desk keeps entries and reads them.

    Attributes:
        database: The shared one.
        spool: What is saved here; what is left there from before, where nothing is any more.
        call_log: The log of all calls, as far as it can be read now.
        day: What is due, as far as it can be read now.
    """

    def __init__(
        self, settings: Settings, secrets: Secrets, announce: Callable[[SpoolTold], None] = lambda _: None
    ) -> None:
        """Open nothing yet; `announce` hears how much waits.

        Raises:
            ConfigurationError: The settings name a server that cannot be, or nowhere to save.
        """
        self._announce = announce
        on_server = saves_on_server(settings)
        self.database = database_of(settings, secrets)
        self._report: Callable[[FromColleagues], None] = _nobody
        shared = DatabaseRecord(
            self.database, settings.agent, noted=self._tell_noted, day_changed=self._tell_day
        )
        file = settings.data / SPOOL_FILE
        self._straight = (
            StraightRecord(shared, tell=self._tell_server, is_back=self._tell_back) if on_server else None
        )
        self._state = SpoolState(0, None)
        self._trouble: Sentence | None = None
        self._spool = Spool(file) if not on_server or file.exists() else None
        self.spool: Waiting = self._spool or NothingWaits()
        self._courier = Courier(self._spool, shared, tell=self._tell) if self._spool else None
        self.day = DayWhileAway(DatabaseDay(self.database), self.spool, self._catch_up)
        self.call_log = LogWhileAway(DatabaseCallLog(self.database), self.spool, self._catch_up)

    def keep(self, entry: Entry, /) -> None:
        """Return after the commit; the same entry twice is kept once.

        Raises:
            NotKept: It is not saved.
        """
        if self._straight:
            self._send_what_is_left()
            self._straight.keep(entry)
        elif self._spool and self._courier:
            self._spool.keep(entry)
            self._courier.wake()

    def start(self, report: Callable[[FromColleagues], None] = _nobody) -> None:
        """Begin to deliver; `report` hears of whom a file has something new: what was asked meanwhile lacks it."""
        self._report = report
        if self._courier:
            self._courier.start()
        if self._straight:
            self._straight.start()

    def deliver(self, patience: float = 2.0) -> SpoolState:
        """Have what is saved here delivered; returns what still waits after so long.

        Raises:
            RecordUnavailable: The spool itself cannot be read.
        """
        if self._courier is None:
            return self._state
        return self._courier.deliver_now(patience)

    def close(self) -> None:
        """Deliver what can be at once, and let go of everything."""
        if self._courier:
            self._courier.stop()
        if self._straight:
            self._straight.stop()
        self.call_log.close()
        self.spool.close()
        self.database.close()

    def _send_what_is_left(self) -> None:
        """What was saved here before this computer began to save on the server belongs there first."""
        try:
            if self._courier and self.spool.state().waiting:
                left = self._courier.deliver_now(_A_MOMENT)
                if left.waiting:
                    raise NotKept(
                        left.trouble or say("What was saved on this computer before waits for the server.")
                    )
        except RecordUnavailable:
            pass  # what cannot be read here need not keep anybody from saving there

    def _catch_up(self) -> bool:
        """Have what waits delivered before the log is read; False if the database is known to be away."""
        if self._courier is None:
            return self._straight is None or self._straight.trouble is None
        if self._courier.is_stuck:
            return False
        try:
            if self.spool.state().waiting:
                return self.deliver(_A_MOMENT).trouble is None
        except RecordUnavailable:
            pass  # what cannot be read here need not keep anybody from reading there
        return True

    def _tell_noted(self, customer_id: str) -> None:
        self._report(ColleagueTold(customer_id))

    def _tell_day(self) -> None:
        self._report(DayTold())

    def _tell_back(self) -> None:
        self._report(RecordAnswers())

    def _tell(self, state: SpoolState) -> None:
        drained = self._state.waiting and not state.waiting
        self._state = state
        self._tell_all()
        if self._straight and drained:
            self._tell_back()  # what came meanwhile waited for that

    def _tell_server(self, trouble: Sentence | None) -> None:
        self._trouble = trouble
        self._tell_all()

    def _tell_all(self) -> None:
        state = self._state
        self._announce(
            SpoolTold(
                datetime.now(UTC),
                state.waiting,
                state.oldest,
                set_aside=state.set_aside,
                trouble=self._trouble or state.trouble,
                on_server=self._straight is not None,
            )
        )
