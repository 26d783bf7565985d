"""Learns from everybody's sales lines: measures which methods suit this company, and suggests by the best."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from connectors.learning.evaluation import Evaluation, evaluate
from connectors.learning.history import History, Line, read_history
from connectors.learning.methods import Method, methods_of
from connectors.learning.snapshot import Snapshot
from connectors.learning.suggesting import suggest
from screenpop.answers.cross_sell import Offer, OfferList
from screenpop.sentences import Sentence, say, say_many

_TOLD_EVERY = 100_000
Suggested = Iterator[tuple[str, tuple[Offer, ...]]]


@dataclass(frozen=True, slots=True)
class Learning:
    """What was learnt.

    Attributes:
        at: Only days before this one counted.
        chosen: Each list's method.
        evaluation: How good the methods were; None where the history is too short to tell.
        suggested: Everybody's offers, to be taken once.
    """

    at: date
    history: History
    chosen: Mapping[OfferList, Method]
    evaluation: Evaluation | None
    suggested: Suggested

    def report(self) -> dict[str, Any]:
        """What was learnt and how good it is, for JSON."""
        history, measured = self.history, self.evaluation
        return {
            "at": self.at.isoformat(),
            "lines": len(history.day),
            "lines_without_customer": history.nobodys,
            "customers": len(history.customers),
            "products": len(history.products),
            "measured": measured
            and {"from": measured.begin.isoformat(), "until": (measured.end - timedelta(days=1)).isoformat()},
            "lists": {each.value: self._list(each) for each in OfferList},
        }

    def _list(self, offer_list: OfferList) -> dict[str, Any]:
        return {
            "chosen": self.chosen[offer_list].name,
            "methods": {method.name: self._quality(method) for method in methods_of(offer_list)},
        }

    def _quality(self, method: Method) -> dict[str, float] | None:
        if self.evaluation is None:
            return None
        quality = self.evaluation.qualities[method]
        return {
            "hit@5": quality.hit_at_5,
            "recall@10": quality.recall_at_10,
            "ndcg@10": quality.ndcg_at_10,
            "customers": quality.customers,
        }


@contextmanager
def learning(lines: Iterable[Line], at: date, tell: Callable[[Sentence], None]) -> Iterator[Learning]:
    """Learn as if it were the morning of a day; the suggestions can be taken while the context lasts.

    Args:
        lines: Everybody's lines.
        at: Only days before this one count.
        tell: Progress.
    """
    history = read_history(_counted(lines, tell), at)
    evaluation = evaluate(history)
    chosen = {each: evaluation.chosen(each) if evaluation else methods_of(each)[0] for each in OfferList}
    for offer_list, method in chosen.items():
        tell(say("{list}: {method}", list=offer_list.value, method=method.name))
    with Snapshot(history, at) as snapshot:
        suggested = suggest(snapshot, chosen[OfferList.AGAIN], chosen[OfferList.FITS])
        yield Learning(at, history, chosen, evaluation, suggested)


def _counted(lines: Iterable[Line], tell: Callable[[Sentence], None]) -> Iterator[Line]:
    number = 0
    for number, line in enumerate(lines, 1):
        yield line
        if number % _TOLD_EVERY == 0:
            tell(_lines_read(number))
    tell(_lines_read(number))


def _lines_read(number: int) -> Sentence:
    return say_many("{count} sales line read", "{count} sales lines read", number)
