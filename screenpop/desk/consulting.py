"""The departments' part of a call: asked about one customer at the same time, each announced as it answers."""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import datetime
from functools import partial
from hashlib import sha256

from screenpop.called import Called
from screenpop.customers import Customer
from screenpop.desk.asking import Asked, Asking, Reply
from screenpop.desk.breaker import Breaker
from screenpop.desk.call_at_hand import CallAtHand
from screenpop.desk.fresh import FreshAnswers
from screenpop.desk.telling import Tell
from screenpop.events import news
from screenpop.ports.department import Department


class Consulting:
    """Asks departments, except those that said it a moment ago or are known to be down.

    Args:
        hold_notes: The departments whose answers hold what colleagues note.
    """

    def __init__(
        self,
        departments: Sequence[Department],
        *,
        hold_notes: Collection[str] = (),
        asking: Asking,
        tell: Tell,
        now: Callable[[], datetime],
        clock: Callable[[], float],
    ) -> None:
        self._departments = {department.name: department for department in departments}
        self._hold_notes = [name for name in self._departments if name in hold_notes]
        self._asking = asking
        self._tell = tell
        self._now = now
        self._fresh = FreshAnswers(clock)
        self._breaker = Breaker(clock)
        asking.expect(*self._departments)

    def names(self, called: Called | None) -> tuple[str, ...]:
        """Whom there is to ask: all, in the order of the settings, or whom the number that was called names."""
        wanted = called.panels if called else ()
        return tuple(name for name in dict.fromkeys(wanted or self._departments) if name in self._departments)

    def ask_all(self, call: CallAtHand, customer: Customer, *, anew: bool) -> None:
        """Ask every department; `anew`: what it said a moment ago does not count, for a new call has begun."""
        for name in self.names(call.called):
            told = not anew and self._told_before(call, customer, name)
            if not told and not self._held_back(call, name):
                self._ask(call, customer, name)

    def ask_again(self, call: CallAtHand, customer: Customer, name: str) -> None:
        """The agent wants one department asked once more."""
        if name in self.names(call.called):
            self._asking.forget(call.call_id, name)
            self._tell(call, news.PanelAsked(call.call_id, self._now(), name))
            if not self._told_before(call, customer, name):
                self._ask(call, customer, name)

    def noted(self, customer: Customer) -> None:
        """Something was noted of this customer: what was said a moment ago lacks it."""
        for name in self._hold_notes:
            self._fresh.forget(name, customer)

    def renew(self, call: CallAtHand, customer: Customer) -> None:
        """Ask those anew whose answers hold what was noted; what they said stands until they say something else."""
        self.noted(customer)
        for name in self._holding_notes(call):
            if self._asking.is_out(call.call_id, name):
                call.once_more.add(name)
            elif not self._breaker.holds_back(name):
                self._ask(call, customer, name, anew=True)

    def rehearse(self, customer: Customer) -> None:
        """Ask every department about somebody, with nobody waiting for the answer."""
        for department in self._departments.values():
            self._asking.have_done(department.name, partial(department.ask, customer))

    def conclude(
        self, call: CallAtHand, customer: Customer | None, asked: Asked, reply: Reply, took_ms: float
    ) -> None:
        """Announce what a department answered, or why there is no answer."""
        name, at = asked.whom, self._now()
        if reply.failure is None:
            self._breaker.answered(name)
            if customer:
                self._fresh.keep(name, customer, reply.answer, at)  # type: ignore[arg-type] # a department's `ask` gives an Answer; the ticket forgot its type
            if self._is_new(call, asked, reply):
                self._tell(call, news.PanelFilled(call.call_id, at, name, reply.answer, took_ms))  # type: ignore[arg-type] # as above
        else:
            self._fail(call, asked, reply, took_ms)
        if customer and name in call.once_more:
            call.once_more.discard(name)
            self.renew(call, customer)

    def _holding_notes(self, call: CallAtHand) -> Iterator[str]:
        asked = self.names(call.called)
        return (name for name in self._hold_notes if name in asked)

    def _is_new(self, call: CallAtHand, asked: Asked, reply: Reply) -> bool:
        """Whether it is not what stands on the card already."""
        if asked.whom not in self._hold_notes:
            return True
        said = sha256(repr(reply.answer).encode("utf-8", "backslashreplace")).digest()
        stood, call.standing[asked.whom] = call.standing.get(asked.whom), said
        return not asked.anew or said != stood

    def _fail(self, call: CallAtHand, asked: Asked, reply: Reply, took_ms: float) -> None:
        """There is no answer; one that stands already goes on standing."""
        name, at = asked.whom, self._now()
        assert reply.failure is not None  # noqa: S101 # else it would be an answer
        since = None
        if reply.is_down:
            trouble = self._breaker.failed(name, reply.failure, at)
            since = trouble.since if trouble.is_lasting else None
        if not asked.anew:
            call.standing.pop(name, None)
            self._tell(call, news.PanelFailed(call.call_id, at, name, reply.failure, took_ms, since))

    def _ask(self, call: CallAtHand, customer: Customer, name: str, *, anew: bool = False) -> None:
        department = self._departments[name]
        question = partial(department.ask, customer)
        self._asking.ask(call.call_id, name, question, department.deadline, anew=anew)

    def _told_before(self, call: CallAtHand, customer: Customer, name: str) -> bool:
        told = self._fresh.get(name, customer)
        if told:
            self._tell(
                call, news.PanelFilled(call.call_id, self._now(), name, told.answer, 0.0, told_at=told.at)
            )
        return told is not None

    def _held_back(self, call: CallAtHand, name: str) -> bool:
        trouble = self._breaker.holds_back(name)
        if trouble:
            failed = news.PanelFailed(call.call_id, self._now(), name, trouble.reason, 0.0, trouble.since)
            self._tell(call, failed)
        return trouble is not None
