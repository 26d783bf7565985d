"""Hands for the benchmarks: they type as a keyboard does and scroll as a wheel does. On the GUI thread only."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

NOTCH = 3
"""Rows that a wheel moves a list by at a time."""


def type_into(widget: QWidget, character: str) -> None:
    """Press and release the key of a character."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        key = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, character)
        QApplication.sendEvent(widget, key)


def scroll_on(view: QAbstractItemView, *, to_the_end: bool = False) -> None:
    """One notch down, or to the end of what is known."""
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() if to_the_end else bar.value() + NOTCH * bar.singleStep())
