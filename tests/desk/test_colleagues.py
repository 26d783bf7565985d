"""The department that holds colleagues' notes is asked anew when a colleague tells something."""

from datetime import UTC, datetime

import pytest

from screenpop.answers.conversation import Conversation, Said
from screenpop.customers import Candidates
from screenpop.errors import SourceUnavailable
from screenpop.events import acts, news
from screenpop.events.colleagues import ColleagueTold
from screenpop.phone_numbers import PhoneNumber
from screenpop.sentences import say
from tests.desk.conftest import ANNA, ANNAS_NUMBER, Bench, answered, offered
from tests.fakes import FakeDepartment, FakeDirectory, FakeRecord

TOLD = ColleagueTold("1001")


def said(*texts: str) -> Conversation:
    at = datetime(2026, 3, 2, 9, tzinfo=UTC)
    return Conversation(tuple(Said(at, say("call"), text, "ewa") for text in texts))


@pytest.fixture
def desk() -> Bench:
    directory = FakeDirectory({PhoneNumber(ANNAS_NUMBER): Candidates((ANNA,))})
    bench = Bench(directory, (FakeDepartment("conversation", said()), FakeDepartment("sales")), FakeRecord())
    bench.happens(offered(), answered())
    bench.works()
    bench.told.clear()
    return bench


def filled(bench: Bench) -> list[object]:
    return [told.answer for told in bench.heard(news.PanelFilled) if told.department == "conversation"]


def test_it_is_asked_anew_and_no_other_department_is(desk: Bench) -> None:
    desk.departments[0].answer = said("promised Fri")
    desk.happens(TOLD)
    desk.works()

    assert filled(desk) == [said("promised Fri")]
    assert [len(department.asked) for department in desk.departments] == [2, 1]
    assert desk.heard(news.PanelAsked) == []


def test_what_stands_on_the_card_is_not_told_again(desk: Bench) -> None:
    desk.happens(TOLD)
    desk.works()

    assert filled(desk) == []
    assert len(desk.departments[0].asked) == 2


def test_an_answer_stands_where_asking_anew_fails(desk: Bench) -> None:
    desk.departments[0].failure = SourceUnavailable(say("down"))
    desk.happens(TOLD)
    desk.works()

    assert desk.heard(news.PanelFailed) == []


def test_after_a_failure_the_same_answer_is_told_again(desk: Bench) -> None:
    desk.departments[0].failure = SourceUnavailable(say("down"))
    desk.passes(11)
    desk.happens(acts.AskedAgain("c1", "conversation"))
    desk.works()
    assert len(desk.heard(news.PanelFailed)) == 1

    desk.departments[0].failure = None
    desk.happens(TOLD)
    desk.works()
    assert filled(desk) == [said()]


def test_many_words_while_it_is_being_asked_are_one_more_question(desk: Bench) -> None:
    desk.happens(*[TOLD] * 10)
    desk.works()

    assert len(desk.departments[0].asked) == 3


def test_a_note_of_one_s_own_makes_the_answer_of_a_moment_ago_old(desk: Bench) -> None:
    desk.happens(acts.WrappedUp("c1", "", "", "promised Fri"))
    desk.works()
    desk.departments[0].answer = said("promised Fri")
    desk.happens(offered(call_id="c2", transferred_by="102"))
    desk.works()

    assert filled(desk) == [said("promised Fri")]
