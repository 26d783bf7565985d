"""How many calls wait for the agent: missed and not called back, answered and not wrapped up."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from screenpop.errors import ScreenPopError
from screenpop.events import news
from screenpop.ports.call_log import CallLog
from screenpop.record.filters import LogFilter
from screenpop.record.rows import LoggedCall
from ui.background import Background

AT_MOST = 100
"""More than so many are not counted: nobody works through them one by one."""
SOON_MS = 600
AGAIN_MS = 60_000
"""So often they are counted in any case: a colleague may have called back."""


class Counts(QObject):
    """`changed` carries what is counted and how many there are, whenever that is not what it was.

    Args:
        questions: What is counted, and which calls those are now.
    """

    changed = Signal(str, int)

    def __init__(
        self,
        background: Background,
        questions: Mapping[str, Callable[[], LogFilter]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._background = background
        self._questions = questions
        self._log: CallLog | None = None
        self._counted: dict[str, int] = dict.fromkeys(questions, 0)
        self._asked: set[str] = set()
        self._going_on: set[str] = set()
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self.count)
        self._again = QTimer(self, interval=AGAIN_MS)
        self._again.timeout.connect(self.count)

    def read(self, log: CallLog) -> None:
        """Count in this log from now on."""
        self._log = log
        self._again.start()
        self.count()

    def hear(self, told: news.CallNews) -> None:
        """Something has happened: count, soon and once for all that happens now. What goes on does not wait."""
        if isinstance(told, news.PopOpened):
            self._going_on.add(told.call_id)
        elif isinstance(told, news.PopClosed):
            self._going_on.discard(told.call_id)
        if self._log is not None and not self._soon.isActive():
            self._soon.start()

    def count(self) -> None:
        """Count in the background; what is being counted is not asked for twice."""
        if self._log is None:
            return
        for what in self._questions.keys() - self._asked:
            self._asked.add(what)
            question = partial(self._log.page, self._questions[what](), at_most=AT_MOST)
            self._background.ask(question, partial(self._tell, what), partial(self._leave, what))

    def tell_again(self) -> None:
        """Somebody new shows what is counted."""
        for what, number in self._counted.items():
            self.changed.emit(what, number)

    def stop(self) -> None:
        """Count no more."""
        self._log = None
        self._soon.stop()
        self._again.stop()

    def _tell(self, what: str, found: Sequence[LoggedCall]) -> None:
        self._asked.discard(what)
        number = sum(call.call_id not in self._going_on for call in found)
        if number != self._counted[what]:
            self._counted[what] = number
            self.changed.emit(what, number)

    def _leave(self, what: str, _trouble: ScreenPopError) -> None:
        """What was counted last stays; the list of calls tells the trouble."""
        self._asked.discard(what)
