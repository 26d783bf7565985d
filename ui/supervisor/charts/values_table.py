"""A chart's values as a table: for the keyboard, for screen readers, and for those who want the numbers."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView

from ui.components.look import Look
from ui.components.scroll import ThinScrollBar
from ui.supervisor.charts.shapes import Values
from ui.supervisor.charts.values_heading import ValuesHeading
from ui.theme.fonts import font
from ui.theme.scale import Type

Index = QModelIndex | QPersistentModelIndex
ROW = 24
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class _Model(QAbstractTableModel):
    """The values as Qt wants them."""

    def __init__(self) -> None:
        super().__init__()
        self._values = Values((), ())

    def show_values(self, values: Values) -> None:
        """Show these."""
        self.beginResetModel()
        self._values = values
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 # Qt's own default
        """How many rows."""
        return 0 if parent.isValid() else len(self._values.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 # Qt's own default
        """How many columns."""
        return 0 if parent.isValid() else len(self._values.headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell, as it is read; a screen reader hears its heading too."""
        text = self._values.rows[index.row()][index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return text
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{self._values.headings[index.column()]}: {text}"
            case Qt.ItemDataRole.TextAlignmentRole:
                return _RIGHT if index.column() else _LEFT
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The headings of columns."""
        if orientation is not Qt.Orientation.Horizontal or section >= len(self._values.headings):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._values.headings[section]
        return (_RIGHT if section else _LEFT) if role == Qt.ItemDataRole.TextAlignmentRole else None


class ValuesTable(QTableView):
    """Quiet, and gone through with the arrow keys; Tab leaves it."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._model = _Model()
        self.setModel(self._model)
        self.setFont(font(Type.SMALL))
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.viewport().setAutoFillBackground(False)
        self.setVerticalScrollBar(ThinScrollBar(look.theme))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.setHorizontalHeader(ValuesHeading(look.theme))

    def show_values(self, told: str, values: Values) -> None:
        """Show these; `told` is what they are."""
        self.setAccessibleName(told)
        self._model.show_values(values)
