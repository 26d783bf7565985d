"""Answers that come one right after the other are painted together."""

import pytest
from pytestqt.qtbot import QtBot

from screenpop.events import news
from tests.ui.scenes import DEPARTMENTS, NOW, Scene, answers
from ui.pop import card as card_module
from ui.pop.card import Card

NEVER_MS = 60_000


@pytest.fixture
def card(qtbot: QtBot, scene: Scene) -> Card:
    scene.ring()
    scene.know()
    qtbot.waitUntil(lambda: any(card._seen for card in scene.application.cards))
    return scene.application.cards[0]


def fill(scene: Scene, *departments: str) -> None:
    for name in departments:
        scene.announce(news.PanelFilled("c1", NOW, name, answers()[name], 12.0))


def test_an_answer_waits_for_those_that_are_still_to_come(
    qtbot: QtBot, scene: Scene, card: Card, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(card_module, "TOGETHER_MS", NEVER_MS)
    first, *others = DEPARTMENTS
    fill(scene, first)
    qtbot.waitUntil(lambda: card._due == {first})
    qtbot.wait(20)
    assert card._due == {first}

    fill(scene, *others)
    qtbot.waitUntil(lambda: not card._due, timeout=1000)


def test_it_waits_for_nobody_for_long(
    qtbot: QtBot, scene: Scene, card: Card, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(card_module, "TOGETHER_MS", 300)
    fill(scene, DEPARTMENTS[0])
    qtbot.waitUntil(lambda: card._due == {DEPARTMENTS[0]})
    qtbot.waitUntil(lambda: not card._due)


def test_one_answer_after_the_other_does_not_put_off_the_painting(
    qtbot: QtBot, scene: Scene, card: Card, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(card_module, "TOGETHER_MS", NEVER_MS)
    fill(scene, DEPARTMENTS[0])
    qtbot.waitUntil(card._soon.isActive)
    qtbot.wait(20)
    left = card._soon.remainingTime()

    fill(scene, DEPARTMENTS[1])
    qtbot.waitUntil(lambda: DEPARTMENTS[1] in card._due)
    assert card._soon.remainingTime() <= left
