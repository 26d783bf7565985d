"""Quality on a real shop's history (UCI Online Retail, Chen 2015): learnt before a day, held against later ones."""

from collections import defaultdict
from datetime import date
from decimal import Decimal

import duckdb
import pytest

from connectors.cross_sell.rows import LineRow
from connectors.learning.learn import learning
from screenpop.answers.cross_sell import OfferList

SPLIT = date(2011, 10, 15)


@pytest.fixture(scope="module")
def lines(shared):
    with duckdb.connect() as engine:
        rows = engine.execute(
            """select InvoiceNo, InvoiceDate::date, StockCode, Quantity, CustomerID::bigint::varchar, Description
               from read_parquet(?) where Quantity is not null""",
            [str(shared / "data" / "online_retail.parquet")],
        ).fetchall()
    return [LineRow(*row[:3], Decimal(int(row[3])), *row[4:]) for row in rows]


@pytest.fixture(scope="module")
def held_against(lines):
    """For each list: of the customers of both times, how many bought one of the first five; and the chosen method."""
    with learning(lines, SPLIT, lambda _: None) as result:
        offers, report = dict(result.suggested), result.report()
    before, after = defaultdict(set), defaultdict(set)
    for line in lines:
        if line.customer is not None and line.quantity > 0:
            (before if line.at < SPLIT else after)[line.customer].add(line.product)
    both = before.keys() & after.keys()

    def hit_at_5(offer_list):
        hits = 0
        for customer in both:
            first = [offer.product for offer in offers.get(customer, ()) if offer.list is offer_list][:5]
            hits += bool(after[customer] & set(first))
        return hits / len(both)

    return {each: (hit_at_5(each), report["lists"][each.value]["chosen"]) for each in OfferList}


def test_what_is_needed_again_beats_own_frequency(held_against):
    hit, chosen = held_against[OfferList.AGAIN]

    assert hit > 0.72, chosen


def test_what_would_fit_beats_basket_cosine(held_against):
    hit, chosen = held_against[OfferList.FITS]

    assert hit > 0.27, chosen
