"""Tells the shared database what this desk does: at each change, a few times a second at most, and each half minute."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from screenpop.errors import RecordError
from screenpop.record.board import DeskNow
from screenpop.storage.colleagues.desk_states import SEEN_EVERY, SIGNED_OFF, written
from screenpop.storage.colleagues.notices import Notice, call_out

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from screenpop.storage.database import Database

log = logging.getLogger(__name__)

_AT_MOST_EVERY = 0.33
_AGAIN_AFTER = 5.0
_LAST_WORD = 0.6
_LINGER = 0.1
"""A change waits so long, in seconds: writing to a database while a card is painted would slow the card."""
_OFF = timedelta(seconds=2)


class DatabasePresence:
    """This desk's row in the table `desks`, written on a thread of its own."""

    def __init__(self, database: Database, agent: str, seat: str = "") -> None:
        self._database = database
        self._agent = agent
        self._seat = seat
        self._changed = threading.Condition()
        self._now = self._written = DeskNow()
        self._not_before = 0.0
        self._seen_by = 0.0
        self._stopping = False
        self._fails = False
        self._thread = threading.Thread(target=self._run, name="presence", daemon=True)

    def start(self) -> None:
        """Begin to tell."""
        self._thread.start()

    def show(self, now: DeskNow, /) -> None:
        """Have everybody see what this desk does now. Returns at once."""
        with self._changed:
            self._now = now
            self._changed.notify()

    def stop(self) -> None:
        """Sign off, within a second; a desk that could not is seen as gone."""
        with self._changed:
            self._stopping = True
            self._changed.notify()
        if self._thread.is_alive():
            self._thread.join(_LAST_WORD)

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._stopping, self._until_it_may())
                while not self._stopping and (wait := self._until_something_is_due()) > 0.0:
                    self._changed.wait(wait)
                self._changed.wait_for(lambda: self._stopping, _LINGER)
                now, stopping = self._now, self._stopping
            self._tell(DeskNow() if stopping else now, signs_off=stopping)
            if stopping:
                return

    def _until_it_may(self) -> float:
        return max(0.0, self._not_before - time.monotonic())

    def _until_something_is_due(self) -> float:
        return 0.0 if self._now != self._written else self._seen_by - time.monotonic()

    def _tell(self, now: DeskNow, *, signs_off: bool) -> None:
        """Write it; a failure is logged once, and tried again a little later."""
        try:
            with self._database.writing() as connection:
                self._write(connection, now, signs_off=signs_off)
        except RecordError as error:
            self._put_off(error)
            return
        except Exception as error:  # noqa: BLE001 # whatever it was, the desk must not vanish from the board for good
            self._put_off(f"unexpected {type(error).__name__}")  # its message may hold a draft
            return
        self._fails = False
        self._written = now
        self._not_before = time.monotonic() + _AT_MOST_EVERY
        self._seen_by = time.monotonic() + SEEN_EVERY.total_seconds()

    def _put_off(self, why: object) -> None:
        if not self._fails:
            log.warning("Colleagues do not see what this desk does: %s", why)
        self._fails = True
        self._not_before = time.monotonic() + _AGAIN_AFTER

    def _write(self, connection: Connection, now: DeskNow, *, signs_off: bool) -> None:
        from screenpop.storage.schema import desks  # noqa: PLC0415 # loaded with the connection

        server = self._database.is_server
        if server:
            from sqlalchemy.dialects.postgresql import insert  # noqa: PLC0415 # as above
        else:
            from sqlalchemy.dialects.sqlite import (  # type: ignore[assignment] # noqa: PLC0415 # as above; both do
                insert,
            )
        at, off = _clock(connection, server=server)
        state = SIGNED_OFF if signs_off else written(replace(now, seat=self._seat), off)
        row = insert(desks).values(agent=self._agent, seen_at=at, state=state)
        new = {"seen_at": row.excluded.seen_at, "state": row.excluded.state}
        connection.execute(row.on_conflict_do_update(index_elements=["agent"], set_=new))
        if server:
            call_out(connection, self._notices(now, signs_off=signs_off))

    def _notices(self, now: DeskNow, *, signs_off: bool) -> Iterator[Notice]:
        before, after = _drafts(self._written), _drafts(now)
        for customer_id, _ in before ^ after:
            yield Notice(self._agent, "typing", customer_id)
        if signs_off or _without_drafts(now) != _without_drafts(self._written):
            yield Notice(self._agent, "desk")


def _clock(connection: Connection, *, server: bool) -> tuple[datetime, timedelta]:
    """The time, by the server where there is one, and by how much ours is behind it if that matters."""
    ours = datetime.now(UTC)
    if not server:
        return ours, timedelta()
    at: datetime = connection.exec_driver_sql("select clock_timestamp()").scalar_one()
    off = at - ours
    return at, off if abs(off) > _OFF else timedelta()


def _drafts(now: DeskNow) -> set[tuple[str, str]]:
    return {(call.customer_id, call.note) for call in now.calls if call.customer_id and call.note}


def _without_drafts(now: DeskNow) -> object:
    return now.lines, [(call.call, call.phase, call.customer_id) for call in now.calls]
