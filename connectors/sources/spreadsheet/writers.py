"""Whether somebody is just saving one of the files, by how long they have lain unchanged."""

from collections.abc import Iterable
from time import monotonic

from connectors.sources.spreadsheet.files import Spotted
from connectors.sources.spreadsheet.report import Problem
from screenpop.sentences import say

_GONE_FOR_GOOD = 2.0  # seconds after which a file of a folder was deleted, and is not being replaced


class Writers:
    """Remembers since when the files are as they are."""

    def __init__(self) -> None:
        self._since: dict[object, float] = {}

    def at_work(self, seen: tuple[Spotted, ...], read: tuple[Spotted, ...]) -> Problem | None:
        """What somebody is writing, or has taken away to put it back; None if all can be read.

        Args:
            seen: The files now.
            read: Those that were read last.
        """
        now = monotonic()
        names = _names(seen)
        self._since = {each: self._since.get(each, now) for each in (*seen, names)}
        for file in seen:
            if max(now - self._since[file], file.age) < file.settles_in:
                return _writing(file)
        gone = sorted(_names(read) - names)
        if gone and now - self._since[names] < _GONE_FOR_GOOD:
            return Problem(gone[0], say("{file} is not there.", file=gone[0]), passing=True)
        return None


def _writing(file: Spotted) -> Problem:
    name = file.path.name
    if file.opened:
        told = say("{file} is open in another program that may be saving it.", file=name)
    else:
        told = say("{file} is still being written.", file=name)
    return Problem(name, told, passing=True)


def _names(files: Iterable[Spotted]) -> frozenset[str]:
    return frozenset(file.path.name for file in files)
