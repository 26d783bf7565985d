"""Finds people in the directory while somebody types, without holding up the window."""

from collections.abc import Callable
from functools import partial

from screenpop.customers import Person
from screenpop.errors import ScreenPopError
from screenpop.ports.directory import Directory
from screenpop.sentences import Sentence, say
from ui.background import Background

AT_MOST = 30


class Finder:
    """Asks the directory in the background."""

    def __init__(self, background: Background) -> None:
        self._background = background
        self.directory: Directory | None = None

    def find(
        self,
        text: str,
        then: Callable[[tuple[Person, ...]], None],
        otherwise: Callable[[Sentence], None],
    ) -> None:
        """Find people by name, customer number or number."""
        if self.directory is None:
            otherwise(say("The directory is not ready yet"))
            return

        def fail(error: ScreenPopError) -> None:
            otherwise(error.sentence)

        self._background.ask(partial(self.directory.search, text, at_most=AT_MOST), then, fail)
