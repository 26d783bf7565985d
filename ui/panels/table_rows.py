"""The rows of a company's own panel: painted by the kind of each column; a row opens in full, a link its page."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent

from screenpop.answers.table import ColumnKind, TableAnswer
from ui.components.listing import ITEM, QuietList
from ui.components.look import Look
from ui.components.pill import pill_width
from ui.panels.table_cells import address_of, at_the_right, name_of, told
from ui.panels.table_columns import Place, Wanted, places
from ui.panels.table_painter import HEIGHT, TablePainter, Told
from ui.theme.fonts import font
from ui.theme.scale import Type

MEASURED = 60
"""So many rows say how wide a column is."""
MORE = 26
"""Where columns have no room, so much is left for how many they are."""


class TableRows(QuietList[Told]):
    """`places` says which columns have room; `placed` comes when that changes; `followed` carries an address."""

    placed = Signal()
    followed = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(look.theme, lambda row: ", ".join(filter(None, row.texts)))
        self._look = look
        self._wanted: tuple[Wanted, ...] = ()
        self._painter = TablePainter(look)
        self.setFont(font(Type.SMALL))
        self.setItemDelegate(self._painter)
        self.setUniformItemSizes(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    @property
    def places(self) -> Sequence[Place]:
        """The columns that have room, and where they stand."""
        return self._painter.places

    @property
    def right(self) -> frozenset[int]:
        """The columns whose cells stand at the right."""
        return self._painter.right

    def show_table(self, answer: TableAnswer) -> None:
        """Show all rows."""
        rows = [Told(row, [told(cell, self._look) for cell in row]) for row in answer.rows]
        self._painter.kinds = tuple(column.kind for column in answer.columns)
        self._painter.right = frozenset(
            place
            for place, column in enumerate(answer.columns)
            if at_the_right(column, [row.cells[place] for row in rows[:MEASURED]])
        )
        self._wanted = tuple(
            self._wish(place, name_of(column), [row.texts[place] for row in rows[:MEASURED]])
            for place, column in enumerate(answer.columns)
        )
        self._place()
        self.show_items(rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other columns may fit; what is too low for a whole row stays free."""
        spare = self.height() % HEIGHT
        if self.viewportMargins().bottom() != spare:
            self.setViewportMargins(0, 0, 0, spare)
        super().resizeEvent(event)
        self._place()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a link opens its page, one beside it the row."""
        address = self._link_at(event.position().toPoint())
        if address and event.button() is Qt.MouseButton.LeftButton:
            self.followed.emit(address)
            return
        super().mouseReleaseEvent(event)

    def sizeHint(self) -> QSize:
        """Whatever room there is."""
        return QSize(0, 0)

    def minimumSizeHint(self) -> QSize:
        """None at all will do."""
        return QSize(0, 0)

    def _link_at(self, point: QPoint) -> str | None:
        index: QModelIndex = self.indexAt(point)
        if not index.isValid():
            return None
        row: Told = index.data(ITEM)
        left = point.x() - self.visualRect(index).left()
        over = next((place for place in self.places if 0 <= left - place.left < place.width), None)
        return address_of(row.cells[over.column]) if over else None

    def _wish(self, place: int, name: str, texts: Sequence[str]) -> Wanted:
        kind = self._painter.kinds[place]
        metrics = self._painter.captions if kind is ColumnKind.BADGE else self.fontMetrics()
        inset = pill_width(metrics, "") if kind is ColumnKind.BADGE else 0
        widest = max((metrics.horizontalAdvance(text) for text in texts), default=0)
        if not widest:
            return Wanted(0, cut=False)
        width = max(widest + inset, self._painter.captions.horizontalAdvance(name)) + 2
        whole = place in self._painter.right or kind is ColumnKind.DATE
        return Wanted(width, cut=not whole, first=kind is ColumnKind.WARNING)

    @property
    def without_room(self) -> int:
        """How many columns have something to say and no room."""
        return sum(bool(wish.width) for wish in self._wanted) - len(self.places)

    def _place(self) -> None:
        room = self.viewport().width()
        found = places(self._wanted, room)
        if len(found) < sum(bool(wish.width) for wish in self._wanted):
            found = places(self._wanted, room - MORE)
        if found != self.places:
            self._painter.places = found
            self.viewport().update()
            self.placed.emit()
