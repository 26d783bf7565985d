"""What every agent must know today, on a tinted strip: "Deliveries from Gdańsk are late"."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.components.look import Look
from ui.components.outside import harmless
from ui.components.tip import explain
from ui.theme.fonts import font
from ui.theme.icons import Icon
from ui.theme.scale import CORNER_SMALL, GAP, GAP_SMALL, Type

HEIGHT = 30
ICON = 16


class Notice(QWidget):
    """Takes no room where there is none."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.text = ""
        self.setFont(font(Type.STRONG))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def tell(self, text: str) -> None:
        """Show it, as the site wrote it."""
        self.text = harmless(text, longest=300)
        self.setAccessibleName(self.text)
        explain(self, self.text)
        self.update()

    def height_in(self, _width: int) -> int:
        """How high it is, 0 for not at all."""
        return HEIGHT if self.text else 0

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the tint, the icon and the text."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("warn_ground"))
        painter.drawRoundedRect(QRectF(self.rect()), CORNER_SMALL, CORNER_SMALL)
        ink = theme.colour("warn")
        theme.icons.paint(painter, Icon.INFO, ink, QRectF(GAP, (self.height() - ICON) / 2, ICON, ICON))
        room = self.rect().adjusted(GAP + ICON + GAP_SMALL, 0, -GAP, 0)
        painter.setPen(ink)
        painter.setFont(self.font())
        shown = painter.fontMetrics().elidedText(self.text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()
