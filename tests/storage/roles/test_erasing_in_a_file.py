"""A file has no roles and no chain, and the same rights of a person."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from screenpop.events.acts import Look
from screenpop.money import Money
from screenpop.offers import OfferOutcome
from screenpop.permission import Channel
from screenpop.record.entries import (
    CallDetailed,
    CheckMade,
    CustomerViewed,
    Entry,
    FactLearned,
    GestureGiven,
    OfferMade,
    OffersShown,
    PermissionNoted,
)
from screenpop.record.filters import LogFilter
from screenpop.record.ids import new_id
from screenpop.storage.database import Database
from screenpop.storage.roles.erasing import Subject, erase_old, erase_person, export_person
from screenpop.storage.shared_record import DatabaseRecord
from tests.storage.desks import calling, fall_silent, show
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
from tests.storage.roles.company import spooled
from ui.supervisor.own_looks import told

SECRETS = ("what Anna wrote", "Customer K-1", "Name of K-1", "+48225550123", "1980-05-17")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path / "record.db")
    database.open()
    yield database
    database.close()


def deliver(database: Database, *entries: Entry) -> None:
    DatabaseRecord(database, "anna").deliver([spooled(entry) for entry in entries])


def have_call(database: Database, customer_id: str, note: str, number: str) -> None:
    call = started("call", number=number, presented=number)
    who = {"at": NOON, "agent": "anna", "customer_id": customer_id}
    deliver(
        database,
        call,
        found(call.id, customer_id, f"Customer {customer_id}"),
        CallDetailed(new_id(), call.id, NOON, name=f"Name of {customer_id}", queue="sales"),
        replaced(call.id, number=number, name=f"Name of {customer_id}"),
        picked_up(call.id),
        finished(call.id),
        wrapped_up(call.id, note),
        FactLearned(new_id(), call.id, fact="birthday", value="1980-05-17", **who),
        OfferMade(new_id(), call.id, list="again", product="bricks", outcome=OfferOutcome.ACCEPTED, **who),
        OffersShown(new_id(), call.id, products=(("again", "bricks", ""),), held_out=True, **who),
        GestureGiven(new_id(), call.id, gesture="chocolates", worth=Money(Decimal("12.50"), "PLN"), **who),
        PermissionNoted(new_id(), call.id, contact="Ewa", channel=Channel.ALL, allowed=False, **who),
        CustomerViewed(new_id(), call.id, look=Look.CARD, **who),
        CheckMade(new_id(), call.id, check="Postcode", right=False, **who),
        promise := promised(
            f"promised to {customer_id}", call=call.id, customer_id=customer_id, number=number
        ),
        claimed(promise),
        settled(promise),
        promised(f"owed to {customer_id}", call=None, customer_id=customer_id, number=number),
    )


@pytest.fixture
def busy(database: Database) -> Database:
    have_call(database, "K-1", "what Anna wrote", "+48225550123")
    have_call(database, "K-2", "something else", "+48225550999")
    return database


def everything(database: Database) -> str:
    with database.reading() as connection:
        tables = (
            connection.exec_driver_sql("select name from sqlite_master where type = 'table'").scalars().all()
        )
        return repr([connection.exec_driver_sql(f"select * from {name}").all() for name in tables])


@pytest.mark.parametrize("who", [Subject(customer="K-1"), Subject(number="+48225550123")], ids=str)
def test_nothing_of_an_erased_person_is_left_and_the_rest_stays(busy: Database, who: Subject):
    assert all(secret in everything(busy) for secret in SECRETS)

    with busy.writing() as connection:
        erased = erase_person(connection, who, "article 17")

    left = everything(busy)
    assert [secret for secret in SECRETS[:-1] if secret.casefold() in left.casefold()] == []
    assert "something else" in left
    assert erased["calls"] == erased["wrap_ups"] == 1
    if who.customer:
        assert erased["offers_shown"] == erased["gestures_given"] == erased["permissions_noted"] == 1
    assert (erased["promises"], erased["promises_taken"], erased["promises_settled"]) == (2, 1, 1)
    assert "owed to K-1" not in left
    assert "owed to K-2" in left
    with busy.reading() as connection:
        assert connection.exec_driver_sql("select count(*) from call_log").scalar() == 2


def test_what_was_erased_is_not_left_in_the_files_free_pages(busy: Database, tmp_path: Path):
    with busy.writing() as connection:
        erase_person(connection, Subject(customer="K-1"), "article 17")
    busy.close()

    written = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"something else" in written
    assert b"what Anna wrote" not in written
    assert b"Customer K-1" not in written


def test_what_was_erased_is_not_left_in_the_index_of_words(database: Database):
    have_call(database, "K-1", "qzxqzx", "+48225550123")
    question = "select group_concat(hex(block), '') from call_words_data"
    with database.writing() as connection:
        assert b"qzx".hex().upper() in connection.exec_driver_sql(question).scalar_one()

        erase_person(connection, Subject(customer="K-1"), "article 17")

        assert b"qzx".hex().upper() not in connection.exec_driver_sql(question).scalar_one()


def test_a_second_erasure_finds_nothing(busy: Database):
    for expected in (True, False):
        with busy.writing() as connection:
            assert bool(erase_person(connection, Subject(customer="K-1"), "article 17")) is expected


def test_what_is_exported_is_everything(busy: Database):
    with busy.writing() as connection:
        exported = export_person(connection, Subject(customer="K-1"))

    told = json.dumps(exported, ensure_ascii=False)
    assert all(secret in told for secret in SECRETS)
    assert "something else" not in told
    assert "owed to K-1" in told
    assert "owed to K-2" not in told
    assert {kind: len(rows) for kind, rows in exported.items() if kind.startswith("promises")} == {
        "promises": 2,
        "promises_taken": 1,
        "promises_settled": 1,
    }
    (given,), (said,), (shown,) = (
        exported[kind] for kind in ("gestures_given", "permissions_noted", "offers_shown")
    )
    assert (given["gesture"], given["worth"], given["currency"]) == ("chocolates", 12.5, "PLN")
    assert (said["contact"], said["channel"], said["allowed"]) == ("Ewa", "all", False)
    assert (shown["products"], shown["held_out"]) == ('[["again", "bricks", ""]]', True)
    assert exported["calls"][0]["at"] == "2026-03-31T12:00:00.000000+00:00"


def test_the_legs_of_an_erased_call_stay_one_call(database: Database):
    deliver(database, started("ring"), started("ring", agent="ola"), started("other", number="+4811"))

    with database.writing() as connection:
        erase_person(connection, Subject(number="+48225550123"), "article 17")
        assert connection.exec_driver_sql("select count(*) from call_log").scalar() == 2


def test_old_notes_and_looks_go_and_young_ones_stay(busy: Database):
    def months_ago(months: int) -> str:
        return (datetime.now(UTC) - timedelta(days=30.5 * months)).strftime("%Y-%m-%d %H:%M:%S.%f")

    with busy.writing() as connection:
        for table, column, months in (
            ("wrap_ups", "note", (25, 23)),
            ("customer_views", "customer_id", (13, 11)),
            ("checks_made", "customer_id", (13, 11)),
            ("promises_settled", "promise", (25, 23)),
            ("offers_shown", "customer_id", (13, 11)),
            ("gestures_given", "customer_id", (25, 23)),
            ("permissions_noted", "customer_id", (400, 300)),
        ):
            ids = connection.exec_driver_sql(f"select id from {table} order by {column} desc").scalars().all()
            for id_, ago in zip(ids, months, strict=True):
                connection.exec_driver_sql(f"update {table} set at = ? where id = ?", (months_ago(ago), id_))

        erased = erase_old(connection, notes_months=24, views_months=12)

        assert erased == {
            "wrap_ups": 1,
            "customer_views": 1,
            "checks_made": 1,
            "promises": 1,
            "promises_taken": 1,
            "promises_settled": 1,
            "offers_shown": 1,
            "gestures_given": 1,
        }
        assert erase_old(connection, notes_months=24, views_months=12) == {}
        assert connection.exec_driver_sql("select note from wrap_ups order by note").scalars().all() == [
            "",
            "something else",
        ]
        assert connection.exec_driver_sql("select note from legs order by note").scalars().all() == [
            "",
            "something else",
        ]


def test_what_a_desk_that_died_was_writing_goes_with_an_erasure_and_a_living_desk_stays_on_the_board(
    database: Database,
):
    for agent, ago in (("anna", timedelta(hours=3)), ("ola", timedelta(0))):
        show(database, agent, calling("K-1", f"a draft of {agent}"))
        fall_silent(database, agent, ago)

    with database.writing() as connection:
        erase_person(connection, Subject(customer="K-1"), "article 17")

    assert "a draft of anna" not in everything(database)
    assert "a draft of ola" in everything(database)


def test_retention_takes_what_a_desk_that_died_was_writing(database: Database):
    show(database, "anna", calling("K-1", "a draft of anna"))
    fall_silent(database, "anna", timedelta(hours=3))

    with database.writing() as connection:
        erase_old(connection, notes_months=24, views_months=12)

    assert "a draft of anna" not in everything(database)


def test_a_look_that_names_the_number_is_exported_and_erased_with_it_and_no_other(database: Database):
    one, longer = "+4822555", "+48225550123"
    for number in (one, longer):
        wanted = LogFilter(agent="anna", number=number)
        deliver(
            database,
            CustomerViewed(new_id(), None, NOON, "sven", "", Look.EXPORT, told(wanted, "csv")),
            CustomerViewed(
                new_id(), None, NOON, "sven", "", Look.EXPORT, told(LogFilter(number=number), "csv")
            ),
        )

    with database.writing() as connection:
        exported = export_person(connection, Subject(number=one))
        erased = erase_person(connection, Subject(number=one), "article 17")

    assert len(exported["customer_views"]) == 2
    assert erased == {"customer_views": 2}
    assert f"number={one}'" not in everything(database)
    assert f"number={longer}" in everything(database)
