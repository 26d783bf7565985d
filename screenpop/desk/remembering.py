"""Our own record's part of a call: what colleagues noted of its customer, what was learnt, what is worth asking for.

It comes late, or not at all: no card waits for it, and none says that it failed.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from screenpop.customers import Customer
from screenpop.desk.asking import Asking, Reply
from screenpop.desk.call_at_hand import CallAtHand
from screenpop.desk.recalling import InMind, Known, Recalling
from screenpop.desk.recollecting import MEMORY, Recollecting
from screenpop.desk.telling import Tell
from screenpop.events import news
from screenpop.memory import Fact, Question, Recollection
from screenpop.rules.facts import worth_asking

log = logging.getLogger(__name__)


class Remembering:
    """Asks our own record about customers, and announces what it knows.

    Args:
        recollecting: Who is asked; None if this desk has no record.
        questions: What the site wants to know of its customers, the most useful first.
        heard: Hears when the record has said what it knows of a call's customer, or that it cannot.
    """

    def __init__(
        self,
        recollecting: Recollecting | None,
        questions: Sequence[Question],
        *,
        asking: Asking,
        tell: Tell,
        heard: Callable[[CallAtHand], None],
        now: Callable[[], datetime],
    ) -> None:
        self._recollecting = recollecting
        self._questions = questions
        self._asking = asking
        self._tell = tell
        self._heard = heard
        self._now = now
        asking.expect(*([MEMORY] if recollecting else []))

    def ask(self, call: CallAtHand, customer: Customer) -> None:
        """Have it say what it knows of the call's customer; what it said of another one is void."""
        if self._recollecting is None:
            return
        if call.recalling is None or call.recalling.customer_id != customer.id:
            self.drop(call)
            call.recalling = Recalling(customer.id, awaited=True)
        if self._asking.is_out(call.call_id, MEMORY):
            call.once_more.add(MEMORY)
            return
        question = partial(self._recollecting.of, customer.id)
        self._asking.ask(call.call_id, MEMORY, question, self._recollecting.deadline)

    def drop(self, call: CallAtHand) -> None:
        """Nobody certain is on the call."""
        recalling, call.recalling = call.recalling, None
        if recalling and recalling.is_told:
            self._tell(call, news.Recalled(call.call_id, self._now(), Recollection()))

    def conclude(self, call: CallAtHand, reply: Reply) -> None:
        """Announce what it said."""
        if reply.failure:
            log.warning("Our own record was not asked of a customer: %s", reply.failure)
        if call.recalling and isinstance(reply.answer, Known):
            call.recalling.take(reply.answer)
            self._announce(call)
        if MEMORY in call.once_more and call.customer:
            call.once_more.discard(MEMORY)
            self.ask(call, call.customer)
        elif call.recalling:
            call.recalling.awaited = False
            self._heard(call)

    def answered(self, call: CallAtHand) -> None:
        """The agent talks: from now on something may be asked for."""
        if self._questions:
            self._announce(call)

    def told(self, call: CallAtHand, customer_id: str, told: InMind) -> None:
        """The customer has told something, or was given it, and that is saved."""
        if call.recalling is None and call.customer and call.customer.id == customer_id:
            call.recalling = Recalling(customer_id)
        if call.recalling and call.recalling.customer_id == customer_id:
            call.recalling.hear(told)
            self._announce(call)

    def _announce(self, call: CallAtHand) -> None:
        recalling = call.recalling
        if recalling is None or not recalling.is_told:
            return
        recalled = recalling.recalled or Recollection()
        known = _latest(recalled.facts, recalling.told)
        recollection = Recollection(
            recalled.noted,
            tuple(fact for fact in known if fact.value),
            worth_asking(self._questions, known, answered_at=call.answered_at, now=self._now()),
            recalled.promises,
            recalling.answered,
            recalling.given,
            recalling.permissions,
        )
        self._tell(call, news.Recalled(call.call_id, self._now(), recollection))


def _latest(recalled: Sequence[Fact], told: dict[str, Fact]) -> Sequence[Fact]:
    """Each fact as it was told last, the newest first; what was told on this call is the last word."""
    facts = {fact.fact: fact for fact in recalled} | told
    return sorted(facts.values(), key=lambda fact: fact.at, reverse=True)
