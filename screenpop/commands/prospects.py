"""`screenpop directory prospects`: the people whom agents noted as new, for a CRM that reads files in."""

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO, Literal

from connectors.prospects.csv_file import COLUMNS, write_prospects
from screenpop.commands.json_lines import time_as_json
from screenpop.customers import Prospect
from screenpop.errors import ConfigurationError
from screenpop.replacing import replacing
from screenpop.sentences import say


def export_prospects(
    prospects: Sequence[Prospect],
    format: Literal["csv", "json"],  # noqa: A002 # the option's name
    output: Path | None,
) -> int:
    """Write them all, oldest first; a file appears whole or not at all."""
    writers: Mapping[str, Callable[[Sequence[Prospect], BinaryIO], None]] = {
        "csv": write_prospects,
        "json": _write_json,
    }
    if output is None:
        sys.stdout.flush()
        writers[format](prospects, sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return 0
    try:
        with replacing(output) as file:
            writers[format](prospects, file)
    except OSError as error:
        raise ConfigurationError(
            say("{file} cannot be written: {why}.", file=output, why=error.strerror or str(error))
        ) from None
    return 0


def _write_json(prospects: Sequence[Prospect], file: BinaryIO) -> None:
    told = [
        {
            name: str(each.id)
            if name == "id"
            else time_as_json(each.at)
            if name == "at"
            else getattr(each, name)
            for name in COLUMNS
        }
        for each in prospects
    ]
    file.write(json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n")
