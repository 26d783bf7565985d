from dataclasses import replace
from decimal import Decimal

import pytest

from connectors.cross_sell.rows import ProductRow
from connectors.learning.assortment import Assortment
from connectors.learning.lines import read_history
from connectors.learning.methods import METHODS
from connectors.learning.snapshot import Snapshot
from connectors.learning.suggesting import suggest
from screenpop.answers.cross_sell import OfferList
from screenpop.settings.model import CategoryTable
from tests.connectors.learning.lines import after, bought, together

LINES = together(
    *(bought(f"both{each}", "x", "y", "w", day=each) for each in range(6)),
    *(bought(f"z{each}", "z", day=each) for each in range(20)),
    bought("c", "x", day=3),
)


def named(offer_list, name):
    return next(each for each in METHODS if each.list is offer_list and each.name == name)


def offered(*products, categories=(), margin=0, promotion=0):
    """What customer c is offered: own products, and the two that go with them."""
    assortment = Assortment(products, categories, margin, promotion)
    history = replace(read_history(LINES, after(40)), assortment=assortment)
    with Snapshot(history, after(40)) as snapshot:
        again, fits = named(OfferList.AGAIN, "own_frequency"), named(OfferList.FITS, "basket_cosine")
        offers = dict(suggest(snapshot, again, fits))["c"]
    return tuple([each.product for each in offers if each.list is one] for one in OfferList)


def test_of_what_nothing_is_said_everything_may_be_offered():
    again, fits = offered()

    assert again == ["x"]
    assert fits[:2] == ["w", "y"]


def test_what_is_no_longer_sold_is_offered_to_nobody():
    again, fits = offered(ProductRow("x", sold=False), ProductRow("w", sold=False))

    assert again == []
    assert "w" not in fits
    assert "y" in fits


def test_what_is_out_of_stock_is_not_offered_as_something_new_and_stays_in_who_needs_it_again():
    again, fits = offered(ProductRow("x", in_stock=False), ProductRow("w", in_stock=False))

    assert again == ["x"]
    assert "w" not in fits


def test_a_category_may_be_kept_back():
    rule = CategoryTable(name="gifts", offer=False)

    assert "w" not in offered(ProductRow("w", category="gifts"), categories=[rule])[1]


@pytest.mark.parametrize(("had", "there"), [("tools", True), ("other", False)])
def test_a_category_may_be_for_those_who_bought_another_one(had, there):
    rule = CategoryTable(name="spares", only_after=("tools",))
    fits = offered(ProductRow("x", category=had), ProductRow("w", category="spares"), categories=[rule])[1]

    assert ("w" in fits) is there


@pytest.mark.parametrize(
    "forward",
    [
        {"margin": 20, "products": [ProductRow("y", margin=Decimal("0.5"))]},
        {"promotion": 20, "products": [ProductRow("y", promoted=True)]},
        {
            "categories": [CategoryTable(name="ours", weight=150)],
            "products": [ProductRow("y", category="ours")],
        },
    ],
)
def test_margin_promotion_and_category_bring_a_product_forward(forward):
    products = forward.pop("products")

    assert offered(*products, **forward)[1][:2] == ["y", "w"]


def test_without_a_weight_margin_and_promotion_change_nothing():
    assert offered(ProductRow("y", margin=Decimal(1), promoted=True))[1][:2] == ["w", "y"]
