"""A list of people to choose from: name, and company with role below it; by mouse or by key."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from screenpop.customers import Person
from ui.components.look import Look
from ui.components.scroll import ThinScrollBar
from ui.pop.heading import about
from ui.theme.fonts import font
from ui.theme.scale import CORNER_SMALL, GAP, Type

Index = QModelIndex | QPersistentModelIndex
HEIGHT = 46
PERSON = Qt.ItemDataRole.UserRole


class PeopleModel(QAbstractListModel):
    """The people as Qt wants them."""

    def __init__(self) -> None:
        super().__init__()
        self._people: tuple[Person, ...] = ()

    def show_people(self, people: tuple[Person, ...]) -> None:
        """Show these."""
        self.beginResetModel()
        self._people = people
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 # Qt's own default
        """How many people."""
        return 0 if parent.isValid() else len(self._people)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A person, or their text for a screen reader."""
        person = self._people[index.row()]
        if role == PERSON:
            return person
        return ", ".join(filter(None, about(person))) if role == Qt.ItemDataRole.DisplayRole else None


class _Painter(QStyledItemDelegate):
    """Paints one person."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._name, self._below = font(Type.STRONG), font(Type.SMALL)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """All alike."""
        return QSize(100, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint name, and company with role."""
        person: Person = index.data(PERSON)
        theme = self._look.theme
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("selected"))
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), CORNER_SMALL, CORNER_SMALL)
        name, below = about(person)
        room = rect.adjusted(GAP, 4, -GAP, -4)
        for text, kind, ink, place in (
            (name, self._name, "ink" if person.active else "quiet", Qt.AlignmentFlag.AlignTop),
            (below, self._below, "quiet", Qt.AlignmentFlag.AlignBottom),
        ):
            painter.setFont(kind)
            painter.setPen(theme.colour(ink))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, place, shown)
        painter.restore()


class PeopleList(QListView):
    """Choose by a click, or by arrows and Enter."""

    chosen = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._people = PeopleModel()
        self._painter = _Painter(look)
        self.setModel(self._people)
        self.setItemDelegate(self._painter)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollBar(ThinScrollBar(look.theme))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)

    def show_people(self, people: tuple[Person, ...]) -> None:
        """Show these, the first one at hand."""
        self._people.show_people(people)
        self.setCurrentIndex(self._people.index(0) if people else QModelIndex())

    def choose_current(self) -> None:
        """Choose the one at hand."""
        if self.currentIndex().isValid():
            self._choose(self.currentIndex())

    def count(self) -> int:
        """How many stand there."""
        return self._people.rowCount()

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(PERSON))
