#!/usr/bin/env python3
"""Writes what a frozen program is made of, as CycloneDX: bill.py FOLDER LOCK > bill.json.

It is run by the environment that the program was frozen in, and tells what is in FOLDER, not what was installed: Python
packages by the modules and files of theirs that are there, shared libraries one by one. A library that nobody can name
ends it. The same folder gives the same text; the time is that of SOURCE_DATE_EPOCH.
"""

import fnmatch
import hashlib
import json
import os
import platform
import re
import subprocess
import sys
import tomllib
import uuid
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import Distribution, distribution, distributions
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from PyInstaller.archive.readers import CArchiveReader

Part = dict[str, Any]
"""A component, as CycloneDX has it."""

LIBRARIES: Sequence[Mapping[str, str]] = tomllib.loads(
    Path(__file__).with_name("libraries.toml").read_text(encoding="utf-8")
)["library"]
_EXPRESSION = re.compile(r"[A-Za-z0-9.+-]+( (AND|OR|WITH) \(?[A-Za-z0-9.+-]+\)?)*")
_CLASSIFIED = {
    "MIT License": "MIT",
    "Apache Software License": "Apache-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "GNU General Public License v3 (GPLv3)": "GPL-3.0-only",
}
_ELF = b"\x7fELF"


def licences(found: Distribution) -> list[Part]:
    """What a package says of its licence, as an SPDX expression where it is one."""
    told = found.metadata
    classified = [
        row.rpartition(" :: ")[2] for row in told.get_all("Classifier", []) if row.startswith("License")
    ]
    text = told.get("License-Expression") or (told.get("License") or "").strip().split("\n")[0].strip()
    if not _EXPRESSION.fullmatch(text) and classified:
        text = (
            " OR ".join(_CLASSIFIED[row] for row in classified)
            if set(classified) <= set(_CLASSIFIED)
            else classified[0]
        )
    if not text:
        return []
    return [{"expression": text} if _EXPRESSION.fullmatch(text) else {"license": {"name": text}}]


