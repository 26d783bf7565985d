"""How a window has calls written into a file."""

from collections.abc import Callable
from pathlib import Path
from typing import Literal, Protocol

from screenpop.record.filters import LogFilter

Format = Literal["csv", "xlsx", "json"]


class Exports(Protocol):
    """Writes what is filtered, in constant memory. Blocks; safe to ask from several threads at once."""

    def write(
        self, wanted: LogFilter, file: Path, wanted_format: Format, *, wrote: Callable[[int], bool]
    ) -> int | None:
        """Write every call that fits, newest first; gives how many. The file appears whole or not at all.

        Args:
            wanted: Which calls.
            file: Where; what is there is replaced.
            wanted_format: As what.
            wrote: Is told now and then how many calls are written; False gives it up, and None is returned.

        Raises:
            RecordUnavailable: The record cannot be read.
            NotWritten: The file cannot be written.
        """
