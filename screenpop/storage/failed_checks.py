"""Wrong answers of all desks, counted by customer, and the unlocking by a supervisor.

On a server an agent reads nobody else's checks: a function of the record counts for them, and says no more.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from screenpop.errors import RecordUnavailable
from screenpop.ports.failed_checks import Failures
from screenpop.ports.record import SpooledEntry
from screenpop.record.entries import CheckMade
from screenpop.record.ids import new_id
from screenpop.sentences import say
from screenpop.storage.shared_record import DatabaseRecord

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from screenpop.storage.database import Database

UNLOCKED = ""
"""The check of an entry that unlocks: it is none of the site's."""

_IS_AN_AGENT = "select screenpop.my_agent() is not null"
_MAY_COUNT = """select coalesce(has_function_privilege(
    to_regprocedure('screenpop.failed_checks(text, interval, uuid[])'), 'execute'), false)"""
_COUNTED = "select failures, unlocked from screenpop.failed_checks(%s, %s, %s)"


class RecordChecks:
    """Asks the shared database.

    Args:
        database: Which.
        deadline: How long an answer may take.
    """

    def __init__(self, database: Database, *, deadline: timedelta = timedelta(seconds=2)) -> None:
        self.deadline = deadline
        self._database = database

    def of(self, customer_id: str, *, within: timedelta, besides: Collection[UUID]) -> Failures:
        """How many checks were answered wrongly; see `screenpop.ports.failed_checks`."""
        with self._database.reading() as connection:
            if self._database.is_server and connection.exec_driver_sql(_IS_AN_AGENT).scalar_one():
                return _as_agent(connection, customer_id, within, besides)
            return _as_owner(connection, customer_id, datetime.now(UTC) - within, besides)

    def unlock(self, customer_id: str, agent: str) -> None:
        """Have no wrong answer count that was given before now.

        Raises:
            RecordUnavailable: It cannot be asked, or this login is no supervisor's.
            NotKept: The server takes it from a supervisor only.
        """
        entry = CheckMade(new_id(), None, datetime.now(UTC), agent, customer_id, UNLOCKED, right=True)
        spooled = SpooledEntry(0, entry, entry.at, timedelta(0))
        DatabaseRecord(self._database, agent).deliver([spooled])


def _as_agent(
    connection: Connection, customer_id: str, within: timedelta, besides: Collection[UUID]
) -> Failures:
    if not connection.exec_driver_sql(_MAY_COUNT).scalar_one():
        raise RecordUnavailable(
            say(
                "The record’s server does not count failed checks for this login yet. Have an administrator run:"
                " screenpop database grant"
            )
        )
    row = connection.exec_driver_sql(_COUNTED, (customer_id, within, list(besides))).one()
    return Failures(row.failures, row.unlocked)


def _as_owner(
    connection: Connection, customer_id: str, since: datetime, besides: Collection[UUID]
) -> Failures:
    from sqlalchemy import func, select  # noqa: PLC0415 # loaded with the connection

    from screenpop.storage.schema import checks_made  # noqa: PLC0415 # as above

    made = checks_made.c
    unlocking = (
        select(made.id, made.at)
        .where(made.customer_id == customer_id, made.check_name == UNLOCKED, made.was_right)
        .where(made.at > since)
        .order_by(made.at.desc(), made.id.desc())
        .limit(1)
    )
    unlocked = connection.execute(unlocking).one_or_none()
    question = select(func.count()).where(made.customer_id == customer_id, ~made.was_right)
    question = question.where(made.at > (unlocked.at if unlocked else since), made.id.not_in(besides))
    return Failures(connection.execute(question).scalar_one(), unlocked.id if unlocked else None)
