"""What the agent may not see yet never leaves the desk; checks, locks and reveals decide when it does."""

import logging
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from screenpop.answers.accounting import Aging, Balance, OpenItem, Receivables
from screenpop.answers.credit import Standing
from screenpop.commands.json_lines import as_line, news_as_json
from screenpop.customers import Candidates, Customer, Identity, Match, Person
from screenpop.errors import RecordUnavailable, SourceUnavailable
from screenpop.events import acts, calls, news
from screenpop.events.colleagues import ColleagueTold
from screenpop.memory import Fact, Noted, Recollection
from screenpop.offers import OfferOutcome
from screenpop.phone_numbers import PhoneNumber
from screenpop.record.entries import CheckMade, CustomerViewed
from screenpop.rules import masking
from screenpop.sentences import say
from screenpop.trust import Verification
from screenpop.verification import VERIFICATION, Check, Checking, VerificationPolicy
from tests.desk.conftest import ANNAS_NUMBER, Bench, answered, ended, offered
from tests.fakes import (
    NOON,
    FakeDepartment,
    FakeDirectory,
    FakeFailedChecks,
    FakeMemory,
    FakeRecord,
    FakeRightAnswers,
)

CANARY = Person(
    Customer("KD-700431", "Canarowski Transport", {"accounting": "LEDGER-881"}),
    "Kanarka Canarowska",
    role="owner",
)
AMOUNT = Decimal("98765.43")
OWES = Receivables(
    (Balance("PLN", AMOUNT, AMOUNT, 47, Aging(AMOUNT, AMOUNT, AMOUNT, AMOUNT, AMOUNT)),),
    (OpenItem("FV/CANARY/1", date(2026, 1, 2), AMOUNT, "PLN", disputed=True),),
    None,
)
HELD = Standing(AMOUNT, AMOUNT, AMOUNT, hold=True, hold_reason="canary tweets", currency="PLN", net_days=30)
NOTE = Noted(NOON - timedelta(hours=1), "ewa", "sings at night, lives in Birdcage Street")
FACT = Fact("birthday", "1980-03-31", NOON - timedelta(days=3), "ewa")
CHECKS = tuple(Check(name, f"{name}, please?") for name in ("postcode", "born", "mother", "invoice"))
ANSWERS = {"postcode": "31-044", "born": "1980-03-31", "mother": "Sikorska", "invoice": "FV/77"}
SECRETS = (
    *("Canarowska", "Kanarka", "KD-700431", "431", "LEDGER-881", "owner", "98765", "FV/CANARY", "tweets"),
    *("sings", "Birdcage", "1980-03-31", "31-044", "Sikorska"),
)


def a_bench(policy: VerificationPolicy, **more: object) -> Bench:
    directory = FakeDirectory({PhoneNumber(ANNAS_NUMBER): Candidates((CANARY,))})
    departments = (
        FakeDepartment("accounting", OWES),
        FakeDepartment("credit", HELD),
        FakeDepartment("conversation", None),
    )
    settled = {
        "memory": FakeMemory({CANARY.customer.id: (NOTE,)}, {CANARY.customer.id: (FACT,)}),
        "failed_checks": FakeFailedChecks(),
        "right_answers": FakeRightAnswers({CANARY.customer.id: dict(ANSWERS)}),
        **more,
    }
    return Bench(directory, departments, FakeRecord(), verification=policy, **settled)  # type: ignore[arg-type] # a test names real fields


def a_policy(policy: str = "verify", **more: object) -> VerificationPolicy:
    settled = {
        "policy": policy,
        "checks": CHECKS,
        "finance": frozenset({"accounting", "credit"}),
        "notes": frozenset({"conversation"}),
        **more,
    }
    return VerificationPolicy(**settled)  # type: ignore[arg-type] # as above


@pytest.fixture
def bank() -> Bench:
    return a_bench(a_policy())


@pytest.fixture
def shop() -> Bench:
    return a_bench(a_policy("amounts", open=frozenset({"conversation"})))


def checking(bench: Bench) -> Checking:
    return bench.heard(news.VerificationTold)[-1].checking


def checks_made(bench: Bench) -> list[tuple[str, bool]]:
    return [(made.check, made.right) for made in bench.record.entries if isinstance(made, CheckMade)]