def hashes_in(lock: Path) -> dict[str, list[str]]:
    """Package → the hashes that it may have when it is downloaded."""
    blocks = re.split(r"^(?=[A-Za-z0-9])", lock.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {
        canonicalize_name(block.split("==")[0]): sorted(re.findall(r"--hash=sha256:([0-9a-f]{64})", block))
        for block in blocks
        if "==" in block
    }


def modules_in(program: Path) -> set[str]:
    """The Python modules inside the program's file."""
    archive = CArchiveReader(str(program))
    inner = [name for name, (*_, kind) in archive.toc.items() if kind == "z"]
    return {module for name in inner for module in archive.open_embedded_archive(name).toc}


def module_of(file: str) -> str:
    """The module that a package's file is."""
    return file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def is_there(found: Distribution, modules: set[str], files: set[str]) -> bool:
    """Is anything of this package in the program?"""
    return any(
        str(file) in files or (str(file).endswith(".py") and module_of(str(file)) in modules)
        for file in found.files or ()
        if ".dist-info/" not in str(file)
    )


def package(found: Distribution, hashes: Mapping[str, list[str]]) -> Part:
    """A Python package."""
    name = canonicalize_name(found.name)
    part: Part = {
        "type": "library",
        "bom-ref": f"pkg:pypi/{name}@{found.version}",
        "name": found.name,
        "version": found.version,
        "licenses": licences(found),
        "purl": f"pkg:pypi/{name}@{found.version}",
        "externalReferences": [
            {
                "type": "distribution",
                "url": f"https://pypi.org/project/{name}/{found.version}/",
                "comment": "what was downloaded has one of these hashes",
                "hashes": [{"alg": "SHA-256", "content": content} for content in hashes.get(name, [])],
            }
        ],
    }
    if not part["externalReferences"][0]["hashes"]:
        del part["externalReferences"]
    if not part["licenses"]:
        del part["licenses"]
    return part


def libraries(inside: Path, owners: Mapping[str, Distribution], programs: Sequence[Part]) -> Iterator[Part]:
    """The shared libraries of others: from a wheel, or from this system."""
    unknown = []
    for file in sorted(inside.rglob("*")):
        place = file.relative_to(inside).as_posix()
        if file.is_symlink() or not file.is_file() or not _is_library(file):
            continue
        owner = owners.get(place)
        described = next((row for row in LIBRARIES if fnmatch.fnmatch(file.name, row["file"])), None)
        if owner is not None and described is not None:
            yield _of_wheel(file, place, owner, described)
        elif owner is not None and file.parent.suffix == ".libs":
            unknown.append(place)
        elif owner is None and not place.startswith("python3.") and not file.name.startswith("libpython"):
            part = _of_system(file, place)
            if part is None:
                unknown.append(place)
            else:
                yield part
    if unknown:
        sys.exit(f"packaging/sbom/libraries.toml does not say what these are: {', '.join(unknown)}")
    yield from programs


def _is_library(file: Path) -> bool:
    with file.open("rb") as opened:
        return opened.read(4) == _ELF


def _file(file: Path, place: str) -> Part:
    return {
        "hashes": [{"alg": "SHA-256", "content": hashlib.sha256(file.read_bytes()).hexdigest()}],
        "properties": [{"name": "screenpop:file", "value": place}],
    }


def _of_wheel(file: Path, place: str, owner: Distribution, described: Mapping[str, str]) -> Part:
    part: Part = {
        "type": "library",
        "bom-ref": f"file:{place}",
        "name": described["name"],
        "licenses": [{"expression": described["licence"]}],
        **_file(file, place),
    }
    part["properties"].append({"name": "screenpop:comes-with", "value": f"{owner.name} {owner.version}"})
    way, _, how = described.get("version", "").partition(" ")
    if way == "of":
        part["version"] = distribution(how).version
    elif way:
        text = file.name if way == "named" else file.read_bytes().decode("latin-1")
        seen = re.search(how, text)
        if seen:
            part["version"] = seen[1]
    return part


def _told(*words: str) -> str:
    """What a command of this system answers; nothing if it fails."""
    return subprocess.run(words, check=False, capture_output=True, text=True).stdout  # noqa: S603 # words of our own


@cache
def _system_libraries() -> Sequence[tuple[str, str]]:
    rows = (row.strip().partition(" => ") for row in _told("ldconfig", "-p").splitlines())
    return [(name.split(" ")[0], path) for name, _, path in rows]


def _of_system(file: Path, place: str) -> Part | None:
    """A library of Debian's that was taken along."""
    for name, path in _system_libraries():
        if name != file.name:
            continue
        for candidate in (os.path.realpath(path), path, path.removeprefix("/usr")):
            if owner := _told("dpkg", "-S", candidate).split(":")[0]:
                return _debian(owner, file, place)
    return None


def _debian(name: str, file: Path, place: str) -> Part:
    told = _told("dpkg-query", "-W", "-f", "${source:Package} ${Version} ${Architecture}\n", name)
    source, version, architecture = told.splitlines()[0].split(" ")
    return {
        "type": "library",
        "bom-ref": f"file:{place}",
        "name": source,
        "version": version,
        "purl": f"pkg:deb/debian/{name}@{version.replace(':', '%3A').replace('+', '%2B')}?arch={architecture}",
        **_file(file, place),
    }


def programs_own(inside: Path) -> list[Part]:
    """Python itself, and what starts it."""
    version = platform.python_version()
    python: Part = {
        "type": "platform",
        "bom-ref": f"pkg:generic/python@{version}",
        "name": "CPython",
        "version": version,
        "licenses": [{"expression": "PSF-2.0"}],
        "purl": f"pkg:generic/python@{version}",
    }
    for file in sorted(inside.glob("libpython*")):
        python |= _file(file, file.name)
    starter = distribution("pyinstaller")
    return [
        python,
        {
            "type": "library",
            "bom-ref": f"pkg:pypi/pyinstaller@{starter.version}",
            "name": "PyInstaller's bootloader",
            "version": starter.version,
            "licenses": [{"expression": "GPL-2.0-or-later WITH Bootloader-exception"}],
            "purl": f"pkg:pypi/pyinstaller@{starter.version}",
        },
    ]


def needs(found: Distribution, there: Mapping[str, Distribution]) -> list[str]:
    """The references of the packages that this one asks for and that are there."""
    asked = [Requirement(row) for row in found.requires or ()]
    names = {
        canonicalize_name(row.name)
        for row in asked
        if row.marker is None or row.marker.evaluate({"extra": ""})
    }
    return sorted(f"pkg:pypi/{name}@{there[name].version}" for name in names if name in there)


def bill(folder: Path, lock: Path) -> Part:
    """All of it."""
    inside = folder / "_internal"
    modules = modules_in(folder / folder.name)
    files = {file.relative_to(inside).as_posix() for file in inside.rglob("*") if file.is_file()}
    hashes = hashes_in(lock)
    installed: dict[str, Distribution] = {canonicalize_name(found.name): found for found in distributions()}
    ours = installed.pop("screenpop")
    there = {name: installed[name] for name in sorted(installed) if is_there(installed[name], modules, files)}
    owners = {str(file): found for found in there.values() for file in found.files or ()}
    root: Part = {
        "type": "application",
        "bom-ref": folder.name,
        "name": folder.name,
        "version": ours.version,
        "licenses": licences(ours),
    }
    parts = [package(found, hashes) for found in there.values()]
    parts += libraries(inside, owners, programs_own(inside))
    linked = [part["bom-ref"] for part in parts]
    told: Part = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": root},
        "components": parts,
        "dependencies": [
            {"ref": root["bom-ref"], "dependsOn": sorted(linked)},
            *(
                {"ref": f"pkg:pypi/{name}@{found.version}", "dependsOn": needs(found, there)}
                for name, found in there.items()
            ),
        ],
    }
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        told["metadata"]["timestamp"] = datetime.fromtimestamp(int(epoch), UTC).isoformat()
    told["serialNumber"] = f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(told, sort_keys=True))}"
    return told


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr] # it is a text stream here
    json.dump(
        bill(Path(sys.argv[1]), Path(sys.argv[2])), sys.stdout, indent=2, ensure_ascii=False, sort_keys=True
    )
    sys.stdout.write("\n")
