"""Notices that the program's own file was replaced while it ran, and when nobody would be disturbed by a new start.

The system tells of the file (inotify on Linux), so nothing is looked at again and again. Only once a new version lies
there, it is tried now and then whether the agent is at rest.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import (
    QCoreApplication,
    QElapsedTimer,
    QEvent,
    QFileSystemWatcher,
    QObject,
    QTimer,
    Signal,
)

SETTLED_MS = 5_000
"""An installer writes many files; it is done when none has come for so long."""
LOOKS_MS = 10_000
LEFT_ALONE_MS = 30_000
"""Nobody works in our windows who has pressed nothing there for so long."""

_BY_HAND = {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel}

Identity = tuple[int, int, int]


class UpgradeWatch(QObject):
    """Tells `replaced` once, and then `may_start` whenever nobody would be disturbed.

    Args:
        program: The file that is started.
        at_rest: Whether nothing goes on that a new start would disturb.
        settled_ms: How long the installer must have been quiet.
        looks_ms: How often it is tried whether the agent is at rest.
        left_alone_ms: How long nobody must have pressed a key or a button in our windows.
    """

    replaced = Signal()
    may_start = Signal()

    def __init__(
        self,
        program: Path,
        at_rest: Callable[[], bool],
        *,
        settled_ms: int = SETTLED_MS,
        looks_ms: int = LOOKS_MS,
        left_alone_ms: int = LEFT_ALONE_MS,
    ) -> None:
        super().__init__()
        self._program = program
        self._at_rest = at_rest
        self._was = _identity(program)
        self._left_alone_ms = left_alone_ms
        self._left_alone = QElapsedTimer()
        self._settling = QTimer(self, singleShot=True, interval=settled_ms)
        self._settling.timeout.connect(self._compare)
        self._looking = QTimer(self, interval=looks_ms)
        self._looking.timeout.connect(self._look)
        self._watcher = QFileSystemWatcher([str(program.parent)], self)
        self._watcher.directoryChanged.connect(self._stirred)

    def close(self) -> None:
        """Watch no more."""
        self._settling.stop()
        self._looking.stop()
        self._watcher.removePaths(self._watcher.directories())
        if application := QCoreApplication.instance():
            application.removeEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Only once a new version waits: when somebody last worked in one of our windows."""
        if event.type() in _BY_HAND:
            self._left_alone.restart()
        return False

    def _stirred(self) -> None:
        self._settling.start()

    def _compare(self) -> None:
        found = _identity(self._program)
        if found is None or found == self._was:  # it is gone, or something else came into its folder
            return
        self._was = found
        self.replaced.emit()
        if not self._looking.isActive() and (application := QCoreApplication.instance()):
            self._left_alone.start()
            application.installEventFilter(self)
            self._looking.start()

    def _look(self) -> None:
        if self._at_rest() and self._left_alone.elapsed() >= self._left_alone_ms:
            self.may_start.emit()


def _identity(file: Path) -> Identity | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_mtime_ns
