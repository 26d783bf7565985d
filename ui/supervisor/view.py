"""What the supervisors' window shows one of at a time.

To add a view: write a class of this shape and hand it to `SupervisorWindow` with the others; its place among them
is its place in the side bar. A view asks its port through `ui.background`, so that the window never waits, and a
`Page` gives it the heading that all views have. Whatever runs by itself (a timer) begins in `shown` and ends in
the widget's own `hideEvent`: out of sight nothing runs.
"""

from typing import Protocol

from PySide6.QtWidgets import QWidget

from screenpop.sentences import Sentence
from ui.theme.icons import Icon


class View(Protocol):
    """One of the window's views.

    Attributes:
        title: What the side bar calls it.
        icon: What stands before its title.
        widget: What is shown.
    """

    @property
    def title(self) -> Sentence:
        """What the side bar calls it."""

    @property
    def icon(self) -> Icon:
        """What stands before its title."""

    @property
    def widget(self) -> QWidget:
        """What is shown."""

    def shown(self) -> None:
        """The reader has turned to it."""

    def refresh(self) -> None:
        """The reader wants it read anew (F5)."""
