"""Sales lines for tests of learning."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from pathlib import Path

from connectors.cross_sell.rows import LineRow

MONDAY = date(2026, 1, 5)
_BASKETS = count(1)


def bought(
    customer: str | None, *products: str, day: int = 0, quantity: float = 1, basket: str | None = None
) -> list[LineRow]:
    """One basket; `day` counts from a Monday."""
    number = basket or f"B{next(_BASKETS)}"
    at = MONDAY + timedelta(days=day)
    return [
        LineRow(number, at, product, Decimal(str(quantity)), customer, f"The {product}")
        for product in products
    ]


def after(days: int) -> date:
    return MONDAY + timedelta(days=days)


def company_lines(folder: Path) -> list[LineRow]:
    """All lines of the demo company."""
    question = """select "orderId", "placedAt", "sku", "qty", "buyerId", "title"
                  from "orders" join "orderLines" using ("orderId") join "products" using ("sku")"""
    with closing(sqlite3.connect(folder / "shop.db")) as shop:
        return [
            LineRow(str(order), date.fromisoformat(at[:10]), sku, Decimal(quantity), str(buyer), title)
            for order, at, sku, quantity, buyer, title in shop.execute(question)
        ]


def together(*groups: Iterable[LineRow]) -> list[LineRow]:
    return [line for group in groups for line in group]
