"""One thing in full stands in the card's body until the agent goes back, and never under another caller."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from screenpop.answers.advice import Alert, Level
from screenpop.customers import Match
from screenpop.events import news
from screenpop.events.acts import CustomerOpened, PersonChosen
from screenpop.memory import Recollection
from screenpop.sentences import say
from tests.ui.scenes import ANNA, EIGHT, HURT, JAN, NOW, OTHER, Scene, caller, conversation, relationship
from tests.ui.seen import seen
from ui.panels.whole import Whole
from ui.pop.card import Card

LETTER = Whole("e-mail", "yesterday", "Where is order 8812?", (("Open", "https://mail.example/1"),))


def reading(qtbot: QtBot, scene: Scene) -> Card:
    scene.ring()
    scene.know()
    qtbot.waitUntil(lambda: bool(scene.application.cards) and "Anna" in seen(scene.application.cards[0]))
    card = scene.application.cards[0]
    card.body.board.opened.emit(LETTER)
    return card


def test_what_is_opened_is_read_in_full_and_its_link_tells_where_it_leads(qtbot: QtBot, scene: Scene) -> None:
    card = reading(qtbot, scene)

    page = card.body.reading
    assert page.isVisible()
    assert page.text.toPlainText() == LETTER.text
    assert page.buttons[0].text() == "Open  ·  mail.example"
    assert not page.buttons[1].isVisible()


def test_escape_and_the_button_lead_back_to_the_panels(qtbot: QtBot, scene: Scene) -> None:
    card = reading(qtbot, scene)
    qtbot.keyClick(card, Qt.Key.Key_Escape)
    assert card.panels["accounting"].isVisible()
    assert scene.application.cards == (card,)

    card.body.board.opened.emit(LETTER)
    card.body.reading.back.click()
    assert card.panels["accounting"].isVisible()
    assert card.body.reading.text.toPlainText() == ""


def test_answers_that_come_meanwhile_turn_no_page(qtbot: QtBot, scene: Scene) -> None:
    card = reading(qtbot, scene)
    scene.fill()
    scene.advise(alert=Alert(Level.ALARM, say("Overdue")))
    qtbot.waitUntil(lambda: "Overdue" in seen(card.header))

    assert card.body.reading.isVisible()


def test_nothing_of_one_caller_is_read_under_another(qtbot: QtBot, scene: Scene) -> None:
    card = reading(qtbot, scene)
    scene.announce(news.PartyChanged("c1", NOW, caller("+36155501234", "Ágnes"), None, "Marek"))

    qtbot.waitUntil(lambda: "Ágnes" in seen(card.header))
    assert not card.body.reading.isVisible()
    assert card.body.reading.text.toPlainText() == ""


@pytest.mark.parametrize(
    "masking",
    [
        news.PanelMasked("c1", NOW, "conversation", say("Masked again after the wrap-up"), may_reveal=True),
        news.Recalled("c1", NOW, Recollection()),
    ],
)
def test_what_is_masked_again_is_not_read_on_in_full(
    qtbot: QtBot, scene: Scene, masking: news.CallNews
) -> None:
    card = reading(qtbot, scene)
    scene.announce(masking)

    qtbot.waitUntil(lambda: not card.body.reading.isVisible())
    assert card.body.reading.text.toPlainText() == ""


def test_of_several_people_with_a_linked_number_the_one_who_is_picked_is_shown(
    qtbot: QtBot, scene: Scene
) -> None:
    scene.application.open_customer("", "+48225550123")
    (opened,) = scene.posted
    assert isinstance(opened, CustomerOpened)
    scene.know(opened.call_id, Match.SHARED, (ANNA, OTHER), customer=None)
    qtbot.waitUntil(scene.application.cards[0].body.chooser.isVisible)
    scene.application.cards[0].body.chooser.chosen.emit(OTHER)

    assert scene.posted[-1] == PersonChosen(opened.call_id, OTHER)


def test_a_card_that_goes_keeps_nothing_of_its_caller(qtbot: QtBot, scene: Scene) -> None:
    card = reading(qtbot, scene)
    card.put_away.emit()

    assert card.body.reading.text.toPlainText() == ""


def test_a_withheld_caller_who_was_picked_is_shown_with_the_panels(qtbot: QtBot, scene: Scene) -> None:
    scene.ring(who=caller(withheld=True))
    scene.know(people=(ANNA,), customer=HURT)

    qtbot.waitUntil(lambda: bool(scene.application.cards) and "Anna" in seen(scene.application.cards[0]))
    card = scene.application.cards[0]
    assert card.panels["accounting"].isVisible()
    assert "withheld" in seen(card.header.trust)
    assert "Ask who is calling" not in seen(card.header)


def test_eight_departments_each_have_a_panel_in_the_order_of_the_settings(qtbot: QtBot, stage) -> None:
    scene = stage(departments=EIGHT)
    scene.ring()
    scene.know()
    scene.fill(conversation=conversation())
    qtbot.waitUntil(lambda: bool(scene.application.cards) and "e-mail" in seen(scene.application.cards[0]))

    card = scene.application.cards[0]
    assert list(card.panels) == [department.name for department in EIGHT]
    places = [panel.geometry() for panel in card.panels.values()]
    assert all(card.body.board.rect().contains(place) for place in places)
    assert not any(place.intersects(other) for n, place in enumerate(places) for other in places[n + 1 :])
    assert "overdue, 47 days" in seen(card.panels["accounting"])


def test_growing_shows_in_full_what_stood_on_one_line(qtbot: QtBot, stage) -> None:
    scene = stage(departments=EIGHT[:5])
    scene.ring()
    scene.know()
    scene.fill(value=relationship())
    qtbot.waitUntil(lambda: bool(scene.application.cards) and "14 years" in seen(scene.application.cards[0]))
    panel = scene.application.cards[0].panels["value"]
    assert panel.brief.isVisible()

    scene.answer()
    qtbot.waitUntil(lambda: not panel.brief.isVisible())
    assert "Wholesale A" in seen(panel)


def test_the_other_people_of_a_customer_are_left_again_by_escape(qtbot: QtBot, scene: Scene) -> None:
    scene.ring()
    scene.know(match=Match.SHARED, people=(ANNA, JAN), customer=HURT)
    qtbot.waitUntil(lambda: bool(scene.application.cards) and "Hurt-Bud" in seen(scene.application.cards[0]))
    card = scene.application.cards[0]
    card.header.who.click()
    assert card.body.chooser.isVisible()

    qtbot.keyClick(card, Qt.Key.Key_Escape)
    assert card.panels["accounting"].isVisible()
