"""What users of other programs complain of, where no other test shows that it cannot happen here."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from screenpop.customers import Customer, Match, Person
from screenpop.events import news
from screenpop.events.calls import Ending
from screenpop.sentences import say
from tests.ui.scenes import NOW, Scene, receivables
from tests.ui.seen import seen
from ui.pop.card import Card

LONG_AGO_MS = 400


def cards_on_screen() -> list[Card]:
    return [
        window for window in QApplication.topLevelWidgets() if isinstance(window, Card) and window.isVisible()
    ]


def test_nothing_but_a_call_opens_a_card(qtbot: QtBot, scene: Scene) -> None:
    scene.announce(
        news.LineUp("desk", NOW),
        news.LineDown("desk", NOW, say("the PBX does not answer")),
        news.LineUp("desk", NOW),
        news.CallAnswered("nobody's", NOW),
        news.PanelFilled("nobody's", NOW, "accounting", receivables(), 12.0),
        news.PopClosed("nobody's", NOW, Ending.MISSED),
        news.DayChanged(NOW),
    )
    scene.application.show_home()
    qtbot.wait(LONG_AGO_MS)

    assert cards_on_screen() == []


def test_a_card_that_went_does_not_come_back_with_what_comes_late(qtbot: QtBot, scene: Scene) -> None:
    scene.ring()
    scene.know()
    qtbot.waitUntil(lambda: len(cards_on_screen()) == 1)
    scene.close(Ending.ENDED)
    qtbot.waitUntil(lambda: scene.application.cards[0].call.ending is Ending.ENDED)
    scene.application.cards[0].put_away.emit()

    scene.fill()
    scene.close(Ending.ANSWERED_ELSEWHERE)
    scene.announce(news.CallUpdated("c1", NOW, name="Anna"))
    qtbot.wait(LONG_AGO_MS)

    assert cards_on_screen() == []


def test_the_name_comes_onto_the_card_that_is_open(qtbot: QtBot, scene: Scene) -> None:
    scene.ring()
    qtbot.waitUntil(lambda: len(cards_on_screen()) == 1)
    (card,) = cards_on_screen()
    assert "Wąs-Świątkowska" not in seen(card)

    scene.know()

    qtbot.waitUntil(lambda: "Anna Wąs-Świątkowska" in seen(card))
    assert cards_on_screen() == [card]


def test_forty_people_on_one_number_open_one_card(qtbot: QtBot, scene: Scene) -> None:
    people = tuple(Person(Customer(str(n), f"Company {n}"), f"Person {n}") for n in range(40))
    scene.ring()
    scene.know(match=Match.SHARED, people=people, customer=None)
    qtbot.waitUntil(lambda: "several customers" in "".join(map(seen, cards_on_screen())))

    assert len(cards_on_screen()) == 1
    assert cards_on_screen()[0].body.chooser.people.count() == 40
