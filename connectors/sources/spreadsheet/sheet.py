"""One sheet of cells, as a file's reader gives it."""

from collections.abc import Sequence
from dataclasses import dataclass

from connectors.sources.spreadsheet.looking import Cell


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of cells; an empty cell is "".

    Attributes:
        name: What the workbook calls it; "" for a CSV file.
        rows: From the first that holds something.
        first_row: The number that the program shows beside it: 1, if the sheet begins at its top.
        decimal_mark: The one that is usual where such files are made, if that can be told.
        errors: How many cells hold an error, where the reader leaves them empty.
        first_error: Where the first of them is ("B7").
    """

    name: str
    rows: Sequence[Sequence[Cell]]
    first_row: int = 1
    decimal_mark: str | None = None
    errors: int = 0
    first_error: str = ""
