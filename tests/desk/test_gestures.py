"""Gestures: given once, within the budget, by whom the playbook allows, and on record."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from screenpop.customers import Candidates
from screenpop.errors import RecordUnavailable
from screenpop.events import acts, news
from screenpop.gestures import Gesture, Given, Spent
from screenpop.memory import Noted
from screenpop.money import Money
from screenpop.permission import Channel
from screenpop.phone_numbers import PhoneNumber
from screenpop.ports.memory import Offered
from screenpop.record.entries import GestureGiven, PermissionNoted
from screenpop.rules.gestures import Giving
from screenpop.rules.playbook import Playbook
from screenpop.sentences import say
from tests.desk.conftest import ANNA, ANNAS_NUMBER, Bench, answered, offered
from tests.fakes import NOON, FakeDirectory, FakeMemory, FakeRecord

WINE = Gesture("wine", "a bottle of wine", Money(Decimal(40), "PLN"))
CARD = Gesture("card", "a card")
PLAYBOOK = Playbook(
    givings={
        "wine": Giving(WINE, budget=Decimal(100), rests=timedelta(days=365)),
        "card": Giving(CARD, rests=timedelta(days=30)),
        "dinner": Giving(Gesture("dinner", "a dinner"), mine=False),
    }
)
GIVES_WINE = acts.GestureMade("c1", "wine", "1001")
GIVES_CARD = acts.GestureMade("c1", "card", "1001")


def bench_of(memory: FakeMemory | None, *, full: bool = False) -> Bench:
    directory = FakeDirectory({PhoneNumber(ANNAS_NUMBER): Candidates((ANNA,))})
    bench = Bench(directory, (), FakeRecord(), memory=memory, playbook=PLAYBOOK)
    bench.happens(offered(), answered())
    bench.works()
    bench.record.full = full
    return bench


def given(bench: Bench) -> list[GestureGiven]:
    return [entry for entry in bench.record.entries if isinstance(entry, GestureGiven)]


def refusals(bench: Bench) -> list[str]:
    return [str(told.reason) for told in bench.heard(news.NotKept)]


def test_a_gesture_that_may_be_given_is_kept_and_known_at_once() -> None:
    bench = bench_of(FakeMemory())

    bench.happens(GIVES_WINE)
    bench.works()

    (entry,) = given(bench)
    assert (entry.customer_id, entry.gesture, entry.worth, entry.agent) == (
        *("1001", "wine", WINE.worth),
        "anna",
    )
    assert [told.act for told in bench.heard(news.Kept)] == [GIVES_WINE]
    assert bench.heard(news.Recalled)[-1].recollection.given == (Given("wine", NOON, "anna"),)


@pytest.mark.parametrize(
    ("act", "memory", "why"),
    [
        (acts.GestureMade("c1", "yacht"), FakeMemory(), "The playbook knows no such gesture."),
        (
            acts.GestureMade("c1", "dinner"),
            FakeMemory(),
            "It cannot be given: it is not for this agent to give.",
        ),
        (
            GIVES_WINE,
            FakeMemory(gestures=(Spent("wine", 2, Decimal(80)),)),
            "It cannot be given: its budget of this month is used up.",
        ),
        (
            GIVES_CARD,
            FakeMemory(offers={"1001": Offered(given=(Given("card", NOON - timedelta(days=3)),))}),
            "It cannot be given: it was given on 2026-02-27.",
        ),
        (acts.GestureMade("c1", "card", "9"), FakeMemory(), "Choose the customer first."),
        (
            acts.GestureMade("gone", "card"),
            FakeMemory(),
            "The call is over, and its number is not at hand any more.",
        ),
    ],
)
def test_what_may_not_be_given_is_refused_with_the_reason(
    act: acts.GestureMade, memory: FakeMemory, why: str
) -> None:
    bench = bench_of(memory)

    bench.happens(act)
    bench.works()

    assert refusals(bench) == [why]
    assert given(bench) == []


def test_what_others_cost_and_gave_takes_nothing_from_a_gesture() -> None:
    long_ago = Given("wine", NOON - timedelta(days=400))
    memory = FakeMemory(
        offers={"1001": Offered(given=(long_ago,))},
        gestures=(Spent("card", 9, Decimal(900)), Spent("wine", 1, Decimal(60))),
    )
    bench = bench_of(memory)

    bench.happens(GIVES_WINE)
    bench.works()

    assert len(given(bench)) == 1


def test_a_gesture_made_twice_in_a_hurry_is_given_once() -> None:
    bench = bench_of(FakeMemory())

    bench.happens(GIVES_WINE, GIVES_WINE)
    bench.works()

    assert len(given(bench)) == 1
    assert [type(told) for told in bench.told if isinstance(told, news.Kept | news.NotKept)] == [
        news.NotKept,
        news.Kept,
    ]


def test_what_is_on_its_way_to_the_record_counts_against_the_budget() -> None:
    bench = bench_of(FakeMemory(gestures=(Spent("wine", 1, Decimal(40)),)))
    other = replace(ANNA, customer=replace(ANNA.customer, id="1002"))
    bench.directory.people[PhoneNumber("+48601000111")] = Candidates((other,))
    bench.happens(offered("+48601000111", call_id="c2"))
    bench.works()

    bench.happens(GIVES_WINE, acts.GestureMade("c2", "wine", "1002"))
    bench.works()

    assert [entry.customer_id for entry in given(bench)] == ["1001"]
    assert refusals(bench) == ["It cannot be given: its budget of this month is used up."]


def test_nothing_is_given_while_nobody_can_tell_whether_it_was_given_before() -> None:
    memory = FakeMemory()
    bench = bench_of(memory)
    memory.failure = RecordUnavailable(say("the server is away"))

    bench.happens(GIVES_CARD)
    bench.works()

    assert refusals(bench) == ["Nobody can tell now whether it was given before; try again in a moment."]
    memory.failure = None
    bench.happens(GIVES_CARD)
    bench.works()
    assert len(given(bench)) == 1


def test_a_fault_of_the_record_leaves_no_agent_without_a_word() -> None:
    memory = FakeMemory()
    bench = bench_of(memory)
    memory.failure = ZeroDivisionError()

    bench.happens(GIVES_WINE)
    bench.works()

    assert len(refusals(bench)) == 1


def test_what_is_not_saved_was_not_given_and_may_be_given_again() -> None:
    bench = bench_of(FakeMemory(), full=True)
    bench.happens(GIVES_WINE)
    bench.works()
    assert refusals(bench) == ["the disk is full"]
    assert bench.heard(news.Recalled)[-1].recollection.given == ()

    bench.record.full = False
    bench.happens(GIVES_WINE)
    bench.works()

    assert len(given(bench)) == 1


def test_a_desk_without_a_record_knows_what_it_gave_itself() -> None:
    bench = bench_of(None)

    bench.happens(GIVES_WINE)
    bench.works()
    bench.happens(GIVES_WINE)
    bench.works()

    assert len(given(bench)) == 1
    assert refusals(bench) == ["It cannot be given: it was given on 2026-03-02."]


def test_the_call_s_budget_is_asked_for_on_the_record_s_pool() -> None:
    bench = bench_of(FakeMemory())

    bench.happens(GIVES_WINE)

    assert given(bench) == []
    bench.works("our record", "record")
    assert len(given(bench)) == 1


@pytest.mark.parametrize(
    "act",
    [GIVES_WINE, acts.PermissionTold("c1", Channel.PHONE, allowed=False)],
    ids=["gesture", "permission"],
)
def test_on_a_call_to_practise_with_nothing_is_given_or_noted_and_that_is_told(act: acts.Saved) -> None:
    directory = FakeDirectory({PhoneNumber(ANNAS_NUMBER): Candidates((ANNA,))})
    bench = Bench(directory, (), FakeRecord(), memory=FakeMemory(), playbook=PLAYBOOK)
    bench.happens(offered(practice=True), answered())
    bench.works()

    bench.happens(act)  # type: ignore[arg-type] # one of the two above
    bench.works()

    assert refusals(bench) == ["This is a practice call: nothing of it is kept."]
    assert not [each for each in bench.record.entries if isinstance(each, GestureGiven | PermissionNoted)]


def test_what_was_given_on_this_call_is_told_once_when_the_record_knows_it_too() -> None:
    memory = FakeMemory(notes={"1001": (Noted(NOON, "ewa", "wants wine"),)})
    bench = bench_of(memory)
    bench.happens(GIVES_WINE)
    bench.works()

    corrected = Given("wine", NOON + timedelta(seconds=4), "anna")
    memory.offers["1001"] = Offered(given=(corrected,))
    bench.happens(acts.PersonChosen("c1", ANNA))
    bench.works()

    assert bench.heard(news.Recalled)[-1].recollection.given == (corrected,)


def test_an_objection_is_noted_of_the_contact_who_is_certain_and_else_of_the_customer() -> None:
    bench = bench_of(FakeMemory())
    jan = replace(ANNA, contact="Jan")
    bench.directory.people[PhoneNumber("+48601000111")] = Candidates((ANNA, jan))
    bench.happens(offered("+48601000111", call_id="c2"))
    bench.works()

    for call_id in ("c1", "c2"):
        bench.happens(acts.PermissionTold(call_id, Channel.PHONE, allowed=False, customer_id="1001"))
    bench.works()

    noted = [entry for entry in bench.record.entries if isinstance(entry, PermissionNoted)]
    assert [(each.contact, each.channel, each.allowed) for each in noted] == [
        ("Anna Wąs", Channel.PHONE, False),
        (None, Channel.PHONE, False),
    ]
