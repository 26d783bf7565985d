"""A button of a side bar: an icon and a title, chosen or not."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton

from ui.theme.fonts import font
from ui.theme.icons import Icon
from ui.theme.scale import CORNER_SMALL, GAP, GAP_SMALL, Type
from ui.theme.theme import Theme

HEIGHT = 36
ICON = 18
_NARROWEST = 164
_BY_KEY = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.OtherFocusReason,  # arrow keys within the bar
)


class SideButton(QAbstractButton):
    """A page's icon and title; the bar decides how wide it is."""

    def __init__(self, theme: Theme, title: str, icon: Icon) -> None:
        super().__init__()
        self._theme = theme
        self._icon = icon
        self._ringed = False
        self.setText(title)
        self.setFont(font(Type.STRONG))
        self.setCheckable(True)
        self.setFixedHeight(HEIGHT)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        """As wide as the bar lets it be."""
        return QSize(_NARROWEST, HEIGHT)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes by key sees a ring; a click or the window's opening needs none."""
        self._ringed = event.reason() in _BY_KEY
        super().focusInEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it: chosen, hovered, focused."""
        theme, chosen = self._theme, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ringed = self.hasFocus() and self._ringed
        if chosen or self.underMouse() or ringed:
            painter.setBrush(theme.colour("selected" if chosen else "field"))
            ring = QPen(theme.colour("accent"), 1.6) if ringed else QPen(Qt.PenStyle.NoPen)
            painter.setPen(ring)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), CORNER_SMALL, CORNER_SMALL)
        ink = theme.colour("accent" if chosen else "quiet")
        theme.icons.paint(painter, self._icon, ink, QRectF(GAP - 2, (self.height() - ICON) / 2, ICON, ICON))
        painter.setPen(theme.colour("ink" if chosen else "quiet"))
        painter.setFont(self.font())
        room = self.rect().adjusted(GAP + ICON + GAP_SMALL, 0, -GAP_SMALL, 0)
        shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()
