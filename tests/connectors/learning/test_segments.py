import numpy as np
import pytest

from connectors.learning.buyers import PurchaseDays, buyers_of
from connectors.learning.segments import segments_of
from screenpop.answers.value import SEGMENTS

AT = 10_000


def buyers(*histories, paid=None):
    """One customer a history, which is how many days ago they bought."""
    rows = sorted((who, AT - ago) for who, history in enumerate(histories) for ago in history)
    customer, day = (np.array(column, np.int32) for column in zip(*rows, strict=True))
    amounts = np.full(len(rows), np.nan) if paid is None else np.array([paid[who] for who in customer], float)
    return buyers_of(PurchaseDays(0, customer, day, amounts), AT)


def five_by_five():
    """For each recency and frequency a customer: 5, 15 … days ago, and 1 to 5 days with a purchase."""
    return buyers(
        *([10 * r - 5 + 60 * each for each in range(f)] for r in (5, 4, 3, 2, 1) for f in (1, 2, 3, 4, 5))
    )


def test_customers_are_in_fifths_of_recency_and_frequency():
    segments = segments_of(five_by_five())

    assert segments.recency.tolist() == [r for r in (1, 2, 3, 4, 5) for _ in range(5)]
    assert segments.frequency.tolist() == [1, 2, 3, 4, 5] * 5
    assert set(segments.monetary.tolist()) == {0}


def test_the_grid_names_them():
    away = ["hibernating", "hibernating", "at_risk", "at_risk", "cannot_lose"]

    assert segments_of(five_by_five()).names == [
        *(away * 2),
        *("about_to_sleep", "about_to_sleep", "need_attention", "loyal", "loyal"),
        *("promising", "potential_loyal", "potential_loyal", "loyal", "loyal"),
        *("new", "potential_loyal", "potential_loyal", "champions", "champions"),
    ]
    assert set(SEGMENTS) == set(segments_of(five_by_five()).names)


def test_who_pays_much_stands_higher_than_who_buys_as_often():
    histories = [[10 * place + 5] for place in range(5)]
    segments = segments_of(buyers(*histories, paid=[900, 1, 2, 3, 4]))

    assert segments.frequency.tolist() == [1] * 5
    assert segments.monetary.tolist() == [5, 1, 2, 3, 4]
    assert segments.names[0] == "potential_loyal"


def test_equals_are_always_in_the_same_fifth():
    segments = segments_of(buyers(*[[3]] * 7, *[[50, 80]] * 2, paid=[10] * 9))

    for column in (segments.recency, segments.frequency, segments.monetary):
        assert len(set(column[:7].tolist())) == len(set(column[7:].tolist())) == 1


def test_customers_who_all_bought_on_one_day_are_all_new():
    assert set(segments_of(buyers(*[[1]] * 6)).names) == {"new"}


def test_nobody_is_new_who_bought_years_ago():
    histories = [[2, 900], *([10 + each, 20 + each, 30 + each] for each in range(9))]

    assert segments_of(buyers(*histories)).names[0] == "promising"


@pytest.mark.parametrize("number", [1, 2, 3])
def test_few_customers_have_segments_too(number):
    segments = segments_of(buyers(*[[each + 1] for each in range(number)]))

    assert set(segments.names) <= set(SEGMENTS)
    assert set(segments.recency.tolist()) <= {1, 2, 3, 4, 5}
