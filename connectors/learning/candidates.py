"""Which products each list chooses from, with everything that is known of each: one row a customer and product.

`again` chooses from a customer's own products, `fits` from what is closest to them in any way (see `affinity`) and
from what is in demand, as far as they never had to do with it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from connectors.learning.affinity import Affinity, Closeness
from connectors.learning.features import Features, customer_features, own_features, product_features
from connectors.learning.past import Past, Places, rank_within
from screenpop.answers.cross_sell import OfferList

_OWN = 150
_CLOSEST = 40
_IN_DEMAND = 50
_DEMANDED = ("buyers", "demand_14", "demand_42", "new_buyers_28", "new_buyers_60")
_CLOSE = ("neighbours", "neighbours_bought", "tastes")


@dataclass(frozen=True, slots=True)
class Candidates:
    """Rows stand by customer; each feature is a column."""

    customer: Places
    product: Places
    features: Features

    def matrix(self, names: tuple[str, ...], rows: Places | slice = slice(None)) -> NDArray[np.float32]:
        """Some features, as the ranker takes them."""
        matrix = np.empty((len(self.customer[rows]), len(names)), np.float32)
        for place, name in enumerate(names):
            matrix[:, place] = self.features[name][rows]
        return matrix


class Known:
    """What is known as of one past, for both lists."""

    def __init__(self, past: Past) -> None:
        """Compute the features of customers, products and own products."""
        self.past = past
        self._own = own_features(past)
        self._customers = customer_features(past)
        self._demand = product_features(past)
        self._affinity = Affinity(past, self._own, self._demand)

    def candidates(
        self, lists: Iterable[OfferList], customers: Places
    ) -> Iterator[Mapping[OfferList, Candidates]]:
        """Of a few customers at once, who stand sorted: what each list chooses from."""
        for closeness in self._affinity.of(customers):
            yield {
                each: self._again(closeness) if each is OfferList.AGAIN else self._fits(closeness)
                for each in lists
            }

    def _again(self, closeness: Closeness) -> Candidates:
        past = self.past
        begin, end = (np.searchsorted(past.customer, closeness.customers, side) for side in ("left", "right"))
        rows = np.concatenate([np.arange(*each) for each in zip(begin, end, strict=True)])
        strength = self._own["faded_60"][rows] + 0.3 * self._own["weight"][rows]
        rows = rows[rank_within(past.customer[rows], strength) < _OWN]
        customer, product = past.customer[rows], past.product[rows]
        features = {name: values[rows] for name, values in self._own.items()}
        visits, pause = self._customers["visits"][customer], self._customers["pause"][customer]
        known_for = features["known"] / np.maximum(self._customers["customer_for"][customer], 1)
        features |= {
            "share": features["times"] / np.maximum(visits, 1),
            "share_since": features["times"] / np.maximum(visits * known_for, 1),
            "place_lately": rank_within(customer, features["faded_60"]),
            "place": rank_within(customer, features["weight"]),
            "visits_without": features["since"] - self._customers["visited"][customer],
            "pauses_without": features["since"] / np.maximum(pause, 1),
        }
        features |= self._close(closeness, customer, product)
        return self._with_everything(customer, product, features)

    def _close(self, closeness: Closeness, customer: Places, product: Places) -> Features:
        """Closeness of pairs, 0 for products that are not looked at."""
        column = self._affinity.column[product]
        looked_at = np.flatnonzero(column >= 0)
        row = np.searchsorted(closeness.customers, customer[looked_at])
        found = {}
        for name in _CLOSE:
            found[name] = np.zeros(len(customer))
            found[name][looked_at] = closeness.scores[name][row, column[looked_at]]
        return found

    def _fits(self, closeness: Closeness) -> Candidates:
        some, columns = closeness.customers, self._affinity.products
        seen = self._seen(some)
        wanted = np.repeat(self._demanded[None], len(some), axis=0)
        rows, number = np.arange(len(some))[:, None], min(_CLOSEST, len(columns))
        for each in closeness.scores.values():
            unseen = np.where(seen, -1, each)
            best = np.argpartition(-unseen, number - 1, axis=1)[:, :number]
            wanted[rows, best] |= unseen[rows, best] > 0
        wanted[seen] = False
        row, column = np.nonzero(wanted)
        who, what = some[row], columns[column]
        features = {name: each[row, column] for name, each in closeness.scores.items()}
        features |= {f"place_{name}": rank_within(who, values) for name, values in features.items()}
        return self._with_everything(who, what, features)

    @cached_property
    def _demanded(self) -> NDArray[np.bool_]:
        """Which of the products that are looked at are offered to whoever never bought them."""
        columns = self._affinity.products
        demanded = np.zeros(len(columns), bool)
        for name in _DEMANDED:
            demanded[np.lexsort((columns, -self._demand[name][columns]))[:_IN_DEMAND]] = True
        return demanded

    def _seen(self, some: Places) -> NDArray[np.bool_]:
        past, columns = self.past, self._affinity.products
        seen = np.zeros((len(some), len(columns)), bool)
        begin, end = (np.searchsorted(past.seen, (some + more) * past.products) for more in (0, 1))
        for row, (low, high) in enumerate(zip(begin, end, strict=True)):
            column = self._affinity.column[past.seen[low:high] % past.products]
            seen[row, column[column >= 0]] = True
        return seen

    def _with_everything(self, customer: Places, product: Places, features: Features) -> Candidates:
        whole = dict(features)
        whole |= {name: values[customer] for name, values in self._customers.items()}
        whole |= {name: values[product] for name, values in self._demand.items()}
        return Candidates(customer, product, whole)
