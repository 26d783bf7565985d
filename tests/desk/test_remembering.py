"""What our own record knows of a caller's customer: announced when it comes, silent when it does not."""

import logging
from dataclasses import replace
from datetime import timedelta

import pytest

from screenpop.answers.conversation import Conversation
from screenpop.customers import Candidates, Customer, Person
from screenpop.desk.recollecting import MEMORY
from screenpop.errors import RecordUnavailable
from screenpop.events import acts, calls, news
from screenpop.events.colleagues import ColleaguesHeard, ColleagueTold
from screenpop.memory import Fact, Noted, Question, Recollection, Wanted
from screenpop.phone_numbers import PhoneNumber
from screenpop.record.entries import FactLearned
from screenpop.sentences import say
from tests.desk.conftest import ANNA, ANNAS_NUMBER, Bench, answered, ended, offered
from tests.fakes import NOON, FakeDirectory, FakeMemory, FakeRecord

BIRTHDAY = Question(Wanted("birthday", "When is your birthday?", "date"))
HOBBY = Question(Wanted("hobby", "What do you do on Sundays?"))
NOTE = Noted(NOON - timedelta(hours=1), "ewa", "wants a refund", "Complaint", "Call back")
OLD_FACT = Fact("hobby", "bees", NOON - timedelta(days=3), "ewa")


@pytest.fixture
def remembering() -> Bench:
    directory = FakeDirectory({PhoneNumber(ANNAS_NUMBER): Candidates((ANNA,))})
    memory = FakeMemory({"1001": (NOTE,)}, {"1001": (OLD_FACT,)})
    return Bench(directory, (), FakeRecord(), memory=memory, questions=(BIRTHDAY, HOBBY))


def recalled(bench: Bench) -> list[Recollection]:
    return [told.recollection for told in bench.heard(news.Recalled)]


def memory_of(bench: Bench) -> FakeMemory:
    assert bench.memory
    return bench.memory


def test_notes_and_facts_of_the_certain_customer_are_told_while_it_rings_and_nothing_is_asked_for(
    remembering: Bench,
) -> None:
    remembering.happens(offered())
    remembering.works()

    assert recalled(remembering) == [Recollection((NOTE,), (OLD_FACT,), None)]
    assert memory_of(remembering).asked == ["1001"]


def test_one_thing_is_asked_for_from_when_the_agent_talks(remembering: Bench) -> None:
    remembering.happens(offered())
    remembering.works()
    remembering.happens(answered())

    assert [told.wanted for told in recalled(remembering)] == [None, BIRTHDAY.wanted]


def test_nobody_is_remembered_who_is_not_certain(remembering: Bench) -> None:
    other = Person(Customer("2", "Other"), None)
    remembering.directory.people[PhoneNumber(ANNAS_NUMBER)] = Candidates((ANNA, other))
    remembering.happens(offered())
    remembering.works()
    assert recalled(remembering) == []

    remembering.happens(acts.PersonChosen("c1", ANNA))
    remembering.works()
    assert recalled(remembering) == [Recollection((NOTE,), (OLD_FACT,))]


