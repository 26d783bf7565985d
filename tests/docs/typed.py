"""Every command that the documentation has its reader type: in blocks, between accents, and in units of systemd."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
_OF_OTHERS = """
    apt apt-get apt-mark asterisk brew chmod cp createdb curl dpkg dpkg-deb fwconsole gpg gsettings journalctl lintian
    loginctl make mkdir mkdocs msiexec msiinfo mv openssl pg_dump pg_dumpall pg_restore pip pipx powershell psql python
    python3 reg rm schtasks service sh sha256sum sudo systemctl update-desktop-database uv winget wixl xattr xdg-mime
    xdg-settings"""
PROGRAMS = frozenset({"screenpop", "screenpop-learn", *_OF_OTHERS.split()})
_FENCE = re.compile(r"^ *```(?P<kind>\w*)[^\n]*\n(?P<text>.*?)^ *```$", re.MULTILINE | re.DOTALL)
_ACCENTS = re.compile(r"(?<!`)`([^`\n]+(?:\n[^`\n]+)?)`(?!`)")
_LISTED = ("bat", "cmd", "console", "ini", "powershell", "sh", "")


@dataclass(frozen=True, order=True)
class Typed:
    """One command.

    Attributes:
        line: As the page has it, on one line.
        page: Where it stands, as a path in the project.
        in_block: Whether it stands in a block of its own.
        answer: What the page shows as its answer.
    """

    line: str
    page: str
    in_block: bool = False
    answer: tuple[str, ...] = ()


def commands_of(page: Path) -> Iterator[Typed]:
    """The page's commands from top to bottom."""
    name, text = page.relative_to(ROOT).as_posix(), page.read_text(encoding="utf-8")
    for block in _FENCE.finditer(text):
        if block["kind"] in _LISTED:
            for line, answer in _lines(block["kind"], block["text"]):
                yield Typed(line, name, in_block=True, answer=answer)
    for written in _ACCENTS.findall(_FENCE.sub("", text)):
        line = " ".join(written.replace("\\|", "|").split())
        first, _, rest = line.partition(" ")
        if (first == "screenpop" and not rest.startswith("=")) or (first in PROGRAMS and rest):
            yield Typed(line, name)


def _lines(kind: str, text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    if kind == "console":
        for prompted in re.split(r"^ *\$ ", text, flags=re.MULTILINE)[1:]:
            line, *answer = prompted.replace("\\\n", " ").splitlines()
            yield " ".join(line.split()), tuple(answer)
        return
    for line in text.replace("\\\n", " ").splitlines():
        command = " ".join(line.split())
        if kind == "ini":
            if command.startswith("ExecStart="):
                yield command.removeprefix("ExecStart="), ()
        elif kind or first_word(command) in PROGRAMS:
            bare = command.partition(" # ")[0].strip()
            if bare and not bare.startswith(("#", "rem ", "REM ")):
                yield bare, ()


def first_word(line: str) -> str:
    """The program's name, without the folder where it lies."""
    return line.partition(" ")[0].rpartition("/")[2]


def all_commands() -> tuple[Typed, ...]:
    """Of all pages."""
    return tuple(typed for page in PAGES for typed in commands_of(page))


_EXAMPLES = {
    "BATCH": "numbers.txt",
    "CALL_ID": "{call_id}",
    "COLUMNS": "number,agent",
    "CUSTOMER": "C-10001",
    "DATE": "2026-06-30",
    "DIR": "made",
    "EXTENSION": "101",
    "FILE": "file.out",
    "FOLDER": "made-sheets",
    "LINK": "tel:+48225550123",
    "LOGIN": "sven",
    "MONTHS": "24",
    "N": "2",
    "NUMBER": "+48225550123",
    "SOURCE": "crm",
    "TEXT": "anna",
    "TIME": "2026-06-30",
}


@cache
def arguments_of(line: str) -> list[str]:
    """The words of a `screenpop` command after its name: what may be left out is written, of a choice the first.

    >>> arguments_of("screenpop ring NUMBER [--name N] on|off …")
    """
    line = line.replace("tel:…", "tel:225550123").removesuffix("…")
    line = re.sub(r"\[([^\]]*)\]", r"\1", line)
    words = [word for word in shlex.split(line) if word not in ("or", "&&")][1:]
    if words[:2] == ["secret", "set"] and words[2:] == ["NAME"]:
        words[2] = "line"
    if words == ["discover", "NAME"]:
        words[1] = "crm"
    words = [
        word.replace("sources.NAME", "sources.crm")
        .replace("line.NAME", "line.desk")
        .replace("record.NAME", "record.anna")
        for word in words
    ]
    words = [word.partition("|")[0] for word in words]
    return [_EXAMPLES.get(word, word) for word in words]
