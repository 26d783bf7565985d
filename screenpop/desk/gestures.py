"""Gestures: what the playbook lets this agent give, given once, within the budget, and put on record.

What the customer was given and what is left of the budget are asked anew when a gesture is made: colleagues give, too.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import partial
from uuid import UUID

from screenpop.desk.asking import Asking
from screenpop.desk.call_at_hand import CallAtHand
from screenpop.desk.faults import tell_fault
from screenpop.desk.keeping import ActKept, Keeping
from screenpop.desk.recollecting import MEMORY, spent_on
from screenpop.errors import RecordError
from screenpop.events import acts
from screenpop.gestures import Given, Spent
from screenpop.ports.memory import Memory, Offered
from screenpop.record.entries import GestureGiven
from screenpop.record.ids import new_id
from screenpop.rules.gestures import Giving, why_not
from screenpop.sentences import Sentence, say

_UNKNOWN = say("The playbook knows no such gesture.")
_NOBODY_KNOWS = say("Nobody can tell now whether it was given before; try again in a moment.")


@dataclass(frozen=True, slots=True)
class GestureWeighed:
    """The record's word on what a customer was given and what gestures have cost; None: it cannot be asked."""

    act: acts.GestureMade
    entry: GestureGiven
    known: Offered | None
    spent: tuple[Spent, ...] | None = None


class Gestures:
    """Has gestures kept that may be given.

    Args:
        givings: The playbook's, by name.
        memory: None if this desk has none: then only what is given here is known.
        post: Gets a `GestureWeighed` for each.
        refuse: Tells the agent that a gesture is not given, and why.
    """

    def __init__(
        self,
        givings: Mapping[str, Giving],
        memory: Memory | None,
        *,
        asking: Asking,
        keeping: Keeping,
        post: Callable[[GestureWeighed], None],
        refuse: Callable[[acts.Saved, Sentence], None],
        agent: str,
        now: Callable[[], datetime],
    ) -> None:
        self._givings = givings
        self._memory = memory
        self._asking = asking
        self._keeping = keeping
        self._post = post
        self._refuse = refuse
        self._agent = agent
        self._now = now
        self._under_way: dict[UUID, GestureGiven] = {}

    def make(self, act: acts.GestureMade, call: CallAtHand, customer_id: str) -> None:
        """Give it, once it is known that it may be given. Returns at once."""
        giving = self._givings.get(act.gesture)
        if giving is None:
            self._refuse(act, _UNKNOWN)
            return
        head = (new_id(), call.logged_as, self._now(), self._agent, customer_id)
        entry = GestureGiven(*head, giving.gesture.name, giving.gesture.worth)
        if self._memory is None:
            given = call.recalling.given if call.recalling else ()
            self.weighed(GestureWeighed(act, entry, Offered(given=given), ()))
        else:
            self._asking.have_done(MEMORY, partial(self._weigh, self._memory, act, entry, giving))

    def weighed(self, weighed: GestureWeighed) -> None:
        """It is known now."""
        entry, now = weighed.entry, self._now().astimezone()
        if weighed.known is None:
            self._refuse(weighed.act, _NOBODY_KNOWS)
            return
        on_their_way = [each for each in self._under_way.values() if each.gesture == entry.gesture]
        given = [
            Given(each.gesture, each.at) for each in on_their_way if each.customer_id == entry.customer_id
        ]
        spent = None if weighed.spent is None else (*weighed.spent, *map(_cost, on_their_way))
        giving = self._givings[entry.gesture]
        if why := why_not(giving, (*weighed.known.given, *given), spent, now):
            self._refuse(weighed.act, say("It cannot be given: {why}.", why=why))
            return
        self._under_way[entry.id] = entry
        self._keeping.keep_act(weighed.act, entry)

    def hear(self, kept: ActKept) -> None:
        """The record's word: what is saved, the record tells from now on."""
        if isinstance(kept.entry, GestureGiven) and kept.asked:
            self._under_way.pop(kept.asked, None)

    def _weigh(self, memory: Memory, act: acts.GestureMade, entry: GestureGiven, giving: Giving) -> None:
        known, spent = None, None
        try:
            known = memory.offered(entry.customer_id)
            spent = spent_on([giving], memory, entry.at.astimezone())
        except RecordError:
            pass
        except Exception as error:  # noqa: BLE001 # the agent waits for a word, whatever it was
            tell_fault("Weighing a gesture", error)
            known = None
        self._post(GestureWeighed(act, entry, known, spent))


def _cost(entry: GestureGiven) -> Spent:
    return Spent(entry.gesture, 1, entry.worth.amount if entry.worth else Decimal(0))
