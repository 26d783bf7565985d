"""What is to be read, and how."""

import json
from dataclasses import asdict, dataclass

from connectors.sources.spreadsheet.days import Order


@dataclass(frozen=True, slots=True)
class Reading:
    """How all files of a source are read; what is None is found out.

    Attributes:
        encoding: Of CSV files.
        delimiter: Of CSV files.
        header_row: The number of the row that names the columns.
        dates: Whether the day or the month comes first in 03/04/2025.
    """

    encoding: str | None = None
    delimiter: str | None = None
    header_row: int | None = None
    dates: Order | None = None


def as_json(files: list[str], reading: Reading) -> bytes:
    """The order, to be handed over."""
    return json.dumps({"files": files, "reading": asdict(reading)}).encode()


def from_json(text: bytes) -> tuple[list[str], Reading]:
    """The order that was handed over."""
    told = json.loads(text)
    return told["files"], Reading(**told["reading"])
