"""The methods that need more than a snapshot's tables: what they say of each candidate, put beside those tables.

`judged_again` and `judged_fits`: customer, product, and a column for each such method; the highest score comes
first. Without a ranker the learned ones are left out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped] # it has none

from connectors.learning.candidates import Candidates, Known
from connectors.learning.history import History
from connectors.learning.past import Numbers, past_of, rank_within
from connectors.learning.ranker import Lesson, Ranker, lessons_of, trained
from connectors.learning.snapshot import Snapshot
from screenpop.answers.cross_sell import OfferList

LEARNED = "learned_ranker"
JUDGED: Mapping[OfferList, tuple[str, ...]] = {
    OfferList.AGAIN: (LEARNED,),
    OfferList.FITS: (
        LEARNED,
        "learned_and_lately",
        "learned_and_neighbours",
        "neighbours_lately",
        "neighbours",
        "hidden_tastes",
    ),
}
"""What is judged, by list; what begins with "learned" needs a ranker."""

_FEATURE = {
    "neighbours_lately": "neighbours_new",
    "neighbours": "neighbours",
    "hidden_tastes": "tastes",
}
_LEARNED_AND = {"learned_and_lately": "new_buyers_28", "learned_and_neighbours": "neighbours"}
_DAYS = 56
_MORNINGS = 3


@dataclass(slots=True)
class Teacher:
    """Teaches rankers from a history's own weeks, each morning once."""

    history: History
    _lessons: dict[int, Mapping[OfferList, Lesson]] = field(default_factory=dict)

    def rankers(self, day: date, lists: Iterable[OfferList]) -> Mapping[OfferList, Ranker | None]:
        """The rankers that could be taught on the morning of a day, from the time before."""
        span = self.history.before(day).span
        if span is None:
            return dict.fromkeys(lists)
        end, first = day.toordinal(), span[0].toordinal()
        days = min(_DAYS, (end - first) // 5)
        mornings = [
            morning
            for number in range(_MORNINGS)
            if days >= 1 and (morning := end - days - number * (days // 2)) >= first + days
        ]
        lessons = [self._taught(morning, days) for morning in dict.fromkeys(mornings)]
        return {each: trained([one[each] for one in lessons if each in one]) for each in lists}

    def _taught(self, morning: int, days: int) -> Mapping[OfferList, Lesson]:
        if morning not in self._lessons:
            known = Known(past_of(self.history, morning))
            self._lessons[morning] = lessons_of(known, self.history, days)
        return self._lessons[morning]


def judge(snapshot: Snapshot, rankers: Mapping[OfferList, Ranker | None]) -> None:
    """Put what the methods say of everybody's candidates beside a snapshot's tables, for these lists."""
    if not rankers:
        return
    known = Known(past_of(snapshot.history, snapshot.day.toordinal()))
    for offer_list, ranker in rankers.items():
        methods = [
            name for name in JUDGED[offer_list] if ranker is not None or not name.startswith("learned")
        ]
        columns = ", ".join(["customer bigint", "product bigint", *(f"{name} double" for name in methods)])
        snapshot.engine.execute(f"create or replace table judged_{offer_list.value} ({columns})")
    for few in known.candidates(rankers, known.past.everybody):
        for offer_list, candidates in few.items():
            snapshot.engine.register("judged", _judged(candidates, rankers[offer_list], offer_list))
            snapshot.engine.execute(f"insert into judged_{offer_list.value} by name from judged")
            snapshot.engine.unregister("judged")


def _judged(candidates: Candidates, ranker: Ranker | None, offer_list: OfferList) -> pa.Table:
    columns: dict[str, Numbers] = {}
    if ranker is not None:
        learned = ranker.scores(candidates)
        columns[LEARNED] = 1 / (1 + np.exp(-learned))
        if offer_list is OfferList.FITS:
            place = rank_within(candidates.customer, learned)
            for name, feature in _LEARNED_AND.items():
                other = rank_within(candidates.customer, candidates.features[feature])
                columns[name] = 1 / ((place + 10) * np.sqrt(other + 10))
    for name in JUDGED[offer_list]:
        if name in _FEATURE:
            columns[name] = candidates.features[_FEATURE[name]]
    return pa.table({"customer": candidates.customer, "product": candidates.product, **columns})
