"""What our own record knows of a customer: what colleagues noted and write now, what was learnt, what is promised."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from screenpop.memory import Fact, Noted
from screenpop.promises import Promised
from screenpop.storage.colleagues import offers_told
from screenpop.storage.colleagues.desk_states import GONE_AFTER, LONGEST_NOTE, moment, read
from screenpop.storage.day import promised_to

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from screenpop.gestures import Spent
    from screenpop.ports.memory import Offered
    from screenpop.storage.database import Database

_MOST_FACTS = 2_000
_MAY_ASK_FOR_DRAFTS = """select coalesce(
    has_function_privilege(to_regprocedure('screenpop.drafts(text)'), 'execute'), false)"""
_DRAFTS = "select agent, since, note from screenpop.drafts(%s)"


class DatabaseMemory:
    """Asks the shared database.

    Args:
        database: Which.
        agent: Who asks; their own drafts are no news to them.
        deadline: How long an answer may take.
    """

    def __init__(self, database: Database, agent: str, *, deadline: timedelta = timedelta(seconds=2)) -> None:
        self.deadline = deadline
        self._database = database
        self._agent = agent

    def noted(self, customer_id: str, *, at_most: int = 20) -> tuple[Noted, ...]:
        """What was noted of this customer, the newest first; see `screenpop.ports.memory`."""
        with self._database.reading() as connection:
            typing = dict.fromkeys(self._typing(connection, customer_id))
            saved = list(_saved(connection, customer_id, at_most))
        written = {noted.note for noted in saved[:5]}  # just saved, and not taken off the desk's state yet
        drafts = [noted for noted in typing if noted.note not in written]
        notes = sorted(saved, key=lambda noted: noted.at, reverse=True)
        return (*drafts, *notes)[:at_most]

    def promises(self, customer_id: str) -> tuple[Promised, ...]:
        """What is still owed to this customer, the most urgent first; see `screenpop.ports.memory`."""
        with self._database.reading() as connection:
            return promised_to(connection, customer_id)

    def offered(self, customer_id: str) -> Offered:
        """What was offered and given to this customer, and what they allow; see `screenpop.ports.memory`."""
        with self._database.reading() as connection:
            return offers_told.offered(connection, customer_id)

    def spent(self, since: datetime, currency: str | None = None) -> tuple[Spent, ...]:
        """What gestures have cost since then, all agents together; see `screenpop.ports.memory`."""
        with self._database.reading() as connection:
            return offers_told.spent(connection, since, currency)

    def facts(self, customer_id: str) -> tuple[Fact, ...]:
        """What is known of this customer, each fact as it was told last; see `screenpop.ports.memory`."""
        from screenpop.storage.schema import facts_learned  # noqa: PLC0415 # with the connection

        with self._database.reading() as connection:
            from sqlalchemy import select  # noqa: PLC0415 # loaded with the connection

            told = facts_learned.c
            question = (
                select(told.fact, told.value, told.at, told.agent)
                .where(told.customer_id == customer_id)
                .order_by(told.at.desc(), told.id.desc())
                .limit(_MOST_FACTS)
            )
            rows = connection.execute(question).all()
        latest: dict[str, Fact] = {}
        for fact, value, at, agent in rows:
            latest.setdefault(fact, Fact(fact, value, at, agent))
        return tuple(latest.values())

    def _typing(self, connection: Connection, customer_id: str) -> Iterator[Noted]:
        """What the reader sees of other desks, and what the server tells those who may not see them."""
        server = self._database.is_server
        yield from _drafts(connection, customer_id, self._agent, server=server)
        if server and connection.exec_driver_sql(_MAY_ASK_FOR_DRAFTS).scalar_one():
            for agent, since, note in connection.exec_driver_sql(_DRAFTS, (customer_id,)):
                with suppress(ValueError):  # whatever that desk wrote
                    yield Noted(moment(since), agent, note[:LONGEST_NOTE], typing=True)


def _saved(connection: Connection, customer_id: str, at_most: int) -> Iterator[Noted]:
    from sqlalchemy import or_, select  # noqa: PLC0415 # loaded with the connection

    from screenpop.storage.schema import legs  # noqa: PLC0415 # as above

    leg = legs.c
    question = (
        select(leg.wrapped_at, leg.agent, leg.note, leg.reason, leg.disposition)
        .where(leg.customer_id == customer_id, leg.wrapped_at.is_not(None))
        .where(or_(leg.note != "", leg.reason != "", leg.disposition != ""))
        .order_by(leg.offered_at.desc(), leg.id.desc())
        .limit(at_most)
    )
    for at, agent, note, reason, disposition in connection.execute(question):
        yield Noted(at, agent, note or "", reason or "", disposition or "")


def _drafts(connection: Connection, customer_id: str, agent: str, *, server: bool) -> Iterator[Noted]:
    from sqlalchemy import func, select  # noqa: PLC0415 # loaded with the connection

    from screenpop.storage.schema import desks  # noqa: PLC0415 # as above

    now = connection.execute(select(func.clock_timestamp())).scalar_one() if server else datetime.now(UTC)
    question = select(desks.c.agent, desks.c.state).where(
        desks.c.agent != agent,
        desks.c.seen_at > now - GONE_AFTER,
        desks.c.state.contains('"note"', autoescape=True),
    )
    for who, state in connection.execute(question):
        desk = read(state)
        for call in desk.calls if desk else ():
            if call.customer_id == customer_id and call.note:
                yield Noted(call.since, who, call.note, typing=True)
