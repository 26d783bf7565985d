"""How long the GUI was deaf at a time, for the benchmarks: a frame that is late is as late as a timer is."""

import time

from PySide6.QtCore import QObject, Qt, QTimer

EVERY_MS = 5


class Stalls(QObject):
    """Runs a timer while it measures, and nothing otherwise. Lives on the GUI thread."""

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self, interval=EVERY_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._last = 0.0
        self._gaps: list[float] = []

    def begin(self) -> None:
        """Measure from now on."""
        self._gaps.clear()
        self._last = time.perf_counter()
        self._timer.start()

    def end(self) -> list[float]:
        """Measure no more; the milliseconds by which each tick was late."""
        if self._timer.isActive():
            self._tick()
            self._timer.stop()
        return self._gaps

    def _tick(self) -> None:
        now = time.perf_counter()
        self._gaps.append(max(0.0, (now - self._last) * 1000 - EVERY_MS))
        self._last = now
