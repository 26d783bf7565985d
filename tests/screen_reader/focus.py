"""What the keyboard can reach in a window, what a screen reader calls it, and whether it is seen to be there."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from ui.components.picture import picture_of

_ROUND = 6
"""A ring may be painted around a part by what holds it."""


def reachable(window: QWidget) -> Sequence[QWidget]:
    """Every part of a window that Tab or an arrow key leads to now."""
    parts = [
        part
        for part in window.findChildren(QWidget)
        if part.isVisibleTo(window)
        and part.isEnabled()
        and part.focusProxy() is None
        and part.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    return [part for part in parts if part.width() and part.height()]


def name_of(part: QWidget) -> str:
    """What a screen reader calls a part."""
    told = QAccessible.queryAccessibleInterface(part)
    return told.text(QAccessible.Text.Name) if told is not None else ""


def told_as(part: QWidget) -> str:
    """A part for a test's report: its class and where it stands."""
    holders = []
    holder = part.parentWidget()
    while holder is not None and len(holders) < 3:
        holders.append(type(holder).__name__)
        holder = holder.parentWidget()
    return f"{type(part).__name__} in {' in '.join(holders)}"


def unnamed(window: QWidget) -> Sequence[str]:
    """What the keyboard can reach and nobody can call."""
    return [told_as(part) for part in reachable(window) if not name_of(part).strip()]


def unseen(window: QWidget) -> Iterator[str]:
    """What looks the same with and without the keyboard."""
    for part in reachable(window):
        _bring_into_sight(part)
        if not window.isActiveWindow():
            window.activateWindow()
            QApplication.processEvents()
        part.clearFocus()
        part.setFocus(Qt.FocusReason.TabFocusReason)
        if QApplication.focusWidget() is not part:
            yield f"{told_as(part)} does not take the keyboard"
            continue
        with_it = _around(window, part)
        part.clearFocus()
        if _around(window, part) == with_it:
            yield told_as(part)


def _bring_into_sight(part: QWidget) -> None:
    """As Tab does."""
    holder = part.parentWidget()
    while holder is not None:
        if isinstance(holder, QScrollArea):
            holder.ensureWidgetVisible(part)
        holder = holder.parentWidget()


def _around(window: QWidget, part: QWidget) -> QImage:
    place = QRect(part.mapTo(window, part.rect().topLeft()), part.size())
    QApplication.processEvents()
    return picture_of(window).toImage().copy(place.adjusted(-_ROUND, -_ROUND, _ROUND, _ROUND))
