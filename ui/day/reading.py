"""What is due, read behind the window: when the day changes, when something falls due, and once a minute besides."""

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from screenpop.ports.day import Day
from screenpop.promises import Promised
from ui.background import Background
from ui.clock import now
from ui.day.grouping import how_many_due, in_order, next_turn

AGAIN = timedelta(minutes=1)
"""A file tells nobody that another program wrote into it."""
AT_MOST = 500


class DayReading(QObject):
    """`changed` says that there is something else to be shown; `troubled` carries why nothing can be read, or None.

    `due_changed` carries how much is due now that this agent sees to or may claim.

    Attributes:
        promises: As they were read last, the most urgent first.
        complete: That is all that is due.
    """

    changed = Signal()
    troubled = Signal(object)
    due_changed = Signal(int)

    def __init__(self, background: Background, agent: str) -> None:
        super().__init__()
        self._background = background
        self._agent = agent
        self._day: Day | None = None
        self._asked = self._once_more = False
        self._number: int | None = None
        self.promises: Sequence[Promised] = ()
        self.complete = True
        self._poll = QTimer(self, interval=int(AGAIN / timedelta(milliseconds=1)))
        self._poll.timeout.connect(self.refresh)
        self._turn = QTimer(self, singleShot=True)
        self._turn.timeout.connect(self._show)

    def look_into(self, day: Day) -> None:
        """It can be asked from now on."""
        self._day = day
        self._poll.start()
        self.refresh()

    def refresh(self) -> None:
        """Read it anew; what is asked for while it is read is read once more."""
        if self._day is None:
            return
        if self._asked:
            self._once_more = True
            return
        self._asked = True
        day = self._day
        self._background.ask(
            lambda: day.due(at_most=AT_MOST), self._read, lambda error: self._settle(error.sentence)
        )

    def close(self) -> None:
        """Ask no more."""
        self._day = None
        self._poll.stop()
        self._turn.stop()

    def _read(self, promises: Sequence[Promised]) -> None:
        self.promises = in_order(promises)
        self.complete = len(promises) < AT_MOST
        self._settle(None)
        self._show()

    def _settle(self, trouble: object) -> None:
        self._asked = False
        self.troubled.emit(trouble)
        if self._once_more:
            self._once_more = False
            self.refresh()

    def _show(self) -> None:
        """Tell what is due by now, and look again when more falls due."""
        if self._day is None:
            return
        at = now()
        self.changed.emit()
        number = how_many_due(self.promises, self._agent, at)
        if number != self._number:
            self._number = number
            self.due_changed.emit(number)
        wait = min(next_turn(self.promises, at) - at, timedelta(hours=1))
        self._turn.start(max(1, int(wait / timedelta(milliseconds=1)) + 1))
