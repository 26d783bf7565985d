"""A list of people to choose from: name, and company with role below it; by mouse or by key."""

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from screenpop.customers import Person
from ui.components.listing import ITEM, Index, QuietList, paint_keyboard
from ui.components.look import Look
from ui.components.pill import paint_pill, pill_width
from ui.finding.person import about, active_first, mark
from ui.theme.fonts import font
from ui.theme.scale import CORNER_SMALL, GAP, GAP_SMALL, Type

HEIGHT = 46


class _Painter(QStyledItemDelegate):
    """Paints one person."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._name, self._below, self._mark = font(Type.STRONG), font(Type.SMALL), font(Type.CAPTION)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """All alike."""
        return QSize(100, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint name, and company with role; what marks them is a pill."""
        person: Person = index.data(ITEM)
        theme = self._look.theme
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("selected"))
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), CORNER_SMALL, CORNER_SMALL)
        paint_keyboard(painter, rect, state, theme)
        room = rect.adjusted(GAP, 4, -GAP, -4)
        self._paint_mark(painter, room, person)
        name, below = about(person)
        for text, kind, ink, place in (
            (name, self._name, "ink" if person.active else "quiet", Qt.AlignmentFlag.AlignTop),
            (below, self._below, "quiet", Qt.AlignmentFlag.AlignBottom),
        ):
            painter.setFont(kind)
            painter.setPen(theme.colour(ink))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, place, shown)
        painter.restore()

    def _paint_mark(self, painter: QPainter, room: QRect, person: Person) -> None:
        marked = mark(person)
        if marked is None:
            return
        text = self._look.text(marked)
        painter.setFont(self._mark)
        width = pill_width(painter.fontMetrics(), text)
        ground, ink = ("field", "quiet") if person.active else ("warn_ground", "warn")
        place = QRect(room.right() - width, room.top(), width, room.height())
        paint_pill(painter, place, text, self._look.theme, ground=ground, ink=ink)
        room.setRight(room.right() - width - GAP_SMALL)


class PeopleList(QuietList[Person]):
    """Choose by a click, or by arrows and Enter."""

    def __init__(self, look: Look) -> None:
        def told(person: Person) -> str:
            marked = mark(person)
            return ", ".join(filter(None, (*about(person), look.text(marked) if marked else "")))

        super().__init__(look.theme, told)
        self._painter = _Painter(look)
        self.setItemDelegate(self._painter)
        self.setUniformItemSizes(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._moved = False

    def show_people(self, people: tuple[Person, ...], *, further: bool = False) -> None:
        """Show these, the first one at hand; who has left stands last.

        Args:
            people: Whom to show.
            further: They answer the same question as those before: whom the agent has moved to stays at hand.
        """
        at_hand = self.currentIndex().data(ITEM) if further and self._moved else None
        self._moved = at_hand is not None
        ordered = active_first(people)
        self.show_items(ordered)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if people else Qt.FocusPolicy.NoFocus)
        row = ordered.index(at_hand) if at_hand in ordered else 0
        self.setCurrentIndex(self.shown.index(row) if people else QModelIndex())

    def step(self, rows: int) -> None:
        """Move on in the list, as far as it goes."""
        last = self.count() - 1
        row = min(max(0, self.currentIndex().row() + rows), last)
        self._moved = True
        self.setCurrentIndex(self.shown.index(row, 0))

    def choose_current(self) -> None:
        """Choose the one at hand."""
        if self.currentIndex().isValid():
            self._choose(self.currentIndex())
