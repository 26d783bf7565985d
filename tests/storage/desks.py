"""Desks as other desks see them: entries and states, put where they belong."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from screenpop.record.board import CallNow, DeskNow, Phase
from screenpop.record.ids import new_id
from screenpop.storage.colleagues.presence import DatabasePresence
from screenpop.storage.database import Database

SINCE = datetime(2026, 3, 31, 12, tzinfo=UTC)


def calling(customer_id: str = "K-1", note: str = "", phase: Phase = Phase.TALKS) -> CallNow:
    return CallNow(new_id(), phase, SINCE, "+48225550123", customer_id, "Hurt-Bud", "Sales", note)


def show(database: Database, agent: str, *calls: CallNow) -> None:
    """Have this agent's desk say that it does this, as it would itself."""
    presence = DatabasePresence(database, agent)
    with database.writing() as connection:
        presence._write(connection, DeskNow({"line": True}, calls), signs_off=False)


def fall_silent(database: Database, agent: str, ago: timedelta) -> None:
    """This desk was heard of so long ago."""
    from sqlalchemy import update

    from screenpop.storage.schema import desks

    with database.writing() as connection:
        if database.is_server:  # which says by itself when it heard
            connection.exec_driver_sql("alter table screenpop.desks disable trigger user")
        connection.execute(
            update(desks).where(desks.c.agent == agent).values(seen_at=datetime.now(UTC) - ago)
        )
        if database.is_server:
            connection.exec_driver_sql("alter table screenpop.desks enable trigger user")


class Heard:
    """What was told on another thread."""

    def __init__(self) -> None:
        self.told: list[object] = []
        self._changed = threading.Condition()

    def __call__(self, told: object = None) -> None:
        with self._changed:
            self.told.append(told)
            self._changed.notify_all()

    def until(self, holds: Callable[[list[object]], bool], within: float = 10.0) -> None:
        with self._changed:
            assert self._changed.wait_for(lambda: holds(self.told), within), self.told
