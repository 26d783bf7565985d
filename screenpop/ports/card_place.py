"""Where the agent last put the cards, from one start of the program to the next."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class CardPlace:
    """A corner of a screen.

    Attributes:
        corner: "top-left", "top-right", "bottom-left" or "bottom-right".
        screen: What the system calls the screen; "" is the primary one.
    """

    corner: str
    screen: str = ""


class CardPlaces(Protocol):
    """Remembers a place. What cannot be remembered is logged: no card waits for it."""

    def read(self) -> CardPlace | None:
        """The place that was kept last; None if none was, or if the settings have named another since."""

    def keep(self, place: CardPlace) -> None:
        """Remember a place."""


class NoPlaces:
    """Remembers nothing."""

    def read(self) -> CardPlace | None:
        """None."""
        return None

    def keep(self, place: CardPlace, /) -> None:
        """Forget it at once."""
