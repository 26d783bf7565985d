"""What customers are worth to the company: their segment, what to expect of them, and where they are heading."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import repeat
from typing import Any

import numpy as np

from connectors.learning.buyers import Buyers, PurchaseDays, buyers_of
from connectors.learning.fitted import Fitted, fit
from connectors.learning.foresight import foresight
from connectors.learning.past import Numbers
from connectors.learning.segments import Segments, segments_of
from connectors.learning.trend import Flags, leaving, trends, why
from screenpop.answers.value import SEGMENTS, Trend
from screenpop.ports.learnt import Score, Worth
from screenpop.sentences import Sentence

_YEAR = 365 / 7


@dataclass(frozen=True, slots=True)
class Valuation:
    """Every customer's worth, by columns.

    Attributes:
        currency: The one in which value is told; None where the lines tell none.
        alive: The probability of each not to have left; None where no model is known, or it sees hardly anybody leave.
        purchases: Expected within a year; None where the model is not known.
        value: Expected revenue of a year, NaN of whose amounts are not known; None where a model is not known.
        measured: How well purchases are foreseen.
    """

    buyers: Buyers
    segments: Segments
    fitted: Fitted
    currency: str | None
    alive: Numbers | None
    purchases: Numbers | None
    value: Numbers | None
    important: Flags
    leaving: Flags
    trends: Sequence[Trend | None]
    measured: Mapping[str, Any] | None

    def report(self) -> dict[str, Any]:
        """What was learnt and how good it is, for JSON."""
        counts = Counter(self.segments.names)
        model, spending = self.fitted.lifetime, self.fitted.spending
        return {
            "bg_nbd": model
            and _rounded(r=model.r, alpha=model.alpha, a=model.a, b=model.b, weeks=self._weeks()),
            "gamma_gamma": spending and _rounded(p=spending.p, q=spending.q, v=spending.v),
            "why": {name: str(sentence) for name, sentence in self.fitted.why.items()},
            "currency": self.currency,
            "customers": len(self.buyers.days),
            "segments": {name: counts[name] for name in SEGMENTS},
            "important": int(self.important.sum()),
            "leaving": int(self.leaving.sum()),
            "measured": self.measured,
        }

    def told(self, customers: Sequence[str]) -> Iterator[tuple[Worth, Score]]:
        """Each customer's worth and scores; `customers` are the sales source's numbers in the order of the history."""
        each, fifths = self.buyers, self.segments
        number = len(each.days)
        columns = zip(
            each.customer.tolist(),
            fifths.names,
            fifths.recency.tolist(),
            fifths.frequency.tolist(),
            fifths.monetary.tolist(),
            _numbers(None if self.alive is None else np.where(each.days > 1, self.alive, np.nan), 4, number),
            _numbers(self.purchases, 4, number),
            _numbers(self.value, 2, number),
            each.first.tolist(),
            self.trends,
            self.leaving.tolist(),
            self.important.tolist(),
            self._reasons(),
            strict=True,
        )
        for (
            place,
            segment,
            r,
            f,
            m,
            alive,
            purchases,
            value,
            first,
            trend,
            goes,
            important,
            reason,
        ) in columns:
            currency = self.currency if value is not None else None
            yield (
                Worth(segment, date.fromordinal(first), trend, goes, important, reason),
                Score(customers[place], segment, r, f, m, alive, purchases, value, currency),
            )

    def _reasons(self) -> Iterator[Sentence]:
        each = self.buyers
        columns = (each.days, each.gap, each.since, each.lately, each.before)
        for days, gap, since, lately, before, trend in zip(
            *(column.tolist() for column in columns), self.trends, strict=True
        ):
            yield why(days, gap, since, None if trend in (None, Trend.STEADY) else (lately, before))

    def _weeks(self) -> float:
        return round(float(np.max(self.buyers.purchasing.watched)), 2)


def appraise(bought: PurchaseDays, at: date, currencies: Sequence[str]) -> Valuation:
    """Learn what customers are worth, from what they bought before a day.

    Args:
        bought: Everybody's days with purchases.
        at: Only days before this one count.
        currencies: Codes, in the order of their places.
    """
    buyers = buyers_of(bought, at.toordinal())
    fitted = fit(buyers)
    alive = purchases = value = None
    if fitted.lifetime is not None:
        purchases = fitted.lifetime.expected(buyers.purchasing, _YEAR)
        if fitted.lifetime.somebody_leaves:
            alive = fitted.lifetime.alive(buyers.purchasing)
        if fitted.spending is not None:
            spent = fitted.spending.expected(buyers.repeats, buyers.average)
            value = np.where(np.isnan(buyers.spent), np.nan, purchases * spent)
    told = bought.currency is not None and bought.currency >= 0
    return Valuation(
        buyers=buyers,
        segments=segments_of(buyers),
        fitted=fitted,
        currency=currencies[bought.currency] if bought.currency is not None and told else None,
        alive=alive,
        purchases=purchases,
        value=value,
        important=_top_tenth(_merit(buyers, purchases, value)),
        leaving=leaving(buyers, alive),
        trends=trends(buyers),
        measured=foresight(bought, at.toordinal()),
    )


def _merit(buyers: Buyers, purchases: Numbers | None, value: Numbers | None) -> Numbers:
    """By what customers are compared: the best that is known of any of them."""
    if value is not None:
        return value
    if not np.isnan(buyers.spent).all():
        return buyers.spent
    return buyers.days.astype(np.float64) if purchases is None else purchases


def _top_tenth(merit: Numbers) -> Flags:
    top = np.zeros(len(merit), np.bool_)
    best = np.argsort(-np.nan_to_num(merit, nan=-np.inf), kind="stable")
    top[best[: len(merit) // 10]] = True
    return np.asarray(top & ~np.isnan(merit))


def _numbers(column: Numbers | None, digits: int, number: int) -> Iterable[float | None]:
    """As JSON can hold it: None for what is not known."""
    if column is None:
        return repeat(None, number)
    known = np.isfinite(column).tolist()
    return [
        each if is_known else None
        for each, is_known in zip(column.round(digits).tolist(), known, strict=True)
    ]


def _rounded(**parameters: float) -> dict[str, float]:
    return {name: round(value, 6) for name, value in parameters.items()}
