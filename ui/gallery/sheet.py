"""A page of the gallery: parts in their states beside one another, each with a caption, painted into one picture."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QCoreApplication, QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from ui.theme.fonts import font
from ui.theme.scale import GAP, GAP_LARGE, GAP_SMALL, Type
from ui.theme.theme import Theme

WIDTH = 1180
MARGIN = 24
AROUND = 4
"""So much ground is seen around a part: a focus ring may need it."""

ASIDE = 100
"""Away from where the mouse rests."""


class State(Enum):
    """What somebody does with a part."""

    REST = "rest"
    HOVER = "hover"
    FOCUS = "focus"
    PRESSED = "pressed"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Cell:
    """One part in one state; a size of 0 is what the part wishes for itself.

    Attributes:
        after: What is done with the part when it stands there.
    """

    caption: str
    part: QWidget
    width: int = 0
    height: int = 0
    state: State = State.REST
    after: Callable[[], None] | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Parts that belong together, in as many lines as they need."""

    title: str
    cells: Sequence[Cell]


def sheet(title: str, groups: Sequence[Group], theme: Theme) -> QPixmap:
    """The whole page."""
    ratio = _ratio()
    shown = [(group.title, [(cell.caption, _picture(cell)) for cell in group.cells]) for group in groups]
    page = QPixmap(QSize(WIDTH, _Page(None, theme).show(title, shown)) * ratio)
    page.setDevicePixelRatio(ratio)
    page.fill(theme.colour("ground"))
    painter = QPainter(page)
    _Page(painter, theme).show(title, shown)
    painter.end()
    return page


class _Page:
    """Paints from the top down; without a painter it only finds out how high all of it is."""

    def __init__(self, painter: QPainter | None, theme: Theme) -> None:
        self._painter = painter
        self._theme = theme
        self._top = MARGIN

    def show(self, title: str, groups: list[tuple[str, list[tuple[str, QPixmap]]]]) -> int:
        """Paint the groups below one another; returns the page's height."""
        self._write(title, Type.LARGE, "ink", MARGIN)
        self._top += Type.LARGE.line + GAP_LARGE
        for name, pictures in groups:
            self._write(name, Type.STRONG, "ink", MARGIN)
            self._top += Type.STRONG.line + GAP_SMALL
            self._show_group(pictures)
            self._top += 2 * GAP_LARGE
        return self._top

    def _show_group(self, pictures: list[tuple[str, QPixmap]]) -> None:
        left, lowest = MARGIN, 0
        for caption, picture in pictures:
            size = picture.deviceIndependentSize().toSize()
            if left > MARGIN and left + size.width() > WIDTH - MARGIN:
                self._top, left, lowest = self._top + lowest + GAP_LARGE, MARGIN, 0
            self._write(caption, Type.CAPTION, "quiet", left + AROUND)
            below = Type.CAPTION.line + 2
            if self._painter is not None:
                self._painter.drawPixmap(left, self._top + below, picture)
            lowest = max(lowest, below + size.height())
            left += max(size.width(), _wide(caption)) + GAP
        self._top += lowest

    def _write(self, text: str, kind: Type, role: str, left: int) -> None:
        if self._painter is not None:
            self._painter.setFont(font(kind))
            self._painter.setPen(self._theme.colour(role))
            self._painter.drawText(
                QRect(left, self._top, WIDTH, kind.line), Qt.AlignmentFlag.AlignVCenter, text
            )


def _wide(caption: str) -> int:
    return QFontMetrics(font(Type.CAPTION)).horizontalAdvance(caption) + GAP


def _picture(cell: Cell) -> QPixmap:
    """The part on a piece of ground, in its state."""
    host, part = QWidget(), cell.part
    wished = part.sizeHint()
    size = QSize(cell.width or wished.width(), cell.height or max(wished.height(), part.minimumHeight()))
    part.setParent(host)
    part.setGeometry(AROUND, AROUND, size.width(), size.height())
    part.show()
    host.resize(part.size() + QSize(2 * AROUND, 2 * AROUND))
    host.move(ASIDE, ASIDE)
    host.show()
    host.activateWindow()
    QApplication.processEvents()
    if cell.after is not None:
        cell.after()
    _put_into(part, cell.state)
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    picture = QPixmap(host.size() * _ratio())
    picture.setDevicePixelRatio(_ratio())
    host.render(picture)
    host.hide()
    host.deleteLater()
    return picture


def _put_into(part: QWidget, state: State) -> None:
    if state is State.FOCUS:
        part.setFocus(Qt.FocusReason.TabFocusReason)
    elif (focused := QApplication.focusWidget()) is not None:
        focused.clearFocus()
    part.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, state in (State.HOVER, State.PRESSED))
    part.setEnabled(state is not State.OFF)
    if isinstance(part, QAbstractButton):
        part.setDown(state is State.PRESSED)  # last: whatever loses the focus is let go of


def _ratio() -> float:
    return QGuiApplication.primaryScreen().devicePixelRatio()
