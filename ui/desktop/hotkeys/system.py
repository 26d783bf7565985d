"""What a system must be able to do for keys that work everywhere, and the one that can do nothing."""

from collections.abc import Callable
from typing import Protocol

from screenpop.sentences import Sentence
from screenpop.settings.hot_keys import HotKey


class KeySystem(Protocol):
    """Takes keys, and moves the keyboard from one program to another.

    Attributes:
        hint: What is to be known where the system lets nobody have keys, or not always.
    """

    hint: Sentence | None

    def take(self, key: HotKey, pressed: Callable[[], None], /) -> Sentence | None:
        """Have `pressed` called whenever the key is; a sentence says why that cannot be."""

    def holder(self) -> int:
        """The window that has the keyboard now, by the system's number; 0 is none."""

    def give(self, window: int, /) -> None:
        """Give a window the keyboard: the key that was pressed last asks for it."""

    def close(self) -> None:
        """Let go of all keys."""


class NoKeys:
    """A system that lets nobody have keys of other programs."""

    def __init__(self, why: Sentence) -> None:
        self.hint: Sentence | None = why

    def take(self, _key: HotKey, _pressed: Callable[[], None], /) -> Sentence | None:
        """Nothing is taken; that is no fault of the key."""
        return None

    def holder(self) -> int:
        """Nobody knows."""
        return 0

    def give(self, window: int, /) -> None:
        """Nobody can."""

    def close(self) -> None:
        """Nothing was taken."""
