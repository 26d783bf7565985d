"""What stayed with the customers: purchases without what came back.

As `connectors.learning.returns`, which says it in plain words: a return takes back the customer's latest purchases of
the product before it. Here the pieces that a customer has of a product are a level that purchases raise and returns
lower, never below nothing. Of a purchase that part stayed which the level never fell below again.
"""

import ibis  # type: ignore[import-untyped] # it has none
from ibis.expr.types import Table  # type: ignore[import-untyped] # it has none

from connectors.learning.tables.lines import QUANTITY_DIGITS, rounded

_KEY = ["customer", "product"]


def bought(lines: Table) -> Table:
    """The purchases that stayed, with the quantity and the amount of what stayed."""
    returned = lines.filter(lines.quantity < 0).select(*_KEY).distinct()
    untouched = lines.anti_join(returned, _KEY)
    return untouched.filter(untouched.quantity > 0).union(
        _kept(lines.semi_join(returned, _KEY)).select(*lines.columns)
    )


def _kept(lines: Table) -> Table:
    order = [
        lines.day,
        (lines.quantity < 0).cast("int32"),
        lines.basket,
        lines.quantity,
        lines.amount.fill_null(0.0),
    ]
    so_far = ibis.window(group_by=_KEY, order_by=order, preceding=None, following=0)
    sums = lines.mutate(
        total=rounded(lines.quantity.sum().over(so_far), QUANTITY_DIGITS),
        place=ibis.row_number().over(ibis.window(group_by=_KEY, order_by=order)).cast("int64"),
    )
    until_now = ibis.window(group_by=_KEY, order_by=sums.place, preceding=None, following=0)
    levels = sums.mutate(
        level=rounded(
            sums.total - ibis.least(sums.total.min().over(until_now), ibis.literal(0.0, "float64")),
            QUANTITY_DIGITS,
        )
    )
    from_now = ibis.window(group_by=_KEY, order_by=levels.place, preceding=0, following=None)
    by_place = ibis.window(group_by=_KEY, order_by=levels.place)
    ends = levels.mutate(
        lowest=levels.level.min().over(from_now), earlier=levels.level.lag().over(by_place).fill_null(0.0)
    )
    left = ends.mutate(left=rounded(ends.lowest - ends.earlier, QUANTITY_DIGITS))
    stayed = left.filter((left.quantity > 0) & (left.left > 0))
    return stayed.mutate(
        quantity=stayed.left,
        amount=ibis.ifelse(
            stayed.left < stayed.quantity, stayed.amount * (stayed.left / stayed.quantity), stayed.amount
        ),
    )
