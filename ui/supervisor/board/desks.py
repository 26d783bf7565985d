"""The desks as cards beside one another; their clocks tick."""

from datetime import UTC, datetime

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from screenpop.record.board import AtDesk, Phase
from ui.components.listing import ITEM, Index, QuietList
from ui.components.look import Look
from ui.components.outside import harmless
from ui.supervisor.board.words import about, doing, in_order, lasts, line_is_down, seat, trouble
from ui.theme.fonts import font
from ui.theme.scale import CORNER, GAP, GAP_SMALL, Type

NARROWEST, HIGH, STRIP = 248, 92, 5
_INKS = {Phase.RINGS: "warn", Phase.TALKS: "good", Phase.WRAPS_UP: "accent"}


def ink_of(desk: AtDesk) -> str:
    """The role of the colour of what a desk does."""
    if desk.gone:
        return "quiet"
    if desk.phase is not None:
        return _INKS[desk.phase]
    return "bad" if line_is_down(desk) else "quiet"


class _Painter(QStyledItemDelegate):
    """Paints one desk.

    Attributes:
        width: How wide a card is.
    """

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.width = NARROWEST

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """All alike, with the gap to the next."""
        return QSize(self.width + GAP, HIGH + GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the card: a strip in the colour of what goes on, and who, what, since when, with whom."""
        desk: AtDesk = index.data(ITEM)
        state: QStyle.StateFlag = option.state
        theme, wording, ink = self._look.theme, self._look.wording, ink_of(desk)
        card = QRectF(QRect(option.rect).topLeft(), QSize(self.width, HIGH))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(0.55 if desk.gone else 1)
        shape = QPainterPath()
        shape.addRoundedRect(card.adjusted(1, 1, -1, -1), CORNER, CORNER)
        painter.fillPath(shape, theme.colour("surface"))
        painter.save()
        painter.setClipPath(shape)
        busy = desk.phase is not None or line_is_down(desk)
        painter.fillRect(
            QRectF(card.left(), card.top(), STRIP, card.height()), theme.colour(ink if busy else "line")
        )
        painter.restore()
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawPath(shape)
        room = card.toRect().adjusted(STRIP + GAP, GAP_SMALL + 2, -GAP, -GAP_SMALL - 2)
        clock = lasts(desk, datetime.now(UTC), wording)
        right = self._write(painter, room, clock, Type.LARGE, theme.colour(ink), at_right=True)
        self._write(
            painter, room.adjusted(0, 0, -right, 0), harmless(desk.agent), Type.TITLE, theme.colour("ink")
        )
        below = room.adjusted(0, Type.TITLE.line + 4, -right, 0)
        self._write(painter, below, doing(desk, wording), Type.STRONG, theme.colour(ink))
        told = "  ·  ".join(filter(None, (about(desk, wording), seat(desk, wording), trouble(desk, wording))))
        last = room.adjusted(0, Type.TITLE.line + Type.STRONG.line + 6, 0, 4)
        self._write(painter, last, told, Type.SMALL, theme.colour("quiet"))
        painter.restore()

    @staticmethod
    def _write(
        painter: QPainter, room: QRect, text: str, kind: Type, colour: QColor, *, at_right: bool = False
    ) -> int:
        painter.setFont(font(kind))
        painter.setPen(colour)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        side = Qt.AlignmentFlag.AlignRight if at_right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, Qt.AlignmentFlag.AlignTop | side, shown)
        return painter.fontMetrics().horizontalAdvance(shown) + GAP_SMALL


class Desks(QuietList[AtDesk]):
    """Gone through with the arrow keys; what a card says is read out as one sentence."""

    def __init__(self, look: Look) -> None:
        wording = look.wording
        super().__init__(
            look.theme,
            lambda desk: ", ".join(
                filter(
                    None,
                    (
                        harmless(desk.agent),
                        f"{doing(desk, wording)} {lasts(desk, datetime.now(UTC), wording)}".strip(),
                        about(desk, wording),
                        seat(desk, wording),
                        trouble(desk, wording),
                    ),
                )
            ),
        )
        self._painter = _Painter(look, self)
        self.setItemDelegate(self._painter)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)

    def show_desks(self, desks: tuple[AtDesk, ...]) -> None:
        """Show these; the one that the keyboard is at stays so."""
        row, ordered = self.currentIndex().row(), in_order(desks)
        at = self.shown.items[row].agent if 0 <= row < self.count() else None
        place = self.verticalScrollBar().value()
        self.shown.show_items(ordered)
        self.verticalScrollBar().setValue(place)
        found = next((row for row, desk in enumerate(ordered) if desk.agent == at), -1)
        if found >= 0:
            self.setCurrentIndex(self.shown.index(found))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cards fill the width, as many beside one another as there is room for."""
        room = self.width() - self.verticalScrollBar().sizeHint().width() - GAP_SMALL
        self._painter.width = room // max(1, room // (NARROWEST + GAP)) - GAP
        self.scheduleDelayedItemsLayout()
        super().resizeEvent(event)

    def tick(self) -> None:
        """Another second has passed."""
        self.viewport().update()
