"""What a disk would hold if the power failed: plays the journal of a program's writes up to any moment.

Only what was synced is sure to be there. Of the rest the disk may have kept nothing, any of the writes, or any of
their sectors, in any order; names too last only once their folder was synced.
"""

import itertools
import random
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

_SECTOR = 512
_NUMBERS = struct.Struct("=QQQ")


class Cache(StrEnum):
    """What the disk kept of what had not been synced."""

    LOST = "lost"
    SOME_WRITES = "some writes"
    TORN = "torn sectors"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that the program did: a letter as in journal.c."""

    what: str
    path: str
    offset: int
    data: bytes


def steps(journal: Path) -> Iterator[Step]:
    """Everything that was written down, in order."""
    left = memoryview(journal.read_bytes())
    while left:
        path, data, offset = _NUMBERS.unpack_from(left, 1)
        body = 1 + _NUMBERS.size
        yield Step(
            chr(left[0]),
            bytes(left[body : body + path]).decode(),
            offset,
            bytes(left[body + path : body + path + data]),
        )
        left = left[body + path + data :]


@dataclass(slots=True, eq=False)
class _File:
    """`data` None cuts the file to `offset`."""

    synced: bytearray = field(default_factory=bytearray)
    unsynced: list[tuple[int, bytes | None]] = field(default_factory=list)


class Disk:
    """The files of one folder, as they stand on a disk with a cache."""

    def __init__(self, there: Mapping[str, bytes] = MappingProxyType({})) -> None:
        """What was `there` before the program began: path and content of every file."""
        self._names = {path: _File(bytearray(content)) for path, content in there.items()}
        self._synced_names = dict(self._names)
        self._unsynced_names: list[tuple[str, _File | None]] = []

    def do(self, step: Step) -> None:
        """Play one step."""
        match step.what:
            case "c":
                self._name(step.path)
            case "e":
                self._name(step.path).unsynced.append((0, None))
            case "w":
                self._name(step.path).unsynced.append((step.offset, step.data))
            case "t":
                self._name(step.path).unsynced.append((step.offset, None))
            case "u":
                self._rename(step.path, None)
            case "r":
                file = self._names[step.path]
                self._rename(step.path, None)
                self._rename(step.data.decode(), file)
            case "s":
                self._sync(step.path)
            case "f":
                self._fail(step.path)

    def now(self) -> dict[str, bytes]:
        """What the running program sees: path and content of every file."""
        files = {}
        for path, file in self._names.items():
            content = bytearray(file.synced)
            for offset, data in file.unsynced:
                _write(content, offset, data)
            files[path] = bytes(content)
        return files

    def after_the_cut(self, cache: Cache, chance: random.Random) -> dict[str, bytes]:
        """What is found when the power is back: path and content of every file."""
        names = dict(self._synced_names)
        kept = 0 if cache is Cache.LOST else chance.randint(0, len(self._unsynced_names))
        for path, file in self._unsynced_names[:kept]:  # a file system journals its names in order
            _set(names, path, file)
        return {path: bytes(_content(file, cache, chance)) for path, file in names.items()}

    def _name(self, path: str) -> _File:
        if path not in self._names:
            self._rename(path, _File())
        return self._names[path]

    def _rename(self, path: str, file: _File | None) -> None:
        _set(self._names, path, file)
        self._unsynced_names.append((path, file))

    def _sync(self, path: str) -> None:
        if file := self._names.get(path):
            for offset, data in file.unsynced:
                _write(file.synced, offset, data)
            file.unsynced.clear()
            return
        still_unsynced = []
        for name, file in self._unsynced_names:
            if str(Path(name).parent) == path:
                _set(self._synced_names, name, file)
            else:
                still_unsynced.append((name, file))
        self._unsynced_names = still_unsynced

    def _fail(self, path: str) -> None:
        """As Linux does: what could not be written is taken for written, and no later sync tries it again."""
        if file := self._names.get(path):
            file.unsynced = [(offset, data) for offset, data in file.unsynced if data is None]


def _content(file: _File, cache: Cache, chance: random.Random) -> bytearray:
    content = bytearray(file.synced)
    for offset, data in file.unsynced if cache is not Cache.LOST else ():
        for place, part in _sectors(offset, data) if cache is Cache.TORN else [(offset, data)]:
            if chance.random() < 0.5:
                _write(content, place, part)
    return content


def _sectors(offset: int, data: bytes | None) -> Sequence[tuple[int, bytes | None]]:
    if data is None:
        return [(offset, None)]
    first = -offset % _SECTOR
    borders = [0, *range(first or _SECTOR, len(data), _SECTOR), len(data)]
    return [(offset + a, data[a:b]) for a, b in itertools.pairwise(borders)]


def _write(content: bytearray, offset: int, data: bytes | None) -> None:
    if len(content) < offset:
        content.extend(bytes(offset - len(content)))
    if data is None:
        del content[offset:]
    else:
        content[offset : offset + len(data)] = data


def _set(names: dict[str, _File], path: str, file: _File | None) -> None:
    if file is None:
        names.pop(path, None)
    else:
        names[path] = file
