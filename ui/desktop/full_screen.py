"""Whether an application fills the screen on which cards stand: a presentation, a film, a remote desktop."""

import os
import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, QRect, QTimer, Signal
from PySide6.QtGui import QScreen

from ui.desktop.x11.server import XServer

_FULL = "_NET_WM_STATE_FULLSCREEN"
ASK_AGAIN_MS = 1000

if sys.platform == "win32":
    import ctypes

    _BUSY, _FULL_SCREEN, _PRESENTING = 2, 3, 4


class FullScreen(QObject):
    """`changed` comes when cards may be shown again, or may not. Where the system does not tell, nothing is full."""

    changed = Signal()

    def __init__(self, home: Callable[[], QScreen], server: XServer | None) -> None:
        super().__init__()
        self._home = home
        self._server = server
        self._watched = 0
        self._covered = False
        self._later = QTimer(self, interval=ASK_AGAIN_MS)
        self._later.timeout.connect(self._look)
        if server is not None:
            server.property_changed.connect(self._hear)
            server.gone.connect(self._miss)
            server.watch(server.root)
            self._look()

    @property
    def covered(self) -> bool:
        """Somebody else's window fills the cards' screen now."""
        if sys.platform == "win32":
            self._look()
        return self._covered

    def close(self) -> None:
        """Look no more."""
        self._later.stop()
        if self._server is not None:
            self._server.property_changed.disconnect(self._hear)
            self._server.gone.disconnect(self._miss)

    def _hear(self, window: int, atom: int) -> None:
        server = self._server
        if server is None:
            return
        active = window == server.root and atom == server.atom("_NET_ACTIVE_WINDOW")
        if active or (window == self._watched and atom == server.atom("_NET_WM_STATE")):
            self._look()

    def _miss(self, window: int) -> None:
        """A window manager need not say that nobody is active when the last window goes."""
        if window == self._watched:
            self._look()

    def _look(self) -> None:
        covered = self._told_by_windows() if self._server is None else self._told_by(self._server)
        if covered != self._covered:
            self._covered = covered
            if self._server is None and covered:
                self._later.start()
            elif not covered:
                self._later.stop()
            self.changed.emit()

    def _told_by(self, server: XServer) -> bool:
        """The active window counts, unless it is one of ours: an agent in a card has not left the presentation."""
        active = server.active
        if active and os.getpid() in server.numbers(active, "_NET_WM_PID"):
            return self._covered
        if active != self._watched:
            if self._watched:
                server.ignore(self._watched)
            if active:
                server.watch(active)
        self._watched = active
        if not active or server.atom(_FULL) not in server.numbers(active, "_NET_WM_STATE"):
            return False
        place = server.place_of(active)
        return place is not None and _of_the_desktop(self._home()).contains(place + QPoint(1, 1))

    def _told_by_windows(self) -> bool:
        if sys.platform == "win32":
            state = ctypes.c_int()
            ctypes.windll.shell32.SHQueryUserNotificationState(ctypes.byref(state))
            return state.value in (_BUSY, _FULL_SCREEN, _PRESENTING)
        return False


def _of_the_desktop(screen: QScreen) -> QRect:
    """The screen in the points of the X server, which knows nothing of scaling."""
    geometry = screen.geometry()
    return QRect(geometry.topLeft(), geometry.size() * screen.devicePixelRatio())
