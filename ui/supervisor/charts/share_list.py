"""Parts of a whole below one another: the name, a bar, and how many."""

from PySide6.QtCore import QLineF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.components.listing import ITEM, Index, QuietList
from ui.components.look import Look
from ui.supervisor.charts.shapes import Share, Shares
from ui.theme.fonts import font
from ui.theme.scale import CORNER_SMALL, GAP_SMALL, Type
from ui.theme.theme import Theme

ROW, BAR, WHISKER = 38, 8, 12


class _Painter(QStyledItemDelegate):
    """Paints one share."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """All alike."""
        return QSize(80, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the name at the left, how many at the right, the bar below them."""
        share: Share = index.data(ITEM)
        theme, rect = self._theme, QRect(option.rect)
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(theme.colour("selected"))
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), CORNER_SMALL, CORNER_SMALL)
        room = rect.adjusted(4, 4, -GAP_SMALL, -4)
        groove = QRectF(room.left(), room.bottom() - BAR, room.width(), BAR)
        painter.setBrush(theme.colour("skeleton"))
        painter.drawRoundedRect(groove, BAR / 2, BAR / 2)
        painter.setBrush(theme.colours.chart[share.colour])
        filled = QRectF(groove)
        filled.setWidth(max(BAR if share.count else 0, groove.width() * share.share))
        painter.drawRoundedRect(filled, BAR / 2, BAR / 2)
        if share.bounds is not None:
            self._paint_whiskers(painter, groove, share.bounds)
        painter.setFont(font(Type.SMALL))
        painter.setPen(theme.colour("quiet"))
        painter.drawText(room, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight, share.told)
        room.setRight(room.right() - painter.fontMetrics().horizontalAdvance(share.told) - GAP_SMALL)
        painter.setPen(theme.colour("ink"))
        name = painter.fontMetrics().elidedText(share.label, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignTop, name)
        painter.restore()

    def _paint_whiskers(self, painter: QPainter, groove: QRectF, bounds: tuple[float, float]) -> None:
        """Between them the truth is; a thin edge sets them off against bar and groove."""
        low, high = (groove.left() + max(0.0, min(1.0, each)) * groove.width() for each in bounds)
        middle, half = groove.center().y(), WHISKER / 2
        ends = [QLineF(each, middle - half, each, middle + half) for each in (low, high)]
        painter.setPen(QPen(self._theme.colour("surface"), 3.4))
        painter.drawLines(ends)
        painter.setPen(QPen(self._theme.colour("ink"), 1.4))
        painter.drawLines([*ends, QLineF(low, middle, high, middle)])


class ShareList(QuietList[Share]):
    """Gone through with the arrow keys."""

    def __init__(self, look: Look) -> None:
        super().__init__(look.theme, lambda share: f"{share.label}: {share.told}")
        self.setItemDelegate(_Painter(look.theme, self))
        self.setUniformItemSizes(True)

    def show_chart(self, shares: Shares) -> None:
        """Show these parts."""
        self.setAccessibleName(shares.told)
        self.show_items(shares.shares)
