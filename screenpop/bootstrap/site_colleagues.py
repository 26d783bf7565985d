"""What one desk has of the others: their notes and facts, what they do now, and what they call out."""

import threading
from collections.abc import Callable

from screenpop.events.colleagues import ColleaguesHeard, FromColleagues
from screenpop.settings.model import Settings
from screenpop.storage.colleagues.board import DatabaseBoard
from screenpop.storage.colleagues.listener import Listener
from screenpop.storage.colleagues.memory import DatabaseMemory
from screenpop.storage.colleagues.memory_at_desk import MemoryAtDesk
from screenpop.storage.colleagues.presence import DatabasePresence
from screenpop.storage.database import Database
from screenpop.storage.spool.waiting import Waiting


class SiteColleagues:
    """The other desks, as far as they share a database with this one.

    Attributes:
        memory: What anybody noted and learnt of customers, with what waits here in the spool.
        presence: Where this desk tells what it does.
        board: What every desk does.
    """

    def __init__(self, database: Database, agent: str, spool: Waiting, seat: str = "") -> None:
        self.memory = MemoryAtDesk(DatabaseMemory(database, agent), spool)
        self.presence = DatabasePresence(database, agent, seat)
        self.board = DatabaseBoard(database)
        self._database = database
        self._agent = agent
        self._listener: Listener | None = None
        self._changing = threading.Lock()
        self._hears = threading.Event()
        self._stopped = False

    def start(self, report: Callable[[FromColleagues], None]) -> None:
        """Begin to tell and, where the record is on a server, to listen; `report` hears what concerns this desk."""

        def reported(told: FromColleagues) -> None:
            report(told)
            if isinstance(told, ColleaguesHeard):
                self._hears.set()

        with self._changing:
            if self._stopped:
                return
            self.presence.start()
            if self._database.is_server:
                self._listener = Listener(
                    self._database, self._agent, report=reported, desks_changed=self.board.changed
                )
                self._listener.start()

    def hear(self, within: float) -> bool:
        """Whether other desks can be heard, at the latest after so many seconds."""
        return self._hears.wait(within)

    def stop(self) -> None:
        """Sign off and listen no more, within about a second."""
        with self._changing:
            self._stopped = True
        leaving = [threading.Thread(target=self.presence.stop, daemon=True)]
        if self._listener:
            leaving.append(threading.Thread(target=self._listener.stop, daemon=True))
        for thread in leaving:
            thread.start()
        for thread in leaving:
            thread.join(1.5)


def holding_notes(settings: Settings) -> frozenset[str]:
    """The departments whose answers hold what agents note."""
    departments = settings.departments.items()
    return frozenset(name for name, table in departments if (table.kind or name) == "conversation")
