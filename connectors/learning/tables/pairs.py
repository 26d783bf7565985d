"""Which products are bought together.

`contents`: what is in each basket. `closest`: how close two products are in baskets. `together`: how many customers
buy both. `pairs`: what may be suggested of that: of those who bought `x`, the `share` bought `y` too.
"""

import ibis  # type: ignore[import-untyped] # it has none
from ibis.expr.types import Table  # type: ignore[import-untyped] # it has none

from connectors.learning.tables.lines import number, score

PARTNERS = 50
"""How many products that go with it are kept for each product."""

_LARGEST = 600  # baskets with hundreds of products are stock orders: everything goes with everything
_BASKETS = 3
_CUSTOMERS = 3
_BUYERS = 5
_SHARE = 0.01


def contents(bought: Table) -> Table:
    """What is in each basket, whatever the number of lines, and of how many products it is."""
    content = bought.select("basket", "product").distinct()
    return content.mutate(products=content.count().over(ibis.window(group_by="basket")).cast("int32"))


def closest(contents: Table) -> Table:
    """For each product the ones that are in its baskets most, as the cosine."""
    sizes = contents.group_by("product").agg(baskets=contents.count().cast("float64"))
    content = contents.filter((contents.products >= 2) & (contents.products <= _LARGEST))
    x, y = content.select("basket", x="product"), content.select("basket", y="product")
    met = x.join(y, ["basket", x.x < y.y]).group_by("x", "y").agg(baskets=ibis._.count().cast("float64"))
    often = met.filter(met.baskets >= _BASKETS)
    both = often.select("x", "y", "baskets").union(often.select(x="y", y="x", baskets="baskets"))
    of_x, of_y = sizes.select(x="product", of_x="baskets"), sizes.select(y="product", of_y="baskets")
    close = both.join(of_x, "x").join(of_y, "y")
    scored = close.select("x", "y", closeness=score(close.baskets / (close.of_x * close.of_y).sqrt()))
    order = ibis.window(group_by="x", order_by=[scored.closeness.desc(), scored.y])
    ranked = scored.mutate(place=ibis.row_number().over(order))
    return ranked.filter(ranked.place < PARTNERS).select("x", "y", "closeness")


def together(closest: Table, own: Table, demand: Table) -> Table:
    """How many customers buy both, each pair once: counted from the product that fewer buy."""
    once = closest.select(
        x=ibis.least(closest.x, closest.y), y=ibis.greatest(closest.x, closest.y)
    ).distinct()
    of_x, of_y = demand.select(x="product", of_x="buyers"), demand.select(y="product", of_y="buyers")
    known = once.join(of_x, "x").join(of_y, "y")
    rarer = ibis.ifelse(known.of_x <= known.of_y, known.x, known.y)
    other = ibis.ifelse(known.of_x <= known.of_y, known.y, known.x)
    asked = known.filter((known.of_x >= _CUSTOMERS) & (known.of_y >= _CUSTOMERS)).select(
        "x", "y", rarer=rarer, other=other
    )
    buyers = own.select("customer", rarer="product")
    others = own.select("customer", other="product")
    both = asked.join(buyers, "rarer").semi_join(others, ["customer", "other"])
    return both.group_by("x", "y").agg(customers=both.count().cast("float64"))


def pairs(closest: Table, together: Table, own: Table, demand: Table) -> Table:
    """What enough customers buy together, and more of them than by chance."""
    sides = closest.mutate(low=ibis.least(closest.x, closest.y), high=ibis.greatest(closest.x, closest.y))
    counted = together.select(low="x", high="y", customers="customers")
    of_x, of_y = demand.select(x="product", of_x="buyers"), demand.select(y="product", of_y="buyers")
    found = sides.join(counted, ["low", "high"]).join(of_x, "x").join(of_y, "y")
    told = found.mutate(share=score(found.customers / found.of_x))
    everybody = number(own.customer.nunique().as_scalar())
    return told.filter(
        (told.customers >= _CUSTOMERS)
        & (told.of_x >= _BUYERS)
        & (told.share >= _SHARE)
        & (told.customers * everybody > told.of_x * told.of_y)
    ).select("x", "y", "closeness", "customers", "share")
