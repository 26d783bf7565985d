"""What a snapshot knows of products and of customers' rhythms, as it is kept for others to read."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from connectors.learning.snapshot import Snapshot
from screenpop.ports.learnt import Pair, Rhythm

_AT_ONCE = 10_000  # rows
_PAIRS = "select x, y, share, customers, closeness from pairs order by x, closeness desc, y"
_RHYTHMS = (
    "select customer, product, times, gap, last, usual from own where times >= 2 order by customer, product"
)


def pairs_of(snapshot: Snapshot) -> Iterator[Pair]:
    """Products that are bought together, the closest first of each."""
    products = snapshot.history.products
    for product, partner, share, customers, closeness in _rows(snapshot, _PAIRS):
        yield Pair(products[product], products[partner], share, int(customers), closeness)


def rhythms_of(snapshot: Snapshot) -> Iterator[Rhythm]:
    """How often customers buy what they bought more than once."""
    customers, products = snapshot.history.customers, snapshot.history.products
    for customer, product, times, gap, last, usual in _rows(snapshot, _RHYTHMS):
        yield Rhythm(
            customers[customer], products[product], int(times), gap, date.fromordinal(int(last)), float(usual)
        )


def _rows(snapshot: Snapshot, question: str) -> Iterator[tuple[Any, ...]]:
    """On a cursor of its own: others may be reading."""
    with snapshot.engine.cursor() as cursor:
        answer = cursor.execute(question)
        while rows := answer.fetchmany(_AT_ONCE):
            yield from rows
