"""A history as the peers take it: who bought what in which basket, before a day."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from scipy import sparse  # type: ignore[import-untyped] # it has none

Scores = Any
"""A NumPy array; who only measures need not know."""


@dataclass(frozen=True)
class Purchases:
    """Places of customers, baskets and products, line by line; days are ordinals."""

    customers: int
    products: int
    customer: Scores
    basket: Scores
    product: Scores
    day: Scores

    @cached_property
    def baskets(self) -> sparse.csr_array:
        """In how many baskets each customer has each product."""
        customer, _, product = self._content
        shape = (self.customers, self.products)
        return sparse.csr_array((np.ones(len(customer)), (customer, product)), shape=shape)

    @cached_property
    def in_order(self) -> tuple[Scores, Scores, Scores, Scores]:
        """Customer, product, which of the customer's baskets it was (from 0), and how many there are."""
        customer, basket, product = self._content
        day = np.zeros(int(self.basket.max()) + 1, np.int64)
        day[self.basket] = self.day
        order = np.lexsort((product, basket, day[basket], customer))
        customer, basket, product = customer[order], basket[order], product[order]
        begins = np.r_[True, (basket[1:] != basket[:-1]) | (customer[1:] != customer[:-1])]
        number = np.bincount(customer[begins], minlength=self.customers)
        before = np.r_[0, np.cumsum(number)[:-1]]
        return customer, product, np.cumsum(begins) - 1 - before[customer], number[customer]

    @cached_property
    def _content(self) -> Scores:
        return np.unique(np.stack([self.customer, self.basket, self.product]), axis=1)


class MostPopular:
    """What is in most baskets."""

    name = "most popular"

    def __init__(self, purchases: Purchases) -> None:
        """Count."""
        self._popular = np.asarray(purchases.baskets.sum(axis=0), float)

    def scores(self, customers: Scores) -> Scores:
        """One row a customer, one column a product."""
        return np.tile(self._popular, (len(customers), 1))


class OwnFrequency:
    """What is in most of the customer's own baskets; equals by popularity."""

    name = "own frequency"

    def __init__(self, purchases: Purchases) -> None:
        """Count."""
        self._own = purchases.baskets
        popular = np.asarray(purchases.baskets.sum(axis=0), float)
        self._popular = 0.9 * popular / max(popular.max(), 1)

    def scores(self, customers: Scores) -> Scores:
        """One row a customer, one column a product."""
        own = self._own[customers].toarray()
        return own + (own > 0) * self._popular
