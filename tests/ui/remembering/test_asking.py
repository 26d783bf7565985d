"""One question after the other; what is written is never lost, and nobody is pressed."""

from datetime import UTC, datetime

import pytest

from screenpop.events.acts import FactTold
from screenpop.memory import Fact, Recollection, Wanted
from screenpop.sentences import say
from ui.remembering.asking import Asking
from ui.wrap_up.draft import Saving

BIRTHDAY, STAFF = Wanted("birthday", "When is your birthday?", "date"), Wanted("staff", "How many?", "number")
FULL = say("The disk is full.")


def told(wanted: Wanted | None, *facts: Fact) -> Recollection:
    return Recollection((), facts, wanted)


@pytest.fixture
def asking() -> Asking:
    made = Asking()
    made.recall(told(BIRTHDAY))
    return made


def test_what_is_worth_asking_is_asked_and_something_else_when_that_is_worth_more(asking: Asking) -> None:
    assert asking.wanted == BIRTHDAY
    asking.recall(told(STAFF))
    assert asking.wanted == STAFF
    asking.recall(told(None))
    assert asking.wanted is None


def test_a_question_that_is_being_answered_stays(asking: Asking) -> None:
    asking.edit("3/5/", None)
    asking.recall(told(STAFF))

    assert (asking.wanted, asking.typed) == (BIRTHDAY, "3/5/")


def test_an_answer_is_saved_only_when_the_record_says_so_and_then_the_next_thing_is_asked(
    asking: Asking,
) -> None:
    asking.edit("3/5/1980", "1980-05-03")
    act = asking.send("c1")
    assert act == FactTold("c1", "birthday", "1980-05-03")
    assert asking.saving is Saving.ON_ITS_WAY
    assert asking.send("c1") is None
    asking.settle(FactTold("c1", "birthday", "1970-01-01"), None)
    assert asking.saving is Saving.ON_ITS_WAY

    asking.settle(act, None)
    asking.recall(told(STAFF))
    assert (asking.wanted, asking.saving) == (BIRTHDAY, Saving.SAVED)
    asking.go_on()
    assert (asking.wanted, asking.typed, asking.saving) == (STAFF, "", Saving.OPEN)


def test_an_answer_that_is_not_saved_stays_with_the_reason_and_can_be_sent_again(asking: Asking) -> None:
    asking.edit("3/5/1980", "1980-05-03")
    asking.settle(asking.send("c1"), FULL)

    assert (asking.typed, asking.saving, asking.trouble) == ("3/5/1980", Saving.NOT_SAVED, FULL)
    assert asking.unsaved
    assert asking.send("c1") == FactTold("c1", "birthday", "1980-05-03")


def test_not_now_is_on_record_and_ends_the_asking_on_this_call(asking: Asking) -> None:
    assert asking.give_up("c1") == FactTold("c1", "birthday", "")
    asking.recall(told(STAFF))

    assert asking.wanted is None


def test_not_now_takes_nothing_back_that_is_known_from_long_ago(asking: Asking) -> None:
    asking.recall(told(BIRTHDAY, Fact("birthday", "1980-05-03", datetime(2019, 1, 1, tzinfo=UTC))))

    assert asking.give_up("c1") is None
    assert asking.wanted is None


def test_what_is_known_can_be_corrected_taken_back_or_left_as_it_is(asking: Asking) -> None:
    asking.correct(STAFF, "12")
    assert (asking.wanted, asking.typed, asking.unsaved) == (STAFF, "12", True)
    assert asking.give_up("c1") is None
    assert asking.wanted == BIRTHDAY

    asking.correct(STAFF, "12")
    asking.edit("", "")
    assert asking.send("c1") == FactTold("c1", "staff", "")


def test_nothing_is_sent_of_what_is_no_answer(asking: Asking) -> None:
    asking.edit("soon", None)

    assert asking.send("c1") is None
    assert asking.typed == "soon"
