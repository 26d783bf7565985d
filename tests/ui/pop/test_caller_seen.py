"""The desk hears when who is calling stands on the screen: departments wait for that."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from screenpop.customers import Match
from screenpop.events import news
from tests.ui.scenes import NOW, Scene, caller

Told = list[str]


@pytest.fixture
def told() -> Told:
    return []


@pytest.fixture
def scene(stage: Callable[..., Scene], told: Told) -> Scene:
    return stage(seen=told.append)


def test_it_is_told_once_a_card_is_painted_with_it(qtbot: QtBot, scene: Scene, told: Told) -> None:
    scene.ring()
    scene.know()
    qtbot.waitUntil(lambda: told == ["c1"])
    assert scene.application.cards[0]._seen

    scene.fill()
    scene.answer()
    qtbot.wait(80)
    assert told == ["c1"]


def test_a_number_alone_is_not_who_is_calling(qtbot: QtBot, scene: Scene, told: Told) -> None:
    scene.ring()
    qtbot.waitUntil(lambda: any(card._seen for card in scene.application.cards))
    qtbot.wait(20)
    assert told == []

    scene.know()
    qtbot.waitUntil(lambda: told == ["c1"])


def test_another_party_is_told_anew(qtbot: QtBot, scene: Scene, told: Told) -> None:
    scene.ring()
    scene.know()
    qtbot.waitUntil(lambda: told == ["c1"])
    scene.announce(news.PartyChanged("c1", NOW, caller("+48600700800"), None, None))
    qtbot.wait(50)
    assert told == ["c1"]

    scene.know(match=Match.SHARED)
    qtbot.waitUntil(lambda: told == ["c1", "c1"])


def test_a_card_that_is_warmed_up_tells_nothing(qtbot: QtBot, scene: Scene, told: Told) -> None:
    scene.application.stack.warm_up()
    qtbot.wait(50)
    assert told == []
