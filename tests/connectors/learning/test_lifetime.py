import numpy as np
import pytest
from scipy.special import roots_jacobi

from connectors.learning.lifetime import Lifetime, Purchasing, fit_lifetime
from tests.connectors.learning.cdnow import counted

PUBLISHED = Lifetime(0.243, 4.414, 0.793, 2.426)


def customer(repeats, last, watched):
    return Purchasing(*(np.array([float(each)]) for each in (repeats, last, watched)))


def company(number, *, r, alpha, a, b, weeks=(40.0, 104.0)):
    """Customers who behave as the model says."""
    chance = np.random.default_rng(11)
    rates, leave = chance.gamma(r, 1 / alpha, number), chance.beta(a, b, number)
    watched = chance.uniform(*weeks, number)
    repeats, last = np.zeros(number), np.zeros(number)
    alive = np.ones(number, np.bool_)
    while alive.any():
        next_one = last + chance.exponential(1 / np.maximum(rates, 1e-12))
        alive &= next_one <= watched
        last[alive], repeats[alive] = next_one[alive], repeats[alive] + 1
        alive &= chance.random(number) >= leave
    return Purchasing(repeats, last, watched)


def test_the_published_fit_is_found_again():
    model = fit_lifetime(counted()[0])

    assert model.r == pytest.approx(PUBLISHED.r, rel=0.01)
    assert model.alpha == pytest.approx(PUBLISHED.alpha, rel=0.01)
    assert model.a == pytest.approx(PUBLISHED.a, rel=0.01)
    assert model.b == pytest.approx(PUBLISHED.b, rel=0.01)
    assert model.somebody_leaves


def test_the_published_expectation_is_found_again():
    """The paper's customer 0001: two repeats, the last in week 30.43 of 38.86, expects 1.226 in the next 39 weeks."""
    seen = customer(2, 30.43, 38.86)

    assert PUBLISHED.expected(seen, 39)[0] == pytest.approx(1.226, abs=0.001)


def test_what_customers_were_made_of_is_found_again():
    made = {"r": 0.8, "alpha": 6.0, "a": 0.6, "b": 3.0}
    model = fit_lifetime(company(20_000, **made))

    for name, value in made.items():
        assert getattr(model, name) == pytest.approx(value, rel=0.1)


@pytest.mark.parametrize(
    "model",
    [
        PUBLISHED,
        Lifetime(0.243, 4.414, 0.3, 0.4),
        Lifetime(0.243, 4.414, 0.5, 0.5),
        Lifetime(0.243, 4.414, 1.0, 2.4),
        Lifetime(50.0, 44.0, 0.01, 2.0),
        Lifetime(2.0, 4.0, 300.0, 900.0),
    ],
)
@pytest.mark.parametrize(
    ("repeats", "last", "watched"), [(0, 0, 39), (2, 30, 39), (26, 30, 31), (300, 380, 390)]
)
def test_what_is_expected_is_the_mean_over_all_that_a_customer_may_be(model, repeats, last, watched):
    """Averaged over the chance to leave, as what is left of it once the rates are: no hypergeometric function."""
    seen = customer(repeats, last, watched)
    nodes, weights = roots_jacobi(80, model.b + repeats - 1, model.a - 1)
    leave = (1 + nodes) / 2
    bought = (1 - (1 + leave * 52 / (model.alpha + watched)) ** -(model.r + repeats)) / leave
    slowly = (weights * bought).sum() / weights.sum() * model.alive(seen)[0]

    assert model.expected(seen, 52)[0] == pytest.approx(slowly, rel=1e-5)


def test_the_longer_away_the_less_alive():
    away = [PUBLISHED.alive(customer(5, 40 - weeks, 40))[0] for weeks in (0, 5, 10, 20, 35)]

    assert away == sorted(away, reverse=True)
    assert 0 < away[-1] < 0.1
    assert 0.7 < away[0] < 1


def test_nothing_becomes_infinite_however_much_was_bought():
    seen = Purchasing(
        np.array([0.0, 1.0, 5000.0, 5000.0, 0.0]),
        np.array([0.0, 0.0, 1.0, 3000.0, 0.0]),
        np.array([0.0, 0.0, 3000.0, 3000.0, 5000.0]),
    )
    for model in (PUBLISHED, Lifetime(1e-3, 1e-3, 1e-4, 1e4), Lifetime(1e4, 1e4, 1e4, 1e-4)):
        assert np.isfinite(model.alive(seen)).all()
        assert np.isfinite(model.expected(seen, 52)).all()
        assert (model.expected(seen, 52) >= 0).all()


def test_where_nobody_leaves_that_is_what_is_found():
    weeks = np.random.default_rng(3).uniform(40, 100, 3000)
    rates = np.random.default_rng(4).gamma(2.0, 0.25, 3000)
    repeats = np.random.default_rng(5).poisson(rates * weeks).astype(float)
    last = np.where(repeats > 0, weeks * (repeats / (repeats + 1)), 0)

    model = fit_lifetime(Purchasing(repeats, last, weeks))

    assert not model.somebody_leaves
    assert model.r == pytest.approx(2.0, rel=0.1)


@pytest.mark.parametrize(
    "seen",
    [
        Purchasing(np.zeros(100), np.zeros(100), np.full(100, 20.0)),
        Purchasing(np.zeros(100), np.zeros(100), np.zeros(100)),
        Purchasing(np.zeros(0), np.zeros(0), np.zeros(0)),
    ],
    ids=["nobody came back", "all on the last day", "no customers"],
)
def test_what_customers_do_not_determine_is_not_guessed(seen):
    assert fit_lifetime(seen) is None
