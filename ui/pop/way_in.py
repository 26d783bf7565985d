"""The deliberate way into a card: a click lets it take the keyboard, and nothing else does."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QWindow

FLAGS = (
    Qt.WindowType.Tool
    | Qt.WindowType.FramelessWindowHint
    | Qt.WindowType.WindowStaysOnTopHint
    | Qt.WindowType.WindowDoesNotAcceptFocus
)
_CLOSED = Qt.WindowType.WindowDoesNotAcceptFocus


class WayIn(QObject):
    """Watches a card's window; `open` says whether the agent has come in."""

    def __init__(self, window: QWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        window.installEventFilter(self)

    @property
    def open(self) -> bool:
        """The window may have the keyboard."""
        return not self._window.flags() & _CLOSED

    def let_in(self) -> None:
        """Take the keyboard: the agent asked for it."""
        if not self.open:
            self._window.setFlag(_CLOSED, on=False)
        self._window.requestActivate()

    def shut(self) -> None:
        """Never take the keyboard again, until the next click."""
        if self.open:
            self._window.setFlag(_CLOSED, on=True)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """See the click before the part that it is for."""
        if event.type() is QEvent.Type.MouseButtonPress and not self.open:
            self.let_in()
        return False
