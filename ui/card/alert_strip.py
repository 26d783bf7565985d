"""The strip on the header that says the worst news, or quietly that there is none."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from screenpop.answers.advice import Alert, Level
from ui.components.look import Look
from ui.components.tip import explain
from ui.theme.fonts import font
from ui.theme.icons import Icon
from ui.theme.scale import CORNER_SMALL, GAP, GAP_SMALL, Type

HEIGHT = 30
ICON = 17
_LOOKS = {
    Level.ALARM: ("alarm", "on_alarm", Icon.ALARM),
    Level.CAUTION: ("caution", "on_caution", Icon.ALARM),
    Level.ASK: (None, "on_header", Icon.PEOPLE),
    Level.GOOD: (None, "on_header_quiet", Icon.CHECK),
}


class AlertStrip(QWidget):
    """Always there, so that nothing moves when it has something to say."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._level = Level.GOOD
        self._waiting = True
        self.text = ""
        self.setFont(font(Type.STRONG))
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_alert(self, alert: Alert | None, *, waiting: bool = True) -> None:
        """Say this; None says nothing, and `waiting` that there will be something to say."""
        text = self._look.text(alert.told) if alert else ""
        level = alert.level if alert else Level.GOOD
        if (text, level, waiting) == (self.text, self._level, self._waiting):
            return
        self.text, self._level, self._waiting = text, level, waiting
        self.setAccessibleName(text)
        explain(self, text)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the strip, its icon and its text."""
        if not self.text and not self._waiting:
            return
        theme = self._look.theme
        ground_role, ink_role, icon = _LOOKS[self._level]
        ink = theme.colour(ink_role)
        ground = theme.colour(ground_role) if ground_role else theme.colour("on_header")
        if ground_role is None:
            ground.setAlphaF(0.09)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(self.rect()), CORNER_SMALL, CORNER_SMALL)
        if self.text:
            theme.icons.paint(painter, icon, ink, QRectF(GAP - 2, (HEIGHT - ICON) / 2, ICON, ICON))
            room = self.rect().adjusted(GAP + ICON + GAP_SMALL - 2, 0, -GAP, 0)
            shown = self.fontMetrics().elidedText(self.text, Qt.TextElideMode.ElideRight, room.width())
            painter.setPen(ink)
            painter.setFont(self.font())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()
