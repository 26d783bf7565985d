"""The icon beside the clock: the line's state by shape and colour, and a short menu. There may be no tray at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QSystemTrayIcon

from screenpop.sentences import Sentence, say, say_many
from ui.components.look import Look
from ui.components.outside import harmless
from ui.desktop.line_state import LineState, Standing
from ui.desktop.program_menu import ProgramMenu
from ui.theme.fonts import font
from ui.theme.icons import application_icon
from ui.theme.scale import Type

SIZE = 64
_ROLES = {
    Standing.UP: "good",
    Standing.STARTING: "quiet",
    Standing.PARTLY: "warn",
    Standing.DOWN: "warn",
    Standing.STUCK: "bad",
}


@dataclass(frozen=True, slots=True)
class Reminders:
    """What the icon reminds of beside the lines.

    Attributes:
        missed: So many calls were missed and nobody has called back.
        to_wrap_up: So many calls were put off and wait for their wrap-up.
        due: So many promises are due.
        without_card: So many calls ring or are talked on and have no card, because nobody wants one.
        no_cards: Cards stay away.
        waiting: What is saved here and has not reached the database, and why.
        troubles: What else does not work.
        on_server: This computer saves in the shared database itself.
        upgraded: A new version has been installed; None as long as none has.
    """

    missed: int = 0
    to_wrap_up: int = 0
    due: int = 0
    without_card: int = 0
    no_cards: bool = False
    waiting: Sequence[Sentence] = ()
    troubles: Sequence[Sentence] = ()
    on_server: bool = False
    upgraded: Sentence | None = None

    def told(self) -> Sequence[Sentence]:
        """All of it in words."""
        told = [say("No cards: calls are only logged")] if self.no_cards else []
        if self.without_card:
            told.append(
                say_many(
                    "{count} call without a card: a click shows it",
                    "{count} calls without a card: a click shows the last one",
                    self.without_card,
                )
            )
        if self.missed:
            told.append(say_many("{count} missed call", "{count} missed calls", self.missed))
        if self.to_wrap_up:
            told.append(say_many("{count} call to wrap up", "{count} calls to wrap up", self.to_wrap_up))
        if self.due:
            told.append(say_many("{count} promise due", "{count} promises due", self.due))
        told += [*self.waiting, *self.troubles, *([self.upgraded] if self.upgraded else [])]
        return [*told, say("Saves on the server")] if self.on_server else told


class Tray(QObject):
    """Shows the lines' state and what must not be forgotten; a click brings the last card back."""

    last_card_wanted = Signal()

    def __init__(self, look: Look, menu: ProgramMenu) -> None:
        super().__init__()
        self._look = look
        self._icon = QSystemTrayIcon(application_icon())
        self._icon.setContextMenu(menu.menu)
        self._icon.activated.connect(self._activated)
        self._lines = LineState(())
        self._reminders = Reminders()
        self._icon.show()

    @classmethod
    def build(cls, look: Look, menu: ProgramMenu) -> Self | None:
        """A tray icon, where this desktop has a tray."""
        return cls(look, menu) if QSystemTrayIcon.isSystemTrayAvailable() else None

    @property
    def tooltip(self) -> str:
        """What is read when the mouse rests on the icon."""
        return self._icon.toolTip()

    def show_line(self, lines: LineState) -> None:
        """Show how the lines stand."""
        self._lines = lines
        self.show_again()

    def remind(self, reminders: Reminders) -> None:
        """Show what must not be forgotten."""
        self._reminders = reminders
        self.show_again()

    def hide(self) -> None:
        """Take the icon away."""
        self._icon.hide()

    def show_again(self) -> None:
        """Show all of it, in the reader's language and colours."""
        lines = self._lines
        self._icon.setIcon(state_icon(lines.standing, self._look, self._reminders))
        told = [f"Screenpop: {harmless(self._look.text(lines.told()))}"]
        if lines.each():
            told = ["Screenpop", *(harmless(self._look.text(each)) for each in lines.each())]
        told += [harmless(self._look.text(each)) for each in self._reminders.told()]
        self._icon.setToolTip("\n".join(told))

    def _activated(self, how: QSystemTrayIcon.ActivationReason) -> None:
        if how is QSystemTrayIcon.ActivationReason.Trigger:
            self.last_card_wanted.emit()


def state_icon(standing: Standing, look: Look, reminders: Reminders | None = None) -> QIcon:
    """The program's icon with marks.

    A disc is up, a ring is starting, half a disc is partly, a bar is down for now, a cross waits for somebody.
    A square in the upper right corner: something saved here has not reached the database. A number in the upper
    left: calls without a card while they go on, else missed calls. One in the lower left: calls to wrap up. A pale
    icon with a stroke through it: no cards.
    """
    told = reminders or Reminders()
    pixmap = QPixmap(SIZE, SIZE)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setOpacity(0.4 if told.no_cards else 1.0)
    painter.drawPixmap(0, 0, application_icon().pixmap(SIZE, SIZE))
    painter.setOpacity(1.0)
    if told.no_cards:
        _strike(painter, look)
    paint_mark(painter, QRectF(36, 36, 26, 26), standing, look, QColor("#ffffff"))
    if told.waiting:
        painter.setPen(QPen(QColor("#ffffff"), 3))
        painter.setBrush(look.theme.colour("warn"))
        painter.drawRect(QRectF(40, 3, 20, 20))
    above = (told.without_card, "accent", 0) if told.without_card else (told.missed, "bad", 0)
    for number, role, top in (above, (told.to_wrap_up, "warn", 34)):
        if number:
            _paint_number(painter, QRectF(0, top, 32, 30), number, look.theme.colour(role))
    painter.end()
    return QIcon(pixmap)


def _strike(painter: QPainter, look: Look) -> None:
    for colour, width in ((QColor("#ffffff"), 12), (look.theme.colour("quiet"), 6)):
        painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(8, 8), QPointF(SIZE - 8, SIZE - 8))


def _paint_number(painter: QPainter, place: QRectF, number: int, ground: QColor) -> None:
    painter.setPen(QPen(QColor("#ffffff"), 3))
    painter.setBrush(ground)
    painter.drawRoundedRect(place.adjusted(2, 2, -2, -2), 9, 9)
    written = font(Type.STRONG)
    written.setPixelSize(22 if number <= 9 else 19)
    painter.setFont(written)
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(number) if number <= 9 else "9+")


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
