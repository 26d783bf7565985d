"""Every reason that real customers' suggestions have is counted again from a real shop's raw lines."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from random import Random

import duckdb
import pytest

from connectors.cross_sell.rows import LineRow
from connectors.learning.learn import learning
from screenpop.answers.cross_sell import OfferList
from tests.connectors.learning.counted import Past, rhythm_of, whole

AT = date(2011, 10, 15)
CUSTOMERS = 400


@pytest.fixture(scope="module")
def lines(shared):
    with duckdb.connect() as engine:
        rows = engine.execute(
            """select InvoiceNo, InvoiceDate::date, StockCode, Quantity, CustomerID::bigint::varchar, Description
               from read_parquet(?) where Quantity is not null and InvoiceDate < ?""",
            [str(shared / "data" / "online_retail.parquet"), AT],
        ).fetchall()
    return [LineRow(*row[:3], Decimal(int(row[3])), *row[4:]) for row in rows]


@pytest.fixture(scope="module")
def past(lines):
    return Past(lines, AT)


@pytest.fixture(scope="module")
def sampled(lines):
    with learning(lines, AT, lambda _: None) as result:
        everybody = dict(result.suggested)
    return {customer: everybody[customer] for customer in Random(7).sample(sorted(everybody), CUSTOMERS)}


def of(sampled, offer_list):
    return [
        (customer, offer)
        for customer, offers in sampled.items()
        for offer in offers
        if offer.list is offer_list
    ]


def test_every_rhythm_of_a_real_customer_is_true(sampled, past):
    again = of(sampled, OfferList.AGAIN)

    assert len(again) > 5 * CUSTOMERS
    for customer, offer in again:
        assert str(offer.reason) == rhythm_of(past, customer, offer.product)


def test_every_share_that_a_real_customer_is_told_is_true(sampled, past, lines):
    called = defaultdict(set)
    for line in lines:
        called[line.name].add(line.product)
    everybody = sum(bool(products) for products in past.own.values())
    fits = of(sampled, OfferList.FITS)

    assert len(fits) > 5 * CUSTOMERS
    for customer, offer in fits:
        values = offer.reason.values
        assert offer.product not in past.seen[customer]
        if "product" not in values:
            assert values["percent"] == whole(100 * len(past.buyers[offer.product]) / everybody)
            continue
        because = called[values["product"]] & past.own[customer]
        assert values["percent"] in {whole(100 * past.share(each, offer.product)) for each in because}


def test_every_suggestion_says_what_ranked_it(sampled):
    assert {len({offer.method for _, offer in of(sampled, each)}) for each in OfferList} == {1}
    assert all(offer.method for each in OfferList for _, offer in of(sampled, each))
