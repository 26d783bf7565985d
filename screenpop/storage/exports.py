"""The call log as a file: written beside its place first, with progress, and given up when that is wished."""

from collections.abc import Callable, Iterator
from pathlib import Path

from screenpop.errors import NotWritten
from screenpop.ports.call_log import CallLog
from screenpop.ports.exports import Format
from screenpop.record.filters import LogFilter
from screenpop.record.rows import LoggedCall
from screenpop.replacing import replacing
from screenpop.sentences import say
from screenpop.storage import export

_TOLD_EVERY = 500


class _GivenUp(Exception):
    """Whoever wanted the file does not want it any more."""


class LogExports:
    """Writes calls of this log into files."""

    def __init__(self, log: CallLog) -> None:
        self._log = log

    def write(
        self, wanted: LogFilter, file: Path, wanted_format: Format, *, wrote: Callable[[int], bool]
    ) -> int | None:
        """Write every call that fits, newest first; gives how many, None if it was given up."""
        counted = _Counted(self._log.all(wanted), wrote)
        try:
            with replacing(file) as whole:
                export.write(counted, whole, wanted_format)
                counted.tell()
        except _GivenUp:
            return None
        except OSError as error:
            why = error.strerror or str(error)
            raise NotWritten(say("{file} cannot be written: {why}.", file=file, why=why)) from error
        return counted.count


class _Counted:
    """The calls as they pass by; tells how many have."""

    def __init__(self, calls: Iterator[LoggedCall], wrote: Callable[[int], bool]) -> None:
        self._calls = calls
        self._wrote = wrote
        self.count = 0

    def __iter__(self) -> Iterator[LoggedCall]:
        for call in self._calls:
            yield call
            self.count += 1
            if self.count % _TOLD_EVERY == 0:
                self.tell()

    def tell(self) -> None:
        """Say how many have passed, and end if nobody wants them."""
        if not self._wrote(self.count):
            raise _GivenUp
