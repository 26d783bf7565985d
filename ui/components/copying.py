"""A value that a click copies, or Return: quiet until the mouse is over it, and it says that it was copied."""

from decimal import Decimal

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer
from PySide6.QtGui import (
    QClipboard,
    QEnterEvent,
    QFocusEvent,
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)

from screenpop.sentences import say
from ui.components.line import Line
from ui.components.look import Look
from ui.theme.fonts import font
from ui.theme.icons import Icon
from ui.theme.palette import Ink
from ui.theme.scale import CORNER_SMALL, GAP_SMALL, GAP_TINY, Type

ICON = 13
COPIED_MS = 1500
KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


def plain(amount: Decimal) -> str:
    """An amount as other programs take it: "3100.00"."""
    return f"{amount:f}"


def copy(value: str) -> None:
    """Put a value where it can be pasted from."""
    QGuiApplication.clipboard().setText(value)


def forget_copied() -> None:
    """Nothing can be pasted any more, wherever it was copied: it belongs to whoever sat here."""
    clipboard = QGuiApplication.clipboard()
    for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):
        clipboard.clear(mode)


class CopyLine(Line):
    """Copies `value`, which is the whole text unless something else was set."""

    def __init__(
        self,
        look: Look,
        kind: Type = Type.BODY,
        ink: Ink = Ink.PLAIN,
        *,
        smaller: Type | None = None,
        natural: bool = False,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        super().__init__(kind, ink, smaller=smaller, natural=natural, align=align)
        self._look = look
        self.value = ""
        self.copied = False
        self._over = False
        self._rest = QTimer(self, singleShot=True, interval=COPIED_MS)
        self._rest.timeout.connect(self._forget)
        self.setAccessibleDescription(look.text(say("Return copies it")))

    def offer(self, text: str, value: str = "") -> None:
        """Show a text that can be copied; an empty one cannot."""
        self.tell(text)
        value = (value or text) if text else ""
        if self.value != value:
            self.value = value
            self._forget()
        self._may(copied=bool(self.value))

    def still(self, text: str) -> None:
        """Show a text that is nothing to copy."""
        self.tell(text)
        self.value = ""
        self._forget()
        self._may(copied=False)

    def copy(self) -> None:
        """Copy the value, and say so for a moment."""
        if self.value:
            copy(self.value)
            self.copied = True
            self._rest.start()
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click copies."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.copy()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The click is taken here."""
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return copies."""
        if event.key() in KEYS:
            self.copy()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Out of sight nothing runs."""
        super().hideEvent(event)
        self._forget()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be copied."""
        super().enterEvent(event)
        self._over = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Stand back again."""
        super().leaveEvent(event)
        self._over = False
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard is elsewhere."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text as any line has it; behind it, now and then, an icon."""
        super().paintEvent(event)
        if not (self._over or self.copied or self.hasFocus()) or not self.value:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self.palette().color(self.foregroundRole())
        end = min(self.fontMetrics().horizontalAdvance(self.text()) + GAP_SMALL, self.width() - ICON - 2)
        if self.hasFocus():
            painter.setPen(QPen(ink, 1.4))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            around = QRectF(0.5, 0.5, min(self.width() - 1.0, end + ICON + GAP_TINY), self.height() - 1)
            painter.drawRoundedRect(around, CORNER_SMALL, CORNER_SMALL)
        if self._over or self.copied:
            icon = Icon.CHECK if self.copied else Icon.COPY
            at = QRectF(end, (self.height() - ICON) / 2, ICON, ICON)
            self._look.theme.icons.paint(painter, icon, ink, at)
        if self.copied:
            painter.setFont(font(Type.CAPTION))
            painter.setPen(ink)
            room = self.rect().adjusted(end + ICON + GAP_TINY, 0, 0, 0)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self._look.text(say("copied")))
        painter.end()

    def _may(self, *, copied: bool) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if copied else Qt.FocusPolicy.NoFocus)
        shape = Qt.CursorShape.PointingHandCursor if copied else Qt.CursorShape.ArrowCursor
        if self.cursor().shape() is not shape:
            self.setCursor(shape)

    def _forget(self) -> None:
        if self.copied:
            self.copied = False
            self._rest.stop()
            self.update()
