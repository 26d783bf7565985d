"""Conversation: rows of several systems that become one time line."""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from heapq import nlargest
from time import monotonic

from connectors.conversation.rows import SaidRow
from screenpop.answers.conversation import Conversation, Said
from screenpop.customers import Customer
from screenpop.errors import SourceError, SourceUnavailable
from screenpop.ports.at_once import begin
from screenpop.ports.inquiry import Inquiry
from screenpop.ports.links import may_be_opened
from screenpop.ports.source import Source
from screenpop.ports.unreadable import empty_column
from screenpop.sentences import say

_SHOWN = 50
_LONGEST_TEXT, _LONGEST_WORD = 1000, 80
_HELD_BACK = timedelta(milliseconds=100)
"""So much of the deadline, a tenth at most, is kept for putting together what came."""


@dataclass(frozen=True, slots=True)
class Strand:
    """One question whose rows belong to the time line.

    Attributes:
        key: What the settings call the question.
        channel: That of rows which do not tell their own; "" if all must.
        ref: The department whose number for the customer `:ref` is; "" for this one.
    """

    source: Source
    key: str
    question: str
    channel: str = ""
    ref: str = ""


@dataclass(frozen=True, slots=True)
class TimeLine:
    """Asks all strands at the same time. One that fails leaves the others' rows; that it is silent is told."""

    strands: tuple[Strand, ...]
    deadline: timedelta
    name: str = "conversation"
    agent: str = ""

    def ask(self, customer: Customer, /) -> Conversation:
        """What was said before, newest first; see `screenpop.ports.department`."""
        if len(self.strands) == 1:
            return Conversation(_newest(self._said(self.strands[0], customer, self.deadline)))
        patience = self.deadline - min(_HELD_BACK, self.deadline / 10)
        until = monotonic() + patience.total_seconds()
        coming = [
            begin(partial(self._said, strand, customer, patience), f"{self.name} {strand.source.name}")
            for strand in self.strands
        ]
        said: list[Said] = []
        failures: list[tuple[str, SourceError]] = []
        for strand, told in zip(self.strands, coming, strict=True):
            try:
                said.extend(_come(told, strand, until))
            except SourceError as error:
                failures.append((strand.source.name, error))
        if len(failures) == len(self.strands):
            raise failures[0][1]
        return Conversation(_newest(said), tuple(dict.fromkeys(name for name, _ in failures)))

    def _said(self, strand: Strand, customer: Customer, within: timedelta) -> Sequence[Said]:
        whose, kind = (strand.ref, "") if strand.ref else (self.name, "conversation")
        inquiry = Inquiry(strand.source, whose, customer, within, agent=self.agent, kind=kind)
        return list(_read(inquiry.each(strand.key, strand.question, SaidRow), strand))


def _come(told: Future[Sequence[Said]], strand: Strand, until: float) -> Sequence[Said]:
    try:
        return told.result(timeout=max(0.0, until - monotonic()))
    except TimeoutError:
        raise SourceUnavailable(
            say("“{source}” did not answer in time.", source=strand.source.name)
        ) from None


def _read(rows: Iterable[SaidRow], strand: Strand) -> Iterator[Said]:
    for number, row in enumerate(rows, 1):
        channel = row.channel or strand.channel
        if not channel:
            raise empty_column(strand.key, number, "channel")
        yield Said(
            at=row.at,
            channel=_cut(channel, _LONGEST_WORD),
            text=_cut(row.text or "", _LONGEST_TEXT),
            who=row.who and _cut(row.who, _LONGEST_WORD),
            status=row.status and _cut(row.status, _LONGEST_WORD),
            link=row.link if row.link and may_be_opened(row.link) else None,
        )


def _newest(said: Iterable[Said]) -> tuple[Said, ...]:
    return tuple(nlargest(_SHOWN, said, key=lambda each: each.at))


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
