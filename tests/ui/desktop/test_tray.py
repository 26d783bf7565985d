"""The state of the line is told by the tray icon's shape, not by its colour alone."""

from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from ui.components.look import Look
from ui.desktop.line_state import Standing
from ui.desktop.tray import Tray, state_icon


def test_each_state_has_a_shape_of_its_own(qtbot: QtBot, look: Look) -> None:
    grey = {
        standing: bytes(
            state_icon(standing, look)
            .pixmap(QSize(64, 64))
            .toImage()
            .convertToFormat(state_icon(standing, look).pixmap(1, 1).toImage().Format.Format_Grayscale8)
            .constBits()
        )
        for standing in Standing
    }
    assert len(set(grey.values())) == len(Standing)


def test_without_a_tray_there_is_no_icon(qtbot: QtBot, look: Look) -> None:
    assert Tray.build(look) is None
