"""One call with all that happened on it, in words, once it is on record that somebody looks."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from screenpop.errors import NotKept, RecordUnavailable
from screenpop.events.acts import Look as Looked
from screenpop.events.calls import Direction, Ending
from screenpop.offers import OfferOutcome
from screenpop.promises import PromiseEnd
from screenpop.record.entries import (
    CallDetailed,
    CallerFound,
    CallFinished,
    CallPickedUp,
    CallStarted,
    CheckMade,
    CustomerViewed,
    Entry,
    FactLearned,
    OfferMade,
    PartyReplaced,
    PromiseSettled,
    PromiseTaken,
    WrapUp,
)
from screenpop.record.ids import new_id
from screenpop.record.story import Happening
from screenpop.sentences import say
from screenpop.trust import Trust
from tests.storage.made_entries import promised
from tests.ui.seen import seen
from tests.ui.supervisor.records import NEWEST, FakeRecord, call
from ui.background import Background
from ui.components.look import Look
from ui.supervisor.own_looks import OwnLooks
from ui.supervisor.story import Story
from ui.supervisor.story_words import headline, more

LEG = UUID(int=7)


def rang(direction: Direction = Direction.IN, number: str | None = "+48225550123") -> CallStarted:
    return CallStarted(
        *(
            new_id(),
            "call-0",
            NEWEST,
            "anna",
            direction,
            number,
            number,
            "ANNA W.",
            number is None,
            "+48225550100",
        ),
        *("Sales", Trust.UNCONFIRMED),
        waited=timedelta(seconds=42),
        brand="Brand A",
    )


def replaced(number: str | None, by: str | None) -> PartyReplaced:
    return PartyReplaced(
        new_id(),
        LEG,
        NEWEST,
        number,
        number,
        "Jan",
        withheld=number is None,
        trust=Trust.CONFIRMED,
        transferred_by=by,
    )


PROMISE = promised(call=LEG, due=datetime(2027, 3, 1, 9).astimezone())
WORDS: list[tuple[Entry, str, str]] = [
    (
        rang(),
        "Rang: +48 22 555 01 23",
        "ANNA W.  ·  Sales  ·  Brand A  ·  +48 22 555 01 00  ·  waited 0:42 before",
    ),
    (rang(Direction.OUT), "Called +48 22 555 01 23", ""),
    (rang(number=None), "Rang: Number withheld", ""),
    (CallerFound(LEG, LEG, NEWEST, "K-1", "Hurt-Bud", "Anna Wąs"), "Found: Anna Wąs", "Hurt-Bud"),
    (CallerFound(LEG, LEG, NEWEST, "K-1", "Hurt-Bud", None), "Found: Hurt-Bud", ""),
    (CallDetailed(LEG, LEG, NEWEST, queue="Service"), "More became known", "Service"),
    (replaced("+48600700800", "marek"), "marek passed on +48 600 700 800", "Jan"),
    (replaced(None, None), "Passed on: Number withheld", "Jan"),
    (CallPickedUp(LEG, LEG, NEWEST), "Answered", ""),
    (CallFinished(LEG, LEG, NEWEST, Ending.ANSWERED_ELSEWHERE), "Over: Answered elsewhere", ""),
    (
        WrapUp(LEG, LEG, NEWEST, "anna", "Order", "Call back", "on Friday"),
        "Wrap-up",
        "Call back  ·  Order\non Friday",
    ),
    (
        FactLearned(LEG, LEG, NEWEST, "anna", "K-1", "birthday", "1980-05-03"),
        "Learnt: birthday is 1980-05-03",
        "",
    ),
    (
        OfferMade(LEG, LEG, NEWEST, "anna", "K-1", "fits", "Cement", OfferOutcome.DECLINED),
        "Offered Cement, declined",
        "",
    ),
    (CustomerViewed(LEG, LEG, NEWEST, "anna", "K-1", Looked.REVEAL, "balance"), "Revealed balance", ""),
    (CustomerViewed(LEG, LEG, NEWEST, "anna", "K-1", Looked.CARD), "Saw the customer's card", ""),
    (CheckMade(LEG, LEG, NEWEST, "anna", "K-1", "Postcode", right=True), "Check passed: Postcode", ""),
    (CheckMade(LEG, LEG, NEWEST, "anna", "K-1", "Postcode", right=False), "Check failed: Postcode", ""),
    (PROMISE, "Promised for 1 Mar 2027, 09:00:00", "Send the offer"),
    (PromiseTaken(LEG, LEG, NEWEST, "anna", "anna"), "Took the promise on", ""),
    (PromiseTaken(LEG, LEG, NEWEST, "anna", None), "Let go of the promise", ""),
    (PromiseSettled(LEG, LEG, NEWEST, "anna", PromiseEnd.KEPT), "Kept the promise", ""),
    (PromiseSettled(LEG, LEG, NEWEST, "anna", PromiseEnd.DROPPED), "Dropped the promise", ""),
]


@pytest.mark.parametrize(("entry", "line", "rest"), WORDS, ids=[line for _, line, _ in WORDS])
def test_everything_that_happens_is_told(look: Look, entry: Entry, line: str, rest: str) -> None:
    happening = Happening("anna", entry)
    assert headline(happening, look.wording).replace("\N{NO-BREAK SPACE}", " ") == line
    if rest:
        assert more(happening, look.wording).replace("\N{NO-BREAK SPACE}", " ") == rest


@pytest.fixture
def story(qtbot: QtBot, look: Look, background: Background, record: FakeRecord) -> Story:
    record.happened = [
        Happening("anna", rang()),
        Happening("ola", CallPickedUp(new_id(), LEG, NEWEST + timedelta(seconds=9))),
        Happening("ola", WrapUp(new_id(), LEG, NEWEST, "ola", "", "Solved", "first\n<b>second</b>")),
    ]
    made = Story(look, background, record, OwnLooks(record, "szef"))
    qtbot.addWidget(made)
    made.resize(380, 700)
    return made


def test_it_is_on_record_who_looks_before_anything_is_shown(
    qtbot: QtBot, story: Story, record: FakeRecord
) -> None:
    story.open(call(0))
    qtbot.waitUntil(lambda: "Answered" in seen(story))
    [kept] = record.kept
    assert isinstance(kept, CustomerViewed)
    assert (kept.agent, kept.customer_id, kept.look, kept.call) == ("szef", "K0", Looked.HISTORY, None)


def test_what_cannot_be_put_on_record_is_not_shown(qtbot: QtBot, story: Story, record: FakeRecord) -> None:
    record.refusal = NotKept(say("The disk is full."))
    story.open(call(0))
    qtbot.waitUntil(lambda: "The disk is full." in seen(story))
    assert "Answered" not in seen(story)


def test_a_caller_whom_nobody_knows_is_nobodys_data(qtbot: QtBot, story: Story, record: FakeRecord) -> None:
    story.open(call(1))
    qtbot.waitUntil(lambda: "Answered" in seen(story))
    assert record.kept == []


def test_times_stand_to_the_second_in_local_time_and_all_can_be_copied(
    qtbot: QtBot, story: Story, look: Look
) -> None:
    story.open(call(0))
    qtbot.waitUntil(lambda: look.wording.written.clock(NEWEST + timedelta(seconds=9)) in seen(story))
    story.copy.click()
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied[0] == "Anna Wąs-Świątkowska"
    assert f"{look.wording.written.moment(NEWEST)}  ola  Wrap-up  Solved · first · <b>second</b>" in copied
    assert len(copied) == 5


def test_a_record_that_is_away_is_told(qtbot: QtBot, story: Story, record: FakeRecord) -> None:
    record.trouble = RecordUnavailable(say("away"))
    story.open(call(0))
    qtbot.waitUntil(lambda: "away" in seen(story))


def test_escape_puts_it_away(qtbot: QtBot, story: Story) -> None:
    with qtbot.waitActive(story):
        story.open(call(1))
        story.activateWindow()
    qtbot.keyClick(story, Qt.Key.Key_Escape)
    assert not story.isVisible()


def test_an_answer_that_comes_late_does_not_stand_under_another_call(
    qtbot: QtBot, story: Story, background: Background
) -> None:
    story.open(call(0))
    story.open(call(2))
    qtbot.waitUntil(lambda: background.idle)
    assert story.call == call(2)
    assert "Jan" in story.name.full
