"""What is known of a call so far, put together from what the window has been told: what advice is drawn from.

What is masked is not known here either, so that no advice tells what the agent may not see.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from screenpop.answers.any import Answer
from screenpop.called import Called
from screenpop.customers import Identity, Person
from screenpop.events import news
from screenpop.memory import Recollection

A = TypeVar("A")


@dataclass(frozen=True, slots=True)
class Situation:
    """A call at a glance.

    Attributes:
        answers: By department; one that knows nothing of the customer is not there.
        waiting: The departments that have not answered yet.
        recollection: What our own record knows of the customer.
        called: What the site says of the number that was called, if anything.
        queue: Through which the call came, as the PBX calls it.
    """

    caller: news.Caller
    identity: Identity | None = None
    answers: Mapping[str, Answer] = field(default_factory=dict)
    waiting: frozenset[str] = frozenset()
    recollection: Recollection = field(default_factory=Recollection)
    called: Called | None = None
    queue: str | None = None

    @property
    def person(self) -> Person | None:
        """The one person that is certain, if any."""
        return self.identity.person if self.identity else None

    def answer(self, kind: type[A]) -> A | None:
        """What the first department that answers in this way has said."""
        return next((answer for answer in self.answers.values() if isinstance(answer, kind)), None)


def learn(situation: Situation, told: news.CallNews) -> Situation:
    """The situation after one more piece of news."""
    match told:
        case news.PopOpened(caller=caller) | news.PartyChanged(caller=caller):
            return Situation(caller, called=told.called, queue=told.facts.queue)
        case news.CallUpdated():
            return _updated(situation, told)
        case news.CallerIdentified(identity=identity, asked=asked):
            same = situation.identity is not None and situation.identity.customer == identity.customer
            recollection = situation.recollection if same else Recollection()
            return replace(
                situation,
                identity=identity,
                answers={},
                waiting=frozenset(asked),
                recollection=recollection,
            )
        case news.PanelAsked(department=department):
            return replace(_without(situation, department), waiting=situation.waiting | {department})
        case news.PanelFilled(department=department, answer=answer):
            rest = _without(situation, department)
            known = rest.answers if answer is None else {**rest.answers, department: answer}
            return replace(rest, answers=known)
        case news.PanelFailed(department=department) | news.PanelMasked(department=department):
            return _without(situation, department)
        case news.Recalled(recollection=recollection):
            return replace(situation, recollection=recollection)
    return situation


def _updated(situation: Situation, told: news.CallUpdated) -> Situation:
    """Only what came late is new; where nothing did that is known here, it is the same situation."""
    late = Situation(
        situation.caller if told.name is None else replace(situation.caller, name=told.name),
        situation.identity,
        situation.answers,
        situation.waiting,
        situation.recollection,
        told.called or situation.called,
        told.facts.queue or situation.queue,
    )
    return situation if late == situation else late


def _without(situation: Situation, department: str) -> Situation:
    answers = {name: answer for name, answer in situation.answers.items() if name != department}
    return replace(situation, answers=answers, waiting=situation.waiting - {department})