def reveals(bench: Bench) -> list[str]:
    looked = (entry for entry in bench.record.entries if isinstance(entry, CustomerViewed))
    return [entry.what for entry in looked if entry.look is acts.Look.REVEAL]


def shown(bench: Bench) -> set[str]:
    """The departments whose answers are in sight now."""
    seen: set[str] = set()
    for told in bench.told:
        match told:
            case news.CallerIdentified() | news.PartyChanged():
                seen.clear()
            case news.PanelFilled(department=department):
                seen.add(department)
            case news.PanelMasked(department=department) | news.PanelAsked(department=department):
                seen.discard(department)
    return seen


def identity(bench: Bench) -> Identity:
    return bench.heard(news.CallerIdentified)[-1].identity


def leaks(bench: Bench, since: int = 0) -> list[str]:
    """What of the customer stands anywhere in the news."""
    told = "\n".join(repr(one) for one in bench.told[since:])
    return [secret for secret in SECRETS if secret in told]


def rings(bench: Bench, *, talks: bool = True, **more: object) -> None:
    bench.happens(offered(**more))  # type: ignore[arg-type] # as above
    bench.works()
    if talks:
        bench.happens(answered())
        bench.works()


def answers(bench: Bench, **right: bool) -> None:
    bench.happens(*(acts.CheckAnswered("c1", name, is_right) for name, is_right in right.items()))
    bench.works()


