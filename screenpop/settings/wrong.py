"""What is wrong with settings: which key of which file, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from screenpop.errors import ConfigurationError
from screenpop.sentences import Sentence, say
from screenpop.settings.layers import KeyPath


@dataclass(frozen=True, slots=True)
class Problem:
    """A key that holds what cannot work.

    Attributes:
        path: The key.
        told: Why.
    """

    path: KeyPath
    told: Sentence


class WrongSettings(ConfigurationError):
    """Keys hold what cannot work; the sentence tells the first of them.

    Attributes:
        problems: All that were found at once.
    """

    def __init__(self, file: Path, problems: Sequence[Problem]) -> None:
        first = problems[0]
        super().__init__(
            say("{file}, “{key}”: {problem}.", file=file, key=key_of(first.path), problem=first.told)
        )
        self.problems = tuple(problems)


def wrong(file: Path, path: KeyPath, problem: Sentence) -> WrongSettings:
    """A key holds what cannot work."""
    return WrongSettings(file, (Problem(path, problem),))


def key_of(path: KeyPath) -> str:
    """A key as people write it; several lines, or profiles, are counted from one."""
    parts = [str(part) for part in path]
    if len(path) > 1 and path[0] in ("line", "profile") and isinstance(path[1], int):
        parts[1] = str(path[1] + 1)
    return ".".join(parts)
