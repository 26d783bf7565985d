"""Who is calling, and what do the departments know of them: the questions of one call, and their answers."""

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial

from screenpop.called import Called
from screenpop.customers import Candidates, Customer, Identity, Match, Person
from screenpop.desk.asking import Asked, Asking, Reply
from screenpop.desk.call_at_hand import CallAtHand
from screenpop.desk.consulting import Consulting
from screenpop.desk.head_start import HeadStart
from screenpop.desk.keeping import Keeping
from screenpop.desk.recollecting import MEMORY
from screenpop.desk.remembering import Remembering
from screenpop.desk.telling import Tell
from screenpop.desk.verifying import ANSWERS, FAILURES, Verifying
from screenpop.events import news
from screenpop.events.acts import Look
from screenpop.pace import Bucket
from screenpop.phone_numbers import PhoneNumber
from screenpop.ports.directory import Directory
from screenpop.record.entries import CallerFound, CustomerViewed
from screenpop.record.ids import new_id
from screenpop.rules.resolution import of_customer, resolve
from screenpop.verification import VERIFICATION

DIRECTORY = "directory"

CALLS_AT_ONCE = 16
CALLS_A_SECOND = 20.0
"""About so many calls the departments are asked; in a storm of calls more would only take the window's time."""


class Enquiries:
    """Asks the directory first; once one customer is certain all departments and our own record, at the same time."""

    def __init__(
        self,
        *,
        directory: Directory | None,
        consulting: Consulting,
        remembering: Remembering,
        asking: Asking,
        keeping: Keeping,
        verifying: Verifying,
        head_start: HeadStart,
        agent: str,
        tell: Tell,
        now: Callable[[], datetime],
        clock: Callable[[], float],
    ) -> None:
        self._directory = directory
        self._consulting = consulting
        self._remembering = remembering
        self._asking = asking
        self._keeping = keeping
        self._verifying = verifying
        self._head_start = head_start
        self._agent = agent
        self._tell = tell
        self._now = now
        self._clock = clock
        self._pace = Bucket(CALLS_AT_ONCE, CALLS_A_SECOND, clock)
        self._waiting: deque[CallAtHand] = deque()
        asking.expect(*([DIRECTORY] if directory else []))

    def identify(self, call: CallAtHand) -> None:
        """Find out who is calling, from the start."""
        self.forget(call)
        if call.identity is None:
            self._remembering.drop(call)
        directory, number, keyed = self._directory, call.number, call.opened_for or call.facts.keyed
        if directory and (number or keyed):
            self._asking.ask(
                call.call_id, DIRECTORY, partial(_candidates, directory, number, keyed), directory.deadline
            )
        else:
            self._settle(call, _judged(call, Candidates()))

    def conclude(self, call: CallAtHand, asked: Asked, reply: Reply, took_ms: float) -> None:
        """Announce what somebody answered, or why there is no answer."""
        if asked.whom == MEMORY:
            self._remembering.conclude(call, reply)
        elif asked.whom in (FAILURES, ANSWERS):
            self._verifying.conclude(call, asked.whom, reply)
        elif asked.whom != DIRECTORY:
            self._consulting.conclude(call, call.customer, asked, reply, took_ms)
        elif isinstance(reply.answer, Candidates):
            self._settle(call, _judged(call, reply.answer))
        elif reply.failure:
            self._tell(call, news.PanelFailed(call.call_id, self._now(), DIRECTORY, reply.failure, took_ms))

    def choose(self, call: CallAtHand, person: Person) -> None:
        """Take the agent's word for who is calling, and remember it for this number."""
        self.recognise(call, person)
        if self._directory and call.number and call.logged_as and not call.practice:
            self._asking.have_done(DIRECTORY, partial(self._directory.remember, call.number, person))

    def recognise(self, call: CallAtHand, person: Person) -> None:
        """Somebody is known to be calling, whatever the directory said of the number."""
        self.forget(call)
        identity = call.identity or Identity(Match.UNKNOWN)
        self._settle(call, replace(identity, customer=person.customer, person=person))

    def correct(self, call: CallAtHand, person: Person) -> None:
        """It is somebody else, and the record is being told so: all are asked anew, on a card that is still there."""
        self.forget(call)
        call.consulted = False
        identity = call.identity or Identity(Match.UNKNOWN)
        self._settle(call, replace(identity, customer=person.customer, person=person), is_kept=True)

    def ask_again(self, call: CallAtHand, name: str) -> None:
        """Ask the directory or one department once more."""
        if name == DIRECTORY:
            self.identify(call)
        elif name == VERIFICATION:
            self._verifying.recount(call)
        elif self._head_start.end(call) or call in self._waiting:
            self._wait_no_more(call)
            self._ask_all(call)
        elif call.customer:
            self._consulting.ask_again(call, call.customer, name)

    def ask_as_called(self, call: CallAtHand, before: Called | None) -> None:
        """It became known which of our numbers was called: if that names other departments, they are asked."""
        if call.identity and self._consulting.names(call.called) != self._consulting.names(before):
            self.forget(call)
            self._settle(call, call.identity)

    def seen(self, call: CallAtHand) -> None:
        """Who is calling stands on the screen."""
        if self._head_start.end(call):
            self._ask_in_turn(call)

    def answered(self, call: CallAtHand) -> None:
        """The agent talks."""
        self._remembering.answered(call)

    def forget(self, call: CallAtHand) -> None:
        """Nobody waits for this call's answers any more."""
        self._asking.forget(call.call_id)
        call.once_more.clear()
        self._wait_no_more(call)

    def next_due(self) -> float | None:
        """When departments may be asked about a call that waits, in seconds of the desk's clock."""
        turn = self._clock() + self._pace.wait() if self._waiting else None
        due = (turn, self._head_start.next_due())
        return min((when for when in due if when is not None), default=None)

    def tend(self) -> None:
        """Ask about the calls that waited, as far as it is their turn; a call that is talked on goes first."""
        for call in self._head_start.due():
            self.seen(call)
        while self._waiting and self._pace.allows():
            call = next((one for one in self._waiting if one.answered), self._waiting[0])
            self._wait_no_more(call)
            self._ask_all(call)

    def _settle(self, call: CallAtHand, identity: Identity, *, is_kept: bool = False) -> None:
        if identity.customer != call.customer:
            self.forget(
                call
            )  # a colleague may have told something of the earlier one while the directory was asked
        call.identity = identity
        customer = identity.customer
        asks = customer and call.shown and not _is_prospect(identity)
        asked = self._consulting.names(call.called) if asks else ()
        self._tell(call, news.CallerIdentified(call.call_id, self._now(), identity, asked))
        if customer is None:
            self._remembering.drop(call)
            return
        if call.shown and not self._head_start.give(call):
            self._ask_in_turn(call)
        self._keep_found(call, customer, is_kept=is_kept)

    def _keep_found(self, call: CallAtHand, customer: Customer, *, is_kept: bool) -> None:
        person = call.identity.person if call.identity else None
        contact, at, logged = person.contact if person else None, self._now(), call.logged_as
        if logged and not is_kept:
            self._keeping.keep(CallerFound(new_id(), logged, at, customer.id, customer.name, contact))
        if call.shown and customer.id not in call.viewed:
            call.viewed.add(customer.id)
            of_call = None if call.practice else logged  # who practises with a customer has looked at them
            look, what = Look.CARD if of_call else Look.HISTORY, "practice" if call.practice else ""
            self._keeping.keep(CustomerViewed(new_id(), of_call, at, self._agent, customer.id, look, what))

    def _ask_in_turn(self, call: CallAtHand) -> None:
        if not self._waiting and self._pace.allows():
            self._ask_all(call)
        else:
            self._waiting.append(call)

    def _ask_all(self, call: CallAtHand) -> None:
        if call.identity and call.customer:
            self._remembering.ask(call, call.customer)  # before all: what is suggested waits for it
            if not _is_prospect(call.identity):
                anew = not call.consulted and call.transferred_by is None
                call.consulted = True
                self._consulting.ask_all(call, call.customer, anew=anew)

    def _wait_no_more(self, call: CallAtHand) -> None:
        self._head_start.end(call)
        if call in self._waiting:
            self._waiting.remove(call)


def _candidates(directory: Directory, number: PhoneNumber | None, keyed: str | None) -> Candidates:
    candidates = directory.candidates(number) if number else Candidates()
    return replace(candidates, keyed=directory.people_of(keyed)) if keyed else candidates


def _judged(call: CallAtHand, candidates: Candidates) -> Identity:
    if call.opened_for:
        return of_customer(call.opened_for, call.number, candidates)
    return resolve(call.number, candidates, withheld=call.caller.withheld)


def _is_prospect(identity: Identity) -> bool:
    """No department's system knows somebody whom only an agent noted."""
    of_customer = [person for person in identity.people if person.customer == identity.customer]
    known = [identity.person] if identity.person else of_customer
    return bool(known) and all(person.prospect for person in known)
