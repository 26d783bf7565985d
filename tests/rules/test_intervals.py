"""Intervals are those of the published tables."""

import pytest

from screenpop.rules.intervals import difference_of, share_of

# R. G. Newcombe, Statistics in Medicine 17 (1998), 857-872, table I, method 3
SHARES = [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)]
# the same, 873-890, table II, method 10
DIFFERENCES = [
    (56, 70, 48, 80, 0.0524, 0.3339),
    (9, 10, 3, 10, 0.1705, 0.8090),
    (5, 56, 0, 29, -0.0381, 0.1926),
    (0, 10, 0, 20, -0.1611, 0.2775),
    (0, 10, 0, 10, -0.2775, 0.2775),
    (10, 10, 0, 20, 0.6791, 1.0),
    (10, 10, 0, 10, 0.6075, 1.0),
]


@pytest.mark.parametrize(("successes", "trials", "low", "high"), SHARES)
def test_the_interval_of_a_share_is_wilsons(successes: int, trials: int, low: float, high: float) -> None:
    share = share_of(successes, trials)

    assert share is not None
    assert share.value == successes / trials
    assert (round(share.low, 4), round(share.high, 4)) == (low, high)


@pytest.mark.parametrize("published", DIFFERENCES)
def test_the_interval_of_a_difference_is_newcombes(
    published: tuple[int, int, int, int, float, float],
) -> None:
    a, m, b, n, low, high = published
    difference = difference_of(a, m, b, n)

    assert difference is not None
    assert difference.value == a / m - b / n
    assert (round(difference.low, 4), round(difference.high, 4)) == (low, high)


def test_without_trials_nothing_is_known() -> None:
    assert share_of(0, 0) is None
    assert difference_of(1, 2, 0, 0) is None
    assert difference_of(0, 0, 1, 2) is None


def test_bounds_stay_shares() -> None:
    for trials in (1, 3, 10_000_000):
        none, all_ = share_of(0, trials), share_of(trials, trials)
        assert none is not None
        assert all_ is not None
        assert (none.low, all_.high) == (0.0, 1.0)
        assert 0 < none.high < 1
        assert all_.low == pytest.approx(1 - none.high)


@pytest.mark.parametrize(("successes", "trials"), [(3, 2), (-1, 2)])
def test_more_than_all_is_no_share(successes: int, trials: int) -> None:
    with pytest.raises(ValueError, match="of 2"):
        share_of(successes, trials)
