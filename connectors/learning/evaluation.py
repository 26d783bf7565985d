"""How good each method would have been in the company's own last weeks, and which is chosen.

The methods know only the time before those weeks. `again` is held against what customers bought again, `fits`
against what they bought for the first time; only customers who did so are counted.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from connectors.learning.history import History
from connectors.learning.judging import Teacher, judge
from connectors.learning.methods import METHODS, Method, methods_of
from connectors.learning.returns import without_returns
from connectors.learning.snapshot import Snapshot
from screenpop.answers.cross_sell import OfferList

WEEKS = timedelta(weeks=8)
SHORTEST = timedelta(weeks=6)
CUSTOMERS = 20_000

_TRUTH = """
create table truth as
select distinct customer, product,
       exists (from own where own.customer = l.customer and own.product = l.product) as known
from later l
where customer in (select customer from own) and customer % ? = 0
  and (known or not exists (from seen where seen.customer = l.customer and seen.product = l.product))"""

_QUALITY = """
with wanted as (select customer, product from truth where known = ?),
each as (
    select customer, count(*) as bought, count(place) as found, coalesce(min(place), 99) as first,
           coalesce(sum(1 / log2(place + 1)), 0) as gain
    from wanted left join ranking using (customer, product) group by customer)
select count(*), avg((first <= 5)::int), avg(found / bought),
       avg(gain / (select sum(1 / log2(place + 1)) from range(1, least(bought, 10)::bigint + 1) r(place)))
from each"""


@dataclass(frozen=True, slots=True)
class Quality:
    """Averages over customers.

    Attributes:
        hit_at_5: How many bought at least one of the first five.
        recall_at_10: What part of what they bought was among the ten.
        ndcg_at_10: The same, the higher up the better; 1 is perfect.
    """

    customers: int
    hit_at_5: float
    recall_at_10: float
    ndcg_at_10: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What was measured on the days from `begin` until before `end`; a method that could not compete is not there."""

    begin: date
    end: date
    qualities: Mapping[Method, Quality]

    def chosen(self, offer_list: OfferList) -> Method:
        """The list's best method."""
        return max(methods_of(offer_list), key=self._merit)

    def _merit(self, method: Method) -> float:
        """New purchases are few: whether there was a hit at all steadies what the places say."""
        quality = self.qualities.get(method)
        if quality is None:
            return -1.0
        if method.list is OfferList.AGAIN:
            return quality.ndcg_at_10
        return quality.ndcg_at_10 + quality.hit_at_5 / 3


def evaluate(history: History, teacher: Teacher) -> Evaluation | None:
    """Measure all methods; None if there are too few weeks to learn from and to measure on.

    They are measured twice where the history is long enough, on the last weeks and on as many before, each time by
    what was known then: once may be a season's whim.
    """
    if history.span is None:
        return None
    first, last = history.span
    end = last + timedelta(days=1)
    weeks = min(WEEKS, (end - first) / 3)
    if end - first < SHORTEST:
        return None
    begins = [end - weeks]
    if end - first >= 5 * weeks:
        begins.append(end - 2 * weeks)
    measured = [_measured_since(history, begin, begin + weeks, teacher) for begin in begins]
    common = [method for method in METHODS if all(method in each for each in measured)]
    return Evaluation(
        begins[-1], end, {method: _together([each[method] for each in measured]) for method in common}
    )


def _measured_since(history: History, begin: date, end: date, teacher: Teacher) -> Mapping[Method, Quality]:
    rankers = teacher.rankers(begin, OfferList)
    with Snapshot(history, begin) as snapshot:
        judge(snapshot, rankers)
        snapshot.take("later", without_returns(history.before(end)).since(begin))
        snapshot.engine.execute(_TRUTH, [max(1, len(history.customers) // CUSTOMERS)])
        return {
            method: _measured(snapshot, method)
            for method in METHODS
            if not method.learned or rankers[method.list] is not None
        }


def _together(qualities: Sequence[Quality]) -> Quality:
    customers = sum(each.customers for each in qualities)

    def average(of: Callable[[Quality], float]) -> float:
        return round(sum(of(each) * each.customers for each in qualities) / max(customers, 1), 4)

    return Quality(
        customers,
        average(lambda each: each.hit_at_5),
        average(lambda each: each.recall_at_10),
        average(lambda each: each.ndcg_at_10),
    )


def _measured(snapshot: Snapshot, method: Method) -> Quality:
    engine = snapshot.engine
    engine.execute(f"create or replace temp table ranking as {method.ranked}")
    row = engine.execute(_QUALITY, [method.list is OfferList.AGAIN]).fetchone()
    customers, *averages = row or (0, None, None, None)
    return Quality(customers, *(round(average or 0.0, 4) for average in averages))
