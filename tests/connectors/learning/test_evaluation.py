from math import log2

import pytest

from connectors.learning.evaluation import evaluate
from connectors.learning.judging import Teacher
from connectors.learning.lines import read_history
from connectors.learning.methods import METHODS
from screenpop.answers.cross_sell import OfferList
from tests.connectors.learning.lines import after, bought, together

WEEKS = 30
LAST = 7 * (WEEKS - 1)


def method(offer_list, name):
    return next(each for each in METHODS if each.list is offer_list and each.name == name)


def measured(lines):
    history = read_history(lines, after(1000))
    return evaluate(history, Teacher(history))


def weekly(customer, *products, weeks=range(WEEKS)):
    return together(*(bought(customer, *products, day=7 * week) for week in weeks))


def test_the_last_eight_weeks_are_what_is_measured_on():
    evaluation = measured(weekly("c", "x"))

    assert (evaluation.begin, evaluation.end) == (after(LAST + 1 - 56), after(LAST + 1))


def test_who_buys_the_same_every_week_is_foreseen_by_every_method():
    evaluation = measured(weekly("c", "x", "y"))

    for each, quality in evaluation.qualities.items():
        expected = (1, 1, 1, 1) if each.list is OfferList.AGAIN else (0, 0, 0, 0)
        found = (quality.customers, quality.hit_at_5, quality.recall_at_10, quality.ndcg_at_10)
        assert found == expected


def test_the_second_place_is_worth_less_than_the_first():
    lines = together(
        weekly("c", "often", weeks=range(20)), weekly("c", "later", weeks=(*range(0, 20, 2), 29))
    )
    quality = measured(lines).qualities[method(OfferList.AGAIN, "own_frequency")]

    assert quality.hit_at_5 == 1
    assert quality.recall_at_10 == 1
    assert quality.ndcg_at_10 == pytest.approx(1 / log2(3), abs=1e-4)


def test_what_is_beyond_the_fifth_place_is_no_hit_and_beyond_the_tenth_not_recalled():
    frequent = together(*(weekly("c", f"p{each:02}", weeks=range(20)) for each in range(10)))
    lines = together(
        frequent,
        weekly("c", "p10", weeks=range(2)),
        *(weekly("c", each, weeks=[29]) for each in ("p09", "p10")),
    )
    quality = measured(lines).qualities[method(OfferList.AGAIN, "own_frequency")]

    assert quality.hit_at_5 == 0
    assert quality.recall_at_10 == 0.5


def test_new_purchases_are_what_would_fit_is_held_against():
    pair = together(*(bought(f"p{each}", "x", "y", day=each) for each in range(6)))
    alone = together(*(weekly(f"z{each}", "z") for each in range(9)))
    late = together(bought("c", "x", day=3), bought("c", "y", day=LAST))
    quality = measured(together(pair, alone, late)).qualities[method(OfferList.FITS, "basket_cosine")]

    assert (quality.customers, quality.hit_at_5, quality.ndcg_at_10) == (1, 1, 1)


def test_the_best_method_is_chosen_for_each_list():
    evaluation = measured(
        together(weekly("c", "often", weeks=range(20)), weekly("c", "later", weeks=(*range(0, 20, 2), 29)))
    )
    best = max(
        (
            quality.ndcg_at_10
            for each, quality in evaluation.qualities.items()
            if each.list is OfferList.AGAIN
        ),
    )

    assert evaluation.qualities[evaluation.chosen(OfferList.AGAIN)].ndcg_at_10 == best


def test_a_history_of_a_few_days_is_not_measured():
    assert measured(weekly("c", "x", weeks=range(3))) is None
    assert measured([]) is None
