"""What is worth saying: its offer is answered and its gesture given beside it, shown only after the commit."""

from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from screenpop.answers.advice import Advice, Saying
from screenpop.events import news
from screenpop.events.acts import GestureMade, OfferAnswered
from screenpop.gestures import Gesture
from screenpop.memory import Recollection
from screenpop.money import Money
from screenpop.offers import OfferOutcome
from screenpop.sentences import say
from tests.ui.scenes import HURT, NOW, OTHER, Scene, suggestions
from tests.ui.seen import seen
from ui.card.saying import SayStrip
from ui.panels.cross_sell import SuggestionsView
from ui.pop.card import Card
from ui.theme.palette import Ink

BLADE = suggestions().offers[2]
OFFERED, ACCEPTED, DECLINED = OfferOutcome
OFFERS = Saying(
    say("Offer {product}", product=BLADE.name), say("it fits what they buy"), rule="fits", offer=BLADE
)
NEXT = Saying(say("Offer {product}", product="Cement"), say("it is due"), offer=suggestions().offers[0])
GIFT = Gesture("loyal", "10 % off the next order", Money(Decimal(50), "PLN"))
GIVES = Saying(say("Thank them for ten years"), say("customer since 2012"), rule="loyal", gesture=GIFT)


def saying(qtbot: QtBot, scene: Scene, what: Saying, *, answered: bool = True) -> SayStrip:
    scene.ring()
    scene.know()
    scene.fill()
    scene.advise(saying=what)
    if answered:
        scene.answer()
    qtbot.waitUntil(lambda: any(str(what.say) in seen(card) for card in scene.application.cards))
    card = card_of(scene)
    qtbot.waitUntil(lambda: card.full is answered)
    card.catch_up()
    return card.saying


def card_of(scene: Scene) -> Card:
    return scene.application.cards[0]


def test_nothing_can_be_said_of_its_offer_while_it_rings(qtbot: QtBot, scene: Scene) -> None:
    strip = saying(qtbot, scene, OFFERS, answered=False)

    assert not strip.buttons.isVisibleTo(strip)
    assert not strip.give.isVisibleTo(strip)


def test_its_offer_is_answered_with_one_key_and_the_panel_shows_it_too(qtbot: QtBot, scene: Scene) -> None:
    strip, card = saying(qtbot, scene, OFFERS), card_of(scene)
    card.let_in()
    qtbot.waitUntil(card.isActiveWindow)

    qtbot.keyClick(card.form.note.edit, Qt.Key.Key_F2)

    assert scene.posted == [OfferAnswered("c1", "fits", BLADE.product, OFFERED)]
    assert scene.posted[0].customer_id == HURT.id
    assert strip.buttons.buttons[OFFERED].waits
    assert strip.why.full == "it fits what they buy"
    scene.announce(news.Kept("c1", NOW, scene.posted[0]))
    qtbot.waitUntil(lambda: strip.buttons.buttons[OFFERED].lit)
    assert strip.why.full == "Offered  ·  it fits what they buy"
    view = card.findChild(SuggestionsView)
    assert next(place for place in view.places if place.offer == BLADE).buttons.buttons[OFFERED].lit


def test_a_key_pressed_twice_answers_one_suggestion_only(qtbot: QtBot, scene: Scene) -> None:
    strip, card = saying(qtbot, scene, OFFERS), card_of(scene)
    card.let_in()
    qtbot.waitUntil(card.isActiveWindow)
    view = card.findChild(SuggestionsView)
    before = [place.offer for place in view.places]

    qtbot.keyClick(card.form.note.edit, Qt.Key.Key_F3)
    scene.announce(news.Kept("c1", NOW, scene.posted[0]))
    scene.advise(saying=NEXT, resting=frozenset({BLADE.product}))
    qtbot.waitUntil(lambda: strip.buttons.buttons[ACCEPTED].lit and card.call.advice.saying == NEXT)
    card.catch_up()
    qtbot.keyClick(card.form.note.edit, Qt.Key.Key_F3)

    assert scene.posted == [OfferAnswered("c1", "fits", BLADE.product, ACCEPTED)]
    assert strip.offer == BLADE
    assert strip.why.full == "Accepted  ·  it fits what they buy"
    assert [place.offer for place in view.places] == before
    shown = next(place for place in view.places if place.offer == BLADE)
    assert shown.reason.text.startswith("Accepted")


def test_what_is_said_next_stands_there_once_something_is_asked_anew(qtbot: QtBot, scene: Scene) -> None:
    strip = saying(qtbot, scene, OFFERS)
    strip.buttons.buttons[ACCEPTED].click()
    scene.announce(news.Kept("c1", NOW, scene.posted[0]))
    scene.advise(saying=NEXT)
    scene.announce(news.PanelAsked("c1", NOW, "sales"))

    qtbot.waitUntil(lambda: strip.offer == NEXT.offer)
    assert not strip.buttons.buttons[ACCEPTED].lit


