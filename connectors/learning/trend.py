"""Where a customer is heading: buying more or less than before, or not coming back.

Nobody is said to buy more or less whose last weeks may as well be chance, and nobody to be leaving who has been away
for as long before.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.special import bdtr, bdtrc  # type: ignore[import-untyped] # it has none

from connectors.learning.buyers import BEFORE, LATELY, Buyers
from connectors.learning.past import Numbers
from connectors.learning.reasons import ago, every
from screenpop.answers.value import Trend
from screenpop.sentences import Sentence, say

_CHANCE = 0.1
_ENOUGH = 4
_LONG_AWAY = 28
_MAY_BE_GONE = 0.5

Flags = NDArray[np.bool_]


def trends(buyers: Buyers) -> Sequence[Trend | None]:
    """The pace of the last 90 days against that of the year before; None where there is too little to tell.

    If the pace were the same, each purchase after the first would fall into the 90 days with the share that they have
    in the time watched. What would happen by chance in one of ten customers is steady.
    """
    watched = np.clip(buyers.at - LATELY - buyers.first, 0, BEFORE)
    lately = buyers.lately - (buyers.at - buyers.first <= LATELY)
    before = buyers.before - (watched < BEFORE) * (watched > 0)
    number = lately + before
    chance = LATELY / (LATELY + watched)
    falling = bdtr(lately.astype(np.float64), number, chance) < _CHANCE
    rising = (
        np.where(lately > 0, bdtrc(np.maximum(lately - 1, 0).astype(np.float64), number, chance), 1) < _CHANCE
    )
    told = (watched >= LATELY) & (number >= _ENOUGH)
    names = np.select([~told, falling, rising], [0, 1, 2], 3)
    return [(None, Trend.FALLING, Trend.RISING, Trend.STEADY)[each] for each in names.tolist()]


def leaving(buyers: Buyers, alive: Numbers | None) -> Flags:
    """Who has been away for longer than ever, and than their rhythm explains.

    Args:
        buyers: The customers.
        alive: The probability that each has not left; None where a model tells nothing of that,
            then the rhythm must tell more.
    """
    away = (
        (buyers.days >= _ENOUGH)
        & (buyers.since > buyers.longest)
        & (buyers.since >= _LONG_AWAY)
        & (buyers.since > (3 if alive is None else 2) * np.nan_to_num(buyers.gap))
    )
    return away if alive is None else away & (alive < _MAY_BE_GONE)


def why(days: int, gap: float, since: int, change: tuple[int, int] | None) -> Sentence:
    """What trend and leaving are read from.

    Args:
        days: On how many days they bought.
        gap: The median number of days between one and the next.
        since: Days since the last.
        change: On how many of the last 90 days they bought, and of the 365 before, where that has changed.
    """
    if days == 1:
        rhythm = say("bought once, {ago}", ago=ago(since))
    elif days == 2:
        rhythm = say("bought twice, last {ago}", ago=ago(since))
    else:
        rhythm = say("orders {every}, last {ago}", every=every(gap), ago=ago(since))
    if change is None:
        return rhythm
    lately, before = change
    return say(
        "{rhythm}; bought on {lately} of the last 90 days, on {before} of the 365 before",
        rhythm=rhythm,
        lately=lately,
        before=before,
    )
