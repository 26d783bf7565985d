from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import text

from screenpop.errors import NotKept, RecordUnavailable
from screenpop.events.acts import Look
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
from screenpop.storage.shared_record import DatabaseRecord, off_by
from screenpop.storage.spool import boot_clock
from screenpop.storage.spool.courier import Courier
from screenpop.storage.spool.spool import Spool
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

HOUR = timedelta(hours=1)


@pytest.fixture
def shared(database: Database) -> DatabaseRecord:
    """Opened: what is spooled in a test says when it was saved, and opening takes its time."""
    asked(database, "select 1")
    return DatabaseRecord(database, "anna")


@pytest.fixture
def spool(tmp_path: Path) -> Iterator[Spool]:
    with closing(Spool(tmp_path / "spool.db")) as spool:
        yield spool


def spooled(*entries: Entry, clock_ahead: timedelta = timedelta(0)) -> list[SpooledEntry]:
    """As saved a minute ago by a desk whose clock is ahead by so much."""
    ago = timedelta(minutes=1)
    saved_at = datetime.now(UTC) - ago + clock_ahead
    return [
        SpooledEntry(place, replace(entry, at=saved_at), saved_at, ago) for place, entry in enumerate(entries)
    ]


def asked(database: Database, question: str) -> list[tuple[object, ...]]:
    with database.reading() as connection:
        return [tuple(row) for row in connection.execute(text(question))]


def test_every_kind_of_entry_arrives_in_a_transaction_that_may_come_twice(shared, database):
    call = started()
    entries = spooled(
        call,
        found(call.id),
        CallDetailed(new_id(), call.id, NOON, queue="sales"),
        replaced(call.id),
        picked_up(call.id),
        finished(call.id),
        wrapped_up(call.id, "ł 📞 'x'"),
        FactLearned(new_id(), call.id, NOON, "anna", "K-1", "birthday", "1980-02-29"),
        OfferMade(new_id(), call.id, NOON, "anna", "K-1", "fits", "P-9", OfferOutcome.ACCEPTED),
        OffersShown(new_id(), call.id, NOON, "anna", "K-1", (("fits", "P-9", "ranker"),), held_out=True),
        GestureGiven(new_id(), call.id, NOON, "anna", "K-1", "sweets", Money(Decimal("12.5"), "PLN")),
        PermissionNoted(new_id(), call.id, NOON, "anna", "K-1", "Ewa", Channel.ALL, allowed=False),
        CustomerViewed(new_id(), None, NOON, "anna", "K-1", Look.CARD),
        CheckMade(new_id(), None, NOON, "anna", "K-1", "Postcode", right=True),
        promise := promised(call=call.id),
        claimed(promise),
        settled(promise),
        LineChanged(new_id(), NOON, "anna", "desk", up=True),
    )

    shared.deliver(entries)
    shared.deliver(entries)

    for table in (
        *("calls", "callers_found", "call_details", "party_changes", "pick_ups", "call_ends", "wrap_ups"),
        *("facts_learned", "offers_made", "customer_views", "line_changes"),
        *("checks_made", "promises", "promises_taken", "promises_settled"),
        *("offers_shown", "gestures_given", "permissions_noted"),
    ):
        assert asked(database, f"select count(*) from {table}") == [(1,)], table
    assert asked(database, "select products from offers_shown") == [('[["fits", "P-9", "ranker"]]',)]
    assert asked(database, "select note from wrap_ups") == [("ł 📞 'x'",)]


def test_one_that_is_refused_keeps_the_others_of_its_transaction_out(shared, database):
    with pytest.raises(NotKept):
        shared.deliver(spooled(started(), finished(new_id())))

    assert asked(database, "select count(*) from calls") == [(0,)]


def test_when_it_arrived_stands_beside_when_it_happened(shared, database):
    before = datetime.now(UTC) - timedelta(seconds=1)
    shared.deliver(spooled(started()))

    ((recorded, off),) = asked(database, "select recorded_at, off_ms from calls")
    recorded = (
        recorded if isinstance(recorded, datetime) else datetime.fromisoformat(recorded).replace(tzinfo=UTC)
    )
    assert before < recorded < datetime.now(UTC) + timedelta(seconds=1)
    assert off == 0


@pytest.mark.parametrize("ahead", [HOUR, -HOUR, timedelta(days=400)], ids=["ahead", "behind", "another year"])
def test_a_clock_that_was_wrong_or_set_while_entries_waited_is_put_right(shared, call_log, database, ahead):
    (entry,) = spooled(started(), clock_ahead=ahead)

    shared.deliver([entry])

    row = call_log.latest("call-1")
    assert abs(row.offered_at - (entry.entry.at - ahead)) < timedelta(seconds=5)
    ((off,),) = asked(database, "select off_ms from calls")
    assert abs(off - min(ahead / timedelta(milliseconds=1), 2**31 - 1)) < 5_000


def test_a_clock_that_is_nearly_right_is_left_alone(shared, call_log):
    (entry,) = spooled(started(), clock_ahead=timedelta(seconds=1))

    shared.deliver([entry])

    assert call_log.latest("call-1").offered_at == entry.entry.at


