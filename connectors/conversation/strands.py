"""Where a time line comes from: questions to sources, and what our own record holds."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from connectors.conversation.rows import SaidRow
from screenpop.answers.conversation import Said, Words
from screenpop.customers import Customer
from screenpop.errors import RecordError, SourceUnavailable
from screenpop.memory import Noted
from screenpop.ports.inquiry import Inquiry
from screenpop.ports.links import may_be_opened
from screenpop.ports.memory import Memory
from screenpop.ports.source import Source
from screenpop.ports.unreadable import empty_column
from screenpop.sentences import say

SHOWN = 50
_LONGEST_TEXT, _LONGEST_WORD = 1000, 80


class Strand(Protocol):
    """Part of a time line."""

    @property
    def name(self) -> Words:
        """Who tells it."""

    def said(self, customer: Customer, within: timedelta, /) -> Sequence[Said]:
        """What it holds of a customer; blocks.

        Raises:
            SourceError: It cannot tell.
        """


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks: the department, as the settings call it, and who sits at the desk."""

    department: str
    agent: str


@dataclass(frozen=True, slots=True)
class AskedStrand:
    """One question whose rows belong to the time line.

    Attributes:
        key: What the settings call the question.
        channel: That of rows which do not tell their own; "" if all must.
        ref: The department whose number for the customer `:ref` is; "" for this one.
    """

    asker: Asker
    source: Source
    key: str
    question: str
    channel: str = ""
    ref: str = ""

    @property
    def name(self) -> str:
        """The source's."""
        return self.source.name

    def said(self, customer: Customer, within: timedelta, /) -> Sequence[Said]:
        """What the source's rows tell; see `Strand`."""
        whose, kind = (self.ref, "") if self.ref else (self.asker.department, "conversation")
        inquiry = Inquiry(self.source, whose, customer, within, agent=self.asker.agent, kind=kind)
        return list(self._read(inquiry.each(self.key, self.question, SaidRow)))

    def _read(self, rows: Iterable[SaidRow]) -> Iterator[Said]:
        for number, row in enumerate(rows, 1):
            channel = row.channel or self.channel
            if not channel:
                raise empty_column(self.key, number, "channel")
            yield Said(
                at=row.at,
                channel=_cut(channel, _LONGEST_WORD),
                text=_cut(row.text or "", _LONGEST_TEXT),
                who=row.who and _cut(row.who, _LONGEST_WORD),
                status=row.status and _cut(row.status, _LONGEST_WORD),
                link=row.link if row.link and may_be_opened(row.link) else None,
            )


@dataclass(frozen=True, slots=True)
class OwnNotes:
    """What agents wrote down of their calls in our own record, and what a colleague is writing now."""

    memory: Memory

    @property
    def name(self) -> Words:
        """How a window calls it where it does not answer."""
        return say("the calls' notes")

    def said(self, customer: Customer, within: timedelta, /) -> Sequence[Said]:
        """The notes; the memory keeps to a deadline of its own."""
        del within
        try:
            return [_noted(noted) for noted in self.memory.noted(customer.id, at_most=SHOWN)]
        except RecordError as error:
            raise SourceUnavailable(error.sentence) from error


def _noted(noted: Noted) -> Said:
    return Said(
        at=noted.at,
        channel=say("call"),
        text=_cut(noted.note or noted.reason, _LONGEST_TEXT),
        who=noted.agent,
        status=say("typing") if noted.typing else noted.disposition or None,
    )


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
