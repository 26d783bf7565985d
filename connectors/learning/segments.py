"""RFM: customers by how recently, how often and for how much they bought, each in fifths, and what they are called.

The fifths are those of Hughes (Strategic Database Marketing, 1994). The names are the widespread grid of recency
against the other two, as marketing programs show it. "New" must also be new, else the customer is promising.

| recency | others 1 | 2 | 3 | 4 | 5 |
|---|---|---|---|---|---|
| 5 | new | potential_loyal | potential_loyal | champions | champions |
| 4 | promising | potential_loyal | potential_loyal | loyal | loyal |
| 3 | about_to_sleep | about_to_sleep | need_attention | loyal | loyal |
| 2 | hibernating | hibernating | at_risk | at_risk | cannot_lose |
| 1 | hibernating | hibernating | at_risk | at_risk | cannot_lose |
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from connectors.learning.buyers import BEFORE, Buyers
from connectors.learning.history import Column
from connectors.learning.past import Numbers

_AWAY = ("hibernating", "hibernating", "at_risk", "at_risk", "cannot_lose")
_GRID = (
    _AWAY,
    _AWAY,
    ("about_to_sleep", "about_to_sleep", "need_attention", "loyal", "loyal"),
    ("promising", "potential_loyal", "potential_loyal", "loyal", "loyal"),
    ("new", "potential_loyal", "potential_loyal", "champions", "champions"),
)


@dataclass(frozen=True, slots=True)
class Segments:
    """Each customer's fifths, 5 the best; `monetary` is 0 where no amounts are known, and then does not count."""

    recency: Column
    frequency: Column
    monetary: Column
    names: Sequence[str]


def segments_of(buyers: Buyers) -> Segments:
    """Put each customer into fifths, equals always together: in the best of recency, in the least of the others."""
    recency = _fifths(-buyers.since.astype(np.float64), generous=True)
    frequency = _fifths(buyers.days.astype(np.float64), generous=False)
    monetary = np.zeros(len(buyers.days), np.int32)
    known = ~np.isnan(buyers.spent)
    monetary[known] = _fifths(buyers.spent[known], generous=False)
    others = np.where(known, (frequency + monetary + 1) // 2, frequency)
    is_new = buyers.at - buyers.first <= BEFORE
    names = [
        "promising" if (name := _GRID[r - 1][o - 1]) == "new" and not fresh else name
        for r, o, fresh in zip(recency.tolist(), others.tolist(), is_new.tolist(), strict=True)
    ]
    return Segments(recency, frequency, monetary, names)


def _fifths(values: Numbers, *, generous: bool) -> Column:
    order = np.sort(values)
    if generous:
        behind = np.searchsorted(order, values, side="right")
        return np.asarray(-(-5 * behind // len(values)), np.int32)
    behind = np.searchsorted(order, values, side="left")
    return np.asarray(5 * behind // max(len(values), 1) + 1, np.int32)
