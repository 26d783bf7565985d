"""Made sales lines, so many as are wanted: customers with habits, baskets of what goes together, some returns."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from random import Random

from screenpop.bench.peers.sales_table import sales_table

FIRST = date(2024, 1, 1)
DAYS = 365
END = FIRST + timedelta(days=DAYS)
COLUMNS = ("buyer", "order_no", "sold_at", "sku", "quantity", "amount", "currency")

_AT_ONCE = 50_000
_PRODUCTS = 4_000
_GROUP = 12
_LINES_A_CUSTOMER = 95

Line = tuple[str, str, str, str, int, float, str]


def made_sales(lines: int) -> Iterator[Line]:
    """The same lines for the same number."""
    chance = Random(lines)  # noqa: S311 # nothing is to be secret
    customers = max(50, lines // _LINES_A_CUSTOMER)
    basket = 0
    while True:
        basket += 1
        customer = int(customers * chance.random() ** 2)  # some buy much, most little
        habits = Random(customer)  # noqa: S311 # as above
        day = FIRST + timedelta(days=chance.randrange(DAYS))
        for _ in range(1 + int(chance.expovariate(0.1))):
            own = (
                habits.randrange(_PRODUCTS)
                if chance.random() < 0.7
                else int(_PRODUCTS * chance.random() ** 3)
            )
            product = own - own % _GROUP + chance.randrange(_GROUP) if chance.random() < 0.4 else own
            quantity = -1 if chance.random() < 0.02 else chance.choice((1, 1, 2, 6, 12))
            price = 1 + product % 97
            yield (
                f"K{customer:06}",
                f"B{basket}",
                day.isoformat(),
                f"S{product:05}",
                quantity,
                price * quantity,
                "PLN",
            )


def fill(file: Path, lines: int) -> None:
    """Make a SQLite file with a table of so many lines."""
    told = islice(made_sales(lines), lines)
    with closing(sqlite3.connect(file)) as shop, shop:
        shop.execute(f"create table sales_lines ({', '.join(COLUMNS)})")
        while part := list(islice(told, _AT_ONCE)):
            shop.executemany("insert into sales_lines values (?, ?, ?, ?, ?, ?, ?)", part)


@contextmanager
def in_postgresql(file: Path, url: str) -> Iterator[str]:
    """The same lines in a server's database, until the block ends; the address as a source's settings write it."""
    with closing(sqlite3.connect(file)) as shop, sales_table(shop.execute("select * from sales_lines"), url):
        yield url.replace("postgresql://", "postgresql+psycopg://")
