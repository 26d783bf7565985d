"""Tells whose work is in a package: licences.py LOCK INSIDE FILE writes their texts to FILE, and says whose they are.

What is installed of the lock's packages is asked, in the environment that the program was frozen from, and every shared
library in INSIDE, the frozen program's folder: those that come in wheels are in libraries.toml, the others Debian's.
"""

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution, distributions
from pathlib import Path

from bill import Part, libraries

_HEAD = """\
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: Screenpop
Comment: The program is frozen with the libraries that it stands on; each is told below with its licence, and
 third-parties.gz, beside this file, holds what each of them ships as its licence. Qt and PySide6 are used under the
 LGPL-3; their sources are those of the versions named here, and the libraries lie as files of their own in _internal,
 where others of the same interface may be put in their place.

Files: *
Copyright: 2025-2026 The Screenpop authors
License: GPL-3+
 This program is free software: you can redistribute it and/or modify it under the terms of the GNU General Public
 License as published by the Free Software Foundation, either version 3 of the License, or (at your option) any later
 version.
 .
 On Debian systems, the full texts are /usr/share/common-licenses/GPL-3, and LGPL-3 for those that follow.
"""
_PYTHON = ("Python", "the Python Software Foundation", "PSF-2.0")
_FROZEN_BY = (
    "PyInstaller's loader",
    "the PyInstaller Development Team",
    "GPL-2+ with its exception for programs",
)
_FONTS = ("Noto Sans, Noto Sans Thai (resources/fonts)", "the Noto Project Authors", "OFL-1.1")
_OF_CLASSIFIER = re.compile(r"License :: OSI Approved :: (.*)")
_LICENCE_FILES = re.compile(r"(LICEN[CS]E|COPYING|NOTICE|AUTHORS|COPYRIGHT|3rdparty|third)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Work:
    """Somebody's work, and the texts that come with it."""

    name: str
    authors: str
    licence: str
    texts: Sequence[str] = ()


def works(lock: Path) -> Iterator[Work]:
    """What the lock names, as far as it is installed: it holds other systems' packages, too."""
    for name in re.findall(r"^([A-Za-z0-9._-]+)==", lock.read_text(encoding="utf-8"), re.MULTILINE):
        try:
            found = distribution(name)
        except PackageNotFoundError:
            continue
        yield Work(f"{found.name} {found.version}", _authors(found), _licence(found), tuple(_texts(found)))


def _authors(found: Distribution) -> str:
    told = (
        found.metadata.get("Author") or found.metadata.get("Author-email") or found.metadata.get("Maintainer")
    )
    return " ".join((told or f"the authors of {found.name}").split())


def _licence(found: Distribution) -> str:
    told = found.metadata.get("License-Expression")
    if not told:
        named = [
            of.group(1)
            for each in found.metadata.get_all("Classifier") or ()
            if (of := _OF_CLASSIFIER.match(each))
        ]
        told = (
            ", ".join(named)
            or (found.metadata.get("License") or "see third-parties.gz").strip().splitlines()[0]
        )
    return told


def _texts(found: Distribution) -> Iterator[str]:
    for file in sorted(found.files or (), key=str):
        if (
            ".dist-info" in file.parts[0]
            and _LICENCE_FILES.search(str(file))
            and file.suffix not in (".py", ".json")
        ):
            yield Path(str(file.locate())).read_text(encoding="utf-8", errors="replace")


def shared_libraries(inside: Path) -> Iterator[Work]:
    """Those of others that came along, in wheels or from this system."""
    owners = {str(file): found for found in distributions() for file in found.files or ()}
    for part in libraries(inside, owners, ()):
        name = " ".join((part["name"], part.get("version", ""))).strip()
        if "purl" in part:
            text = _of_debian(part)
            yield Work(f"{name}, as in Debian", "see third-parties.gz", "see third-parties.gz", (text,))
        else:
            [told] = part["licenses"]
            yield Work(name, f"the authors of {part['name']}", told["expression"])


def _of_debian(part: Part) -> str:
    package = part["purl"].rpartition("/")[2].partition("@")[0]
    return Path("/usr/share/doc", package, "copyright").read_text(encoding="utf-8")


def main() -> None:
    """Write both."""
    lock, inside, texts = map(Path, sys.argv[1:])
    own = Path("resources/fonts/OFL.txt").read_text(encoding="utf-8")
    pythons = Path(sys.base_prefix) / "lib" / f"python3.{sys.version_info.minor}" / "LICENSE.txt"
    psf = pythons.read_text(encoding="utf-8") if pythons.is_file() else ""
    all_works = {
        work.name: work
        for work in (
            *works(lock),
            *shared_libraries(inside),
            *(Work(*_FROZEN_BY), Work(*_FONTS, (own,)), Work(*_PYTHON, (psf,))),
        )
    }
    sys.stdout.write(_HEAD)
    with texts.open("w", encoding="utf-8") as file:
        for name, work in sorted(all_works.items(), key=lambda item: item[0].lower()):
            sys.stdout.write(f"\nComment: {name}\n Copyright: {work.authors}\n License: {work.licence}\n")
            file.write(
                f"{'=' * 78}\n{name}\nCopyright: {work.authors}\nLicence: {work.licence}\n{'=' * 78}\n\n"
            )
            file.writelines(f"{text.strip()}\n\n" for text in work.texts)


if __name__ == "__main__":
    main()
