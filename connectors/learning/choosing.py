"""Which method fills each list: the best in a comparison, or what was chosen in the last one."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import Any

from connectors.learning.evaluation import Evaluation, Quality
from connectors.learning.history import History
from connectors.learning.methods import Method, methods_of
from connectors.learning.ranker import FORMAT, Ranker
from screenpop.answers.cross_sell import OfferList


@dataclass(frozen=True, slots=True)
class Choice:
    """Each list's method, and the comparison that it comes from, as the report tells it.

    Attributes:
        measured: The days that were measured on; None where the history was too short.
        qualities: By list and by the method's name.
    """

    methods: Mapping[OfferList, Method]
    measured: Mapping[str, str] | None
    qualities: Mapping[OfferList, Mapping[str, Mapping[str, float] | None]]

    def report(self, offer_list: OfferList) -> dict[str, Any]:
        """The list's part of the report."""
        return {"chosen": self.methods[offer_list].name, "methods": dict(self.qualities[offer_list])}

    def possible(self, unlearned: Iterable[OfferList]) -> "Choice":
        """The same, where some lists could be taught no ranker: they take the best of the other methods."""
        instead = {each: max(self._untaught(each), key=partial(self._merit, each)) for each in unlearned}
        return replace(self, methods={**self.methods, **instead})

    def _untaught(self, offer_list: OfferList) -> Sequence[Method]:
        return [method for method in methods_of(offer_list) if not method.judged]

    def _merit(self, offer_list: OfferList, method: Method) -> float:
        quality = self.qualities[offer_list].get(method.name)
        return quality["ndcg@10"] if quality else 0.0


def choice_of(evaluation: Evaluation | None) -> Choice:
    """The best of a comparison; where nothing could be measured, each list's first method."""
    if evaluation is None:
        methods = {each: methods_of(each) for each in OfferList}
        nothing = {
            each: {method.name: None for method in named if not method.judged}
            for each, named in methods.items()
        }
        return Choice({each: named[0] for each, named in methods.items()}, None, nothing)
    return Choice(
        {each: evaluation.chosen(each) for each in OfferList},
        {
            "from": evaluation.begin.isoformat(),
            "until": (evaluation.end - timedelta(days=1)).isoformat(),
        },
        {
            each: {
                method.name: _told(evaluation.qualities[method])
                for method in methods_of(each)
                if method in evaluation.qualities
            }
            for each in OfferList
        },
    )


def choice_again(earlier: Mapping[str, Any], history: History) -> Choice | None:
    """What an earlier report says was chosen; None where that cannot be used again.

    A comparison that measured on days which are not yet past as of this history is not used.
    """
    measured = earlier.get("measured")
    if not measured or history.span is None or date.fromisoformat(measured["until"]) > history.span[1]:
        return None
    methods, qualities = {}, {}
    for each in OfferList:
        told = earlier["lists"][each.value]
        named = {method.name: method for method in methods_of(each)}
        if told["chosen"] not in named:
            return None
        methods[each] = named[told["chosen"]]
        qualities[each] = told["methods"]
    return Choice(methods, measured, qualities)


def _told(quality: Quality) -> Mapping[str, float]:
    return {
        "hit@5": quality.hit_at_5,
        "recall@10": quality.recall_at_10,
        "ndcg@10": quality.ndcg_at_10,
        "customers": quality.customers,
    }


def rankers_again(earlier: Mapping[str, Any], choice: Choice) -> Mapping[OfferList, Ranker] | None:
    """The rankers that were kept with an earlier report; None if one that the choice needs is not there."""
    kept = earlier.get("rankers") or {}
    needed = [each for each, method in choice.methods.items() if method.learned]
    if kept.get("format") != FORMAT or not all(each.value in kept for each in needed):
        return None
    return {each: Ranker.of_text(kept[each.value]) for each in needed}


def with_rankers(report: str, rankers: Mapping[OfferList, Ranker | None]) -> str:
    """A report to be kept: with the rankers, so that they need not be trained again before the next comparison."""
    kept = {each.value: ranker.text for each, ranker in rankers.items() if ranker is not None}
    return json.dumps(json.loads(report) | {"rankers": {"format": FORMAT, **kept}})
