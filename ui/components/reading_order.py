"""The order in which Tab goes through a window: as it is read, part by part, from top to bottom."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def in_reading_order(whole: QWidget) -> Iterator[QWidget]:
    """What can take the keyboard now; parts that stand on one line go from left to right."""
    parts = [
        child
        for child in whole.children()
        if isinstance(child, QWidget) and child.isVisible() and not child.isWindow()
    ]
    for part in sorted(parts, key=lambda part: (part.y(), part.x())):
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isEnabled() and part.focusProxy() is None:
            yield part
        yield from in_reading_order(part)


def turn_to_next(whole: QWidget, *, forward: bool) -> bool:
    """Give the keyboard to what is read next, or before; whether there is anything."""
    parts = list(in_reading_order(whole))
    if not parts:
        return False
    now = QApplication.focusWidget()
    here = parts.index(now) if now in parts else -1 if forward else len(parts)
    place = (here + (1 if forward else -1)) % len(parts)
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    parts[place].setFocus(reason)
    return True
