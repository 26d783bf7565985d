"""What may be offered: scenes of the card, and the supervisors' view of how offers fare."""

import json
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QDeadlineTimer
from PySide6.QtWidgets import QWidget

from screenpop.answers.advice import Advice, Saying
from screenpop.events import news
from screenpop.gestures import Gesture
from screenpop.memory import Recollection
from screenpop.money import Money
from screenpop.offers import OfferOutcome
from screenpop.permission import Channel
from screenpop.ports.learnt import NothingLearnt, Score
from screenpop.record.acceptance import Acceptance, Arm, Fared, GesturesOfMonth
from screenpop.record.agent_figures import Hidden
from screenpop.record.estimates import Estimate
from screenpop.record.span import Span
from screenpop.sentences import say
from ui.background import Background
from ui.gallery.company import dealings, leaving, suggestions, usual
from ui.gallery.people import ANNA, GREEN, LONGEST, NOON, PRAGUE, THAI, calling
from ui.gallery.stage import Stage
from ui.supervisor.offers.view import OffersView
from ui.supervisor.window import SupervisorWindow

BLADE = suggestions().offers[2]
LOADED_MS = 30_000
"""The drawing library takes a second to load, and much longer on a machine that is busy."""
GIFT = Gesture("loyal", "10 % off the next order", Money(Decimal(250), "PLN"))


def _talking(stage: Stage, recollection: Recollection | None = None) -> None:
    stage.ring(calling())
    stage.know(ANNA)
    stage.fill(usual())
    stage.recall(recollection or Recollection())
    stage.answer()


def _advise(stage: Stage, advice: Advice) -> QWidget:
    stage.announce(news.Advised(stage.call_id, NOON, advice))
    return stage.card


def offer_worth_saying(stage: Stage) -> QWidget:
    """What is worth saying names a suggestion, which the customer has accepted."""
    _talking(stage)
    saying = Saying(say("Offer {product}", product=BLADE.name), BLADE.reason, rule="fits", offer=BLADE)
    _advise(stage, Advice(saying=saying))
    card = stage.card
    card.saying.buttons.buttons[OfferOutcome.ACCEPTED].click()
    stage.play()
    stage.say_of_posted(lambda act: news.Kept(stage.call_id, NOON, act))
    return stage.card


def gesture_worth_making(stage: Stage) -> QWidget:
    """A customer who may be leaving, is given something, and wants no offers by e-mail."""
    _talking(stage, Recollection())
    stage.fill({"value": leaving(), "cross_sell": suggestions()})
    saying = Saying(
        say("Thank them for {years} years and give {gift}", years=13, gift=GIFT.label),
        say("last order {weeks} weeks ago, usually every {usual}", weeks=11, usual=3),
        rule="loyal",
        gesture=GIFT,
    )
    return _advise(stage, Advice(saying=saying, objections=frozenset({Channel.EMAIL})))


def serve_first(stage: Stage) -> QWidget:
    """Nothing is offered to whom an order is late."""
    _talking(stage)
    stage.fill({"sales": dealings(late=True)})
    return _advise(stage, Advice(serve_first=say("order {number} is late", number="8790")))


def offers_view(stage: Stage) -> QWidget:
    """How offers fare, what was learnt, what customers are worth."""
    return _supervising(stage, _Told(_ACCEPTANCE), _Learnt(_REPORT, _SCORES))


def offers_view_empty(stage: Stage) -> QWidget:
    """Before anything was offered or learnt."""
    return _supervising(stage, _Told(Acceptance(_SPAN)), _Learnt(None, ()))


def _supervising(stage: Stage, told: "_Told", learnt: "_Learnt") -> QWidget:
    background = Background()
    look = stage.application.look
    view = OffersView(look, background, told, learnt, _names)
    window = SupervisorWindow(look, [view])
    stage.shown.append((window, background))
    window.resize(1320, 1760)
    window.show()
    until = QDeadlineTimer(LOADED_MS)
    while not (view.sheet is not None and background.idle) and not until.hasExpired():
        stage.play()
    stage.play()
    return window


class _Told:
    """Figures of offers, always the same."""

    def __init__(self, acceptance: Acceptance) -> None:
        self._acceptance = acceptance

    def of(self, span: Span, /, *, agent: str | None = None, at_most: int = 20) -> Acceptance:
        """Whatever is asked."""
        del span, agent, at_most
        return self._acceptance


