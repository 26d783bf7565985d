"""What every answer's view can do."""

from abc import abstractmethod
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.components.look import Look
from ui.theme.palette import Ink

A = TypeVar("A")


@dataclass(frozen=True, slots=True)
class Headline:
    """An answer in a few words, for a panel that has one line only."""

    text: str
    ink: Ink = Ink.PLAIN


class View(QWidget, Generic[A]):
    """Shows one kind of answer. A view is built once and filled again and again.

    `opened` carries a `Whole`: the reader wants to see one thing in full.
    """

    opened = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look

    @abstractmethod
    def show_answer(self, answer: A) -> None:
        """Show this answer and nothing of the one before."""

    @abstractmethod
    def headline(self, answer: A) -> Headline:
        """What counts most in this answer."""

    def make_room(self, roomy: bool) -> None:  # a state, as in Qt's setVisible
        """Show more, or only what counts."""
