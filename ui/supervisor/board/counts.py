"""How many desks do what: as tiles, and by queue."""

from collections.abc import Mapping
from datetime import UTC, datetime

from PySide6.QtWidgets import QWidget

from screenpop.record.board import Phase
from screenpop.record.board_seen import BoardSeen, Busy
from screenpop.sentences import Sentence, say
from ui.components.boxes import column, line
from ui.components.line import Line
from ui.components.look import Look
from ui.components.outside import harmless
from ui.components.surface import Surface
from ui.supervisor.board.words import DOWN, FREE, PHASES
from ui.supervisor.charts.shapes import Values
from ui.supervisor.charts.values_heading import HEIGHT as HEADING
from ui.supervisor.charts.values_table import ROW, ValuesTable
from ui.supervisor.tile import Tile
from ui.theme.palette import Ink
from ui.theme.scale import GAP, GAP_SMALL, Type

NAMES: Mapping[str, Sentence] = {
    "rings": PHASES[Phase.RINGS],
    "talks": PHASES[Phase.TALKS],
    "wraps_up": PHASES[Phase.WRAPS_UP],
    "free": FREE,
    "down": DOWN,
}
QUEUES_AT_MOST = 12


class Counts(QWidget):
    """The tiles."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._ringing_since: datetime | None = None
        self.tiles = {name: Tile(look, look.text(told)) for name, told in NAMES.items()}
        layout = line(self, gap=GAP)
        for tile in self.tiles.values():
            layout.addWidget(tile, 1)

    def show_board(self, board: BoardSeen) -> None:
        """Show how many desks do what."""
        self._ringing_since = board.ringing_since
        number = self._look.wording.written.number
        for name, tile in self.tiles.items():
            count = getattr(board.busy, name)
            ink = Ink.BAD if name == "down" and count else Ink.QUIET
            tile.show_figure(number(count), ink=ink)
        gone = say("{number} not heard of", number=board.gone)
        self.tiles["down"].below.tell(self._look.text(gone) if board.gone else "")
        self.tick()

    def tick(self) -> None:
        """Another second has passed."""
        if self._ringing_since is None:
            self.tiles["rings"].below.tell("")
            return
        longest = say("longest {time}", time=datetime.now(UTC) - self._ringing_since)
        self.tiles["rings"].below.tell(self._look.text(longest))


class ByQueue(Surface):
    """A line a queue that is worked at; not there while there is none."""

    def __init__(self, look: Look) -> None:
        super().__init__(look.theme, "surface")
        self._look = look
        title = Line(Type.TITLE)
        title.tell(look.text(say("By queue")))
        self.table = ValuesTable(look)
        layout = column(self, margins=(GAP + 2, GAP, GAP, GAP), gap=GAP_SMALL)
        layout.addWidget(title)
        layout.addWidget(self.table)
        self._name = title.full

    def show_board(self, board: BoardSeen) -> None:
        """Show the queues."""
        text = self._look.text
        names = (say("Queue"), PHASES[Phase.RINGS], PHASES[Phase.TALKS], PHASES[Phase.WRAPS_UP])
        rows = tuple((harmless(queue), *self._counts(busy)) for queue, busy in board.by_queue)
        self.table.show_values(self._name, Values(tuple(map(text, names)), rows))
        self.table.setFixedHeight(HEADING + ROW * min(len(rows), QUEUES_AT_MOST) + 4)
        self.setVisible(bool(rows))

    def _counts(self, busy: Busy) -> tuple[str, ...]:
        number = self._look.wording.written.number
        return number(busy.rings), number(busy.talks), number(busy.wraps_up)
