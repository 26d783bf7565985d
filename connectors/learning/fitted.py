"""The models of value, fitted to a company's own customers, or the reason why they cannot be."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from connectors.learning.buyers import Buyers
from connectors.learning.lifetime import Lifetime, fit_lifetime
from connectors.learning.spending import Spending, fit_spending
from screenpop.sentences import Sentence, say

_SAMPLE = 20_000
_SEED = 2005
_FEWEST = 30


@dataclass(frozen=True, slots=True)
class Fitted:
    """The models that these customers determine.

    Attributes:
        why: Of a model that is not known the reason, and what there is to know of one that is, by its name.
    """

    lifetime: Lifetime | None = None
    spending: Spending | None = None
    why: Mapping[str, Sentence] = field(default_factory=dict)


def fit(buyers: Buyers) -> Fitted:
    """Fit both models to a sample of the customers."""
    sample = sample_of(buyers)
    lifetime, of_lifetime = lifetime_of(sample)
    spending, of_spending = _spending_of(sample)
    told = {"bg_nbd": of_lifetime, "gamma_gamma": of_spending}
    return Fitted(lifetime, spending, {name: why for name, why in told.items() if why is not None})


def sample_of(buyers: Buyers) -> Buyers:
    """As many customers as determine a model well, the same at every time."""
    number = len(buyers.days)
    if number <= _SAMPLE:
        return buyers
    return buyers.only(np.sort(np.random.default_rng(_SEED).choice(number, _SAMPLE, replace=False)))


def lifetime_of(sample: Buyers) -> tuple[Lifetime | None, Sentence | None]:
    """The model of how often customers come back, and what there is to say of it."""
    if np.count_nonzero(sample.repeats) < _FEWEST:
        return None, say("Fewer than {fewest} customers ever came back.", fewest=_FEWEST)
    lifetime = fit_lifetime(sample.purchasing)
    if lifetime is None:
        return None, say("What customers bought does not determine the model.")
    if lifetime.somebody_leaves:
        return lifetime, None
    return lifetime, say("Hardly anybody seems to leave for good; customers differ in how often they buy.")


def _spending_of(sample: Buyers) -> tuple[Spending | None, Sentence | None]:
    if np.isnan(sample.spent).all():
        return None, say("No amounts are known.")
    if np.count_nonzero(sample.average > 0) < _FEWEST:
        return None, say("Fewer than {fewest} customers ever came back and paid.", fewest=_FEWEST)
    spending = fit_spending(sample.repeats, sample.average)
    return spending, None if spending else say("What customers paid does not determine the model.")
