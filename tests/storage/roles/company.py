"""A company with a record on a real server: its people, and what they have on record."""

import itertools
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import psycopg

from screenpop.events.acts import Look
from screenpop.events.calls import Ending
from screenpop.money import Money
from screenpop.offers import OfferOutcome
from screenpop.permission import Channel
from screenpop.ports.record import SpooledEntry
from screenpop.record.entries import (
    CallDetailed,
    CheckMade,
    CustomerViewed,
    Entry,
    FactLearned,
    GestureGiven,
    LineChanged,
    OfferMade,
    OffersShown,
    PermissionNoted,
)
from screenpop.record.ids import new_id
from screenpop.storage.database import Database
from screenpop.storage.roles.grants import issue_grants
from screenpop.storage.roles.members import create_login, grant_reading, grant_role
from screenpop.storage.roles.site_policy import set_policy
from screenpop.storage.shared_record import DatabaseRecord
from tests.servers import PostgreSQL
from tests.storage.made_entries import (
    NOON,
    claimed,
    finished,
    found,
    picked_up,
    promised,
    replaced,
    settled,
    started,
    wrapped_up,
)

_numbers = itertools.count(1)
PEOPLE = {
    "anna": "agent",
    "ola": "agent",
    "sven": "supervisor",
    "paul": "auditor",
    "rita": "retention",
    "lena": "learner",
}


@dataclass(frozen=True)
class Company:
    """A database with the record, whose people log in as `anna7`, `ola7`, … since logins are the whole server's."""

    server: PostgreSQL
    name: str
    tag: str

    def login(self, who: str) -> str:
        return "postgres" if who == "postgres" else f"{who}{self.tag}"

    def database(self, who: str) -> Database:
        return Database(self.server.url(self.name, login=self.login(who)), password=self.server.password)

    @contextmanager
    def administering(self):
        database = self.database("postgres")
        try:
            with database.writing() as connection:
                yield connection
        finally:
            database.close()

    @contextmanager
    def connected(self, who: str, **options: object) -> Iterator[psycopg.Connection]:
        connection = psycopg.connect(
            host=self.server.host,
            port=self.server.port,
            dbname=self.name,
            user=self.login(who),
            password=self.server.password(),
            **options,
        )
        try:
            yield connection
        finally:
            connection.rollback()
            connection.close()

    def ask(self, who: str, question: str, *values: object) -> Sequence[tuple]:
        with self.connected(who) as connection:
            return connection.execute(question, values or None).fetchall()

    def ask_and_commit(self, who: str, question: str) -> Sequence[tuple]:
        with self.connected(who, autocommit=True) as connection:
            return connection.execute(question).fetchall()

    def alter(self, statements: str) -> Sequence[tuple]:
        """What somebody does who may do everything."""
        return self.server.run_sql(statements, self.name)

    def policy(self, reading: str) -> None:
        with self.administering() as connection:
            set_policy(connection, reading)

    def deliver(self, who: str, *entries: Entry) -> None:
        database = self.database(who)
        try:
            DatabaseRecord(database, who).deliver([spooled(entry) for entry in entries])
        finally:
            database.close()

    def have_call(self, agent: str, customer_id: str, note: str, *, number: str = "+48225550123") -> UUID:
        """A whole call of this agent, with one entry of every kind."""
        call = started(f"call of {agent}", agent=agent, number=number, presented=number)
        who = {"at": NOON, "agent": agent, "customer_id": customer_id}
        promised_to = {
            "call": call.id,
            "agent": agent,
            "customer_id": customer_id,
            "customer": f"Customer {customer_id}",
            "contact": None,
            "number": number,
        }
        self.deliver(
            agent,
            call,
            found(call.id, customer_id, f"Customer {customer_id}"),
            CallDetailed(new_id(), call.id, NOON, name=f"Name of {customer_id}", queue="sales"),
            replaced(call.id, number=number, name=f"Name of {customer_id}"),
            found(call.id, customer_id, f"Customer {customer_id}"),
            picked_up(call.id),
            finished(call.id, Ending.ENDED),
            replace(wrapped_up(call.id, note), agent=agent),
            FactLearned(new_id(), call.id, fact="birthday", value="1980-05-17", **who),
            OfferMade(
                new_id(), call.id, list="again", product="bricks", outcome=OfferOutcome.ACCEPTED, **who
            ),
            OffersShown(new_id(), call.id, products=(("again", "bricks", "rhythm"),), held_out=False, **who),
            GestureGiven(
                new_id(), call.id, gesture="chocolates", worth=Money(Decimal("12.50"), "PLN"), **who
            ),
            PermissionNoted(new_id(), call.id, contact="Ewa", channel=Channel.ALL, allowed=False, **who),
            CustomerViewed(new_id(), call.id, look=Look.CARD, **who),
            CheckMade(new_id(), call.id, check="Postcode", right=True, **who),
            promise := promised(**promised_to),
            claimed(promise, agent),
            settled(promise, agent),
            promised(**promised_to),
            LineChanged(new_id(), NOON, agent, "line", up=True),
        )
        return call.id

    def at_desk(self, who: str, customer_id: str, draft: str) -> None:
        state = {
            "lines": {"line": True},
            "calls": [{"customer_id": customer_id, "note": draft, "since": "now"}],
        }
        with self.connected(who, autocommit=True) as connection:
            connection.execute(
                "insert into screenpop.desks (agent, seen_at, state) values (%s, now(), %s)"
                " on conflict (agent) do update set seen_at = excluded.seen_at, state = excluded.state",
                (who, json.dumps(state)),
            )


def spooled(entry: Entry) -> SpooledEntry:
    return SpooledEntry(place=1, entry=entry, saved_at=datetime.now(UTC), ago=timedelta(0))


def copy_of(company: Company) -> Company:
    """Another database with the same record and the same people."""
    name = company.server.create_database()
    company.server.run_sql(f"drop database {name}", "postgres")
    company.server.run_sql(f"create database {name} template {company.name}", "postgres")
    return replace(company, name=name)


def make_company(server: PostgreSQL) -> Company:
    company = Company(server, server.create_database(), str(next(_numbers)))
    owner = company.database("postgres")
    owner.upgrade()
    with owner.writing() as connection:
        issue_grants(connection)
        for who, role in PEOPLE.items():
            create_login(connection, company.login(who), server.password())
            grant_role(connection, company.login(who), who, role)
        create_login(connection, company.login("bi"), server.password())
        grant_reading(connection, company.login("bi"))
    owner.close()
    return company
