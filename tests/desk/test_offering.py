"""To whom nothing is suggested: who objects, and who is held out; and what a card is on record to have suggested."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from screenpop.answers.cross_sell import Offer, OfferList, Suggestions
from screenpop.answers.sales import Dealings, OpenOrder
from screenpop.answers.value import Relationship, Trend
from screenpop.customers import Candidates, Customer, Person
from screenpop.errors import RecordUnavailable, SourceUnavailable
from screenpop.events import acts, calls, news
from screenpop.events.colleagues import ColleagueTold
from screenpop.memory import Answered
from screenpop.offers import OfferOutcome
from screenpop.permission import Channel, Marketing, Permission
from screenpop.phone_numbers import PhoneNumber
from screenpop.ports.memory import Offered
from screenpop.record.entries import OffersShown, PermissionNoted
from screenpop.rules.hold_out import is_held_out
from screenpop.rules.offers import OfferPolicy
from screenpop.sentences import say
from screenpop.verification import Check, VerificationPolicy
from tests.desk.conftest import ANNA, ANNAS_NUMBER, Bench, answered, ended, offered
from tests.fakes import NOON, FakeDepartment, FakeDirectory, FakeMemory, FakeRecord

AS_OF = date(2026, 3, 1)
GROUT = Offer(OfferList.AGAIN, "GR-1", "Grout", 0.9, say("every 5 weeks"), "rhythm")
TROWEL = Offer(OfferList.FITS, "TR-2", "Trowel", 0.4, say("fits grout"), "pairs")
SPONGE = Offer(OfferList.AGAIN, "SP-3", "Sponge", 0.2, say("every 9 weeks"), "rhythm")
LEARNT = Suggestions((GROUT, SPONGE, TROWEL), AS_OF)
WORTH = Relationship(
    since=date(2019, 5, 1),
    segment="champions",
    manager="Ewa",
    important=True,
    trend=Trend.FALLING,
    leaving=True,
    why=say("orders every 3 weeks, last 11 weeks ago"),
    learnt=("segment", "important"),
)
AGAINST_ALL = Permission("Anna Wąs", Channel.ALL, allowed=False, at=NOON - timedelta(days=1))


def bench_of(
    *people: Person, memory: FakeMemory | None = None, hold_out: float = 0.0, **more: object
) -> Bench:
    number = PhoneNumber(ANNAS_NUMBER)
    departments = (
        FakeDepartment("sales", Dealings((), {}, {})),
        FakeDepartment("cross_sell", LEARNT),
        FakeDepartment("value", WORTH),
    )
    directory = FakeDirectory({number: Candidates(people or (ANNA,))})
    policy = OfferPolicy(hold_out=hold_out)
    return Bench(
        directory,
        departments,
        FakeRecord(),
        memory=memory or FakeMemory(),
        offers=policy,
        **more,  # type: ignore[arg-type] # a test names real fields
    )


def suggested(bench: Bench) -> list[Suggestions]:
    answers = (told.answer for told in bench.heard(news.PanelFilled))
    return [answer for answer in answers if isinstance(answer, Suggestions)]


def related(bench: Bench) -> list[Relationship]:
    answers = (told.answer for told in bench.heard(news.PanelFilled))
    return [answer for answer in answers if isinstance(answer, Relationship)]


def shown(bench: Bench) -> list[OffersShown]:
    return [entry for entry in bench.record.entries if isinstance(entry, OffersShown)]


def test_whoever_does_not_object_is_suggested_what_was_learnt() -> None:
    bench = bench_of()

    bench.happens(offered())
    bench.works()

    assert suggested(bench) == [LEARNT]
    assert related(bench) == [WORTH]


def test_a_contact_who_objects_in_the_directory_is_suggested_nothing_and_not_profiled() -> None:
    bench = bench_of(replace(ANNA, marketing=Marketing({Channel.ALL: False})))

    bench.happens(offered())
    bench.works()

    (told,) = suggested(bench)
    assert (told.offers, told.as_of) == ((), AS_OF)
    assert told.withheld is not None
    assert related(bench) == [Relationship(since=WORTH.since, manager="Ewa")]
    advice = [told.advice for told in bench.heard(news.Advised)]
    assert not any(each.saying and each.saying.offer for each in advice)
    assert advice[-1].objections == {Channel.ALL}


def test_who_wants_no_offers_on_the_phone_is_suggested_nothing_and_their_worth_is_told() -> None:
    bench = bench_of(replace(ANNA, marketing=Marketing({Channel.PHONE: False})))

    bench.happens(offered())
    bench.works()

    (told,) = suggested(bench)
    assert told.offers == ()
    assert told.withheld is not None
    assert related(bench) == [WORTH]


def test_a_colleague_s_objection_counts_for_a_contact_who_said_nothing() -> None:
    jan = replace(ANNA, contact="Jan", marketing=Marketing({Channel.ALL: False}))
    bench = bench_of()
    bench.directory.people[PhoneNumber("+48225550999")] = Candidates((jan,))

    bench.happens(offered())
    bench.works()

    assert suggested(bench)[-1].withheld is not None
    assert related(bench)[-1].trend is None


def test_what_is_suggested_waits_until_the_record_knows_of_no_objection() -> None:
    bench = bench_of(memory=FakeMemory(offers={"1001": Offered(permissions=(AGAINST_ALL,))}))

    bench.happens(offered())
    bench.works("directory", "sales", "cross_sell", "value")
    assert suggested(bench) == []
    assert related(bench) == []
    bench.works("our record")

    (told,) = suggested(bench)
    assert told.offers == ()
    assert told.withheld is not None
    assert [each.trend for each in related(bench)] == [None]
    assert bench.heard(news.Recalled)[-1].recollection.permissions == (AGAINST_ALL,)


def test_a_record_that_cannot_be_asked_does_not_keep_suggestions_back_for_ever() -> None:
    memory = FakeMemory()
    memory.failure = RecordUnavailable(say("the server is away"))
    bench = bench_of(memory=memory)

    bench.happens(offered())
    bench.works()

    assert suggested(bench) == [LEARNT]
    assert related(bench) == [WORTH]


def test_an_objection_that_is_known_before_the_panels_shows_nothing_even_for_a_moment() -> None:
    bench = bench_of(memory=FakeMemory(offers={"1001": Offered(permissions=(AGAINST_ALL,))}))

    bench.happens(offered())
    bench.works("directory", "our record", "sales", "cross_sell", "value")

    assert [told.offers for told in suggested(bench)] == [()]
    assert [told.leaving for told in related(bench)] == [False]


def test_an_objection_noted_at_another_desk_stops_suggestions_and_its_end_brings_them_back() -> None:
    memory = FakeMemory()
    bench = bench_of(memory=memory)
    bench.happens(offered(), answered())
    bench.works()
    assert suggested(bench) == [LEARNT]

    memory.offers["1001"] = Offered(permissions=(AGAINST_ALL,))
    bench.happens(ColleagueTold("1001"))
    bench.works()
    assert suggested(bench)[-1].offers == ()

    allowed = replace(AGAINST_ALL, allowed=True, at=NOON)
    memory.offers["1001"] = Offered(permissions=(allowed,))
    bench.happens(ColleagueTold("1001"))
    bench.works()
    assert suggested(bench)[-1] == LEARNT
    assert len(suggested(bench)) == 3


def test_nothing_is_told_anew_where_a_note_makes_no_difference() -> None:
    memory = FakeMemory()
    bench = bench_of(memory=memory)
    bench.happens(offered(), answered())
    bench.works()

    against_post = Permission("Anna Wąs", Channel.POST, allowed=False, at=NOON)
    memory.offers["1001"] = Offered(permissions=(against_post,))
    bench.happens(ColleagueTold("1001"))
    bench.works()

    assert suggested(bench) == [LEARNT]


def test_an_objection_on_this_call_counts_as_soon_as_it_is_saved_while_the_record_is_away() -> None:
    failure = RecordUnavailable(say("the server is away"))
    bench = bench_of(memory=FakeMemory(failure=failure))
    bench.happens(offered(), answered())
    bench.works()
    assert suggested(bench) == [LEARNT]

    act = acts.PermissionTold("c1", Channel.ALL, allowed=False, customer_id="1001")
    bench.happens(act)
    bench.works()

    assert [told.act for told in bench.heard(news.Kept)] == [act]
    assert suggested(bench)[-1].offers == ()
    (noted,) = bench.heard(news.Recalled)[-1].recollection.permissions
    assert (noted.contact, noted.channel, noted.allowed) == ("Anna Wąs", Channel.ALL, False)


def test_a_directory_that_cannot_be_asked_takes_no_objection_away() -> None:
    memory = FakeMemory(offers={"1001": Offered(permissions=(AGAINST_ALL,))})
    bench = bench_of(memory=memory)
    bench.happens(offered())
    bench.works("directory")
    bench.directory.failure = SourceUnavailable(say("being imported"))
    bench.works()

    assert suggested(bench)[-1].offers == ()


def test_whom_the_agent_picks_decides_whose_objection_it_is() -> None:
    dom = Person(Customer("1002", "Dom"), "Piotr", marketing=Marketing({Channel.ALL: False}))
    bench = bench_of(ANNA, dom)
    bench.happens(offered())
    bench.works()

    bench.happens(acts.PersonChosen("c1", ANNA))
    bench.works()
    assert suggested(bench) == [LEARNT]
    bench.happens(acts.PersonChosen("c1", dom))
    bench.works()
    assert suggested(bench)[-1].offers == ()


def test_who_is_held_out_is_suggested_nothing_and_nothing_says_why() -> None:
    bench = bench_of(hold_out=1.0)

    bench.happens(offered(), answered())
    bench.works()

    assert suggested(bench) == [Suggestions((), AS_OF)]
    assert related(bench) == [WORTH]
    (entry,) = shown(bench)
    assert entry.held_out
    assert entry.products == (
        ("again", "GR-1", "rhythm"),
        ("fits", "TR-2", "pairs"),
        ("again", "SP-3", "rhythm"),
    )


def test_a_share_holds_out_some_customers_and_not_others() -> None:
    held = next(f"K{n}" for n in range(99) if is_held_out(f"K{n}", 0.3))
    free = next(f"K{n}" for n in range(99) if not is_held_out(f"K{n}", 0.3))
    for customer, is_held in ((held, True), (free, False)):
        bench = bench_of(Person(Customer(customer, "Firma"), "Anna"), hold_out=0.3)
        bench.happens(offered(), answered())
        bench.works()

        assert suggested(bench) == [Suggestions((), AS_OF) if is_held else LEARNT]
        assert [entry.held_out for entry in shown(bench)] == [is_held]


def test_an_answered_call_puts_its_suggestions_on_record_once() -> None:
    bench = bench_of()
    bench.happens(offered())
    bench.works()
    assert shown(bench) == []

    bench.happens(answered())
    bench.works()
    bench.happens(ColleagueTold("1001"), ended())
    bench.works()

    (entry,) = shown(bench)
    assert (entry.customer_id, entry.agent, entry.held_out) == ("1001", "anna", False)
    assert entry.call == next(each.id for each in bench.record.entries if hasattr(each, "call_id"))
    assert [product for _, product, _ in entry.products] == ["GR-1", "TR-2", "SP-3"]


def test_suggestions_that_come_after_the_answer_are_put_on_record_when_all_have_answered() -> None:
    bench = bench_of()
    bench.happens(offered(), answered())
    bench.works("directory", "cross_sell", "record")
    assert shown(bench) == []

    bench.works()

    assert len(shown(bench)) == 1


@pytest.mark.parametrize("practice", [True, False])
def test_a_call_to_practise_with_puts_nothing_on_record(*, practice: bool) -> None:
    bench = bench_of()

    bench.happens(offered(practice=practice), answered())
    bench.works()

    assert bool(shown(bench)) is not practice


def test_a_card_that_was_opened_without_a_call_puts_nothing_on_record() -> None:
    bench = bench_of()

    bench.happens(acts.CustomerOpened("card", "1001", ANNAS_NUMBER))
    bench.works()

    assert suggested(bench) == [LEARNT]
    assert shown(bench) == []


def test_a_call_that_nobody_answers_puts_nothing_on_record() -> None:
    bench = bench_of()

    bench.happens(offered(), ended(calls.Ending.MISSED))
    bench.works()

    assert shown(bench) == []


def test_what_rests_was_not_suggested_whether_held_out_or_not() -> None:
    declined = Answered("GR-1", OfferOutcome.DECLINED, NOON - timedelta(days=3))
    for hold_out in (0.0, 1.0):
        memory = FakeMemory(offers={"1001": Offered(answered=(declined,))})
        bench = bench_of(memory=memory, hold_out=hold_out)
        bench.happens(offered(), answered())
        bench.works()

        (entry,) = shown(bench)
        assert [product for _, product, _ in entry.products] == ["SP-3", "TR-2"]


def test_who_is_served_first_was_suggested_nothing() -> None:
    bench = bench_of()
    late = OpenOrder("8812", "shipped", NOON.date() - timedelta(days=3), None)
    bench.departments[0].answer = Dealings((), {}, {}, orders=(late,))

    bench.happens(offered(), answered())
    bench.works()

    assert bench.heard(news.Advised)[-1].advice.serve_first is not None
    assert shown(bench) == []


def test_what_is_masked_was_not_suggested_until_it_is_shown() -> None:
    policy = VerificationPolicy("amounts", (Check("birthday", "When?"),), needed=1)
    bench = bench_of(verification=policy)
    bench.happens(offered(), answered())
    bench.works()
    assert shown(bench) == []

    bench.happens(acts.CheckAnswered("c1", "birthday", right=True))
    bench.works()

    assert suggested(bench) == [LEARNT]
    assert len(shown(bench)) == 1


def test_a_masked_panel_does_not_tell_that_somebody_objects() -> None:
    policy = VerificationPolicy("amounts", (Check("birthday", "When?"),), needed=1)
    memory = FakeMemory(offers={"1001": Offered(permissions=(AGAINST_ALL,))})
    bench = bench_of(verification=policy, memory=memory)
    bench.happens(offered(), answered())
    bench.works()
    assert suggested(bench) == []

    bench.happens(acts.CheckAnswered("c1", "birthday", right=True))
    bench.works()

    assert [told.offers for told in suggested(bench)] == [()]


def test_each_customer_of_a_transferred_call_has_an_entry_of_its_own() -> None:
    dom = Person(Customer("1002", "Dom"), "Piotr")
    bench = bench_of(ANNA, dom)
    bench.happens(offered(), answered())
    bench.works()
    assert shown(bench) == []

    for person in (ANNA, dom, ANNA):
        bench.happens(acts.PersonChosen("c1", person))
        bench.works()

    assert [entry.customer_id for entry in shown(bench)] == ["1001", "1002"]


def test_what_is_answered_on_the_call_rests_at_once_and_is_counted_for_its_method() -> None:
    bench = bench_of()
    bench.departments[2].answer = None
    bench.happens(offered(), answered())
    bench.works()
    assert bench.heard(news.Advised)[-1].advice.resting == frozenset()

    bench.happens(acts.OfferAnswered("c1", "again", "GR-1", OfferOutcome.DECLINED, "1001"))
    bench.works()

    made = next(each for each in bench.record.entries if hasattr(each, "outcome"))
    assert (made.product, made.method) == ("GR-1", "rhythm")
    assert bench.heard(news.Recalled)[-1].recollection.answered == (
        Answered("GR-1", OfferOutcome.DECLINED, NOON),
    )
    advice = bench.heard(news.Advised)[-1].advice
    assert advice.resting == {"GR-1"}
    assert advice.saying is not None
    assert advice.saying.offer == SPONGE

    bench.happens(acts.OfferAnswered("c1", "again", "GR-1", OfferOutcome.OFFERED, "1001"))
    bench.works()
    assert bench.heard(news.Advised)[-1].advice.resting == frozenset()


def test_an_objection_can_be_noted_on_a_card_without_a_call() -> None:
    bench = bench_of()
    bench.happens(acts.CustomerOpened("card", "1001", ANNAS_NUMBER))
    bench.works()

    bench.happens(acts.PermissionTold("card", Channel.PHONE, allowed=False, customer_id="1001"))
    bench.works()

    assert suggested(bench)[-1].withheld is not None
    (noted,) = [entry for entry in bench.record.entries if isinstance(entry, PermissionNoted)]
    assert (noted.call, noted.customer_id, noted.channel) == (None, "1001", Channel.PHONE)


def test_nobody_tells_a_transferred_caller_what_was_learnt_of_the_one_before() -> None:
    bench = bench_of()
    bench.directory.people[PhoneNumber("+48601000111")] = Candidates(
        (Person(Customer("1002", "Dom"), "Piotr", marketing=Marketing({Channel.ALL: False})),)
    )
    bench.happens(offered(), answered())
    bench.works()

    bench.happens(calls.PartyChanged("line", "c1", NOON, calls.Presented("+48601000111")))
    call = bench.desk._staff.at_hand.get("c1")
    assert call is not None
    assert call.on_offer.panels == {}
    bench.works()

    assert suggested(bench)[-1].offers == ()
    assert [entry.customer_id for entry in shown(bench)] == ["1001"]
