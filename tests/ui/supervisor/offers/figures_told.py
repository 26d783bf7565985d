"""How suggestions fared, what was learnt and what customers are worth, made by hand; and ports that give them."""

import json
import threading
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal

from screenpop.answers.cross_sell import Offer
from screenpop.errors import RecordUnavailable
from screenpop.money import Money
from screenpop.ports.learnt import NothingLearnt, Score
from screenpop.record.acceptance import Acceptance, Arm, Fared, GesturesOfMonth
from screenpop.record.agent_figures import Hidden
from screenpop.record.estimates import Estimate
from screenpop.record.span import Span
from screenpop.sentences import say

MONDAY = date(2026, 3, 30)
WEEK = Span(MONDAY, MONDAY + timedelta(days=6))


def fared(name: str, accepted: int, declined: int, offered: int, bounds: tuple[float, float]) -> Fared:
    share = Estimate(accepted / (accepted + declined + offered), *bounds)
    return Fared(name, None, offered, accepted, declined, share)


SOME = Acceptance(
    WEEK,
    products=(
        replace(fared("P9", 12, 20, 8, (0.18, 0.45)), title="Diamond blade 230 mm"),
        fared("P0", 2, 1, 0, (0.21, 0.94)),
    ),
    methods=(fared("due_soon", 10, 12, 6, (0.2, 0.54)), fared("own_method", 4, 9, 2, (0.11, 0.52))),
    lists=(fared("again", 8, 10, 4, (0.2, 0.57)), fared("fits", 6, 11, 4, (0.14, 0.5))),
    agents=(fared("anna", 9, 12, 3, (0.21, 0.57)),),
    hidden=Hidden.FEW,
    shown=Arm(120, 80, 14),
    held_out=Arm(12, 9, 1),
    gestures=(
        GesturesOfMonth("loyal", date(2026, 3, 1), 3, (Money(Decimal(150), "PLN"),)),
        GesturesOfMonth("birthday", date(2026, 4, 1), 1),
        GesturesOfMonth("loyal", date(2026, 4, 1), 2, (Money(Decimal(100), "PLN"),)),
    ),
)
REPORT = {
    "at": "2026-04-05",
    "customers": 4372,
    "products": 3684,
    "lists": {
        "again": {
            "chosen": "due_soon",
            "methods": {
                "due_soon": {"hit@5": 0.634, "recall@10": 0.31, "ndcg@10": 0.402, "customers": 1200},
                "most_popular": {"hit@5": 0.2, "recall@10": 0.1, "ndcg@10": 0.11, "customers": 1200},
            },
        },
        "fits": {"chosen": "basket_cosine", "methods": {"basket_cosine": None}},
    },
}


def score(number: int, segment: str = "loyal", value: float | None = 1000.0) -> Score:
    return Score(f"C{number}", segment, 5, 4, 3, 0.93, 6.25, value, "PLN" if value is not None else None)


SCORES = (score(1, "champions", 52_000.4), score(2), score(3), score(4, "hibernating", None))


@dataclass
class FakeAcceptance:
    """Gives what a test wants, and remembers who asked."""

    told: Acceptance = SOME
    broken: bool = False
    asked: list[Span] = field(default_factory=list)
    threads: set[threading.Thread] = field(default_factory=set)

    def of(self, span: Span, /, *, agent: str | None = None, at_most: int = 20) -> Acceptance:
        if self.broken:
            raise RecordUnavailable(say("the server <b>rests</b>"))
        self.asked.append(span)
        self.threads.add(threading.current_thread())
        return replace(self.told, span=span)


class FakeLearnt:
    """What was learnt, as a test wants it."""

    def __init__(
        self, report: Mapping[str, object] | None = REPORT, scores: tuple[Score, ...] = SCORES
    ) -> None:
        self._report, self._scores = report, scores
        self._nothing = NothingLearnt()

    def offers(self, customer: str) -> tuple[Offer, ...]:
        return self._nothing.offers(customer)

    def worth(self, customer: str) -> None:
        return None

    def as_of(self) -> date | None:
        return date(2026, 4, 5)

    def report(self) -> str | None:
        return json.dumps(self._report) if self._report else None

    def names(self, products: Collection[str]) -> Mapping[str, str]:
        return self._nothing.names(products)

    def everybody(self) -> Iterator[tuple[str, tuple[Offer, ...]]]:
        return self._nothing.everybody()

    def scores(self) -> Iterator[Score]:
        return iter(self._scores)
