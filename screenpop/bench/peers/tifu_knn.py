"""TIFU-KNN (Hu, He, Gao, Zhang 2020), written from the paper: decayed baskets in groups, and the nearest customers'.

Within a group and between groups the older counts less; a customer's own vector and the mean of the nearest ones'
are added. The parameters are those of its measurements on shops' data.
"""

import numpy as np
from scipy import sparse  # type: ignore[import-untyped] # it has none

from screenpop.bench.peers.purchases import Purchases, Scores

_NEAREST = 300
_OWN = 0.7
_IN_GROUP = 0.9
_BETWEEN_GROUPS = 0.7
_GROUPS = 7


class TifuKnn:
    """Scores every product for a customer."""

    name = "TIFU-KNN"

    def __init__(self, purchases: Purchases) -> None:
        """Make each customer's vector."""
        self._vectors = _vectors(purchases)
        self._squares = self._vectors.multiply(self._vectors).sum(axis=1)
        self._known = np.flatnonzero(np.diff(purchases.baskets.indptr))
        self._theirs = self._vectors[self._known]

    def scores(self, customers: Scores) -> Scores:
        """One row a customer, one column a product."""
        own = self._vectors[customers]
        distance = self._squares[customers][:, None] + self._squares[self._known][None]
        distance -= 2 * (own @ self._theirs.T).toarray()
        distance[customers[:, None] == self._known[None]] = np.inf
        number = min(_NEAREST, len(self._known) - 1)
        nearest = np.argpartition(distance, number - 1, axis=1)[:, :number]
        ends = np.arange(0, nearest.size + 1, number)
        shares = np.full(nearest.size, 1 / number)
        mean = sparse.csr_array((shares, nearest.ravel(), ends), shape=distance.shape) @ self._theirs
        return np.asarray((_OWN * own + (1 - _OWN) * mean).toarray())


def _vectors(purchases: Purchases) -> sparse.csr_array:
    customer, product, place, number = purchases.in_order
    size = np.where(number < _GROUPS, 1, np.ceil(number / _GROUPS)).astype(int)
    groups = np.ceil(number / size).astype(int)
    from_end = number - 1 - place
    group = from_end // size
    length = np.where(group == groups - 1, number - (groups - 1) * size, size)
    weight = _IN_GROUP ** (from_end % size) / length * _BETWEEN_GROUPS**group / groups
    return sparse.csr_array((weight, (customer, product)), shape=purchases.baskets.shape)
