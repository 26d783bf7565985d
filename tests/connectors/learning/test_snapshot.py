"""Numbers that were worked out by hand."""

from math import sqrt

import pytest

from connectors.learning.lines import read_history
from connectors.learning.methods import METHODS
from connectors.learning.snapshot import Snapshot
from screenpop.answers.cross_sell import OfferList
from tests.connectors.learning.lines import after, bought, together


def paired():
    """Six bought X and Y in one basket, two X without Y, two Y without X, ten Z."""
    return together(
        *(bought(f"both{each}", "x", "y", day=each) for each in range(6)),
        *(bought(f"x{each}", "x", "z", day=each) for each in range(2)),
        *(bought(f"y{each}", "y", "z", day=each) for each in range(2)),
        *(bought(f"z{each}", "z", day=each) for each in range(10)),
    )


@pytest.fixture
def known():
    """What the tables say of a history on a day; customers and products by name."""
    opened = []

    def known(lines, day, question):
        history = read_history(lines, after(1000))
        snapshot = Snapshot(history, after(day))
        opened.append(snapshot)
        answer = snapshot.engine.execute(question)
        names = [column[0] for column in answer.description]
        for row in answer.fetchall():
            values = dict(zip(names, row, strict=True))
            for name in values.keys() & {"product", "x", "y"}:
                values[name] = history.products[values[name]]
            if "customer" in values:
                values["customer"] = history.customers[values["customer"]]
            yield values

    yield known
    for each in opened:
        each.__exit__()


def ranking(known, name, offer_list, lines, day):
    method = next(method for method in METHODS if method.name == name and method.list is offer_list)
    rows = known(lines, day, f"{method.ranked} order by all")
    found = {}
    for row in sorted(rows, key=lambda row: (row["customer"], row["place"])):
        found.setdefault(row["customer"], []).append((row["product"], row["score"]))
    return found


def test_the_rhythm_is_the_median_of_the_gaps_and_the_usual_quantity_one_that_was_bought(known):
    lines = together(
        *(
            bought("c", "x", day=day, quantity=quantity)
            for day, quantity in ((0, 10), (35, 12), (70, 12), (84, 30))
        ),
        bought("c", "x", day=84, quantity=5),
    )
    (own,) = known(lines, 100, "from own")

    assert own["times"] == 4
    assert own["gap"] == 35
    assert own["since"] == 16
    assert own["usual"] == 12
    assert own["weight"] == pytest.approx(1 / 1.5 + 1 / 1.325 + 1 / 1.15 + 1 / 1.08)


def test_two_baskets_of_one_day_are_one_occasion(known):
    (own,) = known(together(bought("c", "x", day=0), bought("c", "x", day=0)), 7, "from own")

    assert (own["times"], own["gap"], own["usual"]) == (1, None, 2)


def test_a_pair_is_as_close_as_its_baskets_and_as_telling_as_its_customers(known):
    (x_to_y,) = known(paired(), 30, "from pairs where x = 0 and y = 1")

    assert x_to_y["closeness"] == pytest.approx(6 / sqrt(8 * 8))
    assert x_to_y["customers"] == 6
    assert x_to_y["share"] == pytest.approx(6 / 8)


def test_what_is_bought_together_only_because_everybody_buys_it_is_no_pair(known):
    everybody = together(
        *(bought(f"c{each}", "bag", "x" if each < 6 else "y", day=each) for each in range(12))
    )

    assert list(known(everybody, 30, "from pairs")) == []


def test_a_few_baskets_are_no_pair(known):
    twice = together(
        *(bought(f"c{each}", "x", "y") for each in range(2)), *(bought(f"d{each}", "z") for each in range(9))
    )

    assert list(known(twice, 30, "from pairs")) == []


@pytest.mark.parametrize("method", ["basket_cosine", "item_confidence"])
def test_who_bought_one_of_a_pair_is_offered_the_other(known, method):
    found = ranking(known, method, OfferList.FITS, paired(), 30)

    assert found["x0"][0] == ("y", pytest.approx(0.75))
    assert found["y0"][0] == ("x", pytest.approx(0.75))


def test_demand_counts_for_what_many_bought_lately(known):
    found = ranking(known, "basket_cosine_demand", OfferList.FITS, paired(), 30)

    assert found["x0"][0] == ("y", pytest.approx(0.75 * (8 + 1) / (8 + 5)))


def test_who_bought_too_little_to_go_by_is_offered_what_is_popular(known):
    found = ranking(known, "basket_cosine", OfferList.FITS, paired(), 30)

    assert [product for product, _ in found["z0"]] == ["x", "y"]


def test_what_was_returned_is_neither_needed_again_nor_new(known):
    lines = together(paired(), bought("z0", "x", day=1, quantity=2), bought("z0", "x", day=3, quantity=-2))

    assert [product for product, _ in ranking(known, "own_frequency", OfferList.AGAIN, lines, 30)["z0"]] == [
        "z"
    ]
    assert [product for product, _ in ranking(known, "basket_cosine", OfferList.FITS, lines, 30)["z0"]] == [
        "y"
    ]


def test_own_frequency_puts_first_what_was_bought_most_often(known):
    lines = together(
        *(bought("c", "often", day=day) for day in (0, 10, 20)),
        bought("c", "once", day=29),
        bought("d", "once", day=1),
    )
    found = ranking(known, "own_frequency", OfferList.AGAIN, lines, 30)

    assert [product for product, _ in found["c"]] == ["often", "once"]
    assert [product for product, _ in ranking(known, "most_popular", OfferList.AGAIN, lines, 30)["c"]] == [
        "once",
        "often",
    ]


@pytest.mark.parametrize("method", ["frequency_recency_demand", "frequency_recency_rhythm", "due_soon"])
def test_what_was_just_bought_stands_behind_what_is_due(known, method):
    lines = together(
        *(bought("c", "just_bought", day=day) for day in (0, 35, 70, 104)),
        *(bought("c", "due", day=day) for day in (0, 35, 70)),
    )
    found = ranking(known, method, OfferList.AGAIN, lines, 105)

    assert [product for product, _ in found["c"]] == ["due", "just_bought"]


def test_equals_stand_by_their_numbers(known):
    lines = bought("c", *(f"p{each}" for each in (3, 1, 2)))

    assert [product for product, _ in ranking(known, "own_frequency", OfferList.AGAIN, lines, 30)["c"]] == [
        "p1",
        "p2",
        "p3",
    ]
