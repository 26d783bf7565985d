"""A script works the windows from a thread of its own, and its pictures hold what was told before."""

import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from screenpop.sentences import say
from tests.ui.scenes import Scene
from tests.ui.seen import seen
from ui.script import Script


def test_a_picture_of_a_card_holds_all_news_that_came_before_it(
    qtbot: QtBot, scene: Scene, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pictured: list[str] = []
    monkeypatch.setattr(
        "ui.script.save_picture", lambda card, _file: pictured.append(seen(card.panels["credit"]))
    )
    scene.ring()
    scene.know()
    qtbot.waitUntil(lambda: len(scene.application.cards) == 1)

    def script() -> None:
        scene.fail("credit", say("the vault is shut"))
        Script(scene.application).picture_card(tmp_path / "card.png")

    thread = threading.Thread(target=script)
    thread.start()
    qtbot.waitUntil(lambda: not thread.is_alive())

    assert "the vault is shut" in pictured[0]


def test_a_key_does_what_it_does_on_the_newest_card(qtbot: QtBot, scene: Scene) -> None:
    scene.ring()
    scene.know()
    qtbot.waitUntil(lambda: len(scene.application.cards) == 1)

    assert "Save the wrap-up" not in seen(scene.application.cards[-1])

    thread = threading.Thread(target=lambda: Script(scene.application).press("F1"))
    thread.start()
    qtbot.waitUntil(lambda: not thread.is_alive())

    assert "Save the wrap-up" in seen(scene.application.cards[-1])
