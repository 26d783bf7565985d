"""Conversation: what several systems and our own record hold becomes one time line."""

from collections.abc import Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from heapq import nlargest
from time import monotonic

from connectors.conversation.strands import SHOWN, Strand
from screenpop.answers.conversation import Conversation, Said, Words
from screenpop.customers import Customer
from screenpop.errors import SourceError, SourceUnavailable
from screenpop.ports.at_once import begin
from screenpop.sentences import say

_HELD_BACK = timedelta(milliseconds=100)
"""So much of the deadline, a tenth at most, is kept for putting together what came."""


@dataclass(frozen=True, slots=True)
class TimeLine:
    """Asks all strands at the same time. One that fails leaves what the others tell; that it is silent is told."""

    strands: tuple[Strand, ...]
    deadline: timedelta
    name: str = "conversation"

    def ask(self, customer: Customer, /) -> Conversation:
        """What was said before, newest first; see `screenpop.ports.department`."""
        if len(self.strands) == 1:
            return Conversation(_newest(self.strands[0].said(customer, self.deadline)))
        patience = self.deadline - min(_HELD_BACK, self.deadline / 10)
        until = monotonic() + patience.total_seconds()
        coming = [
            begin(partial(strand.said, customer, patience), f"{self.name} {strand.name}")
            for strand in self.strands
        ]
        said: list[Said] = []
        failures: list[tuple[Words, SourceError]] = []
        for strand, told in zip(self.strands, coming, strict=True):
            try:
                said.extend(_come(told, strand, until))
            except SourceError as error:
                failures.append((strand.name, error))
        if failures and len(failures) == len(self.strands):
            raise failures[0][1]
        return Conversation(_newest(said), _once(name for name, _ in failures))


def _come(told: Future[Sequence[Said]], strand: Strand, until: float) -> Sequence[Said]:
    try:
        return told.result(timeout=max(0.0, until - monotonic()))
    except TimeoutError:
        raise SourceUnavailable(say("“{source}” did not answer in time.", source=strand.name)) from None


def _newest(said: Iterable[Said]) -> tuple[Said, ...]:
    return tuple(nlargest(SHOWN, said, key=lambda each: each.at))


def _once(names: Iterable[Words]) -> tuple[Words, ...]:
    told: list[Words] = []
    for name in names:
        if name not in told:
            told.append(name)
    return tuple(told)
