"""A company's own panel on the card: the rows of its question, with the names of the columns where there is room."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from screenpop.answers.table import ColumnKind, TableAnswer
from screenpop.sentences import say, say_many
from ui.components.boxes import column
from ui.components.line import Line
from ui.components.links import open_page
from ui.components.look import Look
from ui.panels.table_cells import name_of, told, whole_row
from ui.panels.table_painter import Told
from ui.panels.table_rows import TableRows
from ui.panels.view import Headline, View
from ui.theme.fonts import font
from ui.theme.palette import Ink
from ui.theme.scale import Type


class _Names(QWidget):
    """The names of the columns, above them."""

    def __init__(self, look: Look, rows: TableRows) -> None:
        super().__init__()
        self._look = look
        self._rows = rows
        self.names: tuple[str, ...] = ()
        self.setFont(font(Type.CAPTION))
        self.setFixedHeight(Type.CAPTION.line)
        rows.placed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the names of the columns that have room, and how many have none: a row opens in full."""
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self._look.theme.colour("quiet"))
        for place in self._rows.places:
            at_right = place.column in self._rows.right
            side = Qt.AlignmentFlag.AlignRight if at_right else Qt.AlignmentFlag.AlignLeft
            text = self.fontMetrics().elidedText(
                self.names[place.column], Qt.TextElideMode.ElideRight, place.width
            )
            room = QRect(place.left, 0, place.width, self.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | side, text)
        if more := self._rows.without_room:
            edge = QRect(0, 0, self._rows.viewport().width(), self.height())
            painter.drawText(edge, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, f"+{more}")
        painter.end()


class TableView(View[TableAnswer]):
    """Rows as the question has them."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._roomy = False
        self._answer = TableAnswer((), ())
        self.rows = TableRows(look)
        self.names = _Names(look, self.rows)
        self.nothing = Line(Type.BODY, Ink.QUIET)
        self.left_out = Line(Type.CAPTION, Ink.QUIET)
        self.rows.chosen.connect(self._open)
        self.rows.followed.connect(open_page)
        layout = column(self)
        layout.addWidget(self.names)
        layout.addWidget(self.nothing)
        layout.addWidget(self.rows, 1)
        layout.addWidget(self.left_out)

    def make_room(self, roomy: bool) -> None:  # as in Qt's setVisible
        """The names of the columns need room."""
        self._roomy = roomy
        self._show_names()

    def show_answer(self, answer: TableAnswer) -> None:
        """Show the rows."""
        self._answer = answer
        self.names.names = tuple(name_of(each) for each in answer.columns)
        self.rows.show_table(answer)
        self.nothing.tell("" if answer.rows else self.look.text(say("Nothing on this customer")))
        self.nothing.setVisible(not answer.rows)
        out = answer.left_out
        self.left_out.tell(
            self.look.text(say_many("{count} more row", "{count} more rows", out)) if out else ""
        )
        self._show_names()

    def headline(self, answer: TableAnswer) -> Headline:
        """The first warning, else the first row; and how many rows there are."""
        if not answer.rows:
            return Headline(self.look.text(say("Nothing on this customer")), Ink.QUIET)
        warnings = (
            told(cell, self.look)
            for row in answer.rows
            for each, cell in zip(answer.columns, row, strict=True)
            if each.kind is ColumnKind.WARNING and cell is not None
        )
        warning = next(warnings, "")
        first = [warning] if warning else [text for cell in answer.rows[0] if (text := told(cell, self.look))]
        count = len(answer.rows) + answer.left_out
        more = [self.look.text(say_many("{count} row", "{count} rows", count))] if count > 1 else []
        return Headline("  ·  ".join(first[:3] + more), Ink.BAD if warning else Ink.PLAIN)

    def _show_names(self) -> None:
        self.names.setVisible(self._roomy and bool(self._answer.rows))
        self.names.update()
        self.left_out.setVisible(self._roomy and bool(self.left_out.full))

    def _open(self, row: Told) -> None:
        title = next((text for text in row.texts if text), "")
        self.opened.emit(whole_row(self._answer.columns, row.cells, title, self.look))
