"""Files to read."""

import os
import time
from datetime import date, datetime
from pathlib import Path

import xlsxwriter


def make_csv(file: Path, text: str, encoding: str = "utf-8", *, age: float = 60) -> Path:
    """A CSV file that nobody has touched for a minute."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode(encoding))
    then = time.time() - age
    os.utime(file, (then, then))
    return file


def make_workbook(file: Path, **sheets: list[list[object]]) -> Path:
    """A workbook; a cell that begins with "#" is a formula whose last value is that error."""
    file.parent.mkdir(parents=True, exist_ok=True)
    workbook = xlsxwriter.Workbook(file)
    day = workbook.add_format({"num_format": "yyyy-mm-dd"})
    moment = workbook.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    for name, rows in sheets.items():
        sheet = workbook.add_worksheet(name)
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, datetime):
                    sheet.write_datetime(row, column, cell, moment)
                elif isinstance(cell, date):
                    sheet.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), day)  # noqa: DTZ001 # as workbooks have it
                elif isinstance(cell, str) and cell.startswith("#"):
                    sheet.write_formula(row, column, "=NA()", None, cell)
                elif isinstance(cell, str) and cell.startswith("="):
                    sheet.write_formula(row, column, cell, None, 42)
                elif isinstance(cell, str):
                    sheet.write_string(row, column, cell)
                else:
                    sheet.write(row, column, cell)
    workbook.close()
    return file
