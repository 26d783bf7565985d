"""Somebody new in one click: what is known stands there already, Enter saves, and nothing typed is lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from screenpop.customers import Customer, Identity, Match, Person
from screenpop.events import news
from screenpop.events.acts import ProspectNoted
from screenpop.events.calls import Ending
from screenpop.sentences import say
from tests.ui.scenes import HURT, NOW, SEPARATE, Scene, caller
from tests.ui.seen import seen, texts
from ui.finding.chooser import Chooser
from ui.pop.card import Card

PETER = Person(Customer("p1", "Smith & Co"), "Peter Smith", prospect=True)


def stranger(qtbot: QtBot, scene: Scene, who: news.Caller | None = None) -> Card:
    who = who or caller("+442079460018", "Peter Smith")
    match = Match.WITHHELD if who.withheld else Match.UNKNOWN
    scene.ring(who=who)
    scene.know(match=match, people=(), customer=None)
    qtbot.waitUntil(
        lambda: any(card.call.identity for card in scene.application.cards if card.call is not None)
    )
    return scene.application.cards[0]


def begun(qtbot: QtBot, scene: Scene, who: news.Caller | None = None) -> tuple[Card, Chooser]:
    card = stranger(qtbot, scene, who)
    card.body.chooser.new.click()
    return card, card.body.chooser


def test_one_click_opens_the_form_with_the_name_that_the_telephone_tells(qtbot: QtBot, scene: Scene) -> None:
    _, chooser = begun(qtbot, scene)

    assert chooser.form.isVisible()
    assert chooser.form.name.edit.text() == "Peter Smith"
    assert chooser.title.full == "New prospect"


def test_a_withheld_caller_can_be_noted_too_and_is_named_by_what_was_searched(
    qtbot: QtBot, scene: Scene
) -> None:
    card = stranger(qtbot, scene, caller(withheld=True))
    qtbot.keyClicks(card.body.chooser.field.edit, "Ewa Lis")
    card.body.chooser.new.click()

    assert card.body.chooser.form.name.edit.text() == "Ewa Lis"


def test_a_number_is_no_name(qtbot: QtBot, scene: Scene) -> None:
    _, chooser = begun(qtbot, scene, caller("+442079460018", "02079460018"))

    assert chooser.form.name.edit.text() == ""
    assert chooser.form.told.full == "A name or a company is needed"
    assert not chooser.form.save.isEnabled()


def test_what_was_noted_of_the_call_stands_in_the_note(qtbot: QtBot, scene: Scene) -> None:
    card = stranger(qtbot, scene)
    scene.answer()
    qtbot.waitUntil(lambda: card.full)
    card.form.note.write("asks for 20 pallets")
    card.body.chooser.new.click()

    assert card.body.chooser.form.note.text() == "asks for 20 pallets"


def test_it_is_noted_by_keys_alone(qtbot: QtBot, scene: Scene) -> None:
    card = stranger(qtbot, scene)
    card.let_in()
    qtbot.waitUntil(lambda: card.isActiveWindow() and card.body.chooser.field.edit.hasFocus())
    qtbot.keyClick(card, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is card.body.chooser.form.name.edit

    qtbot.keyClicks(QApplication.focusWidget(), "P. Smith")
    for text in ("Smith & Co", "two pallets"):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        qtbot.keyClicks(QApplication.focusWidget(), text)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert scene.posted == [ProspectNoted("c1", "P. Smith", "Smith & Co", "two pallets")]


def test_the_form_takes_no_keyboard_by_itself(qtbot: QtBot, scene: Scene) -> None:
    card, _ = begun(qtbot, scene)

    assert not card.way_in.open


def test_enter_saves_once_and_only_the_directory_says_that_it_is_kept(qtbot: QtBot, scene: Scene) -> None:
    card, chooser = begun(qtbot, scene)
    qtbot.keyClick(chooser.form.name.edit, Qt.Key.Key_Return)
    qtbot.keyClick(chooser.form.name.edit, Qt.Key.Key_Return)

    assert scene.posted == [ProspectNoted("c1", "Peter Smith", "", "")]
    assert chooser.form.told.full == "Saving …"
    scene.announce(
        news.ProspectKept("c1", NOW, PETER),
        news.CallerIdentified("c1", NOW, Identity(Match.UNKNOWN, (PETER,), PETER.customer, PETER), ()),
    )
    qtbot.waitUntil(lambda: "Peter Smith" in seen(card.header) and not chooser.isVisible())
    assert "prospect" in texts(card.header.prospect)
    assert card.header.company.full.startswith("Smith & Co")


def test_what_could_not_be_kept_keeps_its_text_and_says_why(qtbot: QtBot, scene: Scene) -> None:
    _, chooser = begun(qtbot, scene)
    chooser.form.note.write("two pallets")
    chooser.form.save.click()
    scene.announce(news.ProspectNotKept("c1", NOW, say("The disk is full.")))

    qtbot.waitUntil(lambda: chooser.form.told.full == "The disk is full.")
    assert (chooser.form.name.edit.text(), chooser.form.note.text()) == ("Peter Smith", "two pallets")
    assert chooser.form.save.isEnabled()


def test_a_card_that_was_put_away_comes_back_with_somebody_who_could_not_be_kept(
    qtbot: QtBot, scene: Scene
) -> None:
    card, chooser = begun(qtbot, scene)
    chooser.form.save.click()
    card.put_away.emit()
    scene.close(Ending.MISSED)
    scene.announce(news.ProspectNotKept("c1", NOW, say("The disk is full.")))

    qtbot.waitUntil(lambda: bool(scene.application.cards))
    assert scene.application.cards[0].body.chooser.form.told.full == "The disk is full."
    assert scene.application.cards[0].body.chooser.form.name.edit.text() == "Peter Smith"


def test_a_call_whose_prospect_is_being_written_does_not_go_by_itself(qtbot: QtBot, scene: Scene) -> None:
    begun(qtbot, scene)
    scene.close(Ending.MISSED)

    qtbot.waitUntil(lambda: "Missed" in seen(scene.application.cards[0].header))
    assert not scene.application.stack._leaving


def test_escape_goes_back_to_the_search_then_puts_the_card_away(qtbot: QtBot, scene: Scene) -> None:
    card, chooser = begun(qtbot, scene)
    qtbot.keyClick(card, Qt.Key.Key_Escape)
    assert chooser.field.isVisible()
    assert scene.application.cards == (card,)
    chooser.new.click()
    assert chooser.form.name.edit.text() == "Peter Smith"

    qtbot.keyClick(card, Qt.Key.Key_Escape)
    qtbot.keyClick(card, Qt.Key.Key_Escape)
    assert scene.application.cards == ()


def test_each_call_has_its_own_prospect(qtbot: QtBot, scene: Scene) -> None:
    _, chooser = begun(qtbot, scene)
    qtbot.keyClicks(chooser.form.company.edit, "Smith & Co")
    scene.ring("c2", caller("+442079460019", "Ann Lee"))
    scene.know("c2", match=Match.UNKNOWN, people=(), customer=None)
    qtbot.waitUntil(lambda: len(scene.application.cards) == 2)

    other = scene.application.cards[1].body.chooser
    other.new.click()
    assert (other.form.name.edit.text(), other.form.company.edit.text()) == ("Ann Lee", "")
    assert chooser.form.company.edit.text() == "Smith & Co"


def test_what_was_written_of_one_party_is_not_there_for_the_next(qtbot: QtBot, scene: Scene) -> None:
    card, chooser = begun(qtbot, scene)
    qtbot.keyClicks(chooser.form.company.edit, "Smith & Co")
    scene.announce(news.PartyChanged("c1", NOW, caller("+36155501234", "Ágnes"), None, "Marek"))
    scene.know(match=Match.UNKNOWN, people=(), customer=None)

    qtbot.waitUntil(lambda: "Ágnes" in seen(card.header) and chooser.field.isVisible())
    chooser.new.click()
    assert (chooser.form.name.edit.text(), chooser.form.company.edit.text()) == ("Ágnes", "")


@pytest.mark.parametrize(
    ("who", "known", "offered"),
    [
        (caller(), {"match": Match.SHARED, "people": SEPARATE, "customer": None}, True),
        (
            caller("102", None, internal=True),
            {"match": Match.UNKNOWN, "people": (), "customer": None},
            False,
        ),
        (caller(), {"match": Match.SHARED, "people": SEPARATE[:2], "customer": HURT}, False),
    ],
)
def test_somebody_new_is_offered_where_the_caller_may_be_nobody_we_know(
    qtbot: QtBot, scene: Scene, who: news.Caller, known: dict, offered: bool
) -> None:
    scene.ring(who=who)
    scene.know(**known)
    qtbot.waitUntil(lambda: bool(scene.application.cards))
    card = scene.application.cards[0]
    qtbot.waitUntil(lambda: card.call.identity is not None)
    if known["customer"]:
        card.header.who.click()

    assert card.body.chooser.isVisible()
    assert card.body.chooser.new.isVisible() is offered
