"""How far counted shares may be from the truth, with 95 % confidence.

Wilson's score interval of one share: E. B. Wilson, “Probable inference, the law of succession, and statistical
inference”, Journal of the American Statistical Association 22 (1927), 209-212. It holds for few trials and for shares
near nothing and all, where the usual plus and minus does not.

The interval of a difference of two independent shares is Newcombe's hybrid of their two score intervals, method 10 of
R. G. Newcombe, “Interval estimation for the difference between independent proportions”, Statistics in Medicine 17
(1998), 873-890.
"""

from math import hypot, sqrt

from screenpop.record.estimates import Estimate

_Z = 1.959963984540054
"""97.5 % of a normal distribution are below so many standard deviations."""


def share_of(successes: int, trials: int) -> Estimate | None:
    """The share of trials that succeeded, with Wilson's score interval; None without any trial.

    Raises:
        ValueError: There are more successes than trials, or fewer than none.
    """
    if not 0 <= successes <= trials:
        raise ValueError(f"{successes} of {trials}")
    if not trials:
        return None
    share = successes / trials
    shrink = 1 + _Z**2 / trials
    centre = (share + _Z**2 / (2 * trials)) / shrink
    half = _Z * sqrt(share * (1 - share) / trials + _Z**2 / (4 * trials**2)) / shrink
    low = 0.0 if successes == 0 else centre - half
    high = 1.0 if successes == trials else centre + half
    return Estimate(share, low, high)


def difference_of(successes: int, trials: int, others: int, other_trials: int) -> Estimate | None:
    """By how much the first share is greater than the second, with Newcombe's interval; None if one has no trials.

    Raises:
        ValueError: There are more successes than trials, or fewer than none.
    """
    one, other = share_of(successes, trials), share_of(others, other_trials)
    if one is None or other is None:
        return None
    value = one.value - other.value
    low = value - hypot(one.value - one.low, other.high - other.value)
    high = value + hypot(one.high - one.value, other.value - other.low)
    return Estimate(value, low, high)
