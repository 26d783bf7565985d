"""What can be told of an own product, of a customer and of a product on a day, each as a column of numbers."""

from collections.abc import Mapping

import numpy as np

from connectors.learning.past import DAYS, Numbers, Past, Places
from connectors.learning.tables.season import AHEAD, OF_A_PRODUCT, YEAR

Features = Mapping[str, Numbers]

LATELY = 42
_FADES = (20, 60, 180)
_SEVERAL = 60


def own_features(past: Past) -> Features:
    """Frequency, recency, rhythm, quantity and season of each own product."""
    first, times, age = past.first, past.times, past.age
    last = first + times - 1
    gap, unsteady = _rhythm(past)
    since = age[last] if len(age) else np.zeros(0)
    features = {
        "times": times.astype(np.float64),
        "since": since,
        "known": age[first] if len(age) else np.zeros(0),
        "gap": gap,
        "unsteady": unsteady,
        "overdue": since / np.maximum(gap, 1),
        "late": since - gap,
        "usual": np.log1p(_sums(past.quantity, first) / np.maximum(times, 1)),
        "recurred": _recurred(past) / np.maximum(times, 1),
    }
    features["weight"] = _sums(1 / (1 + age / 200), first)
    for days in _FADES:
        features[f"faded_{days}"] = _sums(np.exp(-age / days), first)
    return features


def customer_features(past: Past) -> Features:
    """How active each customer is: visits, how lately, how much, how curious."""
    visits = np.unique(past.kept.customer.astype(np.int64) * DAYS + past.kept.day)
    who, age = visits // DAYS, (past.day - visits % DAYS).astype(np.float64)
    number = _counts(who, past.customers)
    last, begin = np.full(past.customers, np.nan), np.full(past.customers, np.nan)
    last[who] = age
    begin[who[::-1]] = age[::-1]
    known = past.age[past.first] if len(past.age) else np.zeros(0)
    products = _counts(past.customer, past.customers)
    return {
        "visits": number,
        "visited": last,
        "customer_for": begin,
        "pause": (begin - last) / np.maximum(number - 1, 1),
        "visits_lately": _counts(who[age <= _SEVERAL], past.customers),
        "assortment": products,
        "basket": _counts(past.kept.customer.astype(np.int64), past.customers) / np.maximum(number, 1),
        "curious": products / np.maximum(np.bincount(past.customer, past.times, past.customers), 1),
        "discovered": _counts(past.customer[known <= _SEVERAL], past.customers),
    }


def product_features(past: Past) -> Features:
    """How each product is in demand: lately and before, by new and by old customers; parts of all customers."""
    everybody = max(1, len(past.everybody))
    days = (past.kept.product.astype(np.int64) * DAYS + past.kept.day) * past.customers + past.kept.customer
    sales = np.unique(days) // max(past.customers, 1)
    what, age = sales // DAYS, (past.day - sales % DAYS).astype(np.float64)
    known = past.age[past.first] if len(past.age) else np.zeros(0)
    buyers = _counts(past.product, past.products)
    within = {days: _counts(what[age <= days], past.products) for days in (14, LATELY, 90)}
    sold, new = np.full(past.products, 999.0), np.zeros(past.products)
    np.minimum.at(sold, what, age)
    np.maximum.at(new, what, age)
    gap, _ = _rhythm(past)
    rhythmic = past.times >= 2
    repeated = np.bincount(past.product[rhythmic], minlength=past.products)
    return {
        "buyers": buyers / everybody,
        "demand_14": within[14] / everybody,
        "demand_42": within[LATELY] / everybody,
        "demand_90": within[90] / everybody,
        "trend": (within[14] + 1) / (within[90] + 3),
        "in_demand": (within[LATELY] + 1) / (buyers + 5),
        "bought_again": repeated / np.maximum(buyers, 1),
        "new_buyers_28": _counts(past.product[known <= 28], past.products) / everybody,
        "new_buyers_60": _counts(past.product[known <= _SEVERAL], past.products) / everybody,
        "sold": sold,
        "new": new,
        "season": _season(past, new),
        "usual_gap": np.bincount(past.product[rhythmic], gap[rhythmic], past.products)
        / np.maximum(repeated, 1),
    }


def _season(past: Past, new: Numbers) -> Numbers:
    """How many times as often as any other a product sells at this time of the year (see `tables.season`)."""
    recurred = np.bincount(past.product, _recurred(past), past.products)
    sold = np.bincount(past.product, past.times, past.products)
    part = recurred.sum() / max(1, len(past.age))
    lift = (recurred + OF_A_PRODUCT) / (sold * part + OF_A_PRODUCT)
    return np.where(new >= YEAR, lift, 1.0)


def _recurred(past: Past) -> Numbers:
    """On how many occasions each own product was bought at this time of earlier years."""
    since = past.age + AHEAD - 1
    shows_a_year = len(since) > 0 and past.age.max() >= YEAR
    return _sums(((since >= YEAR) & (since % YEAR < AHEAD) & shows_a_year).astype(np.float64), past.first)


def _rhythm(past: Past) -> tuple[Numbers, Numbers]:
    """The median of the gaps between occasions, and how far they differ from one another; NaN where there is none."""
    own = len(past.first)
    run = np.repeat(np.arange(own), past.times)
    follows = np.ones(len(past.age), bool)
    follows[past.first] = False
    whose = run[follows]
    gaps = (np.r_[0.0, -np.diff(past.age)] if len(past.age) else np.zeros(0))[follows]
    order = np.lexsort((gaps, whose))
    ordered, number = gaps[order], past.times - 1
    begin, some = np.r_[0, np.cumsum(number)[:-1]][:own], number > 0
    median, unsteady = np.full(own, np.nan), np.full(own, np.nan)
    low, high = begin[some] + (number[some] - 1) // 2, begin[some] + number[some] // 2
    median[some] = (ordered[low] + ordered[high]) / 2
    mean = np.bincount(whose, gaps, own) / np.maximum(number, 1)
    spread = np.sqrt(np.maximum(np.bincount(whose, gaps**2, own) / np.maximum(number, 1) - mean**2, 0))
    several = number > 1
    unsteady[several] = spread[several] / np.maximum(mean[several], 1)
    return median, unsteady


def _sums(values: Numbers, first: Places) -> Numbers:
    return np.add.reduceat(values, first) if len(first) else np.zeros(0)


def _counts(places: Places, length: int) -> Numbers:
    return np.bincount(places, minlength=length).astype(np.float64)
