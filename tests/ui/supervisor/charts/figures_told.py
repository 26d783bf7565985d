"""Figures as a record would give them, made by hand; and a record that gives them."""

import threading
from dataclasses import replace
from datetime import date, datetime, timedelta

from screenpop.errors import RecordUnavailable
from screenpop.record.agent_figures import AgentFigures, Hidden, People
from screenpop.record.figures import Counts, Figures, OfferCounts, Repeats, Spread
from screenpop.record.span import Span
from screenpop.sentences import say

MONDAY = date(2026, 3, 30)
WEEK = Span(MONDAY, MONDAY + timedelta(days=6))
NOTHING = Figures(WEEK)
SOME = Figures(
    WEEK,
    {
        (MONDAY, 8): Counts(answered=6, missed=2),
        (MONDAY, 9): Counts(answered=1_200),
        (MONDAY + timedelta(days=2), 14): Counts(answered=3, elsewhere=1, lost=4),
    },
    answer=Spread(((3, 4), (12, 3), (40, 3))),
    talk=Spread(((20, 1), (100, 2), (2_000, 1))),
    wrap_up=Spread(((10, 3), (70, 1))),
    dispositions=(("Solved", 30), ("Call back", 10)),
    repeats=Repeats(callers=2, calls=5),
    offers=(OfferCounts("again", offered=1, accepted=2, declined=1), OfferCounts("fits", declined=4)),
)


def nobody(hidden: Hidden | None = Hidden.OFF) -> People:
    return People((), hidden)


class FakeFigures:
    """Gives what a test wants, and remembers the threads that asked."""

    def __init__(self, now: Figures = SOME, before: Figures = NOTHING, people: People | None = None) -> None:
        self.now, self.before = now, before
        self.shown = people or nobody()
        self.mine = AgentFigures(
            "anna", rang=9, answered=7, talk=Spread(((125, 7),)), wrap_up=Spread(((30, 7),))
        )
        self.broken = False
        self.week_may_come = threading.Event()
        self.week_may_come.set()
        self.asked: list[Span] = []
        self.threads: set[threading.Thread] = set()

    def of(self, span: Span, /) -> Figures:
        self._note(span)
        if span.last - span.first == timedelta(days=6):
            assert self.week_may_come.wait(20)
        over = span.until is not None or span.last < datetime.now().astimezone().date()
        return replace(self.before, span=span) if over else self.now

    def people(self, span: Span, /) -> People:
        return self.shown

    def own(self, span: Span, /) -> AgentFigures:
        self._note(span)
        return self.mine

    def _note(self, span: Span) -> None:
        if self.broken:
            raise RecordUnavailable(say("the server <b>rests</b>"))
        self.threads.add(threading.current_thread())
        self.asked.append(span)
