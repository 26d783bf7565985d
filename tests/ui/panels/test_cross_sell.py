"""Suggestions on the card, and how each of them fared once the agent said so."""

import itertools
from dataclasses import replace

import pytest
from PySide6.QtCore import QSize, Qt
from pytestqt.qtbot import QtBot

from screenpop.answers.advice import Advice
from screenpop.answers.cross_sell import Offer, OfferList, Suggestions
from screenpop.events import news
from screenpop.events.acts import OfferAnswered
from screenpop.offers import OfferOutcome
from screenpop.sentences import Sentence, say
from tests.ui.panels.views import on_panel
from tests.ui.scenes import HURT, NOW, OTHER, Scene, suggestions
from ui.components.look import Look
from ui.panels.cross_sell import SuggestionsView
from ui.panels.outcomes import Outcomes
from ui.theme.palette import Ink
from ui.theme.scale import Type

BLADE = suggestions().offers[2]
OFFERED, ACCEPTED, DECLINED = OfferOutcome


def many(count: int) -> Suggestions:
    return Suggestions(
        tuple(Offer(OfferList.FITS, f"P{n}", f"Product {n}", 0.5, Sentence("because")) for n in range(count))
    )


def shown(view: SuggestionsView) -> list[str]:
    return [place.name.full for place in view.places if place.isVisibleTo(view)]


@pytest.mark.parametrize(("height", "names"), [(156, 3), (130, 3), (94, 2), (40, 1)])
def test_only_whole_suggestions_are_shown_none_over_another(
    qtbot: QtBot, look: Look, height: int, names: int
) -> None:
    view = on_panel(qtbot, look, SuggestionsView, many(9))
    view.resize(QSize(264, height))
    view.show()
    qtbot.wait(1)

    assert len(shown(view)) == names
    places = [place.geometry() for place in view.places if place.isVisible()]
    assert all(place.height() >= 38 for place in places)
    assert not any(one.intersects(other) for one, other in itertools.pairwise(places))


def headings(view: SuggestionsView) -> list[str]:
    return [heading.full for heading in view.headings.values() if heading.isVisibleTo(view)]


def test_the_two_lists_are_told_apart_by_headings_where_there_is_room(qtbot: QtBot, look: Look) -> None:
    view = on_panel(qtbot, look, SuggestionsView, suggestions())
    view.show()

    assert headings(view) == ["Will need again", "Would fit"]
    again, fits = view.headings.values()
    assert shown(view) == ["Cement 25 kg", "Rockwool 100 mm", "Diamond blade"]
    assert again.y() < view.places[0].y() < view.places[1].y() < fits.y() < view.places[2].y()


def test_in_little_room_each_suggestion_says_itself_of_which_list_it_is(qtbot: QtBot, look: Look) -> None:
    view = on_panel(qtbot, look, SuggestionsView, suggestions(), roomy=False)
    view.show()
    qtbot.wait(1)

    assert headings(view) == []
    assert shown(view) == ["Cement 25 kg", "Diamond blade"]
    assert [place.accessibleName() for place in view.places[:2]] == ["Will need again", "Would fit"]
    assert view.places[0].name.geometry().left() > 0  # the icon stands before it


def test_what_rests_is_left_out(qtbot: QtBot, look: Look) -> None:
    view = on_panel(qtbot, look, SuggestionsView, suggestions())
    view.show_advice(Advice(resting=frozenset({"P0"})))
    assert "Cement 25 kg" not in shown(view)

    view.show_advice(Advice(resting=frozenset({"P0", "P1", "P9"})))
    assert shown(view) == []
    assert view.told.text == "Nothing to suggest for now"
    view.show_answer(Suggestions(()))
    assert view.told.text == "No suggestions"


def test_who_must_be_served_first_is_offered_nothing(qtbot: QtBot, look: Look) -> None:
    view = on_panel(qtbot, look, SuggestionsView, suggestions())
    view.show_advice(Advice(serve_first=say("order {number} is late", number="8812")))

    assert shown(view) == []
    assert view.told.text == "Serve first: order 8812 is late"
    assert view.headline(suggestions()).text == "Serve first: order 8812 is late"
    view.show_advice(Advice())
    assert len(shown(view)) == 3


