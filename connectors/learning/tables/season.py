"""What sells at this time of the year: in the weeks of earlier years that lie ahead now.

A history of less than a year shows no season: both tables are empty then.
"""

import ibis  # type: ignore[import-untyped] # it has none
from ibis.expr.types import IntegerColumn, Table  # type: ignore[import-untyped] # it has none

from connectors.learning.tables.lines import number, score

AHEAD = 56
"""Days from today that make this time of the year."""
YEAR = 365
"""Days; leap years shift the weeks by a day, which they can bear."""

OF_A_PRODUCT = 5.0
"""So many occasions at no special time are taken for granted of each product: few say little."""


def recurring(occasions: Table, day: int) -> Table:
    """On how many occasions a customer bought a product at this time of earlier years, and how many years running.

    The years are counted back from the last one without a gap; 0 where there is one.
    """
    shows_a_year = occasions.day.min().as_scalar() <= day - YEAR
    told = occasions.filter(shows_a_year).mutate(since=_since_its_weeks(occasions.day, day))
    told = told.mutate(year=(number(told.since) / YEAR).floor().cast("int32"))
    then = told.filter((told.year > 0) & (told.since - told.year * YEAR < AHEAD))
    return then.group_by("customer", "product").agg(
        recurred=then.count().cast("float64"),
        years=ibis.ifelse(then.year.nunique() == then.year.max(), then.year.max(), 0).cast("int32"),
    )


def season(occasions: Table, recurring: Table, day: int) -> Table:
    """How many times as often as any other a product sells at this time of the year (`lift`).

    It is 1 of what was not sold a year ago. `part` is which part of all that is sold is sold then.
    """
    sold = occasions.group_by("product").agg(
        times=occasions.count().cast("float64"), first=occasions.day.min()
    )
    then = recurring.group_by("product").agg(recurred=recurring.recurred.sum())
    told = sold.left_join(then, "product").select(
        "product", "times", "first", recurred=then.recurred.fill_null(0.0).cast("float64")
    )
    part = recurring.recurred.sum().as_scalar() / occasions.count().cast("float64").as_scalar()
    told = told.mutate(part=part.cast("float64")).filter(ibis._.part > 0)
    lift = (told.recurred + OF_A_PRODUCT) / (told.times * told.part + OF_A_PRODUCT)
    return told.select("product", "part", lift=score(ibis.ifelse(told.first <= day - YEAR, lift, 1.0)))


def _since_its_weeks(at: IntegerColumn, day: int) -> IntegerColumn:
    """Days since the first day of the weeks that end with this one; those of a year ago begin `YEAR` days ago."""
    return (day + AHEAD - 1 - at).cast("int32")
