"""An objection is noted in two clicks, marked once it is saved, and lifted again the same way."""

from pytestqt.qtbot import QtBot

from screenpop.answers.advice import Advice
from screenpop.events import news
from screenpop.events.acts import PermissionTold
from screenpop.permission import Channel
from screenpop.sentences import say
from tests.ui.scenes import HURT, NOW, Scene
from tests.ui.seen import seen
from ui.pop.card import Card


def stands(scene: Scene, *channels: Channel) -> None:
    scene.announce(news.Advised("c1", NOW, Advice(objections=frozenset(channels))))


def talking(qtbot: QtBot, scene: Scene) -> Card:
    scene.ring()
    scene.know()
    scene.answer()
    qtbot.waitUntil(lambda: any(card.full for card in scene.application.cards))
    card = scene.application.cards[0]
    card.catch_up()
    return card


def choose(card: Card, name: str) -> None:
    menu = card.header.objection.menu
    next(action for action in menu.actions() if action.text() == name).trigger()


def test_an_objection_is_marked_after_the_commit_and_lifted_by_choosing_it_again(
    qtbot: QtBot, scene: Scene
) -> None:
    card = talking(qtbot, scene)
    button = card.header.objection
    assert button.isVisible()
    assert button.accessibleName() == button.menu.accessibleName() == "Objects to offers"

    choose(card, "To all offers")
    assert scene.posted == [PermissionTold("c1", Channel.ALL, allowed=False)]
    assert scene.posted[0].customer_id == HURT.id
    assert "No offers" not in seen(card.header.marks)
    assert not button.ways[Channel.ALL].isChecked()
    scene.announce(news.Kept("c1", NOW, scene.posted[0]))
    stands(scene, Channel.ALL)
    qtbot.waitUntil(lambda: "No offers" in seen(card.header.marks))
    assert button.ways[Channel.ALL].isChecked()

    choose(card, "To all offers")
    assert scene.posted[1:] == [PermissionTold("c1", Channel.ALL, allowed=True)]
    scene.announce(news.Kept("c1", NOW, scene.posted[1]))
    stands(scene)
    qtbot.waitUntil(lambda: "No offers" not in seen(card.header.marks))


def test_an_objection_that_is_not_saved_says_why(qtbot: QtBot, scene: Scene) -> None:
    card = talking(qtbot, scene)
    choose(card, "By telephone")
    scene.announce(news.NotKept("c1", NOW, say("The disk is full."), scene.posted[0]))

    qtbot.waitUntil(lambda: "The disk is full." in card.header.number.full)
    assert "No offers" not in seen(card.header.marks)


def test_what_stands_is_marked_while_it_rings_too(qtbot: QtBot, scene: Scene) -> None:
    scene.ring()
    scene.know()
    stands(scene, Channel.PHONE)

    qtbot.waitUntil(
        lambda: any("No offers by telephone" in seen(card.header.marks) for card in scene.application.cards)
    )
    assert not scene.application.cards[0].header.objection.isVisible()  # nobody has spoken with them yet
