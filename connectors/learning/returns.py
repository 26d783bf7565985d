"""Returns: what came back was not bought.

A return takes back the customer's latest purchases of the product before it, as far as its quantity reaches. What
it takes back in full did not happen; a purchase taken back in part counts with what is left of it, as does what was
paid for it.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from connectors.learning.history import History, Quantities
from connectors.learning.tables.lines import QUANTITY_DIGITS


def without_returns(history: History) -> History:
    """The purchases that stayed."""
    quantity = history.quantity.copy()
    key = history.customer.astype(np.int64) * len(history.products) + history.product
    returned = np.isin(key, key[quantity < 0])
    concerned = np.flatnonzero(returned)
    order = np.lexsort(
        (
            np.nan_to_num(history.amount[concerned]),
            quantity[concerned],
            history.basket[concerned],
            quantity[concerned] < 0,
            history.day[concerned],
            key[concerned],
        )
    )
    _take_back(concerned[order], key, quantity)
    quantity[concerned] = np.round(quantity[concerned], QUANTITY_DIGITS)
    partly = np.flatnonzero((quantity > 0) & (quantity < history.quantity))
    amount = history.amount.copy()
    amount[partly] *= quantity[partly] / history.quantity[partly]
    return replace(history, quantity=quantity, amount=amount).only(quantity > 0)


def _take_back(lines: NDArray[np.int64], key: NDArray[np.int64], quantity: Quantities) -> None:
    """Lower the quantities in place; the lines stand by customer and product, and then in the order of time."""
    bought: list[int] = []
    current = -1
    for line in lines.tolist():
        if key[line] != current:
            current, bought = key[line], []
        if quantity[line] > 0:
            bought.append(line)
            continue
        back = -quantity[line]
        while back > 0 and bought:
            taken = min(back, quantity[bought[-1]])
            quantity[bought[-1]] -= taken
            back -= taken
            if quantity[bought[-1]] <= 0:
                bought.pop()
