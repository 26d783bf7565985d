"""The supervisors' window as a program of its own: it has no line, and nobody's card waits for it."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from screenpop.settings.model import WindowTable
from ui.background import Background
from ui.components.picture import save_picture
from ui.components.scroll import ScrolledPage
from ui.desktop.program import Program
from ui.supervisor.charts.time_span import YEAR
from ui.supervisor.offers.view import OffersView
from ui.supervisor.view import View
from ui.supervisor.views import Asked, views_of
from ui.supervisor.window import SupervisorWindow

THREADS = 4
"""An export takes one of them for minutes, and a search that is not wanted any more another."""
SETTLED_MS, SETTLING_MS = 120, 10_000


class SupervisorApplication:
    """Built on the main thread.

    Attributes:
        window: What is seen.
    """

    def __init__(self, window: WindowTable, asked: Asked) -> None:
        self._program = Program(window)
        self._background = Background(threads=THREADS)
        self.window = SupervisorWindow(
            self._program.look, views_of(self._program.look, self._background, asked)
        )
        self.window.left.connect(self._program.qt.quit)

    def run(self) -> int:
        """Show the window and work until it is closed; returns the exit code."""
        try:
            return self._program.run(self.window.come_up)
        finally:
            self.close()

    @property
    def idle(self) -> bool:
        """No view waits for what it has asked."""
        return self._background.idle

    def pictures(self, folder: Path) -> Iterator[Path]:
        """Save what every view looks like, light and dark, as PNG; gives the files as they come."""
        folder.mkdir(parents=True, exist_ok=True)
        self.window.show()
        for theme in ("light", "dark"):
            self._program.look.theme.choose(theme)
            for place, view in enumerate(self.window.views, 1):
                if isinstance(view, OffersView):
                    view.time.choose(YEAR)  # a month holds too few offers to tell anything
                self.window.turn_to(view)
                self._settle()
                name = f"supervisor-{place}-{_file_name(view)}"
                yield self._picture(folder / f"{name}-{theme}.png")
                yield from self._below(view, folder / f"{name}-below-{theme}.png")

    def _picture(self, file: Path) -> Path:
        save_picture(self.window, file)
        return file

    def _below(self, view: View, file: Path) -> Iterator[Path]:
        """A picture of the end of a view that is longer than the window."""
        page = view.widget.findChild(ScrolledPage)
        if page is None or not page.isVisible() or not page.verticalScrollBar().maximum():
            return
        page.verticalScrollBar().setValue(page.verticalScrollBar().maximum())
        self._settle()
        yield self._picture(file)
        page.verticalScrollBar().setValue(0)

    def _settle(self) -> None:
        """Let everything come that was asked for, for ten seconds at most."""
        turning = QEventLoop()
        watching, patience = QTimer(interval=SETTLED_MS), QTimer(singleShot=True, interval=SETTLING_MS)
        watching.timeout.connect(lambda: turning.quit() if self._background.idle else None)
        patience.timeout.connect(turning.quit)
        watching.start()
        patience.start()
        turning.exec()
        watching.stop()
        patience.stop()

    def close(self) -> None:
        """Let go of the window and its threads."""
        self.window.leave()
        self._background.close()
        self._program.close()


def _file_name(view: View) -> str:
    return str(view.title).lower().replace(" ", "-")