class _Learnt(NothingLearnt):
    """A report and scores; offers of nobody."""

    def __init__(self, report: Mapping[str, object] | None, scores: tuple[Score, ...]) -> None:
        self._report, self._scores = report, scores

    def report(self) -> str | None:
        """As learning would write it."""
        return json.dumps(self._report) if self._report else None

    def scores(self) -> Iterator[Score]:
        """The most valuable first."""
        return iter(self._scores)


def _names(numbers: Collection[str], /) -> Mapping[str, str]:
    """One is not in the directory."""
    called = (each.customer.name for each in (ANNA, THAI, GREEN, PRAGUE, LONGEST))
    return dict(zip(sorted(numbers)[:5], called, strict=False))


def _fared(name: str, counts: tuple[int, int, int], bounds: tuple[float, float], title: str = "") -> Fared:
    accepted, declined, offered = counts
    share = Estimate(accepted / sum(counts), *bounds)
    return Fared(name, title or None, offered, accepted, declined, share)


_SPAN = Span(date(2026, 2, 11), date(2026, 3, 12))
_LONG = "Zaprawa klejowa elastyczna mrozoodporna do płytek wielkoformatowych, worek 25 kg, paleta 48 sztuk"
_ACCEPTANCE = Acceptance(
    _SPAN,
    products=(
        _fared("P9", (31, 40, 9), (0.29, 0.5), "Diamond blade 230 mm"),
        _fared("P0", (24, 12, 6), (0.42, 0.71), "Cement 25 kg"),
        _fared("P1", (9, 17, 4), (0.17, 0.48), "Rockwool 100 mm"),
        _fared("P4", (3, 14, 2), (0.06, 0.38), _LONG),
        _fared("4711-0815", (1, 0, 0), (0.21, 1.0)),
    ),
    methods=(
        _fared("due_soon", (33, 29, 10), (0.35, 0.57)),
        _fared("learned_ranker", (22, 31, 8), (0.25, 0.49)),
        _fared("basket_cosine_demand", (12, 20, 3), (0.21, 0.51)),
        _fared("", (1, 3, 0), (0.05, 0.7)),
    ),
    lists=(_fared("again", (33, 29, 10), (0.35, 0.57)), _fared("fits", (35, 54, 11), (0.26, 0.45))),
    agents=(_fared("anna", (29, 30, 8), (0.32, 0.55)),),
    hidden=Hidden.OFF,
    shown=Arm(412, 230, 61),
    held_out=Arm(70, 52, 5),
    uplift=Estimate(0.169, 0.052, 0.244),
    gestures=(
        GesturesOfMonth("loyal", date(2026, 2, 1), 4, (Money(Decimal(1000), "PLN"),)),
        GesturesOfMonth("loyal", date(2026, 3, 1), 2, (Money(Decimal(500), "PLN"),)),
        GesturesOfMonth("birthday", date(2026, 3, 1), 3),
    ),
)


def _quality(hit: float, recall: float, ndcg: float) -> Mapping[str, object]:
    return {"hit@5": hit, "recall@10": recall, "ndcg@10": ndcg, "customers": 1874}


_REPORT: Mapping[str, object] = {
    "at": "2026-03-12",
    "customers": 4372,
    "products": 3684,
    "lists": {
        "again": {
            "chosen": "due_soon",
            "methods": {
                "due_soon": _quality(0.634, 0.311, 0.402),
                "own_frequency": _quality(0.612, 0.296, 0.381),
                "most_popular": _quality(0.201, 0.102, 0.113),
            },
        },
        "fits": {
            "chosen": "learned_ranker",
            "methods": {
                "learned_ranker": _quality(0.231, 0.118, 0.129),
                "basket_cosine_demand": _quality(0.224, 0.109, 0.121),
                "most_popular": _quality(0.117, 0.061, 0.064),
            },
        },
    },
}
_SEGMENTS = (
    *("champions", "champions", "loyal", "loyal", "loyal", "potential_loyal"),
    *("promising", "need_attention", "at_risk", "cannot_lose", "hibernating", "hibernating"),
)
_SCORES = tuple(
    Score(
        f"K-{20417 + 31 * place}",
        segment,
        recency=5 - place // 3,
        frequency=5 - place // 4,
        monetary=5 - place // 5,
        alive=0.97 - 0.06 * place,
        purchases=12.4 - place,
        value=182_400.0 / (place + 1),
        currency="PLN",
    )
    for place, segment in enumerate(_SEGMENTS)
)