def test_a_record_that_cannot_be_asked_is_silent_on_the_card(
    remembering: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    memory_of(remembering).failure = RecordUnavailable(say("the server is away"))
    with caplog.at_level(logging.WARNING):
        remembering.happens(offered(), answered())
        remembering.works()

    assert recalled(remembering) == []
    assert remembering.heard(news.PanelFailed) == []
    assert "the server is away" in caplog.text


def test_a_record_that_is_slow_delays_nothing_but_suggestions_and_comes_too_late(bench: Bench) -> None:
    slow = replace(bench, memory=FakeMemory({"1001": (NOTE,)}), told=[])
    for department in slow.departments[:3]:
        department.answer = Conversation(())
    slow.happens(offered())
    slow.works("directory", "accounting", "sales", "credit", "cross_sell")
    assert [told.department for told in slow.heard(news.PanelFilled)] == ["accounting", "sales", "credit"]

    slow.passes(2.1)
    assert [told.department for told in slow.heard(news.PanelFilled)][3:] == ["cross_sell"]
    slow.works(MEMORY)
    assert recalled(slow) == []


def test_what_was_told_of_one_customer_is_void_when_another_party_is_on_the_call(remembering: Bench) -> None:
    remembering.happens(offered())
    remembering.works()
    remembering.happens(calls.PartyChanged("line", "c1", NOON, calls.Presented("+48601000111")))

    assert recalled(remembering)[-1] == Recollection()
    remembering.works()
    assert recalled(remembering)[-1] == Recollection()


def test_another_customer_is_remembered_anew(remembering: Bench) -> None:
    other = Person(Customer("2", "Other"), None)
    memory_of(remembering).notes["2"] = (replace(NOTE, note="pays late"),)
    remembering.happens(offered())
    remembering.works()
    remembering.happens(acts.PersonChosen("c1", other))
    remembering.works()

    assert [[noted.note for noted in told.noted] for told in recalled(remembering)] == [
        ["wants a refund"],
        [],
        ["pays late"],
    ]


def test_an_answer_is_kept_shown_and_makes_way_for_the_next_question(remembering: Bench) -> None:
    memory_of(remembering).known["1001"] = ()
    remembering.happens(offered(), answered())
    remembering.works()
    act = acts.FactTold("c1", "birthday", "1980-03-31")
    remembering.happens(act)
    remembering.works()

    (learnt,) = [entry for entry in remembering.record.entries if isinstance(entry, FactLearned)]
    assert (learnt.agent, learnt.customer_id, learnt.fact, learnt.value) == (
        *("anna", "1001"),
        *("birthday", "1980-03-31"),
    )
    assert [kept.act for kept in remembering.heard(news.Kept)] == [act]
    assert recalled(remembering)[-1].facts == (Fact("birthday", "1980-03-31", NOON, "anna"),)
    assert recalled(remembering)[-1].wanted == HOBBY.wanted


def test_who_would_not_say_is_not_asked_for_more_on_this_call(remembering: Bench) -> None:
    remembering.happens(offered(), answered())
    remembering.works()
    remembering.happens(acts.FactTold("c1", "birthday", ""))
    remembering.works()

    assert recalled(remembering)[-1].wanted is None
    assert recalled(remembering)[-1].facts == (OLD_FACT,)


def test_what_a_colleague_tells_is_asked_for_anew_where_the_customer_is_at_hand(remembering: Bench) -> None:
    remembering.happens(offered(), answered())
    remembering.works()
    newer = Noted(NOON, "ewa", "promised Fri", typing=True)
    memory_of(remembering).notes["1001"] = (newer, NOTE)

    remembering.happens(ColleagueTold("2"))
    remembering.works()
    assert memory_of(remembering).asked == ["1001"]

    remembering.happens(ColleagueTold("1001"))
    remembering.works()
    assert recalled(remembering)[-1].noted == (newer, NOTE)


def test_many_words_of_a_colleague_while_the_record_is_asked_are_one_more_question(
    remembering: Bench,
) -> None:
    remembering.happens(offered())
    remembering.works("directory")
    remembering.happens(*[ColleagueTold("1001")] * 10)
    remembering.works()

    assert memory_of(remembering).asked == ["1001", "1001"]


def test_what_was_missed_while_nobody_was_heard_is_asked_for_anew(remembering: Bench) -> None:
    remembering.happens(offered(), answered())
    remembering.works()
    remembering.happens(ColleaguesHeard())
    remembering.works()

    assert memory_of(remembering).asked == ["1001", "1001"]


@pytest.mark.parametrize("done", [acts.CardPutAway("c1"), None])
def test_a_card_that_is_put_away_or_long_over_asks_no_more(
    remembering: Bench, done: acts.CardPutAway | None
) -> None:
    remembering.happens(offered(), answered())
    remembering.works()
    remembering.happens(ended())
    if done:
        remembering.happens(done)
    else:
        remembering.passes(601)
    remembering.happens(ColleagueTold("1001"))
    remembering.works()

    assert memory_of(remembering).asked == ["1001"]


def test_what_is_asked_of_one_customer_while_the_directory_finds_another_is_void(
    remembering: Bench,
) -> None:
    remembering.happens(offered())
    remembering.works()
    other = Person(Customer("2", "Other"), None)
    remembering.directory.people[PhoneNumber(ANNAS_NUMBER)] = Candidates((other,))
    remembering.happens(acts.AskedAgain("c1", "directory"), ColleagueTold("1001"))
    before = len(recalled(remembering))
    remembering.works("directory")
    remembering.works()

    assert memory_of(remembering).asked[-1] == "2"
    assert [told for told in recalled(remembering)[before:] if NOTE in told.noted] == []