def test_before_verification_nothing_of_the_customer_is_in_any_news_nor_in_the_log(
    bank: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        rings(bank, talks=False)
        bank.happens(acts.AskedAgain("c1", "accounting"), ColleagueTold(CANARY.customer.id))
        bank.works()

    assert leaks(bank) == []
    assert not any(secret in caplog.text for secret in SECRETS)
    lines = [as_line(line) for told in bank.told if (line := news_as_json(told)) is not None]
    assert not any(secret in line for line in lines for secret in SECRETS)
    assert '"panel_masked"' in "".join(lines)
    assert {told.department for told in bank.heard(news.PanelMasked)} == {
        "accounting",
        "credit",
        "conversation",
    }
    assert bank.heard(news.PanelFilled) == []


def test_the_canary_would_be_seen(bank: Bench) -> None:
    open_house = a_bench(a_policy("show"))
    rings(open_house)
    assert set(leaks(open_house)) >= {"Canarowska", "Kanarka", "KD-700431", "98765", "tweets", "sings"}


@pytest.mark.parametrize(
    ("verification", "name", "company", "number"),
    [
        (Verification.PASSED, "Kanarka Canarowska", "Canarowski Transport", "…431"),
        (Verification.PARTLY, "K. C.", "Canarowski Transport", ""),
        (Verification.NONE, "K. C.", "Canarowski Transport", ""),
    ],
)
def test_how_much_of_the_name_is_shown_depends_on_how_far_the_number_can_be_believed(
    bank: Bench, verification: Verification, name: str, company: str, number: str
) -> None:
    caller = calls.Presented(ANNAS_NUMBER, None, verification=verification)
    bank.happens(calls.CallOffered("line", "c1", NOON, caller))
    bank.works()

    person = identity(bank).person
    assert person
    assert (person.contact, person.customer.name, person.customer.id) == (name, company, number)
    assert (person.role, dict(person.customer.references), identity(bank).masked) == (None, {}, True)


def test_of_a_number_whose_check_failed_nobody_is_shown_and_departments_are_asked_all_the_same(
    bank: Bench,
) -> None:
    caller = calls.Presented(ANNAS_NUMBER, None, verification=Verification.FAILED)
    bank.happens(calls.CallOffered("line", "c1", NOON, caller))
    bank.works()

    assert identity(bank) == Identity(Match.EXACT, (), Customer("", ""), None, masked=True)
    assert leaks(bank) == []
    assert "Canarowski Transport" not in repr(bank.told)
    assert len(bank.heard(news.PanelMasked)) == 3


def test_two_of_four_right_answers_show_everything_and_nobody_is_asked_again(bank: Bench) -> None:
    rings(bank)
    before = [department.asked[:] for department in bank.departments]
    answers(bank, postcode=True)
    assert not checking(bank).verified
    assert shown(bank) == set()
    answers(bank, mother=True)

    assert checking(bank).verified
    assert identity(bank).person == CANARY
    assert shown(bank) == {"accounting", "credit", "conversation"}
    assert bank.heard(news.Recalled)[-1].recollection.noted == (NOTE,)
    assert [department.asked for department in bank.departments] == before
    assert checks_made(bank) == [("postcode", True), ("mother", True)]


def test_under_amounts_who_it_is_is_shown_and_departments_are_masked_but_open_ones(shop: Bench) -> None:
    rings(shop)

    assert identity(shop).person == CANARY
    assert shown(shop) == {"conversation"}
    assert checking(shop).hidden == {"accounting", "credit"}
    assert shop.heard(news.Recalled)[-1].recollection.noted == (NOTE,)
    assert not any(secret in repr(shop.told) for secret in ("98765", "tweets", "FV/CANARY"))

    answers(shop, born=True, invoice=True)
    assert shown(shop) == {"accounting", "credit", "conversation"}
    assert len(shop.heard(news.CallerIdentified)) == 1


def test_advice_tells_nothing_of_what_is_masked_and_all_of_it_afterwards(shop: Bench) -> None:
    rings(shop)
    told = [advised.advice for advised in shop.heard(news.Advised)]
    assert not any("tweets" in repr(advice) or "98765" in repr(advice) for advice in told)
    assert all(advice.alert is None or "hold" not in str(advice.alert.told).lower() for advice in told)

    answers(shop, born=True, invoice=True)
    alert = shop.heard(news.Advised)[-1].advice.alert
    assert alert
    assert "hold" in str(alert.told).lower()


def test_what_is_right_is_told_while_it_is_asked_for_and_neither_before_nor_after(bank: Bench) -> None:
    rings(bank, talks=False)
    assert (checking(bank).checks, checking(bank).answers) == ((), {})
    bank.happens(answered())
    asked = [check.name for check in checking(bank).asked]
    assert len(asked) == 2
    assert checking(bank).answers == {name: ANSWERS[name] for name in asked}
    answers(bank, **{asked[0]: False})
    (_, second, third) = sorted(checking(bank).asked, key=lambda check: check.name != asked[0])
    assert set(checking(bank).answers) == {second.name, third.name}
    answers(bank, **{second.name: True, third.name: True})
    assert (checking(bank).checks, checking(bank).answers) == ((), {})


def test_the_order_is_another_one_on_every_call_and_stays_on_one(bank: Bench) -> None:
    orders = set()
    for number in range(12):
        call_id = f"c{number}"
        bank.happens(offered(call_id=call_id))
        bank.works()
        bank.happens(answered(call_id=call_id))
        first = checking(bank).checks
        bank.happens(acts.CheckAnswered(call_id, "born", right=True))
        bank.works()
        assert checking(bank).checks == first
        orders.add(first)
        assert {check.name for check in first} == set(ANSWERS)
    assert len(orders) > 3


def test_a_check_that_has_no_answer_is_not_asked(bank: Bench) -> None:
    assert isinstance(bank.right_answers, FakeRightAnswers)
    bank.right_answers.answers[CANARY.customer.id] = {"postcode": "31-044"}
    rings(bank)

    assert [check.name for check in checking(bank).checks] == ["postcode"]
    assert not checking(bank).can_be_passed


def test_where_the_answers_cannot_be_had_the_agent_asks_and_looks_them_up_elsewhere(
    bank: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    assert isinstance(bank.right_answers, FakeRightAnswers)
    bank.right_answers.failure = SourceUnavailable(say("the core system is down"))
    rings(bank)

    assert len(checking(bank).checks) == 4
    assert checking(bank).answers == {}
    assert "the core system is down" in caplog.text
    answers(bank, postcode=True, born=True)
    assert checking(bank).verified


def test_a_wrong_answer_cannot_be_made_right_and_a_right_one_can_be_taken_back(bank: Bench) -> None:
    rings(bank)
    answers(bank, postcode=False)
    answers(bank, postcode=True, born=True)
    assert not checking(bank).verified
    answers(bank, born=False, mother=True)

    assert checking(bank).wrong == {"postcode", "born"}
    assert checking(bank).right == {"mother"}
    assert checks_made(bank) == [("postcode", False), ("born", True), ("born", False), ("mother", True)]


def test_after_three_wrong_answers_the_customer_is_locked_and_nothing_is_shown_nor_revealed(
    shop: Bench,
) -> None:
    rings(shop)
    answers(shop, postcode=False, born=False)
    since = len(shop.told)
    answers(shop, mother=False)

    assert checking(shop).locked
    assert (checking(shop).checks, checking(shop).may_reveal) == ((), False)
    assert shown(shop) == set()
    assert identity(shop).people == ()
    assert leaks(shop, since) == []
    shop.happens(acts.RevealWanted("c1", "accounting"), acts.CheckAnswered("c1", "invoice", right=True))
    shop.works()
    assert [str(told.reason) for told in shop.heard(news.NotKept)] == [
        "This customer is locked: a supervisor must see to it first."
    ]
    assert reveals(shop) == []
    assert shown(shop) == set()


def test_wrong_answers_that_colleagues_heard_count_too(bank: Bench) -> None:
    assert isinstance(bank.failed_checks, FakeFailedChecks)
    bank.failed_checks.others[CANARY.customer.id] = 2
    rings(bank)
    assert not checking(bank).locked
    answers(bank, postcode=False)
    assert checking(bank).locked
    ((_, own),) = {asked for asked in bank.failed_checks.asked if asked[1]}
    (made,) = [entry for entry in bank.record.entries if isinstance(entry, CheckMade)]
    assert own == (made.id,)


def test_a_colleague_who_hears_a_wrong_answer_meanwhile_locks_this_card_too(bank: Bench) -> None:
    rings(bank)
    answers(bank, postcode=True, born=True)
    assert shown(bank)
    assert isinstance(bank.failed_checks, FakeFailedChecks)
    bank.failed_checks.others[CANARY.customer.id] = 3
    bank.happens(ColleagueTold(CANARY.customer.id))
    bank.works()

    assert checking(bank).locked
    assert shown(bank) == set()


def test_wrong_answers_count_on_the_next_call_and_for_a_day(bank: Bench) -> None:
    rings(bank)
    answers(bank, postcode=False, born=False, mother=False)
    bank.happens(ended(), offered(call_id="c2"))
    bank.works()
    assert checking(bank).locked

    bank.passes(24 * 3600 + 1)
    bank.happens(offered(call_id="c3"))
    bank.works()
    assert not checking(bank).locked


def test_a_supervisor_unlocks_and_the_card_hears_of_it(bank: Bench) -> None:
    rings(bank)
    answers(bank, postcode=False, born=False, mother=False)
    assert checking(bank).locked
    assert isinstance(bank.failed_checks, FakeFailedChecks)
    bank.failed_checks.unlocked = uuid4()
    bank.happens(acts.AskedAgain("c1", VERIFICATION))
    bank.works()

    assert not checking(bank).locked
    assert bank.heard(news.PanelMasked)[-1].may_reveal
    assert shown(bank) == set()


def test_nobody_is_verified_before_it_is_known_whether_the_customer_is_locked(bank: Bench) -> None:
    bank.happens(offered())
    bank.works("directory", "accounting", "right answers", "record")
    bank.happens(answered())
    bank.happens(
        acts.CheckAnswered("c1", "postcode", right=True), acts.CheckAnswered("c1", "born", right=True)
    )
    assert not checking(bank).verified
    bank.works()
    assert checking(bank).verified


def test_where_the_record_cannot_count_what_this_desk_heard_counts(
    bank: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    assert isinstance(bank.failed_checks, FakeFailedChecks)
    bank.failed_checks.failure = RecordUnavailable(say("the server is away"))
    rings(bank)
    answers(bank, postcode=True, born=False, mother=False)
    assert not checking(bank).locked
    assert "the server is away" in caplog.text
    answers(bank, invoice=False)
    assert checking(bank).locked


def test_a_reveal_is_on_record_first_and_shown_then(bank: Bench) -> None:
    rings(bank)
    bank.happens(acts.RevealWanted("c1", "accounting"))
    assert shown(bank) == set()
    bank.works("record")

    assert reveals(bank) == ["accounting"]
    assert shown(bank) == {"accounting"}
    assert bank.heard(news.Kept)[-1].act == acts.RevealWanted("c1", "accounting")
    assert identity(bank).masked

    bank.happens(acts.RevealWanted("c1"))
    bank.works("record")
    assert identity(bank).person == CANARY
    assert reveals(bank) == ["accounting", "who"]


def test_what_cannot_be_put_on_record_is_not_shown(bank: Bench) -> None:
    rings(bank)
    bank.record.full = True
    bank.happens(acts.RevealWanted("c1", "accounting"))
    bank.works()

    assert shown(bank) == set()
    assert [str(told.reason) for told in bank.heard(news.NotKept)] == ["the disk is full"]


def test_a_reveal_that_is_saved_when_somebody_else_is_on_the_card_shows_nothing_of_them(bank: Bench) -> None:
    other = Person(Customer("2", "Other"), "Olga Other")
    rings(bank)
    bank.happens(acts.RevealWanted("c1", "accounting"), acts.PersonChosen("c1", other))
    bank.works()

    assert shown(bank) == set()


def test_where_the_site_allows_no_reveal_there_is_none() -> None:
    strict = a_bench(a_policy(reveal=False))
    rings(strict)
    strict.happens(acts.RevealWanted("c1", "accounting"))
    strict.works()

    assert not any(told.may_reveal for told in strict.heard(news.PanelMasked))
    assert (shown(strict), reveals(strict)) == (set(), [])


@pytest.mark.parametrize(
    "done_with", [acts.WrappedUp("c1", "Order", "Solved", "all well"), acts.CardPutAway("c1")]
)
def test_all_is_masked_again_after_the_wrap_up_and_not_at_hang_up(bank: Bench, done_with: acts.Act) -> None:
    rings(bank)
    answers(bank, postcode=True, born=True)
    bank.happens(ended())
    bank.works()
    assert shown(bank) == {"accounting", "credit", "conversation"}
    since = len(bank.told)
    bank.happens(done_with)
    bank.works()

    assert shown(bank) == set()
    assert identity(bank).masked
    assert not checking(bank).verified
    assert not {"Kanarka", "98765", "sings"} & set(leaks(bank, since))
    assert bank.heard(news.Recalled)[-1].recollection == Recollection()
    bank.happens(acts.CheckAnswered("c1", "mother", right=True), acts.RevealWanted("c1", "credit"))
    bank.works()
    assert shown(bank) == {"credit"}


def test_a_note_that_is_saved_during_the_call_masks_nothing(bank: Bench) -> None:
    rings(bank)
    answers(bank, postcode=True, born=True)
    bank.happens(acts.WrappedUp("c1", "", "", "so far"))
    bank.works()
    assert shown(bank) == {"accounting", "credit", "conversation"}


def test_a_card_put_away_while_the_agent_talks_is_masked_when_the_call_ends(bank: Bench) -> None:
    rings(bank)
    answers(bank, postcode=True, born=True)
    bank.happens(acts.CardPutAway("c1"))
    assert shown(bank)
    bank.happens(ended())
    assert shown(bank) == set()


def test_who_was_verified_is_not_whoever_the_call_is_passed_to_them(bank: Bench) -> None:
    rings(bank)
    answers(bank, postcode=True, born=True)
    again = calls.PartyChanged("line", "c1", NOON, calls.Presented(ANNAS_NUMBER), "102")
    bank.happens(again)
    bank.works()

    assert shown(bank) == set()
    assert not checking(bank).verified
    assert checking(bank).right == frozenset()


def test_a_shortened_name_that_is_picked_stands_for_its_person(bank: Bench) -> None:
    twin = Person(Customer("KD-2", "Canarowski Transport"), "Klara Cicha")
    other = Person(Customer("KD-3", "Wild Birds"), "Ola Orzeł")
    bank.directory.people[PhoneNumber(ANNAS_NUMBER)] = Candidates((CANARY, twin, other))
    rings(bank)
    shortened = identity(bank)
    assert [person.contact for person in shortened.people] == ["K. C.", "K. C. (2)", "O. O."]
    assert identity(bank).customer is None

    bank.happens(acts.PersonChosen("c1", shortened.people[1]))
    bank.works()
    assert [department.asked[-1].id for department in bank.departments] == ["KD-2"] * 3
    assert bank.directory.remembered == [(PhoneNumber(ANNAS_NUMBER), twin)]
    picked = identity(bank).person
    assert picked
    assert picked.contact == "K. C. (2)"


def test_whom_the_agent_found_by_searching_is_shown_by_name_and_no_more(bank: Bench) -> None:
    found = Person(Customer("KD-2999", "Wild Birds"), "Ola Orzeł", role="boss")
    bank.happens(offered(None))
    bank.works()
    bank.happens(acts.PersonChosen("c1", found))
    bank.works()

    person = identity(bank).person
    assert person == Person(Customer("…999", "Wild Birds"), "Ola Orzeł")
    assert shown(bank) == set()


def test_somebody_whom_the_agent_calls_is_shown_by_name_and_no_more(bank: Bench) -> None:
    calling = a_bench(a_policy(), shows_outgoing=True)
    calling.happens(offered(direction=calls.Direction.OUT))
    calling.works()
    person = identity(calling).person
    assert person == Person(Customer("…431", "Canarowski Transport"), "Kanarka Canarowska")


def test_a_card_without_a_call_is_masked_and_may_be_revealed(bank: Bench) -> None:
    bank.happens(acts.CustomerOpened("look", CANARY.customer.id, ANNAS_NUMBER))
    bank.works()
    assert shown(bank) == set()
    assert (checking(bank).checks, checking(bank).may_reveal) == ((), True)
    bank.happens(acts.RevealWanted("look", "credit"))
    bank.works()

    assert shown(bank) == {"credit"}
    (reveal,) = [entry for entry in bank.record.entries if isinstance(entry, CustomerViewed) and entry.what]
    assert (reveal.call, reveal.customer_id, reveal.what) == (None, CANARY.customer.id, "credit")


def test_a_contact_who_may_not_hear_of_finance_has_it_masked_whatever_the_policy() -> None:
    open_house = a_bench(a_policy("show"))
    trainee = replace(CANARY, may_hear_finance=False)
    open_house.directory.people[PhoneNumber(ANNAS_NUMBER)] = Candidates((trainee,))
    rings(open_house)

    assert shown(open_house) == {"conversation"}
    assert [str(told.why) for told in open_house.heard(news.PanelMasked)] == [str(masking.NO_FINANCE)] * 2
    assert open_house.heard(news.VerificationTold) == []
    assert identity(open_house).person == trainee
    assert "tweets" not in repr(open_house.told)
    open_house.happens(acts.RevealWanted("c1", "credit"))
    open_house.works()
    assert shown(open_house) == {"credit", "conversation"}
    assert reveals(open_house) == ["credit"]


def test_a_verified_contact_who_may_not_hear_of_finance_still_does_not(shop: Bench) -> None:
    trainee = replace(CANARY, may_hear_finance=False)
    shop.directory.people[PhoneNumber(ANNAS_NUMBER)] = Candidates((trainee,))
    rings(shop)
    answers(shop, postcode=True, born=True)

    assert checking(shop).verified
    assert shown(shop) == {"conversation"}


def test_while_it_is_not_known_who_of_them_calls_nobody_hears_what_one_may_not() -> None:
    open_house = a_bench(a_policy("show"))
    trainee = Person(CANARY.customer, "Ziuta Mała", may_hear_finance=False)
    open_house.directory.people[PhoneNumber(ANNAS_NUMBER)] = Candidates((CANARY, trainee))
    rings(open_house)
    assert shown(open_house) == {"conversation"}
    assert {str(told.why) for told in open_house.heard(news.PanelMasked)} == {str(masking.WHO_FIRST)}

    open_house.happens(acts.PersonChosen("c1", CANARY))
    open_house.works()
    assert shown(open_house) == {"accounting", "credit", "conversation"}


def test_a_department_that_fails_says_so_while_it_is_masked(bank: Bench) -> None:
    bank.departments[0].failure = SourceUnavailable(say("the ledger is down"))
    rings(bank)
    assert [told.department for told in bank.heard(news.PanelFailed)] == ["accounting"]
    answers(bank, postcode=True, born=True)
    assert bank.heard(news.PanelFailed)[-1].reason == say("the ledger is down")


def test_checks_are_not_taken_while_nobody_talks(bank: Bench) -> None:
    rings(bank, talks=False)
    answers(bank, postcode=True, born=True)
    assert checks_made(bank) == []
    assert shown(bank) == set()


def test_a_check_that_the_site_does_not_have_is_not_put_on_record(bank: Bench) -> None:
    rings(bank)
    bank.happens(acts.CheckAnswered("c1", "", right=True), acts.CheckAnswered("c1", "shoe size", right=True))
    bank.works()
    assert checks_made(bank) == []


def test_an_offer_on_a_masked_card_is_put_down_to_whom_it_was_made() -> None:
    half_open = a_bench(a_policy(open=frozenset({"conversation"})))
    caller = calls.Presented(ANNAS_NUMBER, None, verification=Verification.PASSED)
    half_open.happens(calls.CallOffered("line", "c1", NOON, caller))
    half_open.works()
    seen = identity(half_open).customer
    assert seen
    half_open.happens(acts.OfferAnswered("c1", "fits", "P1", OfferOutcome.ACCEPTED, seen.id))
    half_open.works()

    assert len(half_open.heard(news.Kept)) == 1
    assert "KD-700431" not in repr(half_open.told)


def test_entries_of_checks_name_agent_call_and_customer(bank: Bench) -> None:
    rings(bank)
    answers(bank, postcode=False)
    (made,) = [entry for entry in bank.record.entries if isinstance(entry, CheckMade)]
    assert (made.agent, made.customer_id, made.check, made.right) == ("anna", "KD-700431", "postcode", False)
    assert isinstance(made.call, UUID)


def test_a_shortened_name_of_an_earlier_party_that_is_picked_too_late_is_nobody(bank: Bench) -> None:
    other = Person(Customer("KD-3", "Wild Birds"), "Ola Orzeł")
    bank.directory.people[PhoneNumber(ANNAS_NUMBER)] = Candidates((CANARY, other))
    rings(bank)
    shortened = identity(bank).people[1]
    bank.happens(calls.PartyChanged("line", "c1", NOON, calls.Presented("+48601000111")))
    bank.works()
    before = len(bank.record.entries)
    bank.happens(acts.PersonChosen("c1", shortened))
    bank.works()

    assert identity(bank).customer is None
    assert bank.record.entries[before:] == []


def test_a_shortened_name_still_stands_for_its_person_when_it_is_picked_after_the_reveal(bank: Bench) -> None:
    twin = Person(CANARY.customer, "Klara Cicha")
    bank.directory.people[PhoneNumber(ANNAS_NUMBER)] = Candidates((CANARY, twin))
    rings(bank)
    shortened = identity(bank).people[1]
    bank.happens(acts.RevealWanted("c1"))
    bank.works()
    assert not identity(bank).masked
    bank.happens(acts.PersonChosen("c1", shortened))
    bank.works()
    assert identity(bank).person == twin


@pytest.mark.parametrize("department", ["sales", "shoe size", "conversation"])
def test_what_is_not_masked_is_not_revealed_and_not_put_on_record(shop: Bench, department: str) -> None:
    rings(shop)
    shop.happens(acts.RevealWanted("c1", department), acts.RevealWanted("c1"))
    shop.works()
    assert reveals(shop) == []


def test_on_a_practice_call_all_stays_masked_and_nothing_can_be_asked() -> None:
    bank = a_bench(a_policy())
    bank.happens(offered())
    (call,) = bank.desk._staff.at_hand
    call.practice = True
    bank.works()
    bank.happens(answered())
    bank.works()
    answers(bank, postcode=True, born=True)
    bank.happens(acts.RevealWanted("c1", "credit"))
    bank.works()

    assert (checking(bank).checks, checking(bank).may_reveal) == ((), False)
    assert not any(told.may_reveal for told in bank.heard(news.PanelMasked))
    assert (shown(bank), checks_made(bank), reveals(bank)) == (set(), [], [])
