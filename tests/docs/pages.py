"""What a page of the documentation has its reader type: files, and commands with what they answer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"
_BLOCK = re.compile(r"^```(?P<kind>\w+)(?: (?P<name>\S+))?\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class File:
    """A block that names the file which it is."""

    name: str
    text: str


@dataclass(frozen=True)
class Command:
    """A line after `$`, and the lines that the page shows as its answer."""

    line: str
    answer: tuple[str, ...]


def steps_of(page: str) -> Iterator[File | Command]:
    """The page's steps from top to bottom."""
    for block in _BLOCK.finditer((DOCS / page).read_text(encoding="utf-8")):
        if block["name"]:
            yield File(block["name"], block["text"])
        elif block["kind"] == "console":
            for command in re.split(r"^\$ ", block["text"], flags=re.MULTILINE)[1:]:
                line, *answer = command.splitlines()
                yield Command(line, tuple(answer))


def is_shown(expected: str, output: str) -> bool:
    """Whether a line of the page stands in the output; … is anything, and spaces are as many as there are."""
    parts = [" ".join(part.split()) for part in expected.split("…")]
    pattern = ".*".join(map(re.escape, parts))
    return any(re.search(pattern, " ".join(line.split())) for line in output.splitlines())
