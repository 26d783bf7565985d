"""PySide6 6.12.0 on Python < 3.12 drops a reference to None in these calls, until the interpreter aborts."""

import sys

import pytest
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap
from pytestqt.qtbot import QtBot

CALLS = 1000


@pytest.mark.parametrize("name", ["setAlpha", "setAlphaF", "fillPath", "setPen", "setBrush", "drawText"])
def test_a_call_that_returns_nothing_costs_no_reference_to_none(qtbot: QtBot, name: str) -> None:
    colour, path = QColor("#123456"), QPainterPath()
    path.addEllipse(1, 1, 8, 8)
    pixmap = QPixmap(10, 10)
    painter = QPainter(pixmap)
    pen = QPen(colour)
    calls = {
        "setAlpha": lambda: colour.setAlpha(100),
        "setAlphaF": lambda: colour.setAlphaF(0.5),
        "fillPath": lambda: painter.fillPath(path, colour),
        "setPen": lambda: painter.setPen(pen),
        "setBrush": lambda: painter.setBrush(colour),
        "drawText": lambda: painter.drawText(1, 9, "x"),
    }
    call = calls[name]
    call()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        call()
    lost = before - sys.getrefcount(None)
    painter.end()
    assert lost < CALLS / 10
