"""The program's own icons: SVGs on a grid of 24, one stroke, tinted as they are needed."""

from enum import StrEnum

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from screenpop.shipped import RESOURCES


class Icon(StrEnum):
    """What there is, by the name of its file."""

    ADD = "add"
    AGAIN = "again"
    ALARM = "alarm"
    BACK = "back"
    BELL = "bell"
    BELL_OFF = "bell-off"
    BOX = "box"
    CALENDAR = "calendar"
    CALL_IN = "call-in"
    CALL_OUT = "call-out"
    CHARTS = "charts"
    CHECK = "check"
    CLOCK = "clock"
    CLOSE = "close"
    COPY = "copy"
    DATABASE = "database"
    DOWN = "down"
    ELSEWHERE = "elsewhere"
    EXPORT = "export"
    EYE = "eye"
    FILTER = "filter"
    INFO = "info"
    KEYBOARD = "keyboard"
    LANGUAGE = "language"
    LINK_OUT = "link-out"
    LIVE = "live"
    LOCK = "lock"
    LOG = "log"
    MAIL = "mail"
    MISSED = "missed"
    NO_OFFERS = "no-offers"
    NOTE = "note"
    OFFER = "offer"
    PEOPLE = "people"
    PIN = "pin"
    PLUS = "plus"
    PRACTICE = "practice"
    PROMISE = "promise"
    SEARCH = "search"
    SETTINGS = "settings"
    SHIELD = "shield"
    STAR = "star"
    SWAP = "swap"
    TEMPLATE = "template"
    TICKET = "ticket"
    UNLOCK = "unlock"
    UNPIN = "unpin"
    UP = "up"
    WINDOW = "window"
    WITHHELD = "withheld"


APPLICATION_ICON = RESOURCES / "icons" / "screenpop.svg"


class Icons:
    """Draws each icon once per colour and size, and keeps it."""

    def __init__(self) -> None:
        self._drawn: dict[tuple[Icon, int, int, float], QPixmap] = {}

    def pixmap(self, icon: Icon, colour: QColor, size: int, ratio: float = 1.0) -> QPixmap:
        """The icon in one colour; `ratio` is the screen's device pixel ratio."""
        key = (icon, colour.rgba(), size, ratio)
        if key not in self._drawn:
            self._drawn[key] = _draw((RESOURCES / "icons" / f"{icon}.svg").read_bytes(), colour, size, ratio)
        return self._drawn[key]

    def paint(self, painter: QPainter, icon: Icon, colour: QColor, at: QRectF) -> None:
        """Paint the icon into a square."""
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(at.topLeft(), self.pixmap(icon, colour, round(at.width()), ratio))


def application_icon() -> QIcon:
    """The program's icon, for windows and the tray."""
    return QIcon(str(APPLICATION_ICON))


def _draw(svg: bytes, colour: QColor, size: int, ratio: float) -> QPixmap:
    pixels = round(size * ratio)
    pixmap = QPixmap(pixels, pixels)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(svg.replace(b"currentColor", colour.name().encode()))).render(painter)
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
