"""Which lines work, and which of them are told who asked not to be known."""

from collections.abc import Container


class LinesAtWork:
    """The site's lines, as far as one line's word depends on another's.

    Args:
        know_privacy: The lines that are told who asked not to be known.
    """

    def __init__(self, know_privacy: frozenset[str]) -> None:
        self._know_privacy = know_privacy
        self._up: set[str] = set()
        self._down: set[str] = set()

    def came_up(self, line: str) -> None:
        """The line works."""
        self._up.add(line)
        self._down.discard(line)

    def went_down(self, line: str) -> None:
        """It does not."""
        self._up.discard(line)
        self._down.add(line)

    def is_down(self, line: str) -> bool:
        """The line has said that it does not work: it does not know what becomes of its calls."""
        return line in self._down

    def know_privacy_beside(self, line: str) -> bool:
        """Another line works that is told who asked not to be known."""
        return bool((self._up & self._know_privacy) - {line})

    def work_beside(self, told: Container[str]) -> bool:
        """A line works that is not among these."""
        return any(line not in told for line in self._up)
