"""Asks a port off the GUI thread and brings what it answers back onto it."""

from collections.abc import Callable
from itertools import count
from typing import TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

from screenpop.errors import ScreenPopError
from screenpop.sentences import say

T = TypeVar("T")
Done = Callable[[object], None]
Failed = Callable[[ScreenPopError], None]

WAIT_AT_QUIT_MS = 3000


class Background(QObject):
    """A few threads for questions whose answers a window waits for.

    An operation and what follows it stand together in one call of `ask`; what follows always runs on the
    GUI thread. After `close` nothing follows any more.
    """

    _finished = Signal(int, object)

    def __init__(self, parent: QObject | None = None, *, threads: int = 2) -> None:
        super().__init__(parent)
        self._pool = QThreadPool()
        self._pool.setMaxThreadCount(threads)
        self._pool.setExpiryTimeout(10_000)
        self._tickets = count()
        self._waiting: dict[int, tuple[Done, Failed]] = {}
        self._leaving: list[QObject] = []
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def idle(self) -> bool:
        """Nobody waits for an answer."""
        return not self._waiting

    def ask(self, question: Callable[[], T], then: Callable[[T], None], otherwise: Failed) -> None:
        """Ask in the background; `then` gets the answer, `otherwise` the error that explains itself.

        A mistake of ours goes to both: to `otherwise` in two words, and out of the event loop as it is.
        """
        ticket = next(self._tickets)
        self._waiting[ticket] = (then, otherwise)  # type: ignore[assignment] # the pair is typed by T, which a dict cannot hold
        self._pool.start(_Asking(question, ticket, self._finished.emit))

    def ask_for(self, question: Callable[[], object], then: Done, otherwise: Failed) -> None:
        """As `ask`; `then` and `otherwise` are methods of a QObject, which Qt does not call once that has gone."""
        wire = _Wire()
        wire.answered.connect(then)
        wire.failed.connect(otherwise)

        def answered(answer: object) -> None:
            wire.answered.emit(answer)  # a bound `emit` would not keep the wire alive

        def failed(error: ScreenPopError) -> None:
            wire.failed.emit(error)

        self.ask(question, answered, failed)

    def let_go(self, asker: QObject) -> None:
        """Delete whoever may have asked something, as soon as nothing is on its way any more."""
        self._leaving.append(asker)
        self._delete_leaving()

    def close(self) -> None:
        """Let nothing follow any more, and wait for the threads."""
        self._waiting.clear()
        self._delete_leaving()
        self._pool.clear()
        self._pool.waitForDone(WAIT_AT_QUIT_MS)

    def _deliver(self, ticket: int, answer: object) -> None:
        followers = self._waiting.pop(ticket, None)
        if followers is None:
            return
        try:
            self._follow(answer, *followers)
        finally:
            self._delete_leaving()

    def _delete_leaving(self) -> None:
        if self.idle:
            for each in self._leaving:
                each.deleteLater()
            self._leaving.clear()

    @staticmethod
    def _follow(answer: object, then: Done, otherwise: Failed) -> None:
        if isinstance(answer, ScreenPopError):
            otherwise(answer)
        elif isinstance(answer, Exception):
            otherwise(ScreenPopError(say("internal error")))  # else its window would wait for ever
            raise answer
        else:
            then(answer)


class _Wire(QObject):
    """Brings an answer; lives until it comes, whatever became of who asked."""

    answered = Signal(object)
    failed = Signal(object)


class _Asking(QRunnable):
    """One question on its way."""

    def __init__(
        self, question: Callable[[], object], ticket: int, finished: Callable[[int, object], None]
    ) -> None:
        super().__init__()
        self._question = question
        self._ticket = ticket
        self._finished = finished

    def run(self) -> None:
        """Called by the pool, on its thread."""
        try:
            answer = self._question()
        except Exception as error:  # noqa: BLE001 # whatever it is, it is raised again on the GUI thread
            self._finished(self._ticket, error)
        else:
            self._finished(self._ticket, answer)
