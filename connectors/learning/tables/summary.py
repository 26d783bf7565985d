"""What value is computed from: when a customer bought first, last and how often, and what they paid."""

from ibis.expr.types import Table  # type: ignore[import-untyped] # it has none

from connectors.learning.tables.lines import AMOUNT_DIGITS, rounded


def customers(bought: Table) -> Table:
    """The first and the last day, and on how many days."""
    return bought.group_by("customer").agg(
        first=bought.day.min().cast("int32"),
        last=bought.day.max().cast("int32"),
        days=bought.day.nunique().cast("int32"),
    )


def revenue(bought: Table) -> Table:
    """What a customer paid for what stayed, in each currency, and on how many lines that is told.

    Added up as decimals: a sum of floating numbers depends on the order, which no engine promises.
    """
    told = bought.filter(bought.amount.notnull() & (bought.currency >= 0))
    exact = told.amount.cast("decimal(38, 12)")
    return told.group_by("customer", "currency").agg(
        lines=told.count().cast("int32"), revenue=rounded(exact.sum(), AMOUNT_DIGITS)
    )
