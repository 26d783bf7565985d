"""How often customers will come back: the BG/NBD model (Fader, Hardie, Lee 2005, Marketing Science 24(2)).

While customers are alive they buy at rates that differ between them (a gamma distribution, `r` and `alpha`); after
each purchase some leave for good (a beta distribution, `a` and `b`). Time is in weeks. Of each customer it needs to
know how many purchases followed the first one, when the last was, and for how long they were watched, both counted
from the first.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv, betaln, expit, gammaln, hyp2f1, psi  # type: ignore[import-untyped] # it has none

from connectors.learning.likelihood import AT_THE_EDGE, most_likely
from connectors.learning.past import Numbers

_LEAST, _MOST = 1e-4, 1e4
_CONVERGED = 1e-3
_HARDLY_ANYBODY = 0.01
_A_LITTLE_MORE = 1 + 1e-6
_PARTS = 32
_NEVER = 1e-300
_STARTS = ((0.5, 5.0, 0.5, 2.0), (1.0, 10.0, 1.0, 5.0), (0.2, 20.0, 0.2, 1.0), (3.0, 30.0, 0.1, 3.0))


@dataclass(frozen=True, slots=True)
class Purchasing:
    """Each customer's purchases: how many after the first, and in weeks since it the last one and the end."""

    repeats: Numbers
    last: Numbers
    watched: Numbers

    def only(self, wanted: NDArray[np.bool_] | NDArray[np.int64]) -> "Purchasing":
        """Only some customers."""
        return Purchasing(self.repeats[wanted], self.last[wanted], self.watched[wanted])


@dataclass(frozen=True, slots=True)
class Lifetime:
    """The fitted model."""

    r: float
    alpha: float
    a: float
    b: float

    @property
    def somebody_leaves(self) -> bool:
        """One of a hundred customers or more leaves after a purchase.

        Where fewer do, the model calls nearly everybody alive however long they have been away, and tells nothing of
        who has left; on such companies' own later weeks the rhythm told more.
        """
        return self.a / (self.a + self.b) > _HARDLY_ANYBODY

    def alive(self, seen: Purchasing) -> Numbers:
        """The probability that each customer has not left; who bought once cannot have, says the model: 1."""
        x = np.maximum(seen.repeats, 1)
        longer = np.log((self.alpha + seen.watched) / (self.alpha + seen.last))
        odds = np.log(self.a) - np.log(self.b + x - 1) + (self.r + x) * longer
        return np.where(seen.repeats > 0, expit(-odds), 1.0)

    def expected(self, seen: Purchasing, weeks: float) -> Numbers:
        """How many purchases to expect of each customer in the coming weeks.

        The paper's (10), after Euler's transformation of its hypergeometric function: the powers of large numbers
        cancel out. Many customers share their count and their time, which are all that it depends on. Where parameters
        are so far out that the function fails, the mean over all that a customer may be is taken instead.
        """
        pairs, place = np.unique(seen.repeats + 1j * seen.watched, return_inverse=True)
        x, watched = pairs.real, pairs.imag
        a = self.a if abs(self.a - 1) > 1e-6 else 1 + 1e-6
        c = a + self.b + x - 1
        c = np.where(np.abs(c) > 1e-6, c, 1e-6)
        z = weeks / (self.alpha + watched + weeks)
        most = (self.r + x) / (self.alpha + watched) * weeks
        with np.errstate(all="ignore"):
            kept = (1 - z) ** (a - 1) * hyp2f1(a + self.b - 1 - self.r, a - 1, c, z)
            if_alive = np.asarray(c / (a - 1) * (1 - kept))
        failed = ~((if_alive >= 0) & (if_alive <= most * _A_LITTLE_MORE))
        if_alive[failed] = self._averaged(x[failed], watched[failed], weeks)
        return np.asarray(if_alive[place] * self.alive(seen))

    def _averaged(self, x: Numbers, watched: Numbers, weeks: float) -> Numbers:
        of_all = (np.arange(_PARTS) + 0.5) / _PARTS
        leave = np.maximum(betaincinv(self.a, self.b + x[:, None], of_all), _NEVER)
        time = weeks / (self.alpha + watched[:, None])
        return np.asarray(np.mean(-np.expm1(-(self.r + x[:, None]) * np.log1p(leave * time)) / leave, axis=1))


def fit_lifetime(seen: Purchasing) -> Lifetime | None:
    """The most likely model; None where these customers do not determine one.

    That nobody leaves, or that all are alike, are answers, too: then some of the parameters are as large or as small as
    they may be, and what is expected hardly depends on them.
    """
    if not np.any(seen.repeats > 0) or not np.any(seen.watched > 0):
        return None
    found = most_likely(_Likelihood(seen), _STARTS, least=_LEAST, most=_MOST)
    if found is None:
        return None
    inside = (found.x > np.log(_LEAST * AT_THE_EDGE)) & (found.x < np.log(_MOST / AT_THE_EDGE))
    best = np.exp(found.x)
    if np.any(np.abs(found.jac[inside]) >= _CONVERGED) or np.any(best[:2] < _LEAST * AT_THE_EDGE):
        return None
    return Lifetime(*(float(each) for each in best))


class _Likelihood:
    """The negative mean log-likelihood, (6) of the paper, and its slope, both over the parameters' logarithms."""

    def __init__(self, seen: Purchasing) -> None:
        self._last, self._watched = seen.last, seen.watched
        self._counts, self._place = np.unique(seen.repeats, return_inverse=True)
        self._repeats = seen.repeats
        self._again = seen.repeats > 0

    def __call__(self, logarithms: Numbers) -> tuple[float, Numbers]:
        r, alpha, a, b = np.exp(logarithms)
        x, of_each = self._counts, self._place
        until, since = np.log(alpha + self._watched), np.log(alpha + self._last)
        power = r + self._repeats
        stayed = -power * until
        after_it = np.log(b + np.maximum(x, 1) - 1)
        left = np.where(self._again, np.log(a) - after_it[of_each] - power * since, -np.inf)
        both = np.logaddexp(stayed, left)
        shared = gammaln(r + x) - gammaln(r) + r * np.log(alpha) + betaln(a, b + x) - betaln(a, b)
        likelihood = np.mean(shared[of_each] + both)
        gone = np.exp(left - both)
        here = 1 - gone
        slope = np.array(
            (
                np.mean((psi(r + x) - psi(r) + np.log(alpha))[of_each] - here * until - gone * since),
                r / alpha - np.mean(power * (here / (alpha + self._watched) + gone / (alpha + self._last))),
                np.mean((psi(a + b) - psi(a + b + x))[of_each] + gone / a),
                np.mean(
                    (psi(a + b) + psi(b + x) - psi(b) - psi(a + b + x))[of_each]
                    - gone / np.exp(after_it)[of_each]
                ),
            )
        )
        return -float(likelihood), -slope * np.exp(logarithms)