@pytest.mark.parametrize(
    "told",
    [
        news.Advised("c1", NOW, Advice(serve_first=say("order {number} is late", number="8812"))),
        news.PanelMasked("c1", NOW, "sales", say("locked"), may_reveal=False),
        news.Recalled("c1", NOW, Recollection()),
    ],
)
def test_what_was_answered_does_not_stay_where_it_may_not(
    qtbot: QtBot, scene: Scene, told: news.CallNews
) -> None:
    strip = saying(qtbot, scene, OFFERS)
    strip.buttons.buttons[ACCEPTED].click()
    scene.announce(news.Kept("c1", NOW, scene.posted[0]))
    scene.advise()
    qtbot.waitUntil(lambda: strip.buttons.buttons[ACCEPTED].lit)
    assert strip.offer == BLADE

    scene.announce(told)

    qtbot.waitUntil(lambda: strip.offer is None)


def test_a_gesture_that_was_given_stays_so_that_no_key_gives_another(qtbot: QtBot, scene: Scene) -> None:
    strip, card = saying(qtbot, scene, GIVES), card_of(scene)
    card.let_in()
    qtbot.waitUntil(card.isActiveWindow)
    qtbot.keyClick(card, Qt.Key.Key_F8)
    scene.advise(saying=replace(GIVES, gesture=replace(GIFT, name="birthday")))
    scene.announce(news.Kept("c1", NOW, scene.posted[0]))
    qtbot.waitUntil(strip.give.isChecked)

    qtbot.keyClick(card, Qt.Key.Key_F8)

    assert scene.posted == [GestureMade("c1", "loyal")]
    assert strip.gesture == GIFT


def test_what_is_said_of_its_offer_beside_it_can_be_corrected(qtbot: QtBot, scene: Scene) -> None:
    strip = saying(qtbot, scene, OFFERS)
    strip.buttons.buttons[ACCEPTED].click()
    scene.announce(news.Kept("c1", NOW, scene.posted[0]))
    qtbot.waitUntil(lambda: strip.buttons.buttons[ACCEPTED].lit)

    strip.buttons.buttons[DECLINED].click()
    scene.announce(news.Kept("c1", NOW, scene.posted[1]))

    qtbot.waitUntil(lambda: strip.buttons.buttons[DECLINED].lit)
    assert not strip.buttons.buttons[ACCEPTED].lit


def test_a_gesture_is_given_once_and_shown_as_given_after_the_commit(qtbot: QtBot, scene: Scene) -> None:
    strip, card = saying(qtbot, scene, GIVES), card_of(scene)
    assert strip.give.isVisibleTo(card)
    assert strip.give.accessibleName() == "10 % off the next order: Given"
    assert strip.give.accessibleDescription() == "Given (F8) 10 % off the next order"
    card.let_in()
    qtbot.waitUntil(card.isActiveWindow)

    qtbot.keyClick(card, Qt.Key.Key_F8)
    qtbot.keyClick(card, Qt.Key.Key_F8)

    assert scene.posted == [GestureMade("c1", "loyal")]
    assert scene.posted[0].customer_id == HURT.id
    assert not strip.give.isChecked()
    assert not strip.give.isEnabled()
    scene.announce(news.Kept("c1", NOW, scene.posted[0]))
    qtbot.waitUntil(strip.give.isChecked)
    qtbot.keyClick(card, Qt.Key.Key_F8)
    assert len(scene.posted) == 1
    assert strip.give.isChecked()


def test_a_gesture_that_is_not_saved_says_why_and_can_be_given_again(qtbot: QtBot, scene: Scene) -> None:
    strip = saying(qtbot, scene, GIVES)
    strip.give.click()
    scene.announce(news.NotKept("c1", NOW, say("The disk is full."), scene.posted[0]))

    qtbot.waitUntil(lambda: strip.why.full == "The disk is full.")
    assert strip.why.foregroundRole() is Ink.BAD.value
    assert not strip.give.isChecked()
    strip.give.click()
    assert len(scene.posted) == 2
    qtbot.waitUntil(lambda: strip.why.full == "customer since 2012")


def test_another_customers_gesture_is_not_given_yet(qtbot: QtBot, scene: Scene) -> None:
    strip = saying(qtbot, scene, GIVES)
    strip.give.click()
    scene.announce(news.Kept("c1", NOW, scene.posted[0]))
    qtbot.waitUntil(strip.give.isChecked)

    scene.know(people=(OTHER,), customer=OTHER.customer)
    scene.advise(saying=GIVES)

    qtbot.waitUntil(lambda: strip.give.isVisible() and strip.give.isEnabled())
    assert not strip.give.isChecked()
