"""Which corner of which screen the cards stand in: chosen, remembered, elsewhere while that screen is away."""

from PySide6.QtCore import QObject, QPoint, QRect, Signal
from PySide6.QtGui import QGuiApplication, QScreen

from screenpop.ports.card_place import CardPlace, CardPlaces
from ui.desktop.corners import nearest_corner


class Home(QObject):
    """`changed` comes when cards should stand elsewhere: a screen came, went or changed, or the agent moved them."""

    changed = Signal()

    def __init__(self, settled: CardPlace, remembered: CardPlaces, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._remembered = remembered
        self._place = remembered.read() or settled
        application = QGuiApplication.instance()
        application.screenAdded.connect(self._came)  # type: ignore[union-attr] # there is one: windows are built
        application.screenRemoved.connect(self.changed)  # type: ignore[union-attr] # as above
        application.primaryScreenChanged.connect(self.changed)  # type: ignore[union-attr] # as above
        for screen in QGuiApplication.screens():
            self._watch(screen)

    @property
    def corner(self) -> str:
        """In which cards stand."""
        return self._place.corner

    @property
    def screen(self) -> QScreen:
        """The chosen screen while it is there, else the primary one."""
        chosen = (each for each in QGuiApplication.screens() if each.name() == self._place.screen)
        return next(chosen, QGuiApplication.primaryScreen())

    @property
    def area(self) -> QRect:
        """What of the screen is free of task bars."""
        return self.screen.availableGeometry()

    def move_to(self, point: QPoint) -> None:
        """Stand in the corner that is nearest to a point, from now on."""
        screen = screen_at(point)
        self._place = CardPlace(nearest_corner(point, screen.availableGeometry()), screen.name())
        self._remembered.keep(self._place)
        self.changed.emit()

    def _came(self, screen: QScreen) -> None:
        self._watch(screen)
        self.changed.emit()

    def _watch(self, screen: QScreen) -> None:
        screen.availableGeometryChanged.connect(self.changed)


def screen_at(point: QPoint) -> QScreen:
    """The screen that holds a point, else the one that is nearest to it."""
    found = QGuiApplication.screenAt(point)
    if found is not None:
        return found

    def away(screen: QScreen) -> int:
        return (screen.geometry().center() - point).manhattanLength()

    return min(QGuiApplication.screens(), key=away)
