"""A small tinted label with an icon: what the reader must know of something else on the same line."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.fonts import font
from ui.theme.icons import Icon
from ui.theme.scale import GAP_SMALL, Type
from ui.theme.theme import Theme

HEIGHT = 20
ICON = 13


class Badge(QWidget):
    """Says one thing; `ground` and `ink` are roles."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text, self._icon = "", Icon.SHIELD
        self._ground, self._ink = "field", "ink"
        self.setFont(font(Type.CAPTION))
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_as(self, text: str, icon: Icon, ground: str, ink: str) -> None:
        """Say something; an empty text hides the badge."""
        said = (self._text, self._icon, self._ground, self._ink)
        if said == (text, icon, ground, ink) and self.isHidden() is not bool(text):
            return
        self._text, self._icon, self._ground, self._ink = text, icon, ground, ink
        self.setAccessibleName(text)
        self.setFixedWidth(self.sizeHint().width())
        self.setVisible(bool(text))
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as its text."""
        return QSize(self.fontMetrics().horizontalAdvance(self._text) + ICON + 4 + 2 * GAP_SMALL, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the pill."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(self._ground))
        painter.drawRoundedRect(QRectF(self.rect()), HEIGHT / 2, HEIGHT / 2)
        ink = self._theme.colour(self._ink)
        self._theme.icons.paint(
            painter, self._icon, ink, QRectF(GAP_SMALL - 1, (HEIGHT - ICON) / 2, ICON, ICON)
        )
        painter.setPen(ink)
        painter.setFont(self.font())
        painter.drawText(
            self.rect().adjusted(GAP_SMALL + ICON + 3, 0, -4, 0), Qt.AlignmentFlag.AlignVCenter, self._text
        )
        painter.end()
