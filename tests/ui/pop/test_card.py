"""From news to what the card shows, scene by scene."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QResizeEvent
from pytestqt.qtbot import QtBot

from screenpop.answers.advice import Alert, Level, Saying
from screenpop.called import Called
from screenpop.customers import Match, Person
from screenpop.events import news
from screenpop.events.acts import AskedAgain, PersonChosen, WrappedUp
from screenpop.events.calls import Direction, Ending, Facts
from screenpop.sentences import say
from screenpop.trust import Trust
from screenpop.verification import Check, Checking
from tests.ui.scenes import (
    ANNA,
    HURT,
    JAN,
    NOW,
    SEPARATE,
    FakeDirectory,
    Scene,
    caller,
    standing,
)
from tests.ui.seen import seen, texts
from ui.pop.card import Card


def card_of(qtbot: QtBot, scene: Scene, shows: str = "") -> Card:
    qtbot.waitUntil(lambda: any(shows in seen(card) for card in scene.application.cards))
    return next(card for card in scene.application.cards if shows in seen(card))


def test_a_ringing_call_names_number_line_and_state_before_anybody_is_found(
    qtbot: QtBot, scene: Scene
) -> None:
    scene.ring()

    card = card_of(qtbot, scene)
    assert card.isVisible()
    assert card.header.name.full == "WAS A"
    assert card.header.number.full == "+48 22 555 01 23"
    assert card.header.called.full == "Sales PL  ·  +48 22 555 00 00"
    assert card.header.state.full.startswith("Ringing  0:0")
    assert "No answer yet" in seen(card.panels["accounting"])


def test_the_caller_is_named_with_company_role_and_country(qtbot: QtBot, scene: Scene) -> None:
    scene.ring()
    scene.know()

    card = card_of(qtbot, scene, "Anna")
    assert card.header.name.full == "Anna Wąs-Świątkowska"
    assert card.header.company.full == "Hurt-Bud sp. z o.o.  ·  buyer  ·  Poland"
    assert card.header.alert.text == ""


def test_each_panel_shows_its_departments_answer(qtbot: QtBot, scene: Scene) -> None:
    scene.ring()
    scene.know()
    scene.fill()
    scene.answer()

    card = card_of(qtbot, scene, "41 %")
    assert "PLN 3,100" in texts(card.panels["accounting"])
    assert "overdue, 47 days  ·  owes PLN 12,400.00 in all" in texts(card.panels["accounting"])
    assert {"PLN 1,600", "left of PLN 20,000.00"} <= set(texts(card.panels["credit"]))
    assert "prepayment only" in texts(card.panels["credit"])
    sales = seen(card.panels["sales"])
    assert "PLN 86,400 in 12 months ▲ 12%" in sales
    assert "Order 8790 late" in sales
    assert "Cement 25 kg PLN 412.30" in sales
    fits = texts(card.panels["cross_sell"])
    assert fits.index("Cement 25 kg") < fits.index("Diamond blade")
    assert "41 % of those who bought Cement also bought this" in fits


def test_the_card_says_what_the_desk_advises_and_nothing_of_it_under_another_caller(
    qtbot: QtBot, scene: Scene
) -> None:
    scene.ring()
    scene.know()
    scene.advise(
        alert=Alert(Level.ALARM, say("Credit hold")),
        saying=Saying(say("Offer {product}", product="<b>Cement</b>\n"), say("because")),
        marks=(say("Important customer"), say("Promised: {what} by {day}", what="8812", day="Friday")),
    )

    card = card_of(qtbot, scene, "Credit hold")
    qtbot.waitUntil(card.saying.isVisible)
    assert card.saying.say.full == "Offer <b>Cement</b>"
    assert card.saying.why.full == "because"
    assert card.header.marks.texts == ("Important customer", "Promised: 8812 by Friday")

    scene.announce(news.PartyChanged("c1", NOW, caller("+36155501234", "Ágnes"), None, "Marek"))
    qtbot.waitUntil(lambda: card.header.name.full == "Ágnes")
    assert card.header.alert.text == ""
    assert card.header.marks.texts == ()
    assert not card.saying.isVisible()


def test_a_hold_is_larger_than_what_is_left_of_the_limit(qtbot: QtBot, scene: Scene) -> None:
    scene.ring()
    scene.know()
    scene.fill(credit=standing(hold=True))
    scene.answer()

    credit = texts(card_of(qtbot, scene, "41 %").panels["credit"])
    assert "HOLD" in credit
    assert "two reminders unanswered" in credit
    assert not any(text.startswith("PLN 1,600") for text in credit)


def test_a_department_that_fails_says_why_and_can_be_asked_again(qtbot: QtBot, scene: Scene) -> None:
    scene.ring()
    scene.know()
    scene.fill()
    scene.fail("sales", say("no answer in time"))

    panel = card_of(qtbot, scene, "no answer in time").panels["sales"]
    assert panel.again.isVisible()
    panel.again.click()
    assert scene.posted == [AskedAgain("c1", "sales")]

    scene.announce(news.PanelAsked("c1", NOW, "sales"))
    qtbot.waitUntil(lambda: "No answer yet" in seen(panel))
    assert not panel.again.isVisible()


def test_a_department_that_knows_nothing_says_so(qtbot: QtBot, scene: Scene) -> None:
    scene.ring()
    scene.know()
    scene.fill(accounting=None)

    assert "Nothing on this customer" in seen(card_of(qtbot, scene, "Cement").panels["accounting"])


def test_nothing_is_shown_of_anybody_until_one_of_several_customers_is_picked(
    qtbot: QtBot, scene: Scene
) -> None:
    scene.ring()
    scene.know(match=Match.SHARED, people=SEPARATE, customer=None)

    card = card_of(qtbot, scene, "several customers share this number")
    assert card.body.chooser.isVisible()
    assert not card.panels["accounting"].isVisible()
    card.body.chooser.people.chosen.emit(JAN)
    assert scene.posted == [PersonChosen("c1", JAN)]


def test_people_behind_one_number_are_chosen_by_keys(qtbot: QtBot, scene: Scene) -> None:
    scene.ring()
    scene.know(match=Match.SHARED, people=SEPARATE, customer=None)

    card = card_of(qtbot, scene, "several customers share this number")
    field = card.body.chooser.field.edit
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert scene.posted == [PersonChosen("c1", JAN)]


def test_one_customer_with_several_people_is_filled_and_the_person_can_be_chosen(
    qtbot: QtBot, scene: Scene
) -> None:
    scene.ring()
    scene.know(match=Match.SHARED, people=(ANNA, JAN), customer=HURT)
    scene.fill()

    card = card_of(qtbot, scene, "Cement")
    assert card.header.name.full == "Hurt-Bud sp. z o.o."
    assert card.panels["accounting"].isVisible()
    card.header.who.click()
    assert card.body.chooser.isVisible()
    card.body.chooser.people.chosen.emit(ANNA)
    assert scene.posted == [PersonChosen("c1", ANNA)]
    assert card.panels["accounting"].isVisible()


def test_a_withheld_number_is_never_guessed_but_can_be_searched(qtbot: QtBot, scene: Scene) -> None:
    directory = FakeDirectory()
    scene.application.attach(directory=directory)
    scene.ring(who=caller(withheld=True))
    scene.know(match=Match.WITHHELD, people=(), customer=None)

    card = card_of(qtbot, scene, "Number withheld")
    assert "withheld" in texts(card.header.trust)
    assert card.body.chooser.people.count() == 0
    qtbot.keyClicks(card.body.chooser.field.edit, "hurt")
    qtbot.waitUntil(lambda: card.body.chooser.people.count() == 3)
    assert directory.asked[-1] == "hurt"


def test_an_unknown_number_says_that_nobody_has_it(qtbot: QtBot, scene: Scene) -> None:
    scene.ring(who=caller("+442079460018", None))
    scene.know(match=Match.UNKNOWN, people=(), customer=None)

    card = card_of(qtbot, scene, "not in the directory")
    assert card.header.name.full == "+44 20 7946 0018"
    assert card.header.company.full == "not in the directory  ·  United Kingdom"
    assert card.body.chooser.field.isVisible()


@pytest.mark.parametrize(
    ("trust", "vouched", "badge"),
    [
        (Trust.CONFIRMED, True, "number confirmed"),
        (Trust.FAILED, True, "check failed"),
        (Trust.FAILED, False, "check failed"),
        (Trust.UNCONFIRMED, True, "not confirmed"),
        (Trust.UNCONFIRMED, False, None),
    ],
)
def test_there_is_a_trust_badge_only_where_something_speaks_for_or_against_the_number(
    qtbot: QtBot, scene: Scene, trust: Trust, vouched: bool, badge: str | None
) -> None:
    scene.ring(who=replace(caller(trust=trust), vouched=vouched))

    card = card_of(qtbot, scene, "WAS A")
    assert card.header.trust.isVisible() is (badge is not None)
    assert badge is None or badge in texts(card.header.trust)


def test_after_a_transfer_the_outside_caller_is_shown(qtbot: QtBot, scene: Scene) -> None:
    scene.ring(who=caller("102", "Marek", internal=True))
    outside = caller("+36155501234", "Ágnes")
    scene.announce(news.PartyChanged("c1", NOW, outside, "+48225550000", "Marek"))

    card = card_of(qtbot, scene, "Ágnes")
    assert "transferred from Marek" in card.header.called.full
    assert "102" not in seen(card)


def test_what_the_pbx_knows_of_the_call_is_shown(qtbot: QtBot, scene: Scene) -> None:
    facts = Facts("Sales PL", "Brand A", timedelta(seconds=252), "4711")
    scene.announce(news.PopOpened("c1", NOW, caller(), "+48225550000", "101", facts))

    card = card_of(qtbot, scene, "WAS A")
    called = "transferred from 101  ·  Brand A  ·  Sales PL  ·  waited 4:12  ·  +48 22 555 00 00"
    assert card.header.called.full == called
    assert card.header.number.full == "+48 22 555 01 23  ·  keyed: 4711, not verified"


def test_a_number_that_was_keyed_in_later_is_no_markup_either(qtbot: QtBot, scene: Scene) -> None:
    scene.ring()
    scene.announce(news.CallUpdated("c1", NOW, facts=Facts(keyed="<b>47\n11</b>")))

    card = card_of(qtbot, scene, "keyed")
    assert card.header.number.full.endswith("keyed: <b>47 11</b>, not verified")
    assert card.header.number.textFormat() is Qt.TextFormat.PlainText


@pytest.mark.parametrize(
    ("answered", "ending", "state"),
    [
        (True, Ending.ENDED, "Ended  0:0"),
        (False, Ending.MISSED, "Not reached"),
        (False, Ending.UNKNOWN, "Not reached"),
        (False, Ending.BUSY, "Busy"),
        (False, Ending.DECLINED, "Declined"),
    ],
)
def test_an_outgoing_call_is_never_told_as_one_that_came_in(
    qtbot: QtBot, scene: Scene, answered: bool, ending: Ending, state: str
) -> None:
    scene.announce(news.PopOpened("c1", NOW, caller(), None, direction=Direction.OUT))
    card = card_of(qtbot, scene, "WAS A")
    assert card.header.called.full == "Outgoing call"
    assert card.header.state.full.startswith("Calling")

    if answered:
        scene.answer()
        qtbot.waitUntil(lambda: card.header.state.full.startswith("Talking"))
    scene.close(ending)
    qtbot.waitUntil(lambda: card.header.state.full.startswith(state))


def test_what_comes_late_of_a_call_is_added(qtbot: QtBot, scene: Scene) -> None:
    scene.announce(news.PopOpened("c1", NOW, caller(name=None), None))
    scene.announce(news.CallUpdated("c1", NOW, facts=Facts(queue="Service"), name="Ewa"))

    card = card_of(qtbot, scene, "Ewa")
    assert card.header.called.full == "Service"


def talked(card: Card) -> str:
    """How long, as the card says."""
    told = re.search(r"Talking  (\d+:\d+)", seen(card))
    assert told is not None
    return told[1]


def test_answering_grows_the_card_and_runs_the_clock(qtbot: QtBot, scene: Scene) -> None:
    scene.ring()
    scene.know()
    scene.fill()
    small = card_of(qtbot, scene, "Cement").size()
    scene.answer()

    card = card_of(qtbot, scene, "Talking  0:0")
    assert card.width() > small.width()
    assert card.form.isVisible()
    begun = talked(card)
    qtbot.waitUntil(lambda: talked(card) > begun)


def test_the_card_of_an_ended_call_stays_until_it_is_put_away(qtbot: QtBot, scene: Scene) -> None:
    scene.ring()
    scene.answer()
    scene.close(Ending.ENDED)

    card = card_of(qtbot, scene, "Ended  0:0")
    assert not scene.application.stack._leaving
    card.header.close_button.click()
    assert scene.application.cards == ()
    assert not card.isVisible()


def test_saved_is_shown_only_when_the_record_says_so(qtbot: QtBot, scene: Scene) -> None:
    scene.ring()
    scene.answer()
    card = card_of(qtbot, scene, "Talking")
    card.form.reasons.chips["Delivery"].click()
    card.form.dispositions.chips["Solved"].click()
    qtbot.keyClicks(card.form.note.edit, "by Friday")
    card.form.save.click()

    assert scene.posted == [WrappedUp("c1", "Delivery", "Solved", "by Friday")]
    assert card.form.told.full == "Saving …"
    scene.announce(news.Kept("c1", NOW, scene.posted[-1]))
    qtbot.waitUntil(lambda: card.form.told.full == "Saved")


def test_what_is_written_while_the_record_works_is_not_taken_for_saved(qtbot: QtBot, scene: Scene) -> None:
    scene.ring()
    scene.answer()
    card = card_of(qtbot, scene, "Talking")
    card.form.note.write("by Friday")
    card.form.save.click()
    card.form.note.write("by Friday, or we lose them")
    scene.announce(news.Kept("c1", NOW, scene.posted[-1]), news.CallUpdated("c1", NOW, name="told last"))

    qtbot.waitUntil(lambda: card.call.caller.name == "told last")
    assert card.form.save.isEnabled()
    card.put_away.emit()
    written = [act.note for act in scene.posted if isinstance(act, WrappedUp)]
    assert written == ["by Friday", "by Friday, or we lose them"]


def test_the_words_on_an_earlier_save_settle_no_later_one(qtbot: QtBot, scene: Scene) -> None:
    scene.ring()
    scene.answer()
    card = card_of(qtbot, scene, "Talking")
    for note in ("by Friday", "by Friday, or we lose them"):
        card.form.note.write(note)
        card.form.save.click()
    first, second = scene.posted
    scene.announce(news.Kept("c1", NOW, first), news.NotKept("c1", NOW, say("The disk is full."), second))

    qtbot.waitUntil(lambda: card.form.told.full == "The disk is full.")
    assert card.form.note.text() == "by Friday, or we lose them"


def test_quitting_saves_what_is_written(qtbot: QtBot, scene: Scene) -> None:
    scene.ring()
    scene.answer()
    card_of(qtbot, scene, "Talking").form.note.write("by Friday")

    scene.application.close()

    assert scene.posted == [WrappedUp("c1", "", "", "by Friday")]


def test_a_wrap_up_that_is_not_saved_keeps_its_text_and_says_why(qtbot: QtBot, scene: Scene) -> None:
    scene.ring()
    scene.answer()
    card = card_of(qtbot, scene, "Talking")
    qtbot.keyClicks(card.form.note.edit, "by Friday")
    card.form.save.click()
    scene.announce(news.NotKept("c1", NOW, say("The disk is full."), scene.posted[-1]))

    qtbot.waitUntil(lambda: card.form.told.full == "The disk is full.")
    assert card.form.note.text() == "by Friday"
    assert card.form.save.isEnabled()


def test_a_colleague_is_called_one(qtbot: QtBot, scene: Scene) -> None:
    scene.ring(who=caller("102", None, internal=True))
    colleague = Person(HURT, "Marek Lis", internal=True)
    scene.know(people=(colleague,))

    card = card_of(qtbot, scene, "Marek Lis")
    assert "colleague" in card.header.company.full
    assert card.header.number.full == "102"


def test_a_card_that_becomes_full_only_later_has_the_notice_and_the_checks(
    qtbot: QtBot, scene: Scene
) -> None:
    called = Called(label="Brand A", notice="Deliveries are late")
    scene.announce(
        news.PopOpened("c1", datetime.now(UTC), caller(), "+48225550000", None, Facts(), called=called)
    )
    scene.know()
    checks = (Check("postcode", "What is the postcode?"), Check("born", "When were you born?"))
    checking = Checking(checks, needed=2, verified=False, is_who_hidden=True)
    scene.announce(news.VerificationTold("c1", NOW, checking))
    card = card_of(qtbot, scene, "Anna")
    scene.answer()
    qtbot.waitUntil(lambda: card.full and card.verifying.height_in(card.width()) > 0)
    assert card.call is not None
    card.call.folded = True
    card.refold()
    assert not card.full
    assert card.notice.height_in(card.width()) == card.verifying.height_in(card.width()) == 0

    card.call.folded = False
    card.refold()

    assert card.full
    for strip in (card.notice, card.verifying):
        assert strip.isVisible()
        assert strip.height() == strip.height_in(strip.width()) > 0
    assert card.verifying.geometry().bottom() < card.panels["accounting"].mapTo(card, QPoint(0, 0)).y()


class Sizes(QObject):
    """Every size that a widget had."""

    def __init__(self) -> None:
        super().__init__()
        self.had: list[QSize] = []

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 # as Qt has it
        if isinstance(event, QResizeEvent):
            self.had.append(event.size())
        return False


def test_another_size_that_the_window_system_tells_late_is_set_right(qtbot: QtBot, scene: Scene) -> None:
    scene.ring()
    card, sizes = card_of(qtbot, scene), Sizes()
    right = card.size()
    card.installEventFilter(sizes)

    card.windowHandle().resize(right + QSize(0, 54))

    qtbot.waitUntil(lambda: sizes.had[-2:] == [right + QSize(0, 54), right])
    assert card.size() == right
