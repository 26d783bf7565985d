"""Hears what other desks call out: one connection that waits, without looking again and again.

A connection that is lost is made anew, ever less often; what was called out meanwhile is made good by asking anew.
"""

from __future__ import annotations

import logging
import select
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from random import uniform
from typing import TYPE_CHECKING, Any

from screenpop.errors import RecordError
from screenpop.events.colleagues import ColleaguesHeard, ColleagueTold, DayTold, FromColleagues
from screenpop.storage.colleagues.notices import CHANNEL, Notice, heard

if TYPE_CHECKING:
    from screenpop.storage.database import Database

log = logging.getLogger(__name__)

_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 30.0
_LAST_WORD = 0.6


class Listener:
    """Listens on the shared server.

    Args:
        database: The server; a file calls nothing out.
        agent: Who sits here.
        report: Hears, on the listener's thread, what concerns this desk.
        desks_changed: Is called whenever any desk does something else.
    """

    def __init__(
        self,
        database: Database,
        agent: str,
        *,
        report: Callable[[FromColleagues], None],
        desks_changed: Callable[[], None] = lambda: None,
    ) -> None:
        self._database = database
        self._agent = agent
        self._report = report
        self._desks_changed = desks_changed
        self._stopped = threading.Event()
        self._near, self._far = socket.socketpair()
        self._pause = _FIRST_PAUSE
        self._thread = threading.Thread(target=self._run, name="listener", daemon=True)

    def start(self) -> None:
        """Begin to listen."""
        self._thread.start()

    def stop(self) -> None:
        """Listen no more; returns within a second."""
        self._stopped.set()
        with suppress(OSError):
            self._far.send(b"!")
        if self._thread.is_alive():
            self._thread.join(_LAST_WORD)
        self._far.close()
        if not self._thread.is_alive():
            self._near.close()

    def _run(self) -> None:
        import psycopg  # noqa: PLC0415 # only where there is a server

        while not self._stopped.is_set():
            try:
                self._listen()
            except RecordError as error:
                self._tell_once(error)
            except psycopg.Error as error:
                self._tell_once(type(error).__name__)
            except Exception as error:  # noqa: BLE001 # whatever it was, colleagues are to be heard again
                self._tell_once(f"unexpected {type(error).__name__}")
            self._stopped.wait(self._pause * uniform(0.5, 1.5))  # noqa: S311 # desks that come back need no secret
            self._pause = min(_LONGEST_PAUSE, self._pause * 2)

    def _tell_once(self, why: object) -> None:
        """Log it, unless it has gone on since it was logged last."""
        if self._pause == _FIRST_PAUSE:
            log.warning("Colleagues cannot be heard: %s", why)

    def _listen(self) -> None:
        with self._database.apart() as connection:
            connection.exec_driver_sql(f"listen {CHANNEL}")
            wire: Any = connection.connection.dbapi_connection
            self._pause = _FIRST_PAUSE
            self._report(ColleaguesHeard())
            self._desks_changed()
            while not self._stopped.is_set():
                self._take(wire.pgconn)
                select.select([wire.fileno(), self._near], [], [])

    def _take(self, wire: Any) -> None:
        wire.consume_input()
        while called := wire.notifies():
            notice = heard(called.extra.decode("utf-8", "replace"))
            if notice:
                self._hear(notice)

    def _hear(self, notice: Notice) -> None:
        if notice.what == "desk":
            self._desks_changed()
        elif notice.what == "day":
            self._report(DayTold())
        elif notice.customer_id and self._concerns_us(notice):
            self._report(ColleagueTold(notice.customer_id))

    def _concerns_us(self, notice: Notice) -> bool:
        """What was noted concerns every desk; what is being written, all others; what was found, nobody else."""
        return notice.what == "noted" or (notice.what == "found") == (notice.agent == self._agent)
