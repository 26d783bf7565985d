"""What differs in a Debian between two moments, and what of it is apt's and dpkg's own memory of their work."""

import fnmatch
import hashlib
import os
import stat
from collections.abc import Mapping
from pathlib import Path

MEMORY = {
    "var/cache/apt": "apt's index, and packages that it has downloaded",
    "var/cache/apt/*": "as above",
    "var/cache/debconf/*": "questions that packages may ask",
    "var/cache/ldconfig/*": "where libraries lay",
    "var/lib/apt/*": "what apt knows of packages, and which were installed for others",
    "var/lib/dpkg": "dpkg's list of packages is written anew",
    "var/lib/dpkg/*": "as above; packages are taken out of it with their files",
    "var/log/*": "what apt and dpkg did",
    "etc/ld.so.cache": "where libraries lie; made anew",
    "var/lib/systemd": "made by packages of services, even where no systemd runs",
    "tmp": "used and emptied",
    "var/tmp": "as above",
    "srv": "where these tests put packages",
    "srv/*": "as above",
}
"""Files that may differ, as patterns, and why."""

_NOT_OF_A_DISK = ("proc", "dev", "sys", "home", "run")


def files_of(root: Path) -> Mapping[str, str]:
    """Every file but people's own: its path beneath the root, and what it is and holds."""
    found = {}
    for folder, folders, names in os.walk(root):
        if Path(folder) == root:
            folders[:] = [name for name in folders if name not in _NOT_OF_A_DISK]
        for name in (*folders, *names):
            path = Path(folder, name)
            found[str(path.relative_to(root))] = _of(path)
    return found


def own_files_of(home: Path) -> Mapping[str, str]:
    """As `files_of`, of what is people's own."""
    return {str(path.relative_to(home)): _of(path) for path in home.rglob("*")}


def differing(before: Mapping[str, str], after: Mapping[str, str]) -> Mapping[str, str]:
    """What is there and was not, or the other way round, or is another one now, and how; without apt's memory."""
    told = {}
    for path in before.keys() | after.keys():
        then, now = before.get(path, "nothing"), after.get(path, "nothing")
        if then != now and not any(fnmatch.fnmatch(path, pattern) for pattern in MEMORY):
            told[path] = f"{then} → {now}"
    return told


def _of(path: Path) -> str:
    known = path.lstat()
    owner = f"{stat.filemode(known.st_mode)} {known.st_uid}:{known.st_gid}"
    if path.is_symlink():
        return f"{owner} to {path.readlink()}"
    if path.is_file():
        return f"{owner} {hashlib.blake2b(path.read_bytes(), digest_size=8).hexdigest()}"
    return owner
