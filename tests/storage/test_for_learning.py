"""What learning asks of the record, in a file and on a server."""

from datetime import timedelta

import pytest

from screenpop.permission import Channel
from screenpop.record.entries import OffersShown, PermissionNoted
from screenpop.record.ids import new_id
from screenpop.record.rows import Shown
from screenpop.storage.database import Database
from screenpop.storage.for_learning import RecordForLearning
from tests.storage.made_entries import NOON, Keeping

FITS = ("fits", "P-1", "pairs")
AGAIN = ("again", 'P "2"', "")


@pytest.fixture
def asked(database: Database) -> RecordForLearning:
    return RecordForLearning(database)


def said(
    record: Keeping,
    customer_id: str,
    *,
    allowed: bool,
    day: int = 0,
    contact: str | None = None,
    channel: Channel = Channel.ALL,
) -> None:
    at = NOON + timedelta(days=day)
    record.keep(PermissionNoted(new_id(), None, at, "anna", customer_id, contact, channel, allowed))


def test_who_objects_to_everything_is_left_out_of_learning(record: Keeping, asked: RecordForLearning) -> None:
    said(record, "K-1", allowed=False)
    said(record, "K-2", allowed=False, channel=Channel.PHONE)
    said(record, "K-3", allowed=False, contact="Ewa")
    said(record, "K-3", allowed=True, contact="Jan", day=1)
    said(record, "K-4", allowed=True)

    assert asked.objections() == {"K-1", "K-3"}


def test_an_objection_that_was_taken_back_counts_no_more_until_it_is_made_again(
    record: Keeping, asked: RecordForLearning
) -> None:
    said(record, "K-1", allowed=True, day=2)
    said(record, "K-1", allowed=False, day=1)  # delivered late
    assert asked.objections() == frozenset()

    said(record, "K-1", allowed=False, day=3)
    assert asked.objections() == {"K-1"}


def test_what_was_suggested_and_held_out_is_told_the_oldest_first(
    record: Keeping, asked: RecordForLearning
) -> None:
    for day, products, held_out in ((3, (), True), (1, (FITS, AGAIN), False), (0, (FITS,), False)):
        at = NOON + timedelta(days=day)
        record.keep(OffersShown(new_id(), None, at, "anna", f"K-{day}", products, held_out))

    assert list(asked.shown(NOON + timedelta(days=1))) == [
        Shown("K-1", NOON + timedelta(days=1), (FITS, AGAIN), held_out=False),
        Shown("K-3", NOON + timedelta(days=3), (), held_out=True),
    ]


def test_nobody_objects_and_nothing_was_shown_in_an_empty_record(asked: RecordForLearning) -> None:
    assert (asked.objections(), list(asked.shown(NOON))) == (frozenset(), [])


def test_more_products_than_can_be_kept_lose_the_last_ones(record: Keeping, asked: RecordForLearning) -> None:
    products = tuple(("fits", f"{place:0900}", "") for place in range(40))

    record.keep(OffersShown(new_id(), None, NOON, "anna", "K-1", products, held_out=False))

    (shown,) = asked.shown(NOON)
    assert 15 < len(shown.products) < 40
    assert shown.products == products[: len(shown.products)]
