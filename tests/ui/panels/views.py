"""A view as it stands on a panel, for tests."""

from typing import TypeVar

from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from ui.components.look import Look
from ui.components.rows import Row
from ui.panels.view import View

V = TypeVar("V", bound=View)

COMPACT, FULL = QSize(240, 94), QSize(370, 156)


def on_panel(qtbot: QtBot, look: Look, kind: type[V], answer: object, *, roomy: bool = True) -> V:
    """The view of an answer, small or with room."""
    view = kind(look)
    qtbot.addWidget(view)
    view.make_room(roomy)
    view.resize(FULL if roomy else COMPACT)
    view.show_answer(answer)
    return view


def told(row: Row) -> str:
    """A row as it is read."""
    return " | ".join((row.before, row.text, row.after)).replace("\N{NO-BREAK SPACE}", " ")
