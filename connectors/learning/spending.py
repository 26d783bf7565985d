"""How much customers will spend a purchase: the Gamma-Gamma model (Fader, Hardie 2013, note 025 of brucehardie.com).

What a customer spends varies around a mean of their own; the means differ between customers. The fewer purchases are
known of a customer, the more is expected of them what is expected of everybody. It needs how many purchases followed
the first, and what they cost on average; only customers who came back, and paid, count.
"""

from dataclasses import dataclass
from functools import partial

import numpy as np
from scipy.special import betaln, psi  # type: ignore[import-untyped] # it has none

from connectors.learning.likelihood import AT_THE_EDGE, most_likely
from connectors.learning.past import Numbers

_LEAST, _MOST = 1e-3, 1e4
_STARTS = ((1.0, 2.0, 1.0), (6.0, 4.0, 1.0), (20.0, 10.0, 1.0), (0.5, 1.5, 1.0))


@dataclass(frozen=True, slots=True)
class Spending:
    """The fitted model."""

    p: float
    q: float
    v: float

    @property
    def everybody(self) -> float:
        """What is expected of somebody of whom nothing is known."""
        return self.p * self.v / (self.q - 1)

    def expected(self, repeats: Numbers, average: Numbers) -> Numbers:
        """What each customer's next purchase is expected to cost; who never came back says nothing."""
        known = np.where(average > 0, repeats, 0)
        return np.asarray(self.p * (self.v + known * np.maximum(average, 0)) / (self.p * known + self.q - 1))


def fit_spending(repeats: Numbers, average: Numbers) -> Spending | None:
    """The most likely model; None where these customers do not determine one, or a mean would not exist."""
    counts = (repeats > 0) & (average > 0)
    x, amounts = repeats[counts], average[counts]
    if len(x) < 2 or np.ptp(amounts) <= 0:
        return None
    scale = float(np.median(amounts))
    found = most_likely(partial(_against, x=x, amounts=amounts / scale), _STARTS, least=_LEAST, most=_MOST)
    if found is None:
        return None
    best = np.exp(found.x)
    if np.any(best > _MOST / AT_THE_EDGE) or np.any(best < _LEAST * AT_THE_EDGE) or best[1] <= 1:
        return None
    p, q, v = (float(each) for each in best)
    return Spending(p, q, v * scale)


def _against(logarithms: Numbers, x: Numbers, amounts: Numbers) -> tuple[float, Numbers]:
    """The negative mean log-likelihood, (1a) of the note, and its slope, both over the parameters' logarithms."""
    p, q, v = np.exp(logarithms)
    counts, place = np.unique(x, return_inverse=True)
    total = amounts * x
    paid, beyond = np.log(total), np.log(total + v)
    shape = p * counts
    both = psi(shape + q)
    likelihood = (
        (q * np.log(v) - betaln(shape, q))[place] - np.log(amounts) + (p * x) * paid - (p * x + q) * beyond
    )
    slope = np.array(
        (
            np.mean((counts * (both - psi(shape)))[place] + x * (paid - beyond)),
            np.mean(both[place] - beyond) - psi(q) + np.log(v),
            q / v - np.mean((p * x + q) / (total + v)),
        )
    )
    return -float(np.mean(likelihood)), -slope * np.exp(logarithms)
