"""How well purchases are foreseen: on the company's own last weeks, beside expecting as many as before."""

from datetime import date, timedelta
from typing import Any

import numpy as np

from connectors.learning.buyers import PurchaseDays, buyers_of
from connectors.learning.fitted import lifetime_of, sample_of
from connectors.learning.past import Numbers

_LONGEST = 26 * 7
_SHORTEST = 28
_DIGITS = 4


def foresight(bought: PurchaseDays, at: int) -> dict[str, Any] | None:
    """Expect the last weeks, a third of the history at most, from the time before; None where that cannot be told.

    Args:
        bought: Everybody's days with purchases.
        at: Only days before this one count (an ordinal).
    """
    known = bought.before(at)
    if not len(known.day):
        return None
    end = int(known.day.max()) + 1
    days = min(_LONGEST, (end - int(known.day.min())) // 3)
    begin = end - days
    if days < _SHORTEST:
        return None
    buyers = buyers_of(known, begin)
    lifetime, _ = lifetime_of(sample_of(buyers))
    if lifetime is None:
        return None
    place = np.searchsorted(buyers.customer, known.customer)
    place[place == len(buyers.customer)] = 0
    ours = buyers.customer[place] == known.customer
    counted = len(buyers.customer)
    actual = np.bincount(place[ours & (known.day >= begin)], minlength=counted).astype(np.float64)
    recently = (known.day >= begin - days) & (known.day < begin)
    before = np.bincount(place[ours & recently], minlength=counted).astype(np.float64)
    first = date.fromordinal(begin)
    return {
        "from": first.isoformat(),
        "until": (first + timedelta(days=days - 1)).isoformat(),
        "customers": counted,
        "purchases": int(actual.sum()),
        "bg_nbd": _quality(lifetime.expected(buyers.purchasing, days / 7), actual),
        "as_before": _quality(before, actual),
    }


def _quality(expected: Numbers, actual: Numbers) -> dict[str, float | None]:
    varied = np.ptp(expected) > 0 and np.ptp(actual) > 0
    return {
        "correlation": round(float(np.corrcoef(expected, actual)[0, 1]), _DIGITS) if varied else None,
        "mean_absolute_error": round(float(np.mean(np.abs(expected - actual))), _DIGITS),
    }
