"""The live board: what every desk does now, from the table `desks`."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from screenpop.record.board import AtDesk, DeskNow, Phase
from screenpop.storage.colleagues.desk_states import GONE_AFTER, read

if TYPE_CHECKING:
    from screenpop.storage.database import Database

_MATTERS = (Phase.TALKS, Phase.RINGS, Phase.WRAPS_UP)


class DatabaseBoard:
    """Every desk's word of itself."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = threading.Lock()
        self._listeners: list[Callable[[], None]] = []

    def now(self) -> Sequence[AtDesk]:
        """Every desk that is signed on, by agent; see `screenpop.ports.board`."""
        with self._database.reading() as connection:
            from sqlalchemy import func, literal, select  # noqa: PLC0415 # loaded with the connection

            from screenpop.storage.schema import UtcTime, desks  # noqa: PLC0415 # as above

            ours = literal(datetime.now(UTC), UtcTime)
            clock = func.clock_timestamp() if self._database.is_server else ours
            question = select(desks.c.agent, desks.c.seen_at, desks.c.state, clock).order_by(desks.c.agent)
            rows = connection.execute(question).all()
        return [
            _at_desk(agent, desk, seen_at, gone=clock - seen_at > GONE_AFTER)
            for agent, seen_at, state, clock in rows
            if (desk := read(state))
        ]

    def when_changed(self, tell: Callable[[], None], /) -> Callable[[], None]:
        """Have `tell` called whenever a desk does something else; returns how to end that."""
        with self._lock:
            self._listeners.append(tell)

        def end() -> None:
            with self._lock:
                if tell in self._listeners:
                    self._listeners.remove(tell)

        return end

    def changed(self) -> None:
        """A desk does something else."""
        with self._lock:
            listeners = tuple(self._listeners)
        for tell in listeners:
            tell()


def _at_desk(agent: str, desk: DeskNow, seen_at: datetime, *, gone: bool) -> AtDesk:
    call = min(desk.calls, key=lambda call: (_MATTERS.index(call.phase), call.since), default=None)
    return AtDesk(
        agent=agent,
        phase=call.phase if call else None,
        since=call.since if call else None,
        number=call.number if call else None,
        customer=call.customer if call else None,
        queue=call.queue if call else None,
        lines=desk.lines,
        gone=gone,
        seen_at=seen_at,
        more=max(0, len(desk.calls) - 1),
        seat=desk.seat,
    )
