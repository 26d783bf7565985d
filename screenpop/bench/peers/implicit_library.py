"""The library `implicit`: alternating least squares, and BM25 between products."""

import os

from screenpop.bench.peers.purchases import Purchases, Scores

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import implicit.als  # type: ignore[import-untyped] # it has none; it warns of BLAS with threads of its own
import implicit.nearest_neighbours  # type: ignore[import-untyped] # as above
import numpy as np  # as above
from scipy import sparse  # type: ignore[import-untyped] # it has none; as above

_FACTORS = 64
_SEED = 0


class LeastSquares:
    """ALS in 64-bit numbers."""

    name = "implicit ALS"

    def __init__(self, purchases: Purchases) -> None:
        """Fit."""
        model = implicit.als.AlternatingLeastSquares(
            factors=_FACTORS, dtype=np.float64, random_state=_SEED, num_threads=1
        )
        model.fit(sparse.csr_matrix(purchases.baskets), show_progress=False)
        self._customers, self._products = model.user_factors, model.item_factors

    def scores(self, customers: Scores) -> Scores:
        """One row a customer, one column a product."""
        return self._customers[customers] @ self._products.T


class Bm25:
    """BM25 between products, 200 neighbours."""

    name = "implicit BM25"

    def __init__(self, purchases: Purchases) -> None:
        """Fit."""
        self._own = sparse.csr_matrix(purchases.baskets)
        model = implicit.nearest_neighbours.BM25Recommender(K=200, num_threads=1)
        model.fit(self._own, show_progress=False)
        self._near = sparse.csr_matrix(model.similarity)

    def scores(self, customers: Scores) -> Scores:
        """One row a customer, one column a product."""
        return (self._own[customers] @ self._near).toarray()
