"""The icon beside the clock: the line's state by shape and colour, and a short menu. There may be no tray at all."""

from typing import Self

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from screenpop.sentences import say
from ui.components.look import Look
from ui.components.outside import harmless
from ui.desktop.line_state import LineState, Standing
from ui.theme.icons import application_icon

SIZE = 64
_ROLES = {
    Standing.UP: "good",
    Standing.STARTING: "quiet",
    Standing.PARTLY: "warn",
    Standing.DOWN: "warn",
    Standing.STUCK: "bad",
}


class Tray(QObject):
    """Shows the line's state; brings the last card back."""

    last_card_wanted = Signal()
    history_wanted = Signal()
    quit_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._icon = QSystemTrayIcon(application_icon())
        self._menu = QMenu()
        for sentence, wanted in (
            (say("Show the last card"), self.last_card_wanted),
            (say("Calls"), self.history_wanted),
            (say("Quit"), self.quit_wanted),
        ):
            self._menu.addAction(look.text(sentence)).triggered.connect(wanted)
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._activated)
        self._icon.show()

    @classmethod
    def build(cls, look: Look) -> Self | None:
        """A tray icon, where this desktop has a tray."""
        return cls(look) if QSystemTrayIcon.isSystemTrayAvailable() else None

    def show_line(self, lines: LineState) -> None:
        """Show how the lines stand."""
        self._icon.setIcon(state_icon(lines.standing, self._look))
        told = [f"Screenpop: {harmless(self._look.text(lines.told()))}"]
        if lines.each():
            told = ["Screenpop", *(harmless(self._look.text(each)) for each in lines.each())]
        self._icon.setToolTip("\n".join(told))

    def hide(self) -> None:
        """Take the icon away."""
        self._icon.hide()

    def _activated(self, how: QSystemTrayIcon.ActivationReason) -> None:
        if how is QSystemTrayIcon.ActivationReason.Trigger:
            self.last_card_wanted.emit()


def state_icon(standing: Standing, look: Look) -> QIcon:
    """The program's icon with a mark.

    A disc is up, a ring is starting, half a disc is partly, a bar is down for now, a cross waits for somebody.
    """
    pixmap = QPixmap(application_icon().pixmap(SIZE, SIZE))
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_mark(painter, QRectF(36, 36, 26, 26), standing, look, QColor("#ffffff"))
    painter.end()
    return QIcon(pixmap)


def paint_mark(painter: QPainter, square: QRectF, standing: Standing, look: Look, edge: QColor) -> None:
    """Paint the mark of a state: told by its shape, and by its colour."""
    colour = look.theme.colour(_ROLES[standing])
    painter.setPen(QPen(edge, square.width() / 9))
    painter.setBrush(edge)
    painter.drawEllipse(square)
    inner = square.adjusted(*(square.width() / 9 * side for side in (1, 1, -1, -1)))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    match standing:
        case Standing.UP:
            painter.drawEllipse(inner)
        case Standing.STARTING:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour, inner.width() / 5))
            painter.drawEllipse(inner.adjusted(2, 2, -2, -2))
        case Standing.PARTLY:
            painter.drawPie(inner, 90 * 16, 180 * 16)
        case Standing.DOWN | Standing.STUCK:
            painter.drawEllipse(inner)
            painter.setPen(QPen(edge, inner.height() / 5))
            across = inner.width() / 5
            reaches = [(across, across), (across, -across)] if standing is Standing.STUCK else [(across, 0)]
            for reach in (QPointF(*each) for each in reaches):
                painter.drawLine(inner.center() - reach, inner.center() + reach)
