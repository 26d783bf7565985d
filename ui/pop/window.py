"""A card as a window: above all others, never taking the keyboard by itself, standing where it is told to."""

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent, QMoveEvent
from PySide6.QtWidgets import QWidget

from ui.pop.way_in import FLAGS, WayIn


class CardWindow(QWidget):
    """`put_away` comes when the agent closes it; `way_in` lets the agent in."""

    put_away = Signal()

    def __init__(self) -> None:
        super().__init__(None, FLAGS)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self._place = QPoint()
        self._insisted = False

    def be_a_window(self) -> None:
        """Have the system's window made now, and not when the first call rings."""
        self.winId()
        self.way_in = WayIn(self.windowHandle(), self)

    @property
    def in_use(self) -> bool:
        """The agent came in, and is still there."""
        return self.way_in.open and self.isActiveWindow()

    def stand(self, place: QPoint) -> None:
        """Stand there, also where the window manager tells Qt something else when it shows the window."""
        self._place = place
        if self.pos() != place:
            self.move(place)

    def moveEvent(self, event: QMoveEvent) -> None:
        """Openbox reports 0, 0 at the first showing; menus and tooltips would then open there. Insist once."""
        super().moveEvent(event)
        if self.isVisible() and self.pos() != self._place and not self._insisted:
            self._insisted = True
            QTimer.singleShot(0, self, self._insist)

    def hideEvent(self, event: QHideEvent) -> None:
        """The next showing is a first one again."""
        self._insisted = False
        super().hideEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Alt+F4 puts the card away, it does not destroy it."""
        event.ignore()
        self.put_away.emit()

    def _insist(self) -> None:
        if self.isVisible():
            self.move(self._place)
