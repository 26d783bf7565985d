"""The supervisors' window: one view at a time, by mouse and by key."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from screenpop.sentences import Sentence, say
from ui.components.look import Look
from ui.supervisor.window import SupervisorWindow
from ui.theme.icons import Icon


class Told:
    """A view that keeps what it is told."""

    icon = Icon.LOG

    def __init__(self, title: Sentence) -> None:
        self.title = title
        self.widget: QWidget = QLabel(str(title))
        self.told: list[str] = []

    def shown(self) -> None:
        self.told.append("shown")

    def refresh(self) -> None:
        self.told.append("refresh")


@pytest.fixture
def views() -> tuple[Told, Told]:
    return Told(say("Call log")), Told(say("Charts"))


@pytest.fixture
def window(qtbot: QtBot, look: Look, views: tuple[Told, Told]) -> Iterator[SupervisorWindow]:
    made = SupervisorWindow(look, views)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def test_the_first_view_is_shown_and_told_so(window: SupervisorWindow, views: tuple[Told, Told]) -> None:
    assert views[0].widget.isVisible()
    assert not views[1].widget.isVisible()
    assert (views[0].told, views[1].told) == (["shown"], [])


def test_a_click_and_a_key_turn_to_a_view(
    qtbot: QtBot, window: SupervisorWindow, views: tuple[Told, Told]
) -> None:
    window.side_bar.buttons[1].click()
    assert views[1].widget.isVisible()
    assert views[1].told == ["shown"]

    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert views[0].widget.isVisible()


def test_f5_reads_only_what_is_shown(
    qtbot: QtBot, window: SupervisorWindow, views: tuple[Told, Told]
) -> None:
    window.turn_to(views[1])
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_F5)
    assert views[1].told == ["shown", "refresh"]
    assert "refresh" not in views[0].told
