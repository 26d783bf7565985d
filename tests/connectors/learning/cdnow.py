"""The purchases of a record shop's customers by which the models' authors judge them: the CDNOW sample."""

import csv
from datetime import date
from decimal import Decimal
from importlib import metadata
from pathlib import Path

import numpy as np

from connectors.cross_sell.rows import LineRow
from connectors.learning.lifetime import Purchasing


def _file(name: str) -> Path:
    files = metadata.files("lifetimes") or ()
    return Path(str(next(each for each in files if each.name == name).locate()))


def counted() -> tuple[Purchasing, np.ndarray]:
    """The authors' own counts of 39 weeks, and what customers paid on average when they came back."""
    with _file("cdnow_customers_summary_with_transactions.csv").open(encoding="utf-8") as file:
        rows = np.array([[float(value) for value in row] for row in list(csv.reader(file))[1:]])
    return Purchasing(rows[:, 1], rows[:, 2], rows[:, 3]), rows[:, 4]


def sold() -> list[LineRow]:
    """What was sold to the same customers in 78 weeks."""
    lines = _file("CDNOW_sample.txt").read_text(encoding="utf-8").splitlines()
    return [_line(number, *line.split()) for number, line in enumerate(lines)]


def _line(number: int, _: str, customer: str, day: str, quantity: str, paid: str) -> LineRow:
    at = date.fromisoformat(day)
    return LineRow(str(number), at, "record", Decimal(quantity), customer, None, Decimal(paid), "USD")
