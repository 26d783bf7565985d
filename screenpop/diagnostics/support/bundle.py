"""The parts of a bundle, each made by itself: what fails leaves the kind of its error, and the others go on."""

import json
import os
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from screenpop.diagnostics.frames import in_short
from screenpop.diagnostics.support.own_words import OwnWords

README = """\
What is in here, made by "screenpop support" for those who look after Screenpop
=============================================================================
program.json    versions of the program and its libraries, the system, the kind of screen, the language
settings.json   every setting that is made and who said it (preset, policy, user, lock, seat); of its value only
                what cannot be private: yes or no, numbers below a million, choices, time spans. Of a text you see its
                length, of an address its scheme. What the site itself named is "<name 1>", "<name 2>", ...
checks.json     what "screenpop check" found, without the values in it
lines.json      how many calls each line has delivered, and what it met
files.json      size and permissions of the program's own files, the kind of the file system, room on the disk
databases.json  versions and numbers of rows of the program's own databases
logs/           of each line that was logged: when, how bad, which part of the program, and the text as it stands in
                the program's code, where "{file}" or "%s" stands for whatever was put in there
crashes/        which program, on which system; kinds of errors and places in code, never what they said

Not in here: passwords, names, numbers, notes, questions to databases, addresses, file names of yours, contents of
any database. No text is in these files that does not stand in the program's own code, or is a date, a version or the
like: nothing had to be recognised as private to be left out. Look for yourself before you send it.
"""


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a bundle.

    Attributes:
        name: In the bundle.
        text: What stands in it.
    """

    name: str
    text: str


def parts_of(
    made: Mapping[str, Callable[[], object]],
    texts: Mapping[str, Callable[[], Iterable[tuple[str, str]]]],
    words: OwnWords,
) -> Iterator[Part]:
    """All files of a bundle.

    Args:
        made: What makes each of the JSON files.
        texts: What makes the files of each folder.
        words: By which it is told where something failed.
    """
    yield Part("README.txt", README)
    for name, make in made.items():
        yield Part(name, json.dumps(_tried(make, words), indent=1, ensure_ascii=True) + "\n")
    for folder, read in texts.items():
        try:
            found = list(read())
        except Exception as error:  # noqa: BLE001 # what is broken is what others are to look at
            found = [("failed.txt", f"{_failed(error, words)}\n")]
        yield from (Part(f"{folder}/{name}", text) for name, text in found)


def write_bundle(file: Path, parts: Iterable[Part]) -> None:
    """Write the bundle for its owner alone, in the place of nothing that is there.

    Raises:
        OSError: It cannot be written.
    """
    opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(opened, "wb") as stream, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as bundle:
        for part in parts:
            bundle.writestr(zipfile.ZipInfo(part.name), part.text, zipfile.ZIP_DEFLATED)


def _tried(make: Callable[[], object], words: OwnWords) -> object:
    try:
        return make()
    except Exception as error:  # noqa: BLE001 # as above
        return {"failed": _failed(error, words)}


def _failed(error: Exception, words: OwnWords) -> str:
    kind, _, place = in_short(error).partition(" at ")
    module, _, line = place.partition(" ")[0].partition(":")
    return f"{words.kind(kind)} at {words.module(module)}:{line}"
