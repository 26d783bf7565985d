"""The shared database as the courier's other end: a batch of entries is one transaction, and each entry one row.

A desk's clock may be wrong, or set while entries wait. When an entry was saved is known by a clock that nobody
sets, so that its time is put right by the server's clock; a file has this computer's own, where only a clock that
was set since makes a difference.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from screenpop.errors import NotKept, RecordUnavailable
from screenpop.ports.record import SpooledEntry
from screenpop.sentences import say
from screenpop.storage.colleagues.notices import call_out, notices_of
from screenpop.storage.database import Database
from screenpop.storage.my_role import agent_of_login

if TYPE_CHECKING:
    from sqlalchemy import Connection

_RIGHT_ENOUGH = timedelta(seconds=2)
_MOST_OFF_MS = 2**31 - 1  # what the column holds: 24 days, though the time itself is put right by more
_MILLISECOND = timedelta(milliseconds=1)


class DatabaseRecord:
    """Delivers to a database.

    Args:
        database: Which; a server has all desks hear of whom something was noted.
        agent: Who sits here.
        noted: Where the database is a file, hears the same once it counts: nobody else would say so.
        day_changed: The same of what is due.
    """

    def __init__(
        self,
        database: Database,
        agent: str,
        *,
        noted: Callable[[str], None] = lambda _: None,
        day_changed: Callable[[], None] = lambda: None,
    ) -> None:
        self._database = database
        self._agent = agent
        self._noted = noted
        self._day_changed = day_changed

    def deliver(self, entries: Sequence[SpooledEntry], /) -> None:
        """Have them all in the database when it returns, each once, in this order; or none of them.

        Raises:
            RecordUnavailable: It cannot be reached, or does not fit this program; they are delivered later.
            NotKept: The database refuses one of them and always will.
        """
        with self._database.writing() as connection:
            now = datetime.now(UTC)
            if self._database.is_server:
                now = _servers_clock(connection)
                self._refuse_unless_agent(connection, entries)
            for entry in entries:
                _insert(connection, entry, now, recorded_at=None if self._database.is_server else now)
            delivered = [spooled.entry for spooled in entries]
            notices = list(notices_of(connection, delivered, self._agent))
            if self._database.is_server:
                call_out(connection, notices)
        if not self._database.is_server:
            for customer_id in {notice.customer_id for notice in notices if notice.what == "noted"}:
                if customer_id:
                    self._noted(customer_id)
            if any(notice.what == "day" for notice in notices):
                self._day_changed()

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    def _refuse_unless_agent(self, connection: Connection, entries: Sequence[SpooledEntry]) -> None:
        """Whose rows these are is the login's matter: who else's name stands in the settings has it wrong."""
        agent = agent_of_login(connection)
        if agent is None:
            return
        if agent != self._agent:
            raise RecordUnavailable(
                say(
                    "The record's server knows this login as the agent “{known}”, and the settings say agent ="
                    " “{said}”. One of them must change.",
                    known=agent,
                    said=self._agent,
                )
            )
        for spooled in entries:
            author = getattr(spooled.entry, "agent", agent)
            if author != agent:
                raise NotKept(
                    say(
                        "This was saved by the agent “{author}”, and the server takes only “{agent}” from here.",
                        author=author,
                        agent=agent,
                    )
                )


def _servers_clock(connection: Connection) -> datetime:
    now = connection.exec_driver_sql("select clock_timestamp()").scalar()
    assert isinstance(now, datetime)  # noqa: S101 # clock_timestamp() is always one
    return now


def _insert(
    connection: Connection, spooled: SpooledEntry, now: datetime, recorded_at: datetime | None
) -> None:
    from screenpop.storage.entry_rows import row_of  # noqa: PLC0415 # SQLAlchemy, loaded by the database

    off = off_by(spooled, now)
    table, values = row_of(replace(spooled.entry, at=spooled.entry.at - off))
    off_ms = max(-_MOST_OFF_MS, min(_MOST_OFF_MS, round(off / _MILLISECOND)))
    row: Mapping[str, object] = {**values, "off_ms": off_ms}
    if recorded_at is not None:
        row = {**row, "recorded_at": recorded_at}
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects.postgresql import insert as into_server  # noqa: PLC0415 # as above

        connection.execute(into_server(table).on_conflict_do_nothing(index_elements=["id"]), row)
    else:
        from sqlalchemy.dialects.sqlite import insert as into_file  # noqa: PLC0415 # as above

        connection.execute(into_file(table).on_conflict_do_nothing(index_elements=["id"]), row)


def off_by(spooled: SpooledEntry, now: datetime) -> timedelta:
    """By how much the desk's clock was ahead when it saved this; `now` is by the clock that is right.

    After a restart of the computer only a time that has not come yet is known to be wrong.
    """
    if spooled.ago is not None:
        off = spooled.saved_at - (now - spooled.ago)
    else:
        off = max(spooled.saved_at - now, timedelta(0))
    return off if abs(off) > _RIGHT_ENOUGH else timedelta(0)
