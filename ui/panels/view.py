"""What every answer's view can do."""

from abc import abstractmethod
from typing import Generic, TypeVar

from PySide6.QtWidgets import QWidget

from ui.components.look import Look

A = TypeVar("A")


class View(QWidget, Generic[A]):
    """Shows one kind of answer. A view is built once and filled again and again."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look

    @abstractmethod
    def show_answer(self, answer: A) -> None:
        """Show this answer and nothing of the one before."""

    def make_room(self, roomy: bool) -> None:  # a state, as in Qt's setVisible
        """Show more, or only what counts."""
