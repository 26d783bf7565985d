"""When a part of a card was painted, for the benchmarks."""

import time
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget


class PaintTimes:
    """The first painting of each part after it got something new to show, by `time.perf_counter`.

    Keys are (call_id, part); a part is "header" or a department. The home window is ("", "window").
    """

    def __init__(self) -> None:
        self.painted: dict[tuple[str, str], float] = {}
        self.on_painted: Callable[[str, str], None] = lambda _call_id, _part: None

    def stamp(self, call_id: str, part: str) -> None:
        """A part is painted."""
        self.painted[call_id, part] = time.perf_counter()
        self.on_painted(call_id, part)


class PaintMark(QWidget):
    """Lies transparent over a part, above all that the part holds, and so is painted last."""

    def __init__(self, times: PaintTimes, part: str, over: QWidget) -> None:
        super().__init__(over)
        self._times = times
        self._over = over
        self._part = part
        self._call_id: str | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def arm(self, call_id: str) -> None:
        """The part has something new to show; its next painting counts."""
        self._call_id = call_id
        self.setGeometry(self._over.rect())
        self.raise_()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """All below is painted now."""
        if self._call_id is not None:
            self._times.stamp(self._call_id, self._part)
            self._call_id = None
