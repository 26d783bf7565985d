"""Who is calling, and what do the departments know of them: the questions of one call, and their answers."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from screenpop.customers import Candidates, Customer, Identity, Match, Person
from screenpop.desk.asking import Asked, Asking, Reply
from screenpop.desk.call_at_hand import CallAtHand
from screenpop.desk.keeping import Keeping
from screenpop.events import news
from screenpop.pace import Bucket
from screenpop.phone_numbers import PhoneNumber
from screenpop.ports.department import Department
from screenpop.ports.directory import Directory
from screenpop.record.entries import CallerFound
from screenpop.record.ids import new_id
from screenpop.rules.resolution import resolve

DIRECTORY = "directory"

CALLS_AT_ONCE = 16
CALLS_A_SECOND = 20.0
"""About so many calls the departments are asked; in a storm of calls more would only take the window's time."""


class Enquiries:
    """Asks the directory first, and once one customer is certain every department at the same time."""

    def __init__(
        self,
        *,
        directory: Directory | None,
        departments: Sequence[Department],
        asking: Asking,
        keeping: Keeping,
        tell: Callable[[CallAtHand, news.CallNews], None],
        now: Callable[[], datetime],
        clock: Callable[[], float],
    ) -> None:
        self._directory = directory
        self._departments = {department.name: department for department in departments}
        self._asking = asking
        self._keeping = keeping
        self._tell = tell
        self._now = now
        self._clock = clock
        self._pace = Bucket(CALLS_AT_ONCE, CALLS_A_SECOND, clock)
        self._waiting: deque[CallAtHand] = deque()
        asking.expect(*([DIRECTORY] if directory else []), *self._departments)

    def identify(self, call: CallAtHand) -> None:
        """Find out who is calling, from the start."""
        self.forget(call)
        directory, number, keyed = self._directory, call.number, call.facts.keyed
        if directory and (number or keyed):
            self._asking.ask(
                call.call_id, DIRECTORY, partial(_candidates, directory, number, keyed), directory.deadline
            )
        else:
            self._settle(call, resolve(number, Candidates(), withheld=call.caller.withheld))

    def conclude(self, call: CallAtHand, asked: Asked, reply: Reply, took_ms: float) -> None:
        """Announce what somebody answered, or why there is no answer."""
        if reply.failure:
            self._tell(call, news.PanelFailed(call.call_id, self._now(), asked.whom, reply.failure, took_ms))
        elif isinstance(reply.answer, Candidates):
            self._settle(call, resolve(call.number, reply.answer, withheld=call.caller.withheld))
        else:
            answer = reply.answer
            self._tell(call, news.PanelFilled(call.call_id, self._now(), asked.whom, answer, took_ms))  # type: ignore[arg-type] # a department's `ask` gives an Answer; the ticket forgot its type

    def choose(self, call: CallAtHand, person: Person) -> None:
        """Take the agent's word for who is calling, and remember it for this number."""
        self.forget(call)
        identity = call.identity or Identity(Match.UNKNOWN)
        self._settle(call, replace(identity, customer=person.customer, person=person))
        if self._directory and call.number:
            self._asking.have_done(DIRECTORY, partial(self._directory.remember, call.number, person))

    def ask_again(self, call: CallAtHand, name: str) -> None:
        """Ask the directory or one department once more."""
        if name == DIRECTORY:
            self.identify(call)
        elif call in self._waiting:
            self._wait_no_more(call)
            self._ask_all(call)
        elif name in self._departments and _customer(call):
            self._asking.forget(call.call_id, name)
            self._tell(call, news.PanelAsked(call.call_id, self._now(), name))
            self._ask(call, name)

    def rehearse(self, customer: Customer) -> None:
        """Ask every department about somebody, with nobody waiting for the answer."""
        for department in self._departments.values():
            self._asking.have_done(department.name, partial(department.ask, customer))

    def forget(self, call: CallAtHand) -> None:
        """Nobody waits for this call's answers any more."""
        self._asking.forget(call.call_id)
        self._wait_no_more(call)

    def next_due(self) -> float | None:
        """When departments may be asked about a call that waits, in seconds of the desk's clock."""
        return self._clock() + self._pace.wait() if self._waiting else None

    def tend(self) -> None:
        """Ask about the calls that waited, as far as it is their turn; a call that is talked on goes first."""
        while self._waiting and self._pace.allows():
            call = next((one for one in self._waiting if one.answered), self._waiting[0])
            self._wait_no_more(call)
            self._ask_all(call)

    def _settle(self, call: CallAtHand, identity: Identity) -> None:
        call.identity = identity
        customer, person = identity.customer, identity.person
        asked = tuple(self._departments) if customer and call.shown else ()
        self._tell(call, news.CallerIdentified(call.call_id, self._now(), identity, asked))
        if asked and not self._waiting and self._pace.allows():
            self._ask_all(call)
        elif asked:
            self._waiting.append(call)
        if customer:
            contact = person.contact if person else None
            self._keeping.keep(
                CallerFound(new_id(), call.key, self._now(), customer.id, customer.name, contact)
            )

    def _ask_all(self, call: CallAtHand) -> None:
        for name in self._departments:
            self._ask(call, name)

    def _wait_no_more(self, call: CallAtHand) -> None:
        if call in self._waiting:
            self._waiting.remove(call)

    def _ask(self, call: CallAtHand, name: str) -> None:
        department = self._departments[name]
        if customer := _customer(call):
            question = partial(department.ask, customer)
            self._asking.ask(call.call_id, name, question, department.deadline)


def _candidates(directory: Directory, number: PhoneNumber | None, keyed: str | None) -> Candidates:
    candidates = directory.candidates(number) if number else Candidates()
    return replace(candidates, keyed=directory.people_of(keyed)) if keyed else candidates


def _customer(call: CallAtHand) -> Customer | None:
    return call.identity.customer if call.identity else None
