"""The desk itself: one inbox, one thread, and everything that happens in the order in which it came.

Any thread may `post` to the desk; only the thread in `run` acts on it. So the desk needs no locks, and a test
drives it by `step` without any thread at all.
"""

import queue
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from screenpop.customers import Customer
from screenpop.desk.asking import Asking, Reply
from screenpop.desk.call_at_hand import CallAtHand
from screenpop.desk.calls_at_hand import CallsAtHand
from screenpop.desk.chronicle import Chronicle
from screenpop.desk.consulting import Consulting
from screenpop.desk.crew import Crew, ThreadCrew
from screenpop.desk.enquiries import DIRECTORY, Enquiries
from screenpop.desk.faults import tell_fault
from screenpop.desk.following import Following
from screenpop.desk.keeping import Keeping, WrapUpKept
from screenpop.desk.lines_at_work import LinesAtWork
from screenpop.desk.newcomers import Newcomers, ProspectTaken
from screenpop.desk.reception import Reception
from screenpop.desk.tally import Tally
from screenpop.events import acts, calls, news
from screenpop.phone_numbers import NumberReader
from screenpop.ports.department import Department
from screenpop.ports.directory import Directory
from screenpop.ports.record import Record
from screenpop.record.entries import WrapUp
from screenpop.record.ids import new_id
from screenpop.sentences import Sentence, say

_LET_GO = say("The call is over, and its number is not at hand any more.")


class _Stop:
    """Tells the desk to end."""


@dataclass(frozen=True, slots=True)
class _Rehearsal:
    """Ask everybody about this customer, for nobody to see."""

    customer: Customer


class _Due:
    """The time has come for something that waited."""


Message = calls.LineEvent | acts.Act | Reply | WrapUpKept | ProspectTaken | _Rehearsal | _Due | _Stop


class CallDesk:
    """Opens a pop for each call, asks who is calling, then asks every department at the same time.

    Attributes:
        tally: What each line delivered.
    """

    def __init__(
        self,
        *,
        directory: Directory | None,
        departments: Sequence[Department],
        record: Record,
        reader: NumberReader,
        agent: str,
        announce: Callable[[news.News], None],
        know_privacy: frozenset[str] = frozenset(),
        shows_outgoing: bool = False,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        new_crew: Callable[[str, int], Crew] = ThreadCrew,
    ) -> None:
        self._agent = agent
        self._announce = announce
        self._clock = clock
        self._now = now
        self._inbox: queue.SimpleQueue[Message] = queue.SimpleQueue()
        self._at_hand = CallsAtHand()
        self._asking = Asking(self.post, clock, lambda name: new_crew(name, 2))
        self._keeping = Keeping(record, new_crew("record", 1), self.post)
        chronicle = Chronicle(self._keeping, announce, agent)
        self._consulting = Consulting(
            departments, asking=self._asking, tell=chronicle.tell, now=now, clock=clock
        )
        self._newcomers = Newcomers(
            directory, DIRECTORY, asking=self._asking, agent=agent, post=self.post, now=now
        )
        self._enquiries = Enquiries(
            directory=directory,
            consulting=self._consulting,
            asking=self._asking,
            keeping=self._keeping,
            tell=chronicle.tell,
            now=now,
            clock=clock,
        )
        self._lines = LinesAtWork(know_privacy)
        self.tally = Tally()
        following = Following(
            enquiries=self._enquiries,
            chronicle=chronicle,
            reader=reader,
            clock=clock,
            lines=self._lines,
        )
        self._reception = Reception(
            at_hand=self._at_hand,
            following=following,
            enquiries=self._enquiries,
            chronicle=chronicle,
            reader=reader,
            clock=clock,
            lines=self._lines,
            shows_outgoing=shows_outgoing,
        )

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
        self._reception.leave(self._now())
        self._asking.close()
        self._keeping.close()

    def step(self) -> bool:
        """Act on the next message or deadline; False once told to stop."""
        match message := self._next():
            case _Stop():
                return False
            case _Due():
                self._reception.tend(self._now())
                self._enquiries.tend()
            case _Rehearsal(customer):
                self._consulting.rehearse(customer)
            case Reply():
                self._replied(message)
            case WrapUpKept(act, failure):
                id_, at = act.call_id, self._now()
                self._announce(news.NotKept(id_, at, failure, act) if failure else news.Kept(id_, at, act))
            case acts.WrappedUp():
                self._wrapped_up(message)
            case ProspectTaken():
                self._taken_in(message)
            case acts.PersonChosen() | acts.AskedAgain() | acts.ProspectNoted():
                if at_hand := self._at_hand.get(message.call_id):
                    self._acted(at_hand, message)
                elif isinstance(message, acts.ProspectNoted):
                    self._taken_in(ProspectTaken(message.call_id, _LET_GO))
            case _:
                self._reported(message)
        return True

    def _works_on(self) -> bool:
        try:
            return self.step()
        except Exception as error:  # noqa: BLE001 # whatever it was, the next call must still pop
            tell_fault("What the desk was about", error)
            return True

    def _reported(self, event: calls.LineEvent) -> None:
        match event:
            case calls.LineUp(line, at):
                self._lines.came_up(line)
                self._announce(news.LineUp(line, at))
            case calls.LineDown(line, at, reason, tries_again):
                self._lines.went_down(line)
                self._announce(news.LineDown(line, at, reason, tries_again))
            case calls.CallOffered():
                self.tally.count(event)
                self._reception.offered(event)
            case _:
                self.tally.count(event)
                self._reception.went_on(event)

    def _replied(self, reply: Reply) -> None:
        asked = self._asking.settle(reply)
        call = self._at_hand.get(asked.call_id) if asked else None
        if asked and call:
            self._enquiries.conclude(call, asked, reply, round((self._clock() - asked.at) * 1000, 3))

    def _taken_in(self, taken: ProspectTaken) -> None:
        id_, at, outcome = taken.call_id, self._now(), taken.outcome
        if isinstance(outcome, Sentence):
            self._announce(news.ProspectNotKept(id_, at, outcome))
            return
        self._announce(news.ProspectKept(id_, at, outcome))
        call = self._at_hand.get(id_)
        if call and call.party == taken.party:
            self._enquiries.recognise(call, outcome)

    def _acted(self, call: CallAtHand, act: acts.PersonChosen | acts.AskedAgain | acts.ProspectNoted) -> None:
        match act:
            case acts.PersonChosen(person=person):
                self._enquiries.choose(call, person)
            case acts.AskedAgain(department=name):
                self._enquiries.ask_again(call, name)
            case acts.ProspectNoted():
                self._newcomers.note(call, act)

    def _wrapped_up(self, act: acts.WrappedUp) -> None:
        call = self._at_hand.get(act.call_id)
        key = act.logged or (call.key if call else None)
        if key:
            entry = WrapUp(new_id(), key, self._now(), self._agent, act.reason, act.disposition, act.note)
            self._keeping.keep_wrap_up(act, entry)

    def _next(self) -> Message:
        """The next message, or what is due if that comes first."""
        due = self._next_due()
        wait = None if due is None else max(0.0, due - self._clock())
        try:
            return self._inbox.get(timeout=wait)
        except queue.Empty:
            return self._asking.overdue() or _Due()

    def _next_due(self) -> float | None:
        due = (self._reception.next_due(), self._enquiries.next_due(), self._asking.next_deadline())
        return min((when for when in due if when is not None), default=None)
