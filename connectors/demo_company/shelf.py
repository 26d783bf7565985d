"""What stands on the demo company's shelves: how much of it, what it cost, and what is promoted."""

from collections.abc import Iterable
from dataclasses import dataclass
from random import Random

from connectors.demo_company.words import Item


@dataclass(frozen=True, slots=True)
class Shelved:
    """One article. `cost` is in euro, as its price is; `pieces` is 0 where it is sold out."""

    item: Item
    cost: float
    pieces: int
    promoted: bool


def shelve(random: Random, items: Iterable[Item]) -> list[Shelved]:
    """All articles: dear ones earn less in the hundred, one in twenty-five is sold out, one in twelve is promoted."""
    return [_shelved(random, item) for item in items]


def _shelved(random: Random, item: Item) -> Shelved:
    margin = 0.12 + 0.34 * random.random() / (1 + item.price / 120)
    pieces = 0 if random.random() < 0.04 else 1 + int(random.random() * 40 * max(item.quantity, 1))
    return Shelved(item, round(item.price * (1 - margin), 2), pieces, random.random() < 0.08)