def test_after_a_restart_of_the_computer_only_a_time_to_come_is_known_to_be_wrong():
    (entry,) = spooled(started())
    restarted = replace(entry, ago=None)
    now = entry.saved_at

    assert off_by(restarted, now + timedelta(days=3)) == timedelta(0)
    assert off_by(restarted, now - HOUR) == HOUR


def test_a_whole_way_with_a_clock_that_is_set_between_keeping_and_delivering(spool, database, monkeypatch):
    """The spool's own readings, not made-up ones: kept by a clock an hour ahead, delivered when it is right again."""

    class AnHourAhead(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) + HOUR

    with monkeypatch.context() as wrong:
        wrong.setattr("screenpop.storage.spool.spool_entries.datetime", AnHourAhead)
        spool.keep(started(at=AnHourAhead.now(UTC)))
    courier = Courier(spool, DatabaseRecord(database, "anna"))
    assert courier.deliver_now(30).waiting == 0
    courier.stop()

    ((at, off),) = asked(database, "select at, off_ms from calls")
    at = at if isinstance(at, datetime) else datetime.fromisoformat(at).replace(tzinfo=UTC)
    assert abs(at - datetime.now(UTC)) < timedelta(minutes=1)
    assert abs(off - 3_600_000) < 5_000


def test_the_boot_clock_only_grows():
    first = boot_clock.now()

    assert timedelta(0) <= boot_clock.since(first) < timedelta(minutes=1)
    assert boot_clock.since(replace(first, seconds=first.seconds + 1_000)) is None


@pytest.fixture
def known_as(postgresql: PostgreSQL, server: Database, upgraded: str) -> Iterator[Callable[[str], None]]:
    """Makes the server know the login of these tests as an agent."""
    yield lambda agent: postgresql.run_sql(
        f"insert into screenpop.member (login, agent, role) values ('postgres', '{agent}', 'agent')", upgraded
    )
    postgresql.run_sql("delete from screenpop.member", upgraded)


def test_a_login_of_another_agent_than_the_settings_say_is_told_and_nothing_is_lost(server, known_as, spool):
    known_as("jan")
    spool.keep(started())
    courier = Courier(spool, DatabaseRecord(server, "anna"))

    left = courier.deliver_now(20)
    courier.stop()

    assert str(left.trouble) == (
        "The record's server knows this login as the agent “jan”, and the settings say agent = “anna”. One of them must"
        " change."
    )
    assert (left.waiting, left.set_aside) == (1, 0)


def test_what_another_agent_saved_here_is_set_aside_and_blocks_nothing(server, known_as, spool):
    known_as("anna")
    spool.keep(started("of jan", agent="jan"))
    spool.keep(started("of anna"))
    courier = Courier(spool, DatabaseRecord(server, "anna"))

    left = courier.deliver_now(20)
    courier.stop()

    assert (left.waiting, left.set_aside) == (0, 1)
    assert asked(server, "select call_id from calls") == [("of anna",)]
    assert spool.reasons() == [
        "This was saved by the agent “jan”, and the server takes only “anna” from here."
    ]


def test_a_server_that_goes_away_and_comes_back_has_everything_once(postgresql, server, upgraded, spool):
    url = postgresql.url(upgraded, login="postgres")
    with closing(Database(url, password=postgresql.password, deadline=timedelta(seconds=5))) as database:
        courier = Courier(spool, DatabaseRecord(database, "anna"))
        courier.start()
        spool.keep(started("before"))
        assert courier.deliver_now(20).waiting == 0
        postgresql.stop()
        try:
            spool.keep(started("meanwhile"))
            left = courier.deliver_now(20)
            assert left.waiting == 1
            assert "cannot be reached" in str(left.trouble)
        finally:
            postgresql.start()

        left = courier.deliver_now(20)
        courier.stop()

        assert (left.waiting, left.trouble) == (0, None)
        assert asked(database, "select call_id from calls order by at") == [("before",), ("meanwhile",)]


def test_a_record_of_a_newer_program_is_told_and_keeps_spooling(spool, path):
    with closing(Database(path)) as database:
        DatabaseRecord(database, "anna").deliver(())
        with database.writing() as connection:
            connection.execute(text("update alembic_version set version_num = '9999'"))
    spool.keep(started())
    with closing(Database(path)) as database:
        courier = Courier(spool, DatabaseRecord(database, "anna"))
        left = courier.deliver_now(20)
        courier.stop()

    assert left.waiting == 1
    assert "newer Screenpop" in str(left.trouble)


def test_a_closed_record_takes_nothing(database):
    shared = DatabaseRecord(database, "anna")
    shared.close()

    with pytest.raises(RecordUnavailable):
        shared.deliver(spooled(started()))


def test_a_file_says_of_whom_something_was_noted_once_it_counts_and_a_server_calls_it_out(database):
    told: list[tuple[str, int]] = []

    def hear(customer_id: str) -> None:
        told.append((customer_id, len(asked(database, "select id from wrap_ups"))))

    call = started()
    fact = FactLearned(new_id(), call.id, NOON, "anna", "K-2", "birthday", "1980-05-17")

    DatabaseRecord(database, "anna", noted=hear).deliver(
        spooled(call, found(call.id, "K-1"), wrapped_up(call.id, "wants a refund"), fact)
    )

    assert sorted(told) == ([] if database.is_server else [("K-1", 1), ("K-2", 1)])
