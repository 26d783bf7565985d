"""The desk itself: one inbox, one thread, and everything that happens in the order in which it came.

Any thread may `post` to the desk; only the thread in `run` acts on it. So the desk needs no locks, and a test
drives it by `step` without any thread at all.
"""

import queue
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from screenpop.customers import Customer
from screenpop.desk.asking import Reply
from screenpop.desk.correcting import NumberTaken
from screenpop.desk.crew import Crew, ThreadCrew
from screenpop.desk.faults import tell_fault
from screenpop.desk.gestures import GestureWeighed
from screenpop.desk.keeping import ActKept
from screenpop.desk.neighbours import Neighbours
from screenpop.desk.newcomers import ProspectTaken
from screenpop.desk.staff import Staff
from screenpop.desk.tally import Tally
from screenpop.events import acts, calls, colleagues, news
from screenpop.events.windows import CallerSeen


class _Stop:
    """Tells the desk to end."""


@dataclass(frozen=True, slots=True)
class _Rehearsal:
    """Ask everybody about this customer, for nobody to see."""

    customer: Customer


class _Due:
    """The time has come for something that waited."""


Message = (
    calls.LineEvent
    | acts.Act
    | CallerSeen
    | colleagues.FromColleagues
    | Reply
    | ActKept
    | ProspectTaken
    | NumberTaken
    | GestureWeighed
    | _Rehearsal
    | _Due
    | _Stop
)


class CallDesk:
    """Opens a pop for each call, asks who is calling, then asks every department at the same time.

    Attributes:
        tally: What each line delivered.
    """

    def __init__(
        self,
        with_whom: Neighbours,
        *,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        new_crew: Callable[[str, int], Crew] = ThreadCrew,
    ) -> None:
        """Set up the desk.

        Args:
            with_whom: The other side of every port.
            clock: Seconds that only grow.
            now: The time, in UTC.
            new_crew: Makes the crew of a name, with so many threads.
        """
        self._announce = with_whom.announce
        self._clock = clock
        self._now = now
        self._inbox: queue.SimpleQueue[Message] = queue.SimpleQueue()
        self._staff = Staff(with_whom, post=self.post, clock=clock, now=now, new_crew=new_crew)
        self.tally = Tally()

    def post(self, message: Message) -> None:
        """Leave a message on the desk. Returns at once; safe on any thread."""
        self._inbox.put(message)

    def stop(self) -> None:
        """Have `run` end after what was posted before. Returns at once."""
        self.post(_Stop())

    def rehearse(self, customer: Customer) -> None:
        """Have every department asked once with nobody waiting: drivers load, connections open. Returns at once."""
        self.post(_Rehearsal(customer))

    def run(self) -> None:
        """Work until stopped. The target of the desk's thread."""
        while self._works_on():
            pass
        self._staff.reception.leave(self._now())
        self._staff.asking.close()
        self._staff.keeping.close()

    def step(self) -> bool:
        """Act on the next message or deadline; False once told to stop."""
        staff = self._staff
        match message := self._next():
            case _Stop():
                return False
            case _Due():
                staff.reception.tend(self._now())
                staff.enquiries.tend()
            case _Rehearsal(customer):
                staff.consulting.rehearse(customer)
            case CallerSeen(call_id):
                if call := staff.at_hand.get(call_id):
                    staff.enquiries.seen(call)
            case Reply():
                self._replied(message)
            case ActKept():
                staff.acting.kept(message)
            case ProspectTaken():
                staff.acting.prospect_taken(message)
            case NumberTaken():
                staff.acting.number_taken(message)
            case GestureWeighed():
                staff.acting.gesture_weighed(message)
            case _ if isinstance(message, colleagues.FromColleagues):
                self._heard(message)
            case _ if isinstance(message, acts.Act):
                staff.acting.act(message)
            case _:
                self._reported(message)
        staff.presence.look()
        return True

    def _works_on(self) -> bool:
        try:
            return self.step()
        except Exception as error:  # noqa: BLE001 # whatever it was, the next call must still pop
            tell_fault("What the desk was about", error)
            return True

    def _heard(self, told: colleagues.FromColleagues) -> None:
        staff = self._staff
        if isinstance(told, colleagues.RecordAnswers):
            staff.keeping.try_again()
            return
        staff.colleagues.hear(told)
        if not isinstance(told, colleagues.ColleagueTold):
            staff.promising.day_changed()

    def _reported(self, event: calls.LineEvent) -> None:
        staff = self._staff
        match event:
            case calls.LineUp(line, at):
                if staff.lines.came_up(line):
                    staff.chronicle.line_changed(event)
                self._announce(news.LineUp(line, at))
            case calls.LineDown(line, at, reason, tries_again):
                if staff.lines.went_down(line):
                    staff.chronicle.line_changed(event)
                self._announce(news.LineDown(line, at, reason, tries_again))
            case calls.CallOffered():
                self.tally.count(event)
                staff.reception.offered(event)
            case _:
                self.tally.count(event)
                staff.reception.went_on(event)

    def _replied(self, reply: Reply) -> None:
        staff = self._staff
        asked = staff.asking.settle(reply)
        call = staff.at_hand.get(asked.call_id) if asked else None
        if asked and call:
            staff.enquiries.conclude(call, asked, reply, round((self._clock() - asked.at) * 1000, 3))

    def _next(self) -> Message:
        """The next message, or what is due if that comes first."""
        due = self._next_due()
        wait = None if due is None else max(0.0, due - self._clock())
        try:
            return self._inbox.get(timeout=wait)
        except queue.Empty:
            return self._staff.asking.overdue() or _Due()

    def _next_due(self) -> float | None:
        staff = self._staff
        due = (
            staff.reception.next_due(),
            staff.enquiries.next_due(),
            staff.asking.next_deadline(),
            staff.presence.next_due(),
        )
        return min((when for when in due if when is not None), default=None)
