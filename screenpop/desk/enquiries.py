"""Who is calling, and what do the departments know of them: the questions of one call, and their answers."""

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial

from screenpop.customers import Candidates, Customer, Identity, Match, Person
from screenpop.desk.asking import Asked, Asking, Reply
from screenpop.desk.call_at_hand import CallAtHand
from screenpop.desk.consulting import Consulting, Tell
from screenpop.desk.keeping import Keeping
from screenpop.events import news
from screenpop.pace import Bucket
from screenpop.phone_numbers import PhoneNumber
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
        consulting: Consulting,
        asking: Asking,
        keeping: Keeping,
        tell: Tell,
        now: Callable[[], datetime],
        clock: Callable[[], float],
    ) -> None:
        self._directory = directory
        self._consulting = consulting
        self._asking = asking
        self._keeping = keeping
        self._tell = tell
        self._now = now
        self._clock = clock
        self._pace = Bucket(CALLS_AT_ONCE, CALLS_A_SECOND, clock)
        self._waiting: deque[CallAtHand] = deque()
        asking.expect(*([DIRECTORY] if directory else []))

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
        if asked.whom != DIRECTORY:
            self._consulting.conclude(call, _customer(call), asked, reply, took_ms)
        elif isinstance(reply.answer, Candidates):
            self._settle(call, resolve(call.number, reply.answer, withheld=call.caller.withheld))
        elif reply.failure:
            self._tell(call, news.PanelFailed(call.call_id, self._now(), DIRECTORY, reply.failure, took_ms))

    def choose(self, call: CallAtHand, person: Person) -> None:
        """Take the agent's word for who is calling, and remember it for this number."""
        self.recognise(call, person)
        if self._directory and call.number:
            self._asking.have_done(DIRECTORY, partial(self._directory.remember, call.number, person))

    def recognise(self, call: CallAtHand, person: Person) -> None:
        """Somebody is known to be calling, whatever the directory said of the number."""
        self.forget(call)
        identity = call.identity or Identity(Match.UNKNOWN)
        self._settle(call, replace(identity, customer=person.customer, person=person))

    def ask_again(self, call: CallAtHand, name: str) -> None:
        """Ask the directory or one department once more."""
        if name == DIRECTORY:
            self.identify(call)
        elif call in self._waiting:
            self._wait_no_more(call)
            self._ask_all(call)
        elif customer := _customer(call):
            self._consulting.ask_again(call, customer, name)

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
        asks = customer and call.shown and not _is_prospect(identity)
        asked = self._consulting.names if asks else ()
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
        if customer := _customer(call):
            anew = not call.consulted and call.transferred_by is None
            call.consulted = True
            self._consulting.ask_all(call, customer, anew=anew)

    def _wait_no_more(self, call: CallAtHand) -> None:
        if call in self._waiting:
            self._waiting.remove(call)


def _candidates(directory: Directory, number: PhoneNumber | None, keyed: str | None) -> Candidates:
    candidates = directory.candidates(number) if number else Candidates()
    return replace(candidates, keyed=directory.people_of(keyed)) if keyed else candidates


def _customer(call: CallAtHand) -> Customer | None:
    return call.identity.customer if call.identity else None


def _is_prospect(identity: Identity) -> bool:
    """No department's system knows somebody whom only an agent noted."""
    of_customer = [person for person in identity.people if person.customer == identity.customer]
    known = [identity.person] if identity.person else of_customer
    return bool(known) and all(person.prospect for person in known)
