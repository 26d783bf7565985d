"""The departments' part of a call: asked about one customer at the same time, each announced as it answers."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from screenpop.customers import Customer
from screenpop.desk.asking import Asked, Asking, Reply
from screenpop.desk.breaker import Breaker
from screenpop.desk.call_at_hand import CallAtHand
from screenpop.desk.fresh import FreshAnswers
from screenpop.events import news
from screenpop.ports.department import Department

Tell = Callable[[CallAtHand, news.CallNews], None]


class Consulting:
    """Asks departments, except those that said it a moment ago or are known to be down."""

    def __init__(
        self,
        departments: Sequence[Department],
        *,
        asking: Asking,
        tell: Tell,
        now: Callable[[], datetime],
        clock: Callable[[], float],
    ) -> None:
        self._departments = {department.name: department for department in departments}
        self._asking = asking
        self._tell = tell
        self._now = now
        self._fresh = FreshAnswers(clock)
        self._breaker = Breaker(clock)
        asking.expect(*self._departments)

    @property
    def names(self) -> tuple[str, ...]:
        """Whom there is to ask, in the order of the settings."""
        return tuple(self._departments)

    def ask_all(self, call: CallAtHand, customer: Customer, *, anew: bool) -> None:
        """Ask every department; `anew`: what it said a moment ago does not count, for a new call has begun."""
        for name in self._departments:
            told = not anew and self._told_before(call, customer, name)
            if not told and not self._held_back(call, name):
                self._ask(call, customer, name)

    def ask_again(self, call: CallAtHand, customer: Customer, name: str) -> None:
        """The agent wants one department asked once more."""
        if name in self._departments:
            self._asking.forget(call.call_id, name)
            self._tell(call, news.PanelAsked(call.call_id, self._now(), name))
            if not self._told_before(call, customer, name):
                self._ask(call, customer, name)

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
            self._tell(call, news.PanelFilled(call.call_id, at, name, reply.answer, took_ms))  # type: ignore[arg-type] # as above
            return
        since = None
        if reply.is_down:
            trouble = self._breaker.failed(name, reply.failure, at)
            since = trouble.since if trouble.is_lasting else None
        self._tell(call, news.PanelFailed(call.call_id, at, name, reply.failure, took_ms, since))

    def _ask(self, call: CallAtHand, customer: Customer, name: str) -> None:
        department = self._departments[name]
        self._asking.ask(call.call_id, name, partial(department.ask, customer), department.deadline)

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
