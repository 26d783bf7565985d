"""Which lines work, and which of them are told who asked not to be known."""

from collections.abc import Container, Mapping


class LinesAtWork:
    """The site's lines, as far as one line's word depends on another's.

    Args:
        know_privacy: The lines that are told who asked not to be known.
    """

    def __init__(self, know_privacy: frozenset[str]) -> None:
        self._know_privacy = know_privacy
        self._up: set[str] = set()
        self._down: set[str] = set()

    def came_up(self, line: str) -> bool:
        """The line works; False if that is nothing new."""
        is_new = line not in self._up
        self._up.add(line)
        self._down.discard(line)
        return is_new

    def went_down(self, line: str) -> bool:
        """It does not; False if that is nothing new."""
        is_new = line not in self._down
        self._up.discard(line)
        self._down.add(line)
        return is_new

    def is_down(self, line: str) -> bool:
        """The line has said that it does not work: it does not know what becomes of its calls."""
        return line in self._down

    def all(self) -> Mapping[str, bool]:
        """Each line that has said anything of itself, and whether it works."""
        return dict.fromkeys(sorted(self._down), False) | dict.fromkeys(sorted(self._up), True)

    def know_privacy_beside(self, line: str) -> bool:
        """Another line works that is told who asked not to be known."""
        return bool((self._up & self._know_privacy) - {line})

    def work_beside(self, told: Container[str]) -> bool:
        """A line works that is not among these."""
        return any(line not in told for line in self._up)
