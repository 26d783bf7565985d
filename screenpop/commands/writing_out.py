"""Rows that a command writes: into a file, which appears whole or not at all, or to standard output."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from screenpop.errors import ConfigurationError
from screenpop.ports.exports import Format
from screenpop.replacing import replacing
from screenpop.sentences import say


def write_out(write: Callable[[BinaryIO], None], wanted: Format, output: Path | None) -> None:
    """Have them written.

    Raises:
        ConfigurationError: They cannot go there.
    """
    if output is None:
        if wanted == "xlsx" and sys.stdout.isatty():
            raise ConfigurationError(say("A workbook does not go to a terminal; name a file with --output."))
        sys.stdout.flush()
        write(sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return
    try:
        with replacing(output) as file:
            write(file)
    except OSError as error:
        raise ConfigurationError(
            say("{file} cannot be written: {why}.", file=output, why=error.strerror or str(error))
        ) from None
