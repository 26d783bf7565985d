"""Tickets: which questions are out, until when, and which replies still matter.

Each party that may be asked has a crew of its own. A question gets a ticket and a deadline; whichever comes
first, the reply or the deadline, takes the ticket, and what comes later finds none.
"""

import heapq
import itertools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from screenpop.desk.crew import Crew
from screenpop.desk.faults import tell_fault
from screenpop.errors import SourceError, SourceUnavailable
from screenpop.sentences import Sentence, say


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that is out: who was asked, for which call, and when (seconds of the desk's clock).

    Attributes:
        anew: They answered before, and what they said stands until they answer this one.
    """

    call_id: str
    whom: str
    at: float
    anew: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back, if it came in time; `failure` says why there is no answer.

    Attributes:
        is_down: It could not be asked, or was too slow: no word on this customer, but on the system.
    """

    ticket: int
    answer: object = None
    failure: Sentence | None = None
    is_down: bool = False


class Asking:
    """Asks on other threads and keeps the tickets; only the desk's thread calls it."""

    def __init__(
        self, post: Callable[[Reply], None], clock: Callable[[], float], new_crew: Callable[[str], Crew]
    ) -> None:
        self._post = post
        self._clock = clock
        self._new_crew = new_crew
        self._crews: dict[str, Crew] = {}
        self._tickets = itertools.count(1)
        self._open: dict[int, Asked] = {}
        self._deadlines: list[tuple[float, int]] = []

    def expect(self, *whom: str) -> None:
        """Have the crews ready before the first question."""
        for name in whom:
            if name not in self._crews:
                self._crews[name] = self._new_crew(name)

    def ask(
        self,
        call_id: str,
        whom: str,
        question: Callable[[], object],
        within: timedelta,
        *,
        anew: bool = False,
    ) -> None:
        """Put a question; exactly one `Reply` will matter, sent by `post` or found by `overdue`."""
        ticket, post = next(self._tickets), self._post

        def answer() -> None:
            reply = Reply(ticket)
            try:
                if (
                    ticket in self._open
                ):  # else nobody waits: a crew that was held up asks about no call long gone
                    reply = Reply(ticket, question())
            except SourceError as error:
                reply = Reply(ticket, failure=error.sentence, is_down=isinstance(error, SourceUnavailable))
            except Exception as error:  # noqa: BLE001 # a connector's fault must stay on its own panel
                tell_fault(f"Asking {whom}", error)
                reply = Reply(ticket, failure=say("internal error"))
            post(reply)

        now = self._clock()
        self._open[ticket] = Asked(call_id, whom, now, anew)
        heapq.heappush(self._deadlines, (now + within.total_seconds(), ticket))
        self.expect(whom)
        self._crews[whom].take(answer)

    def have_done(self, whom: str, errand: Callable[[], object]) -> None:
        """Have something done by somebody's crew that nobody waits for; a failure is only logged."""

        def run() -> None:
            try:
                errand()
            except Exception as error:  # noqa: BLE001 # nobody waits, and the crew must live on
                tell_fault(f"Asking {whom}", error)

        self.expect(whom)
        self._crews[whom].take(run)

    def settle(self, reply: Reply) -> Asked | None:
        """Take the ticket of a reply; None if it came too late or does not matter any more."""
        return self._open.pop(reply.ticket, None)

    def next_deadline(self) -> float | None:
        """When the next open question is overdue, in seconds of the desk's clock."""
        while self._deadlines and self._deadlines[0][1] not in self._open:
            heapq.heappop(self._deadlines)
        return self._deadlines[0][0] if self._deadlines else None

    def overdue(self) -> Reply | None:
        """The reply that a deadline which has passed stands for."""
        due = self.next_deadline()
        if due is None or due > self._clock():
            return None
        return Reply(heapq.heappop(self._deadlines)[1], failure=say("no answer in time"), is_down=True)

    def is_out(self, call_id: str, whom: str) -> bool:
        """Whether somebody has been asked for a call and not answered yet."""
        return any((asked.call_id, asked.whom) == (call_id, whom) for asked in self._open.values())

    def forget(self, call_id: str, whom: str | None = None) -> None:
        """Take back what was asked for a call, of everybody or of one."""
        gone = [
            t for t, asked in self._open.items() if asked.call_id == call_id and whom in (None, asked.whom)
        ]
        for ticket in gone:
            del self._open[ticket]

    def close(self) -> None:
        """Send the crews home; one that hangs is left behind."""
        for crew in self._crews.values():
            crew.dismiss(0.0)
