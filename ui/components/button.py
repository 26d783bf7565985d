"""Buttons: one that does the main thing, quiet ones, and icons."""

from enum import Enum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from ui.components.tip import explain
from ui.theme.fonts import font
from ui.theme.icons import Icon
from ui.theme.scale import CORNER_SMALL, GAP, GAP_SMALL, Type
from ui.theme.theme import Theme

ICON = 16


class Weight(Enum):
    """How loud a button is."""

    MAIN = "main"
    QUIET = "quiet"


class Button(QAbstractButton):
    """A button with a text and perhaps an icon. It never takes Enter for itself as a default button would."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        weight: Weight = Weight.QUIET,
        icon: Icon | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._weight = weight
        self._icon = icon
        self.setText(text)
        self.setFont(font(Type.STRONG))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        """As wide as its text."""
        width = self.fontMetrics().horizontalAdvance(self.text()) + 2 * GAP
        return QSize(width + (ICON + GAP_SMALL if self._icon else 0), 32)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it as it is: hovered, pressed, focused, off."""
        theme, main = self._theme, self._weight is Weight.MAIN and self.isEnabled()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(1.0 if self.isEnabled() else 0.55)
        ground, ink = (
            theme.colour("accent" if main else "field"),
            theme.colour("on_accent" if main else "ink"),
        )
        if self.isEnabled() and (self.underMouse() or self.isDown()):
            ground = theme.touched(ground, pressed=self.isDown())
        outline = theme.colour("accent" if self.hasFocus() or main else "line")
        painter.setBrush(ground)
        painter.setPen(QPen(outline, 2 if self.hasFocus() and not main else 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), CORNER_SMALL, CORNER_SMALL)
        if self.hasFocus() and main:
            painter.setPen(QPen(ink, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(3.5, 3.5, -3.5, -3.5), 3, 3)
        room = self.rect().adjusted(GAP, 0, -GAP, 0)
        if self._icon is not None:
            square = QRectF(room.left(), (self.height() - ICON) / 2, ICON, ICON)
            theme.icons.paint(painter, self._icon, ink, square)
            room.setLeft(room.left() + ICON + GAP_SMALL)
        painter.setPen(ink)
        painter.setFont(self.font())
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()


class IconButton(QAbstractButton):
    """An icon that can be clicked; its name is its tooltip. `ink` names the colour's role."""

    def __init__(
        self, theme: Theme, icon: Icon, name: str, ink: str = "quiet", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self._ink = ink
        self.setAccessibleName(name)
        explain(self, name)
        self.setFixedSize(26, 26)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_as(self, icon: Icon, name: str) -> None:
        """Be another icon with another name: what it does has turned round."""
        self._icon = icon
        self.setAccessibleName(name)
        explain(self, name)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the icon, on a tint while the mouse is over it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(1.0 if self.isEnabled() else 0.45)
        ink = self._theme.colour(self._ink)
        if self.isEnabled() and (self.underMouse() or self.hasFocus() or self.isDown()):
            tint = QColor(ink)
            tint.setAlphaF(0.28 if self.isDown() else 0.16)
            painter.setBrush(tint)
            painter.setPen(QPen(ink, 1.6) if self.hasFocus() else QPen(Qt.PenStyle.NoPen))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), CORNER_SMALL, CORNER_SMALL)
        self._theme.icons.paint(painter, self._icon, ink, QRectF(self.rect()).adjusted(5, 5, -5, -5))
        painter.end()
