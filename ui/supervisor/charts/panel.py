"""One chart on its ground: its title, what is pointed at, and the same as a table at the press of a button."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedLayout, QWidget

from screenpop.sentences import Sentence, say
from ui.components.boxes import column, line
from ui.components.chips import Chip
from ui.components.line import Line
from ui.components.look import Look
from ui.components.surface import Surface
from ui.supervisor.charts.bar_plot import BarPlot
from ui.supervisor.charts.heat_plot import HeatPlot
from ui.supervisor.charts.legend import Legend
from ui.supervisor.charts.plot import Cell
from ui.supervisor.charts.shapes import Bars, Chart, Heat, Shares
from ui.supervisor.charts.share_list import ShareList
from ui.supervisor.charts.values_table import ValuesTable
from ui.theme.palette import Ink
from ui.theme.scale import GAP, GAP_SMALL, Type


class Panel(Surface):
    """Shows one chart, its table, or that there is nothing to show."""

    def __init__(
        self, look: Look, title: Sentence, nothing: Sentence, picture: BarPlot | HeatPlot | ShareList
    ) -> None:
        super().__init__(look.theme, "surface")
        self._chart: Chart | None = None
        self.title = Line(Type.TITLE, natural=True)
        self.title.tell(look.text(title))
        self.reading = Line(Type.SMALL, Ink.QUIET, align=Qt.AlignmentFlag.AlignRight)
        self.legend = Legend(look)
        self.as_table = Chip(look.theme, look.text(say("Table")))
        self.as_table.setAccessibleName(look.text(say("Show as a table: {chart}", chart=title)))
        self.picture = picture
        self.table = ValuesTable(look)
        self.nothing = Line(Type.BODY, Ink.QUIET, align=Qt.AlignmentFlag.AlignHCenter)
        self.nothing.tell(look.text(nothing))
        self._pages = QStackedLayout()
        for page in (picture, self.table, _in_the_middle(self.nothing)):
            self._pages.addWidget(page)
        self._lay_out()
        self.as_table.toggled.connect(lambda _on: self._turn())
        if isinstance(picture, BarPlot | HeatPlot):
            picture.pointed.connect(self._read)

    def show_chart(self, chart: Chart) -> None:
        """Show a chart of the kind that this panel draws."""
        self._chart = chart
        match self.picture, chart:
            case BarPlot() as plot, Bars() as bars:
                plot.show_chart(bars)
                self.legend.show_series(bars.series)
            case HeatPlot() as plot, Heat() as heat:
                plot.show_chart(heat)
            case ShareList() as shown, Shares() as shares:
                shown.show_chart(shares)
            case _:
                raise TypeError(f"{type(self.picture).__name__} draws no {type(chart).__name__}")
        self.table.show_values(chart.told, chart.values)
        self.as_table.setEnabled(not chart.empty)
        self._turn()

    def _turn(self) -> None:
        empty = self._chart is None or self._chart.empty
        self._pages.setCurrentIndex(2 if empty else 1 if self.as_table.isChecked() else 0)
        self.legend.setVisible(self.legend.needed and not empty and not self.as_table.isChecked())
        self.reading.tell("")

    def _read(self, cell: Cell | None) -> None:
        told = ""
        match self._chart:
            case Bars() as bars if cell is not None:
                told = bars.readings[cell[1]]
            case Heat() as heat if cell is not None:
                told = heat.readings[cell[0]][cell[1]]
        self.reading.tell(told)
        if isinstance(self.picture, BarPlot | HeatPlot):
            self.picture.read_out(told)

    def _lay_out(self) -> None:
        top = line(gap=GAP)
        top.addWidget(self.title)
        top.addWidget(self.reading, 1)
        top.addWidget(self.as_table)
        layout = column(self, margins=(GAP + 2, GAP, GAP, GAP), gap=GAP_SMALL)
        layout.addLayout(top)
        layout.addWidget(self.legend)
        layout.addLayout(self._pages, 1)


def _in_the_middle(told: QWidget) -> QWidget:
    page = QWidget()
    layout = column(page)
    layout.addStretch(1)
    layout.addWidget(told)
    layout.addStretch(1)
    return page
