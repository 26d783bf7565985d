import numpy as np
import pytest

from connectors.learning.spending import Spending, fit_spending
from tests.connectors.learning.cdnow import counted


def company(number, *, p, q, v):
    """Customers who spend as the model says."""
    chance = np.random.default_rng(7)
    repeats = chance.integers(1, 12, number).astype(float)
    scale = chance.gamma(q, 1 / v, number)
    return repeats, chance.gamma(p * repeats, 1 / scale) / repeats


def test_the_published_fit_is_found_again():
    seen, average = counted()
    model = fit_spending(seen.repeats, average)

    assert model.p == pytest.approx(6.25, rel=0.01)
    assert model.q == pytest.approx(3.74, rel=0.01)
    assert model.v == pytest.approx(15.45, rel=0.01)


@pytest.mark.parametrize("made", [{"p": 2.0, "q": 3.0, "v": 40.0}, {"p": 8.0, "q": 5.0, "v": 30_000.0}])
def test_what_customers_were_made_of_is_found_again(made):
    model = fit_spending(*company(20_000, **made))

    for name, value in made.items():
        assert getattr(model, name) == pytest.approx(value, rel=0.1)


def test_the_more_is_known_of_a_customer_the_less_counts_what_all_spend():
    model = Spending(6.25, 3.74, 15.45)
    expected = model.expected(
        np.array([0.0, 1.0, 10.0, 1000.0, 3.0]), np.array([0.0, 200.0, 200.0, 200.0, 0.0])
    )

    assert expected[0] == pytest.approx(6.25 * 15.45 / 2.74)
    assert expected[0] < expected[1] < expected[2] < expected[3] < 200
    assert expected[3] == pytest.approx(200, rel=0.01)
    assert expected[4] == expected[0]


@pytest.mark.parametrize(
    ("repeats", "average"),
    [([], []), ([0, 0], [0, 0]), ([1, 2, 3], [5, 5, 5]), ([1, 1], [-3, 0])],
    ids=["no customers", "nobody came back", "all pay the same", "nobody paid"],
)
def test_what_customers_do_not_determine_is_not_guessed(repeats, average):
    assert fit_spending(np.array(repeats, float), np.array(average, float)) is None
