"""The one place where another thread hands over to Qt."""

from PySide6.QtCore import QObject, Qt, Signal


class NewsFeed(QObject):
    """Announces on the GUI thread what was announced on any thread, in order.

    The signal is queued even on the GUI thread itself, so that a receiver is never called while it is
    still busy with the news before.
    """

    announced = Signal(object)
    _came = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._came.connect(self.announced, Qt.ConnectionType.QueuedConnection)

    def announce(self, news: object) -> None:
        """Hand over one piece of news; callable from any thread, returns at once."""
        self._came.emit(news)
