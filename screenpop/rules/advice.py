"""What a call means at a glance: the worst that must be known, what else matters, and one thing to say."""

from collections.abc import Iterator
from datetime import datetime

from screenpop.answers.advice import Advice
from screenpop.answers.value import Relationship
from screenpop.permission import Channel
from screenpop.promises import Promised, PromiseKind
from screenpop.rules.alert import worst
from screenpop.rules.known import NO_CIRCUMSTANCES, Circumstances, objections_in
from screenpop.rules.playbook import Playbook, judge
from screenpop.rules.service import day_of, disputed_item, first_promise, late_order, noted_this_week
from screenpop.rules.situation import Situation
from screenpop.sentences import Sentence, say, say_many

_WORTH_TELLING = 2
"""Calls within a week: one is nothing to speak of."""


def advise(
    situation: Situation,
    now: datetime,
    playbook: Playbook,
    circumstances: Circumstances = NO_CIRCUMSTANCES,
) -> Advice:
    """What is told of a call.

    Args:
        situation: What is known so far.
        now: By the clock on the wall: its day is today.
        playbook: What is said when.
        circumstances: What the desk knows beside it.
    """
    judged = judge(playbook, situation, now, circumstances)
    return Advice(
        alert=worst(situation),
        saying=judged.winner.saying if judged.winner else None,
        marks=tuple(_marks(situation, now)),
        serve_first=judged.serve_first,
        resting=circumstances.resting,
        objections=_objections(situation, circumstances.objected),
    )


def _objections(situation: Situation, objected: Channel | None) -> frozenset[Channel]:
    known = objections_in(situation)
    return known | {objected} if objected else known


def _marks(situation: Situation, now: datetime) -> Iterator[Sentence]:
    """The weightiest first."""
    relationship = situation.answer(Relationship)
    if relationship is not None and relationship.important:
        yield say("Important customer")
    if promise := first_promise(situation):
        yield _promised(promise, now)
    if order := late_order(situation, now.date()):
        yield say("Order {number} is late", number=order.number)
    if item := disputed_item(situation):
        yield say("{document} disputed", document=item.document) if item.document else say("Disputed invoice")
    noted = noted_this_week(situation, now)
    if noted >= _WORTH_TELLING:
        yield say_many("{count} call noted this week", "{count} calls noted this week", noted)


def _promised(promise: Promised, now: datetime) -> Sentence:
    day, what = day_of(promise.due, now), promise.what.strip()
    if promise.kind is PromiseKind.CALL_BACK:
        return say("Call back due {day}", day=day)
    return say("Promised: {what} by {day}", what=what, day=day) if what else say("Promised by {day}", day=day)
