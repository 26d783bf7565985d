"""What the agent does becomes entries of the record, and the agent is told whether it is saved."""

from dataclasses import replace

import pytest

from screenpop.events import acts, news
from screenpop.offers import OfferOutcome
from screenpop.record.entries import CustomerViewed, FactLearned, OfferMade
from tests.desk.conftest import ANNA, Bench, answered, offered
from tests.fakes import NOON

TOLD = acts.FactTold("c1", "birthday", "1980-03-31")
OFFERED = acts.OfferAnswered("c1", "fits", "S-1", OfferOutcome.ACCEPTED)


def test_an_offer_and_how_it_fared_is_kept_of_the_customer(bench: Bench) -> None:
    bench.happens(offered(), answered())
    bench.works()
    bench.happens(OFFERED)
    bench.works()

    (made,) = [entry for entry in bench.record.entries if isinstance(entry, OfferMade)]
    assert (made.call, made.at, made.agent, made.customer_id) == (
        bench.record.entries[0].id,
        *(NOON, "anna", "1001"),
    )
    assert (made.list, made.product, made.outcome) == ("fits", "S-1", OfferOutcome.ACCEPTED)
    assert [kept.act for kept in bench.heard(news.Kept)] == [OFFERED]


@pytest.mark.parametrize("act", [TOLD, OFFERED])
def test_what_is_not_saved_is_told_with_its_reason(
    bench: Bench, act: acts.FactTold | acts.OfferAnswered
) -> None:
    bench.happens(offered())
    bench.works()
    bench.record.full = True
    bench.happens(act)
    bench.works()

    (told,) = bench.heard(news.NotKept)
    assert (told.call_id, told.act, str(told.reason)) == ("c1", act, "the disk is full")


@pytest.mark.parametrize("act", [TOLD, OFFERED])
def test_what_was_said_of_one_customer_is_not_put_down_to_the_one_who_is_on_the_call_by_now(
    bench: Bench, act: acts.FactTold | acts.OfferAnswered
) -> None:
    bench.happens(offered(), answered())
    bench.works()
    bench.happens(replace(act, customer_id="2"))
    bench.happens(replace(act, customer_id="1001"))
    bench.works()

    kept = [entry for entry in bench.record.entries if isinstance(entry, FactLearned | OfferMade)]
    assert [entry.customer_id for entry in kept] == ["1001"]
    assert [str(told.reason) for told in bench.heard(news.NotKept)] == ["Choose the customer first."]


@pytest.mark.parametrize("act", [TOLD, OFFERED])
def test_nothing_is_noted_of_nobody(bench: Bench, act: acts.FactTold | acts.OfferAnswered) -> None:
    bench.happens(offered("+48601000111"))
    bench.works()
    bench.happens(act)
    bench.happens(type(act)("gone", *[getattr(act, name) for name in act.__slots__[1:]]))
    bench.works()

    reasons = [str(told.reason) for told in bench.heard(news.NotKept)]
    assert reasons == [
        "Choose the customer first.",
        "The call is over, and its number is not at hand any more.",
    ]


def test_a_card_that_shows_a_customer_leaves_one_look_for_each_customer(bench: Bench) -> None:
    bench.happens(offered())
    bench.works()
    bench.happens(acts.AskedAgain("c1", "directory"))
    bench.works()
    other = ANNA.customer.__class__("2", "Other")
    bench.happens(acts.PersonChosen("c1", ANNA.__class__(other, None)))
    bench.works()

    looks = [entry for entry in bench.record.entries if isinstance(entry, CustomerViewed)]
    assert [(look.customer_id, look.look, look.agent) for look in looks] == [
        ("1001", acts.Look.CARD, "anna"),
        ("2", acts.Look.CARD, "anna"),
    ]
    assert {look.call for look in looks} == {bench.record.entries[0].id}


def test_a_call_without_a_card_leaves_no_look(bench: Bench) -> None:
    bench.happens(offered(direction=offered().direction.__class__.OUT))
    bench.works()

    assert not [entry for entry in bench.record.entries if isinstance(entry, CustomerViewed)]


def test_a_look_elsewhere_is_kept_with_what_was_seen(bench: Bench) -> None:
    bench.happens(acts.CustomerLookedAt("1001", acts.Look.HISTORY, "all calls"))
    bench.works()

    (look,) = bench.record.entries
    assert isinstance(look, CustomerViewed)
    assert (look.call, look.customer_id, look.look, look.what) == (
        *(None, "1001"),
        *(acts.Look.HISTORY, "all calls"),
    )
