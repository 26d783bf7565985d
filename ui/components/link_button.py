"""A quiet button that leads out of the program: a word, and an arrow that points outside."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from ui.theme.fonts import font
from ui.theme.icons import Icon
from ui.theme.scale import CORNER_SMALL, GAP_SMALL, GAP_TINY, Type
from ui.theme.theme import Theme

HEIGHT = 22
ICON = 12


class LinkButton(QAbstractButton):
    """`ink` names the role of its colour."""

    def __init__(self, theme: Theme, text: str, ink: str = "accent", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._ink = ink
        self.setText(text)
        self.setFont(font(Type.CAPTION))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        """As wide as its text."""
        text = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(text + ICON + GAP_TINY + 2 * GAP_SMALL, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it on a tint of its own ink."""
        ink = self._theme.colour(self._ink)
        tint = QColor(ink)
        tint.setAlphaF(0.24 if self.underMouse() or self.hasFocus() else 0.12)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(ink, 1.4) if self.hasFocus() else QPen(Qt.PenStyle.NoPen))
        painter.setBrush(tint)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), CORNER_SMALL, CORNER_SMALL)
        painter.setPen(ink)
        painter.setFont(self.font())
        room = self.rect().adjusted(GAP_SMALL, 0, -GAP_SMALL - ICON - GAP_TINY, 0)
        shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width() + 1)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
        at = QRectF(self.width() - GAP_SMALL - ICON, (self.height() - ICON) / 2, ICON, ICON)
        self._theme.icons.paint(painter, Icon.LINK_OUT, ink, at)
        painter.end()
