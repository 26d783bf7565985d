import numpy as np
import pytest

from connectors.learning.trend import leaving, trends, why
from screenpop.answers.value import Trend
from tests.connectors.learning.test_segments import buyers


@pytest.mark.parametrize(
    ("history", "trend"),
    [
        (range(5, 450, 30), Trend.STEADY),
        (range(95, 450, 30), Trend.FALLING),
        ([*range(2, 90, 4), *range(100, 450, 30)], Trend.RISING),
        (range(2, 40, 4), None),  # new: there is no before
        ([40, 400], None),
        ([300, 420], None),
    ],
)
def test_the_last_90_days_are_held_against_the_year_before(history, trend):
    assert trends(buyers(history)) == [trend]


def test_a_pace_that_stays_is_seldom_called_a_change():
    """Customers who buy at random and always alike: each way one in ten at most."""
    chance = np.random.default_rng(5)
    histories = [np.flatnonzero(chance.random(600) < rate) + 1 for rate in chance.uniform(0.01, 0.2, 2000)]
    told = trends(buyers(*(each for each in histories if len(each))))

    assert told.count(Trend.FALLING) < 0.12 * len(told)
    assert told.count(Trend.RISING) < 0.12 * len(told)


@pytest.mark.parametrize(
    ("history", "is_leaving"),
    [
        (range(77, 400, 21), True),  # every 3 weeks, last 11 weeks ago
        (range(14, 400, 21), False),
        ([40, 54, 150, 164, 178], False),  # was away as long before
        ([200], False),
        ([200, 221], False),
        (range(20, 60, 2), False),  # not yet a month
    ],
)
def test_who_is_away_for_longer_than_ever_may_be_leaving(history, is_leaving):
    assert leaving(buyers(history), None).tolist() == [is_leaving]


def test_who_is_likely_to_come_back_is_not_leaving():
    away = buyers(range(77, 400, 21), range(77, 400, 21))

    assert leaving(away, np.array([0.2, 0.8])).tolist() == [True, False]


def test_the_reason_is_the_rhythm_and_what_changed():
    assert str(why(1, np.nan, 40, None)) == "bought once, 6 weeks ago"
    assert str(why(2, 30.0, 40, None)) == "bought twice, last 6 weeks ago"
    assert str(why(16, 21.0, 77, None)) == "orders every 3 weeks, last 11 weeks ago"
    assert str(why(16, 21.0, 2, (9, 14))) == (
        "orders every 3 weeks, last 2 days ago; bought on 9 of the last 90 days, on 14 of the 365 before"
    )
