"""Calls whose card goes by itself in a moment: nobody here spoke with them, and nothing is written."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


class Leaving(QObject):
    """A timer for each call, which runs no longer than it must.

    Args:
        go: Takes the id of a call whose time has come.
    """

    def __init__(self, go: Callable[[str], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._go = go
        self._timers: dict[str, QTimer] = {}

    def __len__(self) -> int:
        """How many are about to go."""
        return len(self._timers)

    def soon(self, call_id: str, milliseconds: int) -> None:
        """The card goes after so long."""
        self.stay(call_id)
        timer = QTimer(self, singleShot=True, interval=milliseconds)
        timer.timeout.connect(lambda: self._left(call_id))
        self._timers[call_id] = timer
        timer.start()

    def stay(self, call_id: str) -> None:
        """The card does not go."""
        timer = self._timers.pop(call_id, None)
        if timer is not None:
            timer.stop()
            timer.deleteLater()

    def all_stay(self) -> None:
        """No card goes."""
        for call_id in list(self._timers):
            self.stay(call_id)

    def _left(self, call_id: str) -> None:
        self.stay(call_id)
        self._go(call_id)
