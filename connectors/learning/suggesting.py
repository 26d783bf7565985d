"""From the chosen methods' rankings to offers with their reasons."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from connectors.learning.assortment import lay_out
from connectors.learning.methods import Method
from connectors.learning.reasons import partner, popularity, rhythm
from connectors.learning.snapshot import Snapshot
from screenpop.answers.cross_sell import Offer, OfferList

_AT_ONCE = 10_000  # rows

_AGAIN = """
create temp table again as
select customer, place, product, score, times, gap, since, usual, if(2 * recurred >= times, years, 0) as years
from ranking join own using (customer, product) left join recurring using (customer, product)"""

# `because` is the own purchase that explains it best; there is none where a method does not go by own purchases.
_FITS = """
create temp table fits as
with reasons as (
    select r.customer, r.product, max({'share': share, 'customers': customers, 'x': -x}) as best
    from own o join pairs p on p.x = o.product join ranking r on r.customer = o.customer and r.product = p.y
    group by all)
select customer, place, product, score, -best.x as because, best.share as share,
       buyers / (select count(distinct customer) from own) as everybody
from ranking join demand using (product) left join reasons using (customer, product)"""

_ALL = """
select a.*, category from (
    select customer, 0 as fits, place, product, score, times, gap, since, usual, years, null, null, null from again
    union all
    select customer, 1, place, product, score, null, null, null, null, null, because, share, everybody from fits) a
left join shelf using (product) order by customer, fits, place"""

_STILL_SOLD = "coalesce(sold, true)"
_WELCOME = """
coalesce(sold and new, true) and (category is null or not exists (from "after" where "after".category = shelf.category)
    or exists (from own join shelf had on had.product = own.product
               join "after" on "after".needed = had.category and "after".category = shelf.category
               where own.customer = scored.customer))"""


def suggest(snapshot: Snapshot, again: Method, fits: Method) -> Iterator[tuple[str, tuple[Offer, ...]]]:
    """Offers of every customer who has any: `again` before `fits`, best first within each."""
    engine = snapshot.engine
    lay_out(engine, snapshot.history.assortment, snapshot.history.products)
    for method, explained in ((again.offered(_STILL_SOLD), _AGAIN), (fits.offered(_WELCOME), _FITS)):
        engine.execute(f"create or replace temp table ranking as {method.ranked}")
        engine.execute(explained)
    rows = _fetched(snapshot)
    names = (again.name, fits.name)
    for customer, offers in groupby(rows, key=itemgetter(0)):
        yield snapshot.history.customers[customer], tuple(_offer(snapshot, row, names) for row in offers)


def _fetched(snapshot: Snapshot) -> Iterator[tuple[Any, ...]]:
    answer = snapshot.engine.execute(_ALL)
    while rows := answer.fetchmany(_AT_ONCE):
        yield from rows


def _offer(snapshot: Snapshot, row: tuple[Any, ...], methods: tuple[str, str]) -> Offer:
    _, fits, _, product, score, times, gap, since, usual, years, because, share, everybody, category = row
    names = snapshot.history.names
    if not fits:
        offer_list, reason = OfferList.AGAIN, rhythm(int(times), gap, since, usual, years or 0)
    elif because is not None:
        offer_list, reason = OfferList.FITS, partner(share, names[because])
    else:
        offer_list, reason = OfferList.FITS, popularity(everybody)
    number = snapshot.history.products[product]
    return Offer(offer_list, number, names[product], score, reason, methods[fits], category)
