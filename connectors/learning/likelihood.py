"""The most likely parameters of a model, looked for from several starts, all of them positive and none at infinity."""

from collections.abc import Callable, Iterable

import numpy as np
from scipy.optimize import OptimizeResult, minimize  # type: ignore[import-untyped] # it has none

from connectors.learning.past import Numbers

Against = Callable[[Numbers], tuple[float, Numbers]]
"""The negative mean log-likelihood and its slope, both over the parameters' logarithms."""

AT_THE_EDGE = 1.01
"""So near to what a parameter may be at least or at most it is there."""


def most_likely(
    against: Against, starts: Iterable[tuple[float, ...]], *, least: float, most: float
) -> OptimizeResult | None:
    """What is most likely of all that was found; its `x` are logarithms. None if nothing is.

    Args:
        against: What is to be as small as it can be.
        starts: Parameters to begin with.
        least: No parameter is smaller.
        most: Nor larger.
    """
    found = [
        minimize(
            against,
            np.log(start),
            jac=True,
            method="L-BFGS-B",
            bounds=[(np.log(least), np.log(most))] * len(start),
            options={"maxiter": 1000, "ftol": 1e-13, "gtol": 1e-7},
        )
        for start in starts
    ]
    finite = (each for each in found if np.isfinite(each.fun))
    return min(finite, key=lambda each: float(each.fun), default=None)
