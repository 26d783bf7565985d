"""Gives customers, baskets, products and currencies their numbers where the lines are, in the order of their names."""

from collections.abc import Iterator, Mapping

import ibis  # type: ignore[import-untyped] # it has none
from ibis.expr.types import Table, Value  # type: ignore[import-untyped] # it has none

from connectors.learning.tables.lines import LINES
from connectors.learning.tables.plan import HISTORY, Step

TAKEN = ibis.schema(
    {
        "customer": "string",
        "basket": "string",
        "product": "string",
        "at": "int32",
        "quantity": "float64",
        "name": "string",
        "amount": "decimal(38, 12)",
        "currency": "string",
    }
)
_UNKNOWN = -1


def numbered(before: int, digits: Mapping[str, int]) -> Iterator[Step]:
    """From the table `taken` to the lines in numbers, and what the numbers mean.

    Args:
        before: Only earlier days (ordinals) count.
        digits: How many digits after the point each currency has.
    """
    taken = ibis.table(TAKEN, name="taken")
    early = taken.filter((taken.at < before) & taken.customer.notnull())
    yield Step("customer_numbers", _places(early.select(text="customer").distinct()))
    yield Step("product_numbers", _places(early.select(text="product").distinct()))
    yield Step(
        "currency_numbers", _places(early.filter(early.currency.notnull()).select(text="currency").distinct())
    )
    both = early.select("customer", "basket").distinct()
    order = ibis.window(order_by=[both.customer, both.basket])
    yield Step("basket_numbers", both.mutate(place=ibis.row_number().over(order).cast("int32")))
    yield Step("product_names", _names(early))
    yield Step(HISTORY, _history(early, digits))


def _places(texts: Table) -> Table:
    return texts.mutate(place=ibis.row_number().over(ibis.window(order_by=texts.text)).cast("int32"))


def _names(lines: Table) -> Table:
    """What each product was called last; of two names on one day the later one of the alphabet."""
    told = lines.filter(lines.name.notnull()).select("product", "name", "at").distinct()
    newest = ibis.window(group_by="product", order_by=[told.at.desc(), told.name.desc()])
    ranked = told.mutate(place=ibis.row_number().over(newest))
    return ranked.filter(ranked.place == 0).select("product", "name")


def _history(lines: Table, digits: Mapping[str, int]) -> Table:
    place = ibis.schema({"text": "string", "place": "int32"})
    customers = ibis.table(place, name="customer_numbers").select(customer="text", of_customer="place")
    products = ibis.table(place, name="product_numbers").select(product="text", of_product="place")
    currencies = ibis.table(place, name="currency_numbers").select(currency="text", of_currency="place")
    baskets = ibis.table(
        {"customer": "string", "basket": "string", "place": "int32"}, name="basket_numbers"
    ).select("customer", "basket", of_basket="place")
    found = (
        lines.join(customers, "customer")
        .join(products, "product")
        .join(baskets, ["customer", "basket"])
        .left_join(currencies, "currency")
    )
    return found.select(
        customer=found.of_customer,
        basket=found.of_basket,
        product=found.of_product,
        day=found.at,
        quantity=found.quantity,
        amount=_paid(found.amount, found.currency, digits).cast("float64"),
        currency=found.of_currency.fill_null(_UNKNOWN).cast("int32"),
    ).cast(LINES)


def _paid(amount: Value, currency: Value, digits: Mapping[str, int]) -> Value:
    if not digits:
        return amount
    return ibis.cases(
        *(
            (currency == code, amount.round(places).cast("decimal(38, 12)"))
            for code, places in digits.items()
        ),
        else_=amount,
    )
