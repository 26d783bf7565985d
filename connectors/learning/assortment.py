"""What the company says of its products, and the site of its categories: what may be offered, and what comes forward.

Everything is optional: a product that nothing is said of is sold, in stock, and weighs as much as any other.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

import pyarrow as pa  # type: ignore[import-untyped] # it has none
from duckdb import DuckDBPyConnection


class Product(Protocol):
    """One product, as sales' source tells of it."""

    @property
    def product(self) -> str:
        """Sales' own number."""

    @property
    def category(self) -> str | None:
        """What the company counts it among."""

    @property
    def in_stock(self) -> bool | None:
        """Whether it can be delivered."""

    @property
    def sold(self) -> bool | None:
        """Whether it is still sold."""

    @property
    def margin(self) -> Decimal | None:
        """What part of its price is earned: 0.35."""

    @property
    def promoted(self) -> bool | None:
        """Whether it is promoted now."""


class Category(Protocol):
    """The site's rule for one category; `weight` in percent."""

    @property
    def name(self) -> str:
        """As products name it."""

    @property
    def offer(self) -> bool:
        """False never suggests its products to who never had them."""

    @property
    def only_after(self) -> Sequence[str]:
        """Suggested only to those who bought one of these categories."""

    @property
    def weight(self) -> int:
        """More than 100 brings its products forward."""


@dataclass(frozen=True, slots=True)
class Assortment:
    """All that is said of products.

    Attributes:
        margin: By so many percent a full margin brings a product forward.
        promotion: By so many percent being promoted does.
    """

    products: Sequence[Product]
    categories: Sequence[Category] = ()
    margin: int = 0
    promotion: int = 0

    def weight(self, product: Product) -> float:
        """What a score of this product is multiplied with."""
        earned = min(1.0, max(0.0, float(product.margin or 0)))
        forward = (1 + earned * self.margin / 100) * (1 + bool(product.promoted) * self.promotion / 100)
        rule = self._rules.get(product.category or "")
        return forward * (rule.weight / 100 if rule else 1.0)

    def may_be_new(self, product: Product) -> bool:
        """Whether it may be suggested to somebody who never had it."""
        rule = self._rules.get(product.category or "")
        return product.in_stock is not False and (rule is None or rule.offer)

    @property
    def _rules(self) -> Mapping[str, Category]:
        return {each.name: each for each in self.categories}


def lay_out(engine: DuckDBPyConnection, assortment: Assortment | None, products: Sequence[str]) -> None:
    """Make the tables `shelf` (product, sold, new, weight, category) and `after` (category, needed).

    Args:
        engine: Of a snapshot.
        assortment: None says nothing of any product.
        products: Sales' own numbers, in the history's order.
    """
    places = {number: place for place, number in enumerate(products)}
    told = (
        {places[each.product]: each for each in assortment.products if each.product in places}
        if assortment
        else {}
    )
    said = [
        (place, each.sold is not False, assortment.may_be_new(each), assortment.weight(each), each.category)
        for place, each in told.items()
        if assortment
    ]
    needed = [
        (each.name, other)
        for each in (assortment.categories if assortment else ())
        for other in each.only_after
    ]
    _table(engine, "shelf", ("product int", "sold bool", "new bool", "weight double", "category text"), said)
    _table(engine, "after", ("category text", "needed text"), needed)


def _table(
    engine: DuckDBPyConnection, name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]
) -> None:
    kinds = {"int": pa.int32(), "bool": pa.bool_(), "double": pa.float64(), "text": pa.string()}
    schema = pa.schema([(word, kinds[kind]) for word, kind in (each.split() for each in columns)])
    values = [dict(zip(schema.names, row, strict=True)) for row in rows]
    engine.register("told", pa.Table.from_pylist(values, schema=schema))
    engine.execute(f"create or replace table {name} as from told")  # our own names
    engine.unregister("told")
