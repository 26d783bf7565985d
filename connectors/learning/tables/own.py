"""Each customer's own products with their rhythm, and how many buy a product."""

import ibis  # type: ignore[import-untyped] # it has none
from ibis.expr.types import NumericValue, Table  # type: ignore[import-untyped] # it has none

from connectors.learning.tables.lines import QUANTITY_DIGITS, number, rounded

LATELY = 42
"""Days; a shorter time would be noise for a small shop, a longer one sees a season too late."""

_KEY = ["customer", "product"]
_FADES = 200.0  # days, after which a purchase weighs half
_WEIGHT = 1e9  # weights are summed as whole numbers of this part: their sum is the same in whatever order


def occasions(bought: Table) -> Table:
    """What a customer bought of a product on a day, whatever the number of baskets."""
    return bought.group_by("customer", "product", "day").agg(
        quantity=rounded(bought.quantity.sum(), QUANTITY_DIGITS)
    )


def own(occasions: Table, day: int) -> Table:
    """On how many days, when last, how many days apart (the median), and how many (the lower median)."""
    by_day = ibis.window(group_by=_KEY, order_by=occasions.day)
    by_quantity = ibis.window(group_by=_KEY, order_by=[occasions.quantity, occasions.day])
    told = occasions.mutate(
        gap=(occasions.day - occasions.day.lag().over(by_day)).cast("int32"),
        place=(ibis.row_number().over(by_quantity) + 1).cast("int64"),
        number=occasions.count().over(ibis.window(group_by=_KEY)).cast("int64"),
        weight=_weight(occasions, day),
    )
    in_the_middle = (told.place * 2 == told.number) | (told.place * 2 == told.number + 1)
    found = told.group_by(*_KEY).agg(
        times=told.count().cast("float64"),
        last=told.day.max().cast("int32"),
        gap=told.gap.median().cast("float64"),
        usual=told.quantity.max(where=in_the_middle).cast("float64"),
        weight=told.weight.sum().cast("float64") / _WEIGHT,
    )
    return found.select(
        *_KEY, "times", "last", (day - found.last).cast("int32").name("since"), "gap", "usual", "weight"
    )


def _weight(occasions: Table, day: int) -> NumericValue:
    age = number(day - occasions.day)
    return (_WEIGHT / (1.0 + age / _FADES) + 0.5).floor().cast("int64")


def demand(own: Table) -> Table:
    """How many customers buy a product, and how many did lately."""
    return own.group_by("product").agg(
        buyers=own.count().cast("float64"), lately=own.count(where=own.since <= LATELY).cast("float64")
    )
