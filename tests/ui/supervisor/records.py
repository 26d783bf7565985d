"""Records for the supervisors' views: many calls of an invented company, and ports that answer from them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from screenpop.errors import NotKept, RecordUnavailable, UnknownCall
from screenpop.events.calls import Direction, Ending
from screenpop.record.choices import KnownCustomer, LogChoices
from screenpop.record.entries import Entry
from screenpop.record.filters import LogFilter
from screenpop.record.rows import LoggedCall
from screenpop.record.story import Happening
from screenpop.sentences import say
from tests.ui.scenes import logged

NEWEST = datetime(2026, 11, 20, 15, 42, 7, tzinfo=UTC)
AGENTS = ("anna", "marek", "ola", "p.kowalczyk")
QUEUES = ("Sales PL", "Service", None)
COMPANIES = (
    ("Hurt-Bud sp. z o.o.", "Anna Wąs-Świątkowska", "+48225550123"),
    ("Zielona Hurtownia", "Piotr Nowak", "+48583221144"),
    ("Kovács és Társa Kft.", None, "+3612345678"),
    ("บริษัท สยามวัสดุ จำกัด", "คุณสมชาย ใจดี", "+6621234567"),
    ("Przedsiębiorstwo Wielobranżowe Nadzwyczaj Długa Nazwa i Wspólnicy sp. k.", "Jan", "+48713334455"),
    (None, None, "+48601202303"),
)
ENDINGS = (Ending.ENDED,) * 7 + (Ending.MISSED, Ending.ANSWERED_ELSEWHERE, Ending.NO_ANSWER)
OUTCOMES = ("Solved", "Call back", "Order taken", None)
NOTES = (
    "asks for the proof of delivery of 8812, promised for Friday",
    None,
    "new price list sent",
    None,
    None,
)


def call(number: int) -> LoggedCall:
    """The call at a place of the log: every 7 minutes one, all kinds of them."""
    company, contact, phone = COMPANIES[number * 5 % len(COMPANIES)]
    ending = ENDINGS[number * 3 % len(ENDINGS)]
    at = NEWEST - timedelta(minutes=7 * number, seconds=number % 60)
    answered = ending is Ending.ENDED
    return replace(
        logged(0, ending),
        id=UUID(int=10**9 - number),
        call_id=f"call-{number}",
        offered_at=at,
        answered_at=at + timedelta(seconds=4 + number % 20) if answered else None,
        ended_at=at + timedelta(seconds=40 + number * 37 % 600),
        agent=AGENTS[number % len(AGENTS)],
        direction=Direction.OUT if number % 9 == 4 else Direction.IN,
        number=phone,
        presented=phone,
        customer_id=company and f"K{number * 5 % len(COMPANIES)}",
        customer=company,
        contact=contact,
        queue=QUEUES[number % len(QUEUES)],
        disposition=OUTCOMES[number % len(OUTCOMES)] if answered else None,
        note=NOTES[number % len(NOTES)] if answered else None,
    )


class FakeRecord:
    """A log of so many calls, which are made as they are asked for; a filter by agent or text is obeyed."""

    def __init__(self, count: int = 900) -> None:
        self.count = count
        self.asked: list[LogFilter] = []
        self.trouble: RecordUnavailable | None = None
        self.refusal: NotKept | None = None
        self.kept: list[Entry] = []
        self.happened: list[Happening] = []

    def page(
        self, wanted: LogFilter, *, at_most: int, older_than: LoggedCall | None = None
    ) -> Sequence[LoggedCall]:
        self.asked.append(wanted)
        if self.trouble:
            raise self.trouble
        first = 0 if older_than is None else int(older_than.call_id.removeprefix("call-")) + 1
        found: list[LoggedCall] = []
        for number in range(first, self.count):
            if len(found) == at_most:
                break
            if self._fits(made := call(number), wanted):
                found.append(made)
        return found

    def all(self, wanted: LogFilter) -> Iterator[LoggedCall]:
        return (made for made in map(call, range(self.count)) if self._fits(made, wanted))

    def latest(self, call_id: str) -> LoggedCall:
        raise UnknownCall(say("there is no call {call_id}", call_id=call_id))

    def choices(self) -> LogChoices:
        if self.trouble:
            raise self.trouble
        outcomes = tuple(filter(None, OUTCOMES))
        return LogChoices(AGENTS, tuple(filter(None, QUEUES)), ("+48225550000",), outcomes)

    def customers(self, text: str, *, at_most: int) -> Sequence[KnownCustomer]:
        named = [(f"K{place}", company) for place, (company, _, _) in enumerate(COMPANIES) if company]
        return [KnownCustomer(*each) for each in named if text.lower() in each[1].lower()][:at_most]

    def story(self, _call: LoggedCall, /) -> Sequence[Happening]:
        if self.trouble:
            raise self.trouble
        return self.happened

    def keep(self, entry: Entry, /) -> None:
        if self.refusal:
            raise self.refusal
        self.kept.append(entry)

    @staticmethod
    def _fits(made: LoggedCall, wanted: LogFilter) -> bool:
        return (
            (wanted.agent is None or made.agent == wanted.agent)
            and (not wanted.endings or made.ending in wanted.endings)
            and (wanted.customer_id is None or made.customer_id == wanted.customer_id)
            and (wanted.since is None or made.offered_at >= wanted.since)
            and (wanted.text is None or wanted.text.lower() in (made.customer or "").lower())
        )
