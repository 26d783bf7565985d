"""Rows as CSV, JSON or a workbook, one after the other in constant memory.

Programs that open CSV and workbooks run a cell that begins like a formula. A caller chooses their own display
name, so such cells get an apostrophe before them (OWASP ASVS 1.2.10); a telephone number stays as it is.
JSON runs nowhere and is left alone.
"""

import csv
import json
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from io import TextIOWrapper
from typing import Any, BinaryIO

from screenpop.cells import FORMULA_BEGINS, defused
from screenpop.ports.exports import Format

ROWS_OF_A_SHEET = 1_048_576

Row = Sequence[str | None]


@dataclass(frozen=True, slots=True)
class RowFile:
    """What such a file looks like; `wide` are the columns that need more room in a workbook."""

    columns: Sequence[str]
    wide: Set[str]

    def write(self, rows: Iterable[Row], file: BinaryIO, wanted: Format) -> None:
        """Write the rows into a file that is open for writing."""
        match wanted:
            case "csv":
                self._write_csv(rows, file)
            case "json":
                self._write_json(rows, file)
            case "xlsx":
                self._write_xlsx(rows, file)

    def _write_csv(self, rows: Iterable[Row], file: BinaryIO) -> None:
        text = TextIOWrapper(file, encoding="utf-8", newline="")
        try:
            csv.writer(text).writerow(self.columns)
            csv.writer(text, quoting=csv.QUOTE_ALL).writerows(map(_cells, rows))
        finally:
            text.detach()  # or it would close the file, which is not ours

    def _write_json(self, rows: Iterable[Row], file: BinaryIO) -> None:
        file.write(b"[")
        between = b"\n"
        for row in rows:
            one = dict(zip(self.columns, row, strict=True))
            file.write(between + json.dumps(one, ensure_ascii=False).encode())
            between = b",\n"
        file.write(b"\n]\n")

    def _write_xlsx(self, rows: Iterable[Row], file: BinaryIO) -> None:
        from xlsxwriter import Workbook  # type: ignore[import-untyped] # noqa: PLC0415 # it carries no types; 60 ms

        with Workbook(file, {"constant_memory": True}) as workbook:
            sheet, number = self._new_sheet(workbook), 1
            for row in rows:
                if number == ROWS_OF_A_SHEET:
                    sheet, number = self._new_sheet(workbook), 1
                for column, cell in enumerate(_cells(row)):
                    sheet.write_string(number, column, cell)
                number += 1

    def _new_sheet(self, workbook: Any) -> Any:
        sheet = workbook.add_worksheet()
        sheet.freeze_panes(1, 0)
        for column, name in enumerate(self.columns):
            sheet.set_column(column, column, 32 if name in self.wide else 16)
            sheet.write_string(0, column, name)
        return sheet


def _cells(row: Row) -> list[str]:
    return [defused(value) if value and value[0] in FORMULA_BEGINS else value or "" for value in row]
