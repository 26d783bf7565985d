"""The demo company's year of suggestions is one that a desk could have kept."""

from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import pytest

from connectors.demo_company.cast import CAST
from connectors.demo_company.company import DemoCompany, build
from connectors.demo_company.words import read_goods
from screenpop.offers import OfferOutcome
from screenpop.permission import Channel
from screenpop.record.entries import (
    CallPickedUp,
    Entry,
    GestureGiven,
    OfferMade,
    OffersShown,
    PermissionNoted,
)

TODAY = date(2026, 3, 31)
SKUS = {item.sku for item in read_goods().items()}


def held_out(customer_id: str) -> bool:
    return customer_id.endswith("9")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> DemoCompany:
    folder: Path = tmp_path_factory.mktemp("company")
    return build(folder, customers=300, today=TODAY, held_out=held_out)


@pytest.fixture(scope="module")
def entries(made: DemoCompany) -> list[Entry]:
    return list(made.telephone)


def test_every_answered_card_of_a_known_customer_says_once_what_it_suggested(entries: list[Entry]) -> None:
    answered = {entry.call for entry in entries if isinstance(entry, CallPickedUp)}
    shown = Counter(entry.call for entry in entries if isinstance(entry, OffersShown))

    assert set(shown) <= answered
    assert set(shown.values()) == {1}
    assert len(shown) > 0.7 * len(answered)


def test_only_to_those_who_are_held_out_nothing_is_offered(entries: list[Entry]) -> None:
    for entry in entries:
        if isinstance(entry, OffersShown):
            assert entry.held_out == held_out(entry.customer_id)
        if isinstance(entry, OfferMade) and held_out(entry.customer_id):
            assert (entry.method, entry.outcome) == ("", OfferOutcome.ACCEPTED)


def test_what_was_offered_had_been_suggested_on_that_card_by_that_method(entries: list[Entry]) -> None:
    shown = {entry.call: entry.products for entry in entries if isinstance(entry, OffersShown)}
    offered = [entry for entry in entries if isinstance(entry, OfferMade) and entry.method]

    assert {entry.outcome for entry in offered} == set(OfferOutcome)
    for entry in offered:
        assert (entry.list, entry.product, entry.method) in shown[entry.call]
        assert entry.product in SKUS


def test_a_gesture_is_given_once_and_stays_within_its_budget(entries: list[Entry]) -> None:
    given = [entry for entry in entries if isinstance(entry, GestureGiven)]
    spent: defaultdict[tuple[str, int], int] = defaultdict(int)
    for entry in given:
        assert entry.worth is not None
        spent[entry.gesture, entry.at.astimezone().month] += int(entry.worth.amount)

    assert given
    assert max(Counter((entry.customer_id, entry.gesture) for entry in given).values()) == 1
    assert all(worth <= {"birthday": 800, "thanks": 1500}[gesture] for (gesture, _), worth in spent.items())


def test_to_who_objected_nothing_is_suggested_afterwards(entries: list[Entry]) -> None:
    objecting: set[str] = set()
    for entry in entries:
        if isinstance(entry, PermissionNoted) and entry.channel in {Channel.ALL, Channel.PHONE}:
            objecting.add(entry.customer_id)
        elif isinstance(entry, OffersShown | OfferMade):
            assert entry.customer_id not in objecting

    assert objecting


def test_the_cast_may_still_be_given_anything_and_objects_to_nothing(entries: list[Entry]) -> None:
    cast = {f"C-{10_001 + place}" for place in range(len(CAST))}

    assert cast.isdisjoint(
        entry.customer_id for entry in entries if isinstance(entry, GestureGiven | PermissionNoted)
    )
