from decimal import Decimal

import pytest

from connectors.credit.condition import Condition, condition_of
from connectors.credit.rows import StandingRow


def standing(limit, exposure, *, hold=False, overdue=None):
    values = (None if each is None else Decimal(each) for each in (limit, exposure))
    return StandingRow(*values, hold, "PLN", overdue=None if overdue is None else Decimal(overdue))


@pytest.mark.parametrize(
    ("row", "condition"),
    [
        (standing(100, 0), Condition.GOOD),
        (standing(100, "89.99"), Condition.GOOD),
        (standing(100, 90), Condition.NEAR_LIMIT),
        (standing(100, 100), Condition.NEAR_LIMIT),
        (standing(100, "100.01"), Condition.OVER_LIMIT),
        (standing(0, 0), Condition.NEAR_LIMIT),
        (standing(0, "0.01"), Condition.OVER_LIMIT),
        (standing(None, 1_000_000), Condition.GOOD),
        (standing(100, None), Condition.GOOD),
        (standing(None, None), Condition.GOOD),
        (standing(100, -5), Condition.GOOD),
        (standing(100, 0, overdue=0), Condition.GOOD),
        (standing(100, 0, overdue=-1), Condition.GOOD),
        (standing(100, 0, overdue="0.01"), Condition.OVERDUE),
        (standing(None, None, overdue=1), Condition.OVERDUE),
        (standing(100, 95, overdue=1), Condition.OVERDUE),
        (standing(100, 101, overdue=1), Condition.OVER_LIMIT),
        (standing(100, 0, hold=True), Condition.HOLD),
        (standing(100, 101, hold=True, overdue=1), Condition.HOLD),
    ],
)
def test_the_worst_that_is_true_of_a_customer_is_told(row, condition):
    assert condition_of(row, near_limit=90) is condition


def test_a_site_says_from_where_on_a_limit_is_near():
    assert condition_of(standing(100, 50), near_limit=50) is Condition.NEAR_LIMIT
    assert condition_of(standing(100, 99), near_limit=100) is Condition.GOOD
