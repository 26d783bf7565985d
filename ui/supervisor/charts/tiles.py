"""The tiles above the charts: the few important numbers, and how they changed against the time before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from screenpop.record.figures import Figures
from screenpop.sentences import Sentence, say, say_many
from ui.components.look import Look
from ui.supervisor.charts.timed import in_half
from ui.supervisor.tile import Tile
from ui.theme.palette import Ink
from ui.theme.scale import GAP

NARROW = 920
NAMES: Mapping[str, Sentence] = {
    "calls": say("Calls in"),
    "answered": say("Answered"),
    "unanswered": say("Nobody answered"),
    "answer": say("Time to answer"),
    "talk": say("Conversation"),
    "repeats": say("Called again in 7 days"),
    "offers": say("Offers accepted"),
}


@dataclass(frozen=True, slots=True)
class _Measured:
    """A tile's number: as it is shown, what stands beside it, and what it is compared by.

    Attributes:
        better: 1 if more is better, -1 if less is, 0 if neither.
    """

    figure: str
    beside: str
    value: float | None
    better: int = 0
    points: bool = False


class Tiles(QWidget):
    """All tiles beside one another, or in two lines."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.tiles = {name: Tile(look, look.text(told)) for name, told in NAMES.items()}
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP)
        self._arrange(len(self.tiles))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window they stand in two lines."""
        super().resizeEvent(event)
        self._arrange(len(self.tiles) if self.width() >= NARROW else -(-len(self.tiles) // 2))

    def show_figures(self, now: Figures, before: Figures) -> None:
        """Show the numbers, and how they differ from the time before."""
        then = self._measure(before)
        for name, measured in self._measure(now).items():
            told, ink = self._change(measured, then[name])
            self.tiles[name].show_figure(measured.figure, measured.beside, told, ink=ink)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        for column in range(max(columns, self._columns)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self._columns = columns
        for place, tile in enumerate(self.tiles.values()):
            self._grid.addWidget(tile, place // columns, place % columns)

    def _measure(self, figures: Figures) -> Mapping[str, _Measured]:
        written, counts = self._look.wording.written, figures.counts
        total, made = counts.total, sum(each.made for each in figures.offers)
        accepted = sum(each.accepted for each in figures.offers)
        number, median = written.number, self._look.text(say("median"))
        return {
            "calls": _Measured(number(total), "", total),
            "answered": self._share(counts.answered, total, 1),
            "unanswered": self._share(counts.unanswered, total, -1),
            "answer": _Measured(
                in_half(figures.answer, self._look), median, _seconds(figures.answer.median), -1
            ),
            "talk": _Measured(in_half(figures.talk, self._look), median, _seconds(figures.talk.median)),
            "repeats": self._share(figures.repeats.calls, total, 0),
            "offers": self._share(accepted, made, 1),
        }

    def _share(self, part: int, whole: int, better: int) -> _Measured:
        written = self._look.wording.written
        if not whole:
            return _Measured("–", "", None, better, points=True)
        share = Decimal(part) / whole
        return _Measured(written.percent(share), written.number(part), float(share), better, points=True)

    def _change(self, now: _Measured, then: _Measured) -> tuple[str, Ink]:
        """In words and with an arrow, so that the colour says nothing alone."""
        text = self._look.text
        if now.value is None or not then.value:
            return text(say("nothing before")), Ink.QUIET
        moved = (now.value - then.value) * 100 if now.points else (now.value / then.value - 1) * 100
        whole = round(moved)
        if not whole:
            return text(say("as before")), Ink.QUIET
        share = self._look.wording.written.percent(Decimal(abs(whole)) / 100)
        change = text(say_many("{count} point", "{count} points", abs(whole))) if now.points else share
        told = f"{'▲' if whole > 0 else '▼'} {change}"
        if not now.better:
            return told, Ink.QUIET
        return told, Ink.GOOD if (whole > 0) == (now.better > 0) else Ink.BAD


def _seconds(span: timedelta | None) -> float | None:
    return None if span is None else span.total_seconds()
