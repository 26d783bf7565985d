"""A card as a window: above all others, never taking the keyboard by itself, standing where it is told to."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QHideEvent, QMouseEvent, QMoveEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.pop.way_in import FLAGS, WayIn


class CardWindow(QWidget):
    """`put_away` comes when the agent closes it, `entered` when the agent is in it; `way_in` lets the agent in.

    `dropped` carries where its centre is when the agent has moved it.

    Attributes:
        area: The part of the screen that it has to make do with.
    """

    put_away = Signal()
    entered = Signal()
    dropped = Signal(QPoint)

    def __init__(self) -> None:
        super().__init__(None, FLAGS)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.area = QGuiApplication.primaryScreen().availableGeometry()
        self._place = QPoint()
        self._insisted = self._held = False
        self._handle: QWidget | None = None
        self._grip: QPoint | None = None
        self._moving = False

    def be_a_window(self) -> None:
        """Have the system's window made now, and not when the first call rings."""
        self.winId()
        self.way_in = WayIn(self.windowHandle(), self)

    def be_moved_by(self, handle: QWidget) -> None:
        """The agent moves the window by this part of it."""
        self._handle = handle
        handle.installEventFilter(self)

    def stand_in(self, area: QRect) -> None:
        """Make do with this part of a screen."""
        if area != self.area:
            self.area = area
            self._fit()

    @property
    def in_use(self) -> bool:
        """The agent came in, and is still there."""
        return self.way_in.open and self.isActiveWindow()

    @property
    def place(self) -> QPoint:
        """Where it was told to stand."""
        return self._place

    @property
    def standing(self) -> QRect:
        """Where it was told to stand, and as large as it is."""
        return QRect(self._place, self.size())

    def stand(self, place: QPoint) -> None:
        """Stand there, also where the window manager tells Qt something else when it shows the window."""
        if self._moving:
            return
        self._place = place
        if self.pos() != place:
            self.move(place)

    def be_as_large_as(self, size: QSize) -> None:
        """Be so large from now on, and nobody can change it."""
        self._held = False
        self.setFixedSize(size)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """An earlier size may be told late, even after the card was hidden: a strip's room stayed. Insist once."""
        super().resizeEvent(event)
        if self.size() != self.minimumSize() and not self._held:
            self._held = True
            QTimer.singleShot(0, self, self._hold_size)

    def moveEvent(self, event: QMoveEvent) -> None:
        """Openbox reports 0, 0 at the first showing; menus and tooltips would then open there. Insist once."""
        super().moveEvent(event)
        if self.isVisible() and self.pos() != self._place and not self._insisted and not self._moving:
            self._insisted = True
            QTimer.singleShot(0, self, self._insist)

    def hideEvent(self, event: QHideEvent) -> None:
        """The next showing is a first one again."""
        self._insisted = self._moving = False
        self._grip = None
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Tell when the agent has come in."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and self.in_use:
            self.entered.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Alt+F4 puts the card away, it does not destroy it."""
        event.ignore()
        self.put_away.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the mouse while it drags the handle."""
        if watched is not self._handle or not isinstance(event, QMouseEvent):
            return False
        if event.button() is Qt.MouseButton.LeftButton:
            if event.type() is QEvent.Type.MouseButtonPress:
                self._grip = event.globalPosition().toPoint() - self.pos()
            elif event.type() is QEvent.Type.MouseButtonRelease:
                self._let_go()
        elif event.type() is QEvent.Type.MouseMove and self._grip is not None:
            self._follow(event.globalPosition().toPoint() - self._grip)
        return False

    def _fit(self) -> bool:
        """Give everything its room in the area; whether that is another room than before."""
        raise NotImplementedError

    def _follow(self, place: QPoint) -> None:
        far = (place - self.pos()).manhattanLength() >= QGuiApplication.styleHints().startDragDistance()
        if self._moving or far:
            self._moving = True
            self._place = place
            self.move(place)

    def _let_go(self) -> None:
        moved, self._grip, self._moving = self._moving, None, False
        if moved:
            self.dropped.emit(self.standing.center())

    def _hold_size(self) -> None:
        self.resize(self.minimumSize())

    def _insist(self) -> None:
        if self.isVisible():
            self.move(self._place)
