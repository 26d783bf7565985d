"""Log files as they may be read by others: of each line when, how bad, by whom, and the program's own text of it."""

import re
from collections.abc import Iterator
from pathlib import Path

from screenpop.diagnostics.support.own_words import OwnWords

_COMMANDS = ("screenpop", "watch", "supervise", "learn")
_LINE = re.compile(
    r"(?P<at>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) (?P<level>DEBUG|INFO|WARNING|ERROR|CRITICAL) (?P<name>[\w.]+): "
    r".*\[(?P<marks>[0-9a-f]{8}(?: [0-9a-f]{8})*)\]"
)
_NOT_OURS = "(not a text of the program)"


def told_logs(folder: Path, words: OwnWords) -> Iterator[tuple[str, str]]:
    """Each file's name, and what is told of its lines."""
    for command in _COMMANDS:
        for file in sorted(folder.glob(f"{command}.log*")):
            number = file.name.removeprefix(f"{command}.log")
            if re.fullmatch(r"(\.\d{1,3})?", number):
                yield f"{command}.log{number}", "".join(f"{line}\n" for line in _told(file, words))


def _told(file: Path, words: OwnWords) -> Iterator[str]:
    with file.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            found = _LINE.fullmatch(line.rstrip("\n"))
            if found is None:
                yield "(a line that is none of the program's)"
                continue
            texts = [words.marked(mark) or _NOT_OURS for mark in found["marks"].split()]
            told = " | ".join(" ".join(text.split()) for text in texts)
            yield f"{found['at']} {found['level']} {words.module(found['name'])}: {told}"
