"""What was noted last of this customer, in a line or two, and who did; it opens in full."""

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from screenpop.memory import Noted
from screenpop.sentences import say
from ui.clock import now
from ui.components.breaking import broken
from ui.components.look import Look
from ui.components.outside import harmless, harmless_text
from ui.components.tip import explain
from ui.panels.whole import Whole
from ui.theme.fonts import font
from ui.theme.icons import Icon
from ui.theme.scale import CORNER_SMALL, GAP_SMALL, Type

ICON = 16
START = ICON + GAP_SMALL
LONGEST = 600
"""Of a note, so much is looked at: more never fits two lines."""
_MOMENT = timedelta(minutes=1)


class LatestNote(QAbstractButton):
    """Clicked, or chosen by Space or Enter, it wants to be read in full: `whole` is that."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._noted: Sequence[Noted] = ()
        self._lines = 1
        self._about_font, self._text_font = font(Type.CAPTION), font(Type.SMALL)
        self.about = self.note = ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_noted(self, noted: Sequence[Noted]) -> None:
        """Show the newest; what a colleague is writing at this moment comes before all that is written."""
        told = [each for each in noted if _text(each)]
        self._noted = sorted(told, key=lambda each: not each.typing)
        self.note = _text(self._noted[0]) if self._noted else ""
        self.setVisible(bool(self._noted))
        self.tell_age()
        explain(self, self.note)
        self.update()

    def tell_age(self) -> None:
        """Say how long ago that was."""
        about = self._about(self._noted[0]) if self._noted else ""
        if about != self.about or self.note not in self.accessibleName():
            self.about = about
            self.setAccessibleName(f"{about}: {self.note}")
            self.update()

    def take_lines(self, lines: int) -> None:
        """Show so many lines of the note at most."""
        self._lines = lines

    def height_in(self, width: int) -> int:
        """How high it is in this width; nothing noted takes no room."""
        lines = len(self._broken(width)) if self._noted else 0
        return Type.CAPTION.line + lines * Type.SMALL.line if lines else 0

    def whole(self) -> Whole:
        """All that was noted, the newest first."""
        newest, *earlier = self._noted
        texts = [harmless_text(newest.note) or _text(newest)]
        texts += [f"{self._heading(each)}\n{harmless_text(each.note) or _text(each)}" for each in earlier]
        title = harmless(newest.agent) or self._look.text(say("Noted before"))
        return Whole(title=title, about=self._heading(newest, named=False), text="\n\n".join(texts))

    def sizeHint(self) -> QSize:
        """Whatever width there is."""
        return QSize(0, self.height_in(self.width()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint who and when, and below it the beginning of the note."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.hasFocus():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("selected"))
            painter.drawRoundedRect(QRectF(self.rect()), CORNER_SMALL, CORNER_SMALL)
        typing = bool(self._noted) and self._noted[0].typing
        quiet = theme.colour("accent" if typing else "quiet")
        theme.icons.paint(painter, Icon.NOTE, quiet, QRectF(1, 1, ICON, ICON))
        room = QRect(START, 0, self.width() - START, Type.CAPTION.line)
        painter.setFont(self._about_font)
        painter.setPen(quiet)
        shown = painter.fontMetrics().elidedText(self.about, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.setFont(self._text_font)
        painter.setPen(theme.colour("ink"))
        below = QRect(START, Type.CAPTION.line, room.width(), Type.SMALL.line)
        for line in self._broken(self.width()):
            painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, line)
            below.translate(0, Type.SMALL.line)
        painter.end()

    def _broken(self, width: int) -> list[str]:
        return broken(self.note, self._text_font, max(0, width - START), at_most=self._lines)

    def _about(self, noted: Noted) -> str:
        who = harmless(noted.agent) or self._look.text(say("a colleague"))
        if noted.typing:
            return "  ·  ".join((who, self._look.text(say("typing …"))))
        span = now() - noted.at
        ago = self._look.text(say("just now")) if span < _MOMENT else self._look.wording.written.ago(span)
        outcome = self._look.wording.word(harmless(noted.disposition)) if noted.note.strip() else ""
        return "  ·  ".join(filter(None, (who, ago, outcome)))

    def _heading(self, noted: Noted, *, named: bool = True) -> str:
        wording = self._look.wording
        when = self._look.text(say("typing …")) if noted.typing else wording.written.moment(noted.at)
        words = (wording.word(harmless(each)) for each in (noted.reason, noted.disposition))
        return "  ·  ".join(filter(None, (when, harmless(noted.agent) if named else "", *words)))


def _text(noted: Noted) -> str:
    """The note on one line; where nothing was noted, how the call turned out."""
    note = harmless(noted.note[: 2 * LONGEST], longest=LONGEST)
    return note or "  ·  ".join(filter(None, (harmless(noted.reason), harmless(noted.disposition))))
