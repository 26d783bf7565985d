"""What was offered and given to a customer and what they allow, in the shared database and in what waits here."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from screenpop.errors import RecordUnavailable
from screenpop.gestures import Given, Spent
from screenpop.memory import Answered
from screenpop.money import Money
from screenpop.offers import OfferOutcome
from screenpop.permission import Channel, Permission
from screenpop.ports.memory import Offered
from screenpop.record.entries import GestureGiven, OfferMade, PermissionNoted
from screenpop.record.ids import new_id
from screenpop.storage.colleagues.memory import DatabaseMemory
from screenpop.storage.colleagues.memory_at_desk import MemoryAtDesk
from screenpop.storage.database import Database
from screenpop.storage.spool.spool import Spool
from tests.storage.made_entries import Keeping

NOW = datetime.now(UTC).replace(microsecond=0)


@pytest.fixture
def memory(database: Database) -> DatabaseMemory:
    return DatabaseMemory(database, "anna")


@pytest.fixture
def spool(tmp_path: Path) -> Iterator[Spool]:
    spool = Spool(tmp_path / "spool.db")
    yield spool
    spool.close()


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def made(product: str, outcome: OfferOutcome, days: float, customer_id: str = "K-1") -> OfferMade:
    return OfferMade(
        new_id(), None, ago(days), "ewa", customer_id, "fits", product, outcome, "closest purchases"
    )


def given(gesture: str, days: float, worth: str | None = None, currency: str = "PLN") -> GestureGiven:
    money = None if worth is None else Money(Decimal(worth), currency)
    return GestureGiven(new_id(), None, ago(days), "ewa", "K-1", gesture, money)


def said(channel: Channel, days: float, *, allowed: bool, contact: str | None = None) -> PermissionNoted:
    return PermissionNoted(new_id(), None, ago(days), "ewa", "K-1", contact, channel, allowed)


def test_nothing_is_known_of_who_was_never_offered_anything(memory: DatabaseMemory) -> None:
    assert memory.offered("K-1") == Offered()
    assert memory.spent(ago(30)) == ()


def test_each_offer_is_told_as_it_fared_last_the_newest_first(
    record: Keeping, memory: DatabaseMemory
) -> None:
    for entry in (
        made("bricks", OfferOutcome.DECLINED, 20),
        made("bricks", OfferOutcome.ACCEPTED, 3),
        made("tiles", OfferOutcome.OFFERED, 2),
        made("nails", OfferOutcome.DECLINED, 201),
        made("sand", OfferOutcome.DECLINED, 1, customer_id="K-2"),
    ):
        record.keep(entry)

    assert memory.offered("K-1").answered == (
        Answered("tiles", OfferOutcome.OFFERED, ago(2)),
        Answered("bricks", OfferOutcome.ACCEPTED, ago(3)),
    )


def test_gestures_are_all_told_and_permissions_as_each_contact_said_them_last(
    record: Keeping, memory: DatabaseMemory
) -> None:
    for entry in (
        given("chocolates", 400, "12.50"),
        given("discount", 5),
        said(Channel.ALL, 9, allowed=False, contact="Ewa"),
        said(Channel.ALL, 1, allowed=True, contact="Ewa"),
        said(Channel.ALL, 4, allowed=False),
        said(Channel.PHONE, 8, allowed=False, contact="Ewa"),
    ):
        record.keep(entry)

    told = memory.offered("K-1")

    assert told.given == (Given("discount", ago(5)), Given("chocolates", ago(400)))
    assert told.permissions == (
        Permission("Ewa", Channel.ALL, allowed=True, at=ago(1)),
        Permission(None, Channel.ALL, allowed=False, at=ago(4)),
        Permission("Ewa", Channel.PHONE, allowed=False, at=ago(8)),
    )


def test_what_gestures_cost_is_added_up_to_the_last_digit(record: Keeping, memory: DatabaseMemory) -> None:
    for entry in (
        given("chocolates", 1, "12.1"),
        given("chocolates", 2, "12.1"),
        given("chocolates", 3, "0.1001"),
        given("chocolates", 4, "99", currency="EUR"),
        given("chocolates", 40, "1000"),
        given("discount", 1),
    ):
        record.keep(entry)

    assert memory.spent(ago(30), "PLN") == (
        Spent("chocolates", 4, Decimal("24.3001")),
        Spent("discount", 1, Decimal(0)),
    )
    assert memory.spent(ago(30)) == (
        Spent("chocolates", 4, Decimal("123.3001")),
        Spent("discount", 1, Decimal(0)),
    )


def test_what_waits_at_this_desk_counts_with_what_the_database_has(
    record: Keeping, memory: DatabaseMemory, spool: Spool
) -> None:
    record.keep(made("bricks", OfferOutcome.ACCEPTED, 3))
    record.keep(given("chocolates", 3, "10"))
    record.keep(said(Channel.ALL, 3, allowed=True))
    for entry in (
        made("bricks", OfferOutcome.DECLINED, 0),
        made("sand", OfferOutcome.DECLINED, 0, customer_id="K-2"),
        given("chocolates", 0, "2.50"),
        given("discount", 50),
        said(Channel.ALL, 0, allowed=False),
    ):
        spool.keep(entry)

    at_desk = MemoryAtDesk(memory, spool)

    assert at_desk.offered("K-1") == Offered(
        (Answered("bricks", OfferOutcome.DECLINED, ago(0)),),
        (Given("chocolates", ago(0)), Given("chocolates", ago(3)), Given("discount", ago(50))),
        (Permission(None, Channel.ALL, allowed=False, at=ago(0)),),
    )
    assert at_desk.spent(ago(30)) == (Spent("chocolates", 2, Decimal("12.50")),)


def test_an_objection_that_waits_here_holds_while_the_database_is_away(
    database: Database, memory: DatabaseMemory, spool: Spool
) -> None:
    database.close()
    at_desk = MemoryAtDesk(memory, spool)
    spool.keep(said(Channel.PHONE, 0, allowed=False))

    assert at_desk.offered("K-1").permissions == (Permission(None, Channel.PHONE, allowed=False, at=ago(0)),)
    with pytest.raises(RecordUnavailable):
        at_desk.offered("K-2")
    with pytest.raises(RecordUnavailable):
        at_desk.spent(ago(1))
