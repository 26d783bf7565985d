"""Learns from everybody's sales lines: measures which methods suit this company, and suggests by the best."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from connectors.learning.buyers import PurchaseDays
from connectors.learning.choosing import Choice, choice_again, choice_of, rankers_again, with_rankers
from connectors.learning.evaluation import evaluate
from connectors.learning.history import History, Line
from connectors.learning.judging import Teacher, judge
from connectors.learning.known import pairs_of, rhythms_of
from connectors.learning.lines import read_history
from connectors.learning.ranker import Ranker
from connectors.learning.snapshot import Snapshot
from connectors.learning.suggesting import suggest
from connectors.learning.worth import Valuation, appraise
from screenpop.answers.cross_sell import Offer, OfferList
from screenpop.ports.learnt import Findings
from screenpop.sentences import Sentence, say, say_many

_TOLD_EVERY = 100_000
Suggested = Iterator[tuple[str, tuple[Offer, ...]]]


@dataclass(frozen=True, slots=True)
class Learning:
    """What was learnt.

    Attributes:
        at: Only days before this one counted.
        choice: Each list's method, and how good all of them were.
        rankers: What the chosen methods score with.
        suggested: Everybody's offers, to be taken once.
        valuation: Tells what customers are worth; computed when it is first asked.
        snapshot: What is known on that day.
    """

    at: date
    history: History
    choice: Choice
    rankers: Mapping[OfferList, Ranker | None]
    suggested: Suggested
    valuation: Callable[[], Valuation]
    snapshot: Snapshot

    def findings(self, report: str) -> Findings:
        """All that was learnt, to be taken once."""
        return Findings(
            self.at,
            with_rankers(report, self.rankers),
            self.suggested,
            worth=self.valuation().told(self.history.customers),
            pairs=pairs_of(self.snapshot),
            rhythms=rhythms_of(self.snapshot),
        )

    def report(self) -> dict[str, Any]:
        """What was learnt and how good it is, for JSON."""
        history = self.history
        return {
            "at": self.at.isoformat(),
            "lines": len(history.day),
            "lines_without_customer": history.nobodys,
            "customers": len(history.customers),
            "products": len(history.products),
            "measured": self.choice.measured,
            "lists": {each.value: self.choice.report(each) for each in OfferList},
            "value": self.valuation().report(),
        }


@contextmanager
def learning(
    lines: Iterable[Line] | History,
    at: date,
    tell: Callable[[Sentence], None],
    earlier: Mapping[str, Any] | None = None,
) -> Iterator[Learning]:
    """Learn as if it were the morning of a day; the suggestions can be taken while the context lasts.

    Args:
        lines: Everybody's lines, or what was read of them already.
        at: Only days before this one count.
        tell: Progress.
        earlier: The report of the last comparison, to use its choice again; None compares all methods.
    """
    history = lines if isinstance(lines, History) else read_history(_counted(lines, tell), at)
    teacher = Teacher(history)
    again = choice_again(earlier, history) if earlier else None
    if again is not None:
        choice = again
    else:
        tell(say("Comparing the methods on the last weeks …"))
        choice = choice_of(evaluate(history, teacher))
    needed = [each for each, method in choice.methods.items() if method.learned]
    kept = rankers_again(earlier, choice) if again is not None and earlier else None
    rankers = teacher.rankers(at, needed) if kept is None else kept
    choice = choice.possible([each for each, ranker in rankers.items() if ranker is None])
    for offer_list, method in choice.methods.items():
        tell(say("{list}: {method}", list=offer_list.value, method=method.name))
    with Snapshot(history, at, candidates=not choice.methods[OfferList.FITS].judged) as snapshot:
        judge(snapshot, {each: rankers.get(each) for each, method in choice.methods.items() if method.judged})
        suggested = suggest(snapshot, choice.methods[OfferList.AGAIN], choice.methods[OfferList.FITS])
        valuation = cache(lambda: appraise(PurchaseDays.of(snapshot.engine), at, history.currencies))
        yield Learning(at, history, choice, rankers, suggested, valuation, snapshot)


def _counted(lines: Iterable[Line], tell: Callable[[Sentence], None]) -> Iterator[Line]:
    number = 0
    for number, line in enumerate(lines, 1):
        yield line
        if number % _TOLD_EVERY == 0:
            tell(_lines_read(number))
    tell(_lines_read(number))


def _lines_read(number: int) -> Sentence:
    return say_many("{count} sales line read", "{count} sales lines read", number)
