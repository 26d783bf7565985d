"""What every answer's view can do."""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from screenpop.answers.advice import Advice
from screenpop.promises import Promised
from ui.components.look import Look
from ui.panels.outcomes import Outcomes
from ui.theme.palette import Ink

A = TypeVar("A")


@dataclass(frozen=True, slots=True)
class Headline:
    """An answer in a few words, for a panel that has one line only."""

    text: str
    ink: Ink = Ink.PLAIN


class View(QWidget, Generic[A]):
    """Shows one kind of answer. A view is built once and filled again and again.

    `opened` carries a `Whole`: the reader wants to see one thing in full. `offered` carries an offer and its outcome.

    Attributes:
        heeds_advice: What it shows depends on what is advised.
    """

    heeds_advice = False

    opened = Signal(object)
    offered = Signal(object, object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look

    @abstractmethod
    def show_answer(self, answer: A) -> None:
        """Show this answer and nothing of the one before."""

    @abstractmethod
    def headline(self, answer: A) -> Headline:
        """What counts most in this answer."""

    def show_outcomes(self, outcomes: Outcomes | None) -> None:
        """Show how this call's offers fared; None while none can be made."""

    def show_promises(self, promises: Sequence[Promised]) -> None:
        """Show what is still owed to the customer, where that belongs."""

    def show_advice(self, advice: Advice) -> None:
        """Heed what matters most of this call, where that belongs."""

    def make_room(self, roomy: bool) -> None:  # a state, as in Qt's setVisible
        """Show more, or only what counts."""
