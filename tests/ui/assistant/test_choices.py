"""Ways to go on are chosen by keys, say what they mean to a screen reader, and are as high as their words."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from screenpop.sentences import say
from ui.assistant.choices import Ways
from ui.components.look import Look


@pytest.fixture
def ways(look: Look, qtbot: QtBot) -> Ways:
    ways = Ways(
        look, {"a": (say("Solved"), say("Order")), "b": (say("Delivery"), say("{text}", text="long " * 60))}
    )
    qtbot.addWidget(ways)
    ways.choose("a")
    ways.resize(400, 300)
    ways.show()
    return ways


def test_arrow_keys_choose_and_tell(ways: Ways, qtbot: QtBot) -> None:
    chosen: list[str] = []
    ways.chosen.connect(chosen.append)
    ways.ways["a"].setFocus()

    QTest.keyClick(ways.ways["a"], Qt.Key.Key_Down)

    assert ways.choice() == "b"
    assert chosen == ["b"]


def test_what_the_program_chooses_is_nobodys_choice(ways: Ways) -> None:
    chosen: list[str] = []
    ways.chosen.connect(chosen.append)

    ways.choose("b")
    ways.choose("nothing that there is")

    assert ways.choice() == "b"
    assert chosen == []


def test_a_way_says_what_it_means(ways: Ways) -> None:
    assert ways.ways["a"].accessibleName() == "Solved"
    assert ways.ways["a"].accessibleDescription() == "Order"


def test_long_words_make_it_higher(ways: Ways) -> None:
    assert ways.ways["b"].heightForWidth(400) > ways.ways["a"].heightForWidth(400)
    assert ways.ways["b"].heightForWidth(300) > ways.ways["b"].heightForWidth(900)
