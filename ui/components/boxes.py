"""Boxes without the margins that Qt gives them."""

from typing import TypeVar

from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

L = TypeVar("L", bound=QLayout)


def column(
    parent: QWidget | None = None, *, margins: tuple[int, int, int, int] = (0, 0, 0, 0), gap: int = 0
) -> QVBoxLayout:
    """Things below one another."""
    return _bare(QVBoxLayout(parent) if parent else QVBoxLayout(), margins, gap)


def line(
    parent: QWidget | None = None, *, margins: tuple[int, int, int, int] = (0, 0, 0, 0), gap: int = 0
) -> QHBoxLayout:
    """Things beside one another."""
    return _bare(QHBoxLayout(parent) if parent else QHBoxLayout(), margins, gap)


def fit_height(window: QWidget) -> None:
    """As high as what is in it needs at the width that the window has; Qt's own asks about the widest."""
    layout = window.layout()
    if layout is not None:
        window.resize(window.width(), layout.totalHeightForWidth(window.width()))


def _bare(layout: L, margins: tuple[int, int, int, int], gap: int) -> L:
    layout.setContentsMargins(*margins)
    layout.setSpacing(gap)
    return layout