def test_while_it_rings_too_nothing_is_named_to_whom_must_be_served_first(qtbot: QtBot, scene: Scene) -> None:
    scene.ring()
    scene.know()
    scene.fill()
    qtbot.waitUntil(lambda: bool(scene.application.cards))
    card = scene.application.cards[0]
    panel = card.panels["cross_sell"]
    qtbot.waitUntil(lambda: panel.brief.full == "Cement 25 kg  ·  Diamond blade")

    scene.advise(serve_first=say("order {number} is late", number="8812"))
    qtbot.waitUntil(lambda: panel.brief.full == "Serve first: order 8812 is late")
    scene.advise()
    qtbot.waitUntil(lambda: panel.brief.full == "Cement 25 kg  ·  Diamond blade")


def test_why_suggestions_are_withheld_is_said_in_their_place(qtbot: QtBot, look: Look) -> None:
    view = on_panel(qtbot, look, SuggestionsView, Suggestions((), withheld=say("objects to offers")))

    assert view.told.text == "objects to offers"
    assert view.headline(Suggestions((), withheld=say("objects to offers"))).text == "objects to offers"


def test_an_offer_that_was_turned_down_on_this_call_stays_to_be_corrected(qtbot: QtBot, look: Look) -> None:
    view = on_panel(qtbot, look, SuggestionsView, suggestions())
    outcomes = Outcomes()
    act = outcomes.answer("c1", BLADE, DECLINED)
    assert act is not None
    outcomes.settle(act, None)
    view.show_outcomes(outcomes)
    view.show_advice(Advice(resting=frozenset({"P9"}), serve_first=say("a complaint is open")))

    assert shown(view) == ["Diamond blade"]
    assert view.told.text == "Serve first: a complaint is open"


def test_one_key_says_how_the_suggestion_that_has_the_keyboard_fared(qtbot: QtBot, scene: Scene) -> None:
    view = offering(qtbot, scene)
    card = scene.application.cards[0]
    card.let_in()
    qtbot.waitUntil(card.isActiveWindow)
    qtbot.keyClick(card, Qt.Key.Key_F3)
    assert scene.posted == []  # no suggestion is at hand

    qtbot.keyClick(card, Qt.Key.Key_F7)
    assert view.at_hand is view.places[0]
    tip = view.places[0].buttons.buttons[ACCEPTED].accessibleDescription()
    assert tip == "Accepted (F3)"
    qtbot.keyClick(card, Qt.Key.Key_F3)
    assert scene.posted == [OfferAnswered("c1", "again", "P0", ACCEPTED)]
    scene.announce(news.Kept("c1", NOW, scene.posted[0]))
    qtbot.waitUntil(lambda: view.places[0].buttons.buttons[ACCEPTED].lit)

    qtbot.keyClick(card, Qt.Key.Key_F4)
    assert scene.posted[1:] == [OfferAnswered("c1", "again", "P0", DECLINED)]


def test_the_keyboard_stays_with_its_suggestion_and_goes_to_no_other(qtbot: QtBot, scene: Scene) -> None:
    view = offering(qtbot, scene)
    card = scene.application.cards[0]
    card.let_in()
    qtbot.waitUntil(card.isActiveWindow)
    blade = next(place for place in view.places if place.offer == BLADE)
    blade.buttons.buttons[ACCEPTED].setFocus()

    scene.advise(resting=frozenset({"P0"}))
    qtbot.waitUntil(lambda: len(shown(view)) == 2)
    assert view.at_hand is not None
    assert view.at_hand.offer == BLADE
    scene.advise(resting=frozenset({"P0", "P9"}))
    qtbot.waitUntil(lambda: shown(view) == ["Rockwool 100 mm"])

    assert view.at_hand is None
    qtbot.keyClick(card, Qt.Key.Key_F3)
    assert scene.posted == []


LONG = Sentence("45 % of those who bought Installation cable 3 × 1.5 50 m also bought this")


