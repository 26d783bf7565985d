"""How close customers are to products that they may never have bought, told in several ways.

By what goes with their own products (in the same baskets), by what customers alike buy (neighbours), and by a few
hidden tastes (a truncated singular value decomposition). Only the products that most customers buy are looked at,
and only so many neighbours: the work grows with the customers, not with their square.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from scipy import sparse  # type: ignore[import-untyped] # it has none
from scipy.sparse.linalg import svds  # type: ignore[import-untyped] # it has none

from connectors.learning.features import Features
from connectors.learning.past import Numbers, Past, Places, rank_within

_PRODUCTS = 4_000
_NEIGHBOURS = 150
_AMONG = 3_000
_PARTNERS = 30
_TASTES = 16
_AT_ONCE = 512
_STOCK_ORDER = 600


@dataclass(frozen=True, slots=True)
class Closeness:
    """Scores of some customers for the products looked at, one column a product.

    Attributes:
        customers: One a row.
        scores: By the way it is told.
    """

    customers: Places
    scores: Mapping[str, Numbers]


class Affinity:
    """Everything that closeness is told by, as of one past."""

    def __init__(self, past: Past, own: Features, demand: Features) -> None:
        """Compare products, customers and tastes."""
        self._past = past
        order = np.lexsort((np.arange(past.products), -(demand["buyers"] + demand["demand_90"])))
        self.products: Places = np.sort(order[:_PRODUCTS])
        looked_at = np.full(past.products, -1)
        looked_at[self.products] = np.arange(len(self.products))
        self.column: Places = looked_at
        self._ours = looked_at[past.product] >= 0
        self._often = self._matrix(np.log1p(own["times"]))
        self._lately = self._matrix(own["faded_60"])
        self._alike = self._normalised(np.log1p(2 * own["faded_180"]), 1.0)
        self._pool = _most_active(past, own)
        self._alike_of_pool = self._alike[self._pool].T.tocsr()
        self._of_pool = {
            "neighbours": self._matrix(own["faded_20"])[self._pool],
            "neighbours_bought": self._matrix(np.ones(len(own["times"])))[self._pool],
            "neighbours_new": self._matrix(np.exp(-own["known"] / 40))[self._pool],
        }
        self._near = _partners(past, self.column, len(self.products))
        self._tasted = self._normalised(np.ones(len(own["times"])), 0.5)
        self._tastes = _tastes(self._tasted)

    def of(self, customers: Places) -> Iterator[Closeness]:
        """Tell it of some customers, a few at once."""
        for begin in range(0, len(customers), _AT_ONCE):
            some = customers[begin : begin + _AT_ONCE]
            neighbours = self._neighbours(some)
            scores = {name: (neighbours @ matrix).toarray() for name, matrix in self._of_pool.items()}
            scores["partners"] = (self._often[some] @ self._near).toarray()
            scores["partners_lately"] = (self._lately[some] @ self._near).toarray()
            scores["tastes"] = (self._tasted[some] @ self._tastes.T) @ self._tastes
            yield Closeness(some, scores)

    def _neighbours(self, some: Places) -> sparse.csr_array:
        """For each customer the most alike others, with weights that add up to one."""
        likeness = (self._alike[some] @ self._alike_of_pool).toarray()
        likeness[some[:, None] == self._pool[None]] = 0
        number = min(_NEIGHBOURS, len(self._pool))
        nearest = np.argpartition(-likeness, number - 1, axis=1)[:, :number]
        weight = np.take_along_axis(likeness, nearest, 1)
        weight /= np.maximum(weight.sum(axis=1, keepdims=True), 1e-9)
        ends = np.arange(0, nearest.size + 1, number)
        return sparse.csr_array((weight.ravel(), nearest.ravel(), ends), shape=likeness.shape)

    def _matrix(self, values: Numbers) -> sparse.csr_array:
        past, ours = self._past, self._ours
        columns = self.column[past.product[ours]]
        shape = (past.customers, len(self.products))
        return sparse.csr_array((values[ours], (past.customer[ours], columns)), shape=shape)

    def _normalised(self, values: Numbers, power: float) -> sparse.csr_array:
        matrix = self._matrix(values)
        length = np.sqrt(matrix.multiply(matrix).sum(axis=1)) ** power
        return sparse.csr_array(sparse.diags_array(1 / np.maximum(length, 1e-9)) @ matrix)


def _partners(past: Past, column: Places, products: int) -> sparse.csr_array:
    """How close products are by the baskets that have both (cosine), the closest of each."""
    lines = np.flatnonzero(column[past.kept.product] >= 0)
    basket, product = past.kept.basket[lines].astype(np.int64), column[past.kept.product[lines]]
    content = np.unique(basket * products + product) if products else np.zeros(0, np.int64)
    which, basket, number = np.unique(content // max(products, 1), return_inverse=True, return_counts=True)
    few = number[basket] <= _STOCK_ORDER
    ones = np.ones(np.count_nonzero(few), np.float32)
    shape = (len(which), products)
    baskets = sparse.csr_array((ones, (basket[few], content[few] % max(products, 1))), shape=shape)
    both = (baskets.T.tocsr() @ baskets).tocoo()
    sizes = np.sqrt(np.maximum(both.diagonal(), 1)).astype(np.float64)
    sensible = np.flatnonzero((both.data >= 2) & (both.row != both.col))
    row, col = both.row[sensible].astype(np.int64), both.col[sensible]
    cosine = both.data[sensible] / (sizes[row] * sizes[col])
    closest = rank_within(row, cosine) < _PARTNERS
    return sparse.csr_array((cosine[closest], (row[closest], col[closest])), shape=(products, products))


def _tastes(matrix: sparse.csr_array) -> Numbers:
    number = min(_TASTES, min(matrix.shape) - 1)
    if number < 1 or not matrix.nnz:
        return np.zeros((1, matrix.shape[1]))
    tastes = svds(matrix, k=number, v0=np.ones(min(matrix.shape)), return_singular_vectors="vh")[2]
    return np.asarray(tastes, np.float64)


def _most_active(past: Past, own: Features) -> Places:
    everybody = past.everybody
    activity = np.bincount(past.customer, own["faded_60"], past.customers)[everybody]
    return np.sort(everybody[np.lexsort((everybody, -activity))[:_AMONG]])
