"""The supervisors' window: a side bar, and the view that it names."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from screenpop.sentences import say
from ui.components.boxes import line
from ui.components.look import Look
from ui.supervisor.side_bar import SideBar
from ui.supervisor.view import View


class SupervisorWindow(QWidget):
    """Shows one view at a time; `left` comes when the window is closed."""

    left = Signal()

    def __init__(self, look: Look, views: Sequence[View]) -> None:
        super().__init__()
        self.views = tuple(views)
        self.setWindowTitle(look.text(say("Supervisor")))
        self.resize(1320, 820)
        self.setMinimumSize(900, 560)
        self.side_bar = SideBar(look, self.views)
        self._stack = QStackedWidget()
        for view in self.views:
            self._stack.addWidget(view.widget)
        layout = line(self)
        layout.addWidget(self.side_bar)
        layout.addWidget(self._stack, 1)
        self.side_bar.chosen.connect(self._turn_to)
        QShortcut(QKeySequence(Qt.Key.Key_F5), self, self.refresh)
        for place in range(min(9, len(self.views))):
            QShortcut(QKeySequence(f"Ctrl+{place + 1}"), self, partial(self.side_bar.choose, place))
        self.side_bar.choose(0)

    @property
    def view(self) -> View:
        """The one that is shown."""
        return self.views[self._stack.currentIndex()]

    def turn_to(self, view: View) -> None:
        """Show this one of the views."""
        self.side_bar.choose(self.views.index(view))

    def refresh(self) -> None:
        """Read anew what is shown."""
        self.view.refresh()

    def come_up(self) -> None:
        """Show the window in front."""
        self.show()
        self.raise_()
        self.activateWindow()

    def leave(self) -> None:
        """Close for good."""
        self.hide()
        self.deleteLater()

    def showEvent(self, event: QShowEvent) -> None:
        """The view is seen from now on."""
        super().showEvent(event)
        self.view.shown()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The reader is done."""
        event.accept()
        self.left.emit()

    def _turn_to(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        if self.isVisible():
            self.view.shown()
