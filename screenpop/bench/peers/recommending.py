"""What the peers suggest to each customer, as lists of products: own ones, and ones never bought."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import numpy as np

from screenpop.bench.peers.implicit_library import Bm25, LeastSquares
from screenpop.bench.peers.purchases import MostPopular, OwnFrequency, Purchases, Scores
from screenpop.bench.peers.tifu_knn import TifuKnn

PEERS = (MostPopular, OwnFrequency, LeastSquares, Bm25, TifuKnn)

_TEN = 10
_AT_ONCE = 256

Lists = Mapping[str, tuple[Sequence[str], Sequence[str]]]
"""For each customer ten own products and ten others."""


def peers_lists(
    rows: Sequence[tuple[str, str, date, str]], customers: Sequence[str]
) -> Iterator[tuple[str, Lists]]:
    """Each peer's suggestions.

    Args:
        rows: Customer, basket, day, product.
        customers: To whom.
    """
    columns = [np.array(column) for column in zip(*((a, f"{a} {b}", d) for a, b, _, d in rows), strict=True)]
    (buyers, customer), (_, basket), (products, product) = (
        np.unique(column, return_inverse=True) for column in columns
    )
    days = np.array([at.toordinal() for _, _, at, _ in rows])
    purchases = Purchases(len(buyers), len(products), customer, basket, product, days)
    wanted = np.searchsorted(buyers, np.array(customers))
    for peer in PEERS:
        model = peer(purchases)
        found: dict[str, tuple[Sequence[str], Sequence[str]]] = {}
        for begin in range(0, len(wanted), _AT_ONCE):
            some = wanted[begin : begin + _AT_ONCE]
            for customer_place, scores in zip(some, model.scores(some), strict=True):
                own, others = _best(scores, purchases.baskets[[customer_place]].indices)
                found[str(buyers[customer_place])] = (products[own].tolist(), products[others].tolist())
        yield peer.name, found


def _best(scores: Scores, own: Scores) -> tuple[Scores, Scores]:
    mine = own[np.argsort(-scores[own], kind="stable")[:_TEN]]
    scores = np.array(scores, float)
    scores[own] = -np.inf
    best = np.argpartition(-scores, _TEN)[:_TEN]
    return mine, best[np.argsort(-scores[best], kind="stable")]
