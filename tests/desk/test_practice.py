"""A call to practise with looks like any other, and nothing holds it but that its customer was looked at."""

import pytest

from screenpop.customers import Customer, Person
from screenpop.events import acts, calls, news
from screenpop.offers import OfferOutcome
from screenpop.promises import PromiseKind
from screenpop.record.entries import CustomerViewed
from tests.desk.conftest import ANNA, ANNAS_NUMBER, Bench, answered, ended, offered
from tests.fakes import NOON

JAN = Person(Customer("1002", "Inna firma"), "Jan Nowak")


@pytest.fixture
def practised(bench: Bench) -> Bench:
    bench.happens(offered(practice=True), answered())
    bench.works()
    return bench


def test_the_card_fills_and_says_that_it_is_practice(practised: Bench) -> None:
    (opened,) = practised.heard(news.PopOpened)
    assert opened.practice
    assert practised.heard(news.CallerIdentified)[0].identity.person == ANNA
    assert len(practised.heard(news.PanelFilled)) == 4


def test_nothing_of_it_is_recorded_but_whose_data_was_looked_at(practised: Bench) -> None:
    practised.happens(
        acts.NoteTyped("c1", "half a note"),
        acts.WrappedUp("c1", "Order", "Solved", "a note"),
        acts.FactTold("c1", "size", "12"),
        acts.OfferAnswered("c1", "again", "P1", OfferOutcome.ACCEPTED),
        acts.PromiseMade("c1", PromiseKind.PROMISE, NOON, "call back"),
        acts.PersonChosen("c1", JAN),
        acts.CheckAnswered("c1", "birthday", right=True),
        calls.CallUpdated("line", "c1", NOON, facts=calls.Facts(queue="q")),
        calls.PartyChanged("line", "c1", NOON, calls.Presented("+48225550999")),
        acts.CustomerCorrected("c1", JAN, number=ANNAS_NUMBER),
        ended(),
        acts.CardPutAway("c1"),
    )
    practised.works()

    looks = practised.record.entries
    assert [
        (look.call, look.customer_id, look.what) for look in looks if isinstance(look, CustomerViewed)
    ] == [
        (None, ANNA.customer.id, "practice"),
        (None, JAN.customer.id, "practice"),
    ]
    assert len(looks) == 2
    assert not practised.directory.remembered
    assert not practised.directory.taken_in
    assert not practised.heard(news.Kept)


def test_colleagues_do_not_see_it(practised: Bench) -> None:
    assert not any(now.calls for now in practised.presence.shown)


def test_nobody_new_is_taken_in_by_practice(practised: Bench) -> None:
    practised.happens(acts.ProspectNoted("c1", "Ewa", "Nowa"))
    practised.works()

    assert not practised.directory.taken_in
    assert len(practised.heard(news.ProspectNotKept)) == 1


def test_what_is_masked_stays_masked_because_no_reveal_is_on_record(practised: Bench) -> None:
    practised.happens(acts.RevealWanted("c1", "accounting"))
    practised.works()

    assert len(practised.heard(news.NotKept)) == 1


def test_another_customer_can_be_practised_with(practised: Bench) -> None:
    practised.happens(acts.CustomerCorrected("c1", JAN))
    practised.works()

    assert practised.heard(news.CallerIdentified)[-1].identity.person == JAN


def test_a_real_call_of_the_same_number_is_a_call_of_its_own(practised: Bench) -> None:
    practised.happens(offered(call_id="c2", line="other"))
    practised.works()

    assert [told.call_id for told in practised.heard(news.PopOpened)] == ["c1", "c2"]
    assert practised.record.entries


def test_it_pops_even_where_real_calls_of_its_kind_do_not(bench: Bench) -> None:
    quiet = Bench(bench.directory, (), bench.record, shows_internal=False)
    quiet.happens(offered("105", practice=True))

    assert quiet.heard(news.PopOpened)