@pytest.mark.parametrize(("height", "lines"), [(190, [2, 2, 2]), (156, [2, 2, 1]), (120, [1, 1, 1])])
def test_a_long_reason_has_a_second_line_where_there_is_room(
    qtbot: QtBot, look: Look, height: int, lines: list[int]
) -> None:
    offers = tuple(replace(offer, reason=LONG) for offer in many(3).offers)
    view = on_panel(qtbot, look, SuggestionsView, Suggestions(offers))
    view.resize(QSize(264, height))
    view.show()
    qtbot.wait(1)

    assert [place.reason.height() // Type.SMALL.line for place in view.places] == lines
    assert all(place.geometry().bottom() < height for place in view.places)
    assert all(
        place.geometry().contains(place.mapToParent(place.reason.geometry().bottomRight()))
        for place in view.places
    )
    assert [bool(place.reason.toolTip()) for place in view.places] == [number == 1 for number in lines]


def test_nothing_can_be_said_of_an_offer_while_it_rings(qtbot: QtBot, scene: Scene) -> None:
    scene.ring()
    scene.know()
    scene.fill()
    qtbot.waitUntil(lambda: bool(scene.application.cards))
    card = scene.application.cards[0]
    card.catch_up()
    view = card.findChild(SuggestionsView)
    assert card.panels["cross_sell"].brief.full == "Cement 25 kg  ·  Diamond blade"
    assert not any(place.buttons.isVisibleTo(card) for place in view.places)

    scene.answer()

    qtbot.waitUntil(view.places[0].buttons.isVisible)


def offering(qtbot: QtBot, scene: Scene) -> SuggestionsView:
    scene.ring()
    scene.know()
    scene.fill()
    scene.answer()
    qtbot.waitUntil(lambda: any(card.full for card in scene.application.cards))
    card = scene.application.cards[0]
    card.catch_up()
    return card.findChild(SuggestionsView)


def test_an_outcome_is_shown_only_after_the_commit_and_can_be_corrected(qtbot: QtBot, scene: Scene) -> None:
    view = offering(qtbot, scene)
    blade = next(place for place in view.places if place.name.full == "Diamond blade")
    accepted, declined = blade.buttons.buttons[ACCEPTED], blade.buttons.buttons[DECLINED]
    assert accepted.accessibleName() == "Diamond blade: Accepted"
    qtbot.keyClick(accepted, Qt.Key.Key_Space)
    accepted.click()
    assert scene.posted == [OfferAnswered("c1", "fits", "P9", ACCEPTED)]
    assert scene.posted[0].customer_id == HURT.id
    assert (accepted.waits, accepted.lit) == (True, False)
    assert "Accepted" not in blade.reason.text

    scene.announce(news.Kept("c1", NOW, scene.posted[0]))
    qtbot.waitUntil(lambda: accepted.lit)
    assert blade.reason.text.startswith("Accepted  ·  41 %")
    assert blade.reason.foregroundRole() is Ink.GOOD.value

    declined.click()
    assert scene.posted[1:] == [OfferAnswered("c1", "fits", "P9", DECLINED)]
    scene.announce(news.Kept("c1", NOW, scene.posted[1]))
    qtbot.waitUntil(lambda: declined.lit and not accepted.lit)


def test_an_outcome_that_is_not_saved_says_why_and_can_be_said_again(qtbot: QtBot, scene: Scene) -> None:
    view = offering(qtbot, scene)
    place = view.places[0]
    place.buttons.buttons[OFFERED].click()
    scene.announce(news.NotKept("c1", NOW, say("The disk is full."), scene.posted[0]))

    qtbot.waitUntil(lambda: place.reason.text == "The disk is full.")
    assert not place.buttons.buttons[OFFERED].lit
    place.buttons.buttons[OFFERED].click()
    assert len(scene.posted) == 2


def test_another_customers_offers_begin_anew(qtbot: QtBot, scene: Scene) -> None:
    view = offering(qtbot, scene)
    view.places[0].buttons.buttons[OFFERED].click()
    scene.announce(news.Kept("c1", NOW, scene.posted[0]))
    qtbot.waitUntil(lambda: view.places[0].buttons.buttons[OFFERED].lit)

    scene.know(people=(OTHER,), customer=OTHER.customer)
    scene.fill()

    qtbot.waitUntil(lambda: not view.places[0].buttons.buttons[OFFERED].lit)


def test_of_two_words_on_an_offer_the_last_one_counts() -> None:
    outcomes = Outcomes()
    first = outcomes.answer("c1", BLADE, OFFERED)
    second = outcomes.answer("c1", BLADE, ACCEPTED)
    assert outcomes.answer("c1", BLADE, ACCEPTED) is None

    outcomes.settle(first, None)
    assert (outcomes.saved(BLADE), outcomes.on_its_way(BLADE)) == (OFFERED, ACCEPTED)
    outcomes.settle(second, None)

    assert (outcomes.saved(BLADE), outcomes.on_its_way(BLADE)) == (ACCEPTED, None)
    assert outcomes.answer("c1", BLADE, ACCEPTED) is None
