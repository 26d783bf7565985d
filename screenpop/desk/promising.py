"""What the agent promises, takes on and settles: acts that become entries of the record.

Whom a promise is to is known by the call at hand, or by the log; the log, and who has a promise already, are asked on
the record's thread, right before the entry is kept.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial
from uuid import UUID

from screenpop.desk.call_at_hand import CallAtHand
from screenpop.desk.keeping import ActKept, Keeping
from screenpop.errors import NotKept, RecordError
from screenpop.events import acts, news
from screenpop.ports.call_log import CallLog
from screenpop.ports.day import Day
from screenpop.promises import Promised, PromiseEnd
from screenpop.record.entries import CallerFound, PromiseMade, PromiseSettled, PromiseTaken
from screenpop.record.ids import new_id
from screenpop.sentences import say

log = logging.getLogger(__name__)

OfPromises = acts.PromiseMade | acts.PromiseMoved | acts.PromiseClaimed | acts.PromiseSettled


class Promising:
    """Has promises kept in the record, and tells whether they are saved.

    Args:
        day: What is due; None if this desk cannot ask.
        call_log: Knows the calls that the desk has let go of; None if this desk cannot ask.
    """

    def __init__(
        self,
        *,
        keeping: Keeping,
        day: Day | None,
        call_log: CallLog | None,
        announce: Callable[[news.News], None],
        agent: str,
        now: Callable[[], datetime],
    ) -> None:
        self._keeping = keeping
        self._day = day
        self._call_log = call_log
        self._announce = announce
        self._agent = agent
        self._now = now

    def act(self, act: OfPromises, call: CallAtHand | None) -> None:
        """Take in one act; `call` is the one at hand that it names, if any is."""
        match act:
            case acts.PromiseMade():
                self._keeping.keep_made(act, partial(self._completed, self._made(act, call), act.call_id))
            case acts.PromiseMoved():
                self._keeping.keep_made(act, partial(self._moved, act, self._now()))
            case acts.PromiseClaimed(promise, mine):
                taken = PromiseTaken(
                    new_id(), promise, self._now(), self._agent, self._agent if mine else None
                )
                self._keeping.keep_made(act, partial(self._taken, taken))
            case acts.PromiseSettled(promise, end):
                self._keeping.keep_act(act, PromiseSettled(new_id(), promise, self._now(), self._agent, end))

    def hear(self, kept: ActKept) -> None:
        """The record's word on an act."""
        act, at = kept.act, self._now()
        if kept.failure:
            self._announce(news.NotKept(act.call_id, at, kept.failure, act))
            return
        if isinstance(act, acts.PromiseMoved):
            moved = PromiseSettled(new_id(), act.promise.id, at, self._agent, PromiseEnd.DROPPED)
            self._keeping.keep(moved)
        self._announce(news.Kept(act.call_id, at, act))
        self.day_changed()

    def corrected(self, found: CallerFound) -> None:
        """A call was somebody else's: what was promised on it and is not settled moves with it."""
        self._keeping.keep_found(partial(self._of_another, found, self._now()))

    def day_changed(self) -> None:
        """What is due has changed, here or at another desk."""
        self._announce(news.DayChanged(self._now()))

    def _made(self, act: acts.PromiseMade, call: CallAtHand | None) -> PromiseMade:
        """With all that the call at hand tells; a call that is only practised is none."""
        person = call.identity.person if call and call.identity else None
        customer = call.customer if call else None
        return PromiseMade(
            id=new_id(),
            call=call.logged_as if call else act.logged,
            at=self._now(),
            agent=self._agent,
            kind=act.kind,
            due=act.due,
            what=act.what,
            taken_by=self._agent if act.mine else None,
            customer_id=customer.id if customer else None,
            customer=customer.name if customer else None,
            contact=person.contact if person else None,
            number=act.number or (_number(call) if call else None),
        )

    def _completed(self, made: PromiseMade, call_id: str) -> PromiseMade:
        """With what the log tells of its call, where the call at hand did not; on the record's thread."""
        if made.call is None or made.customer_id or self._call_log is None:
            return made
        try:
            logged = self._call_log.latest(call_id)
        except RecordError as error:
            log.warning("A promise is kept without what the log knows of its call: %s", error)
            return made
        if logged.id != made.call:
            return made
        return replace(
            made,
            customer_id=logged.customer_id,
            customer=logged.customer,
            contact=logged.contact,
            number=made.number or logged.number or logged.presented,
        )

    def _moved(self, act: acts.PromiseMoved, at: datetime) -> PromiseMade:
        promise = self._may_change(act.promise.id) or act.promise
        return replace(self._anew(promise, at), due=act.due)

    def _of_another(self, found: CallerFound, at: datetime) -> Iterator[PromiseMade | PromiseSettled]:
        """What was promised on this call to somebody else, promised to whoever it was; on the record's thread."""
        if self._day is None:
            return
        try:
            due = self._day.due()
        except RecordError as error:
            log.warning("What was promised on a call that was corrected stays as it was: %s", error)
            return
        for promise in due:
            mine = promise.taken_by in (None, self._agent)
            if promise.call == found.call and promise.customer_id != found.customer_id and mine:
                yield replace(
                    self._anew(promise, at),
                    call=found.call,
                    customer_id=found.customer_id,
                    customer=found.customer,
                    contact=found.contact,
                )
                yield PromiseSettled(new_id(), promise.id, at, self._agent, PromiseEnd.DROPPED)

    def _anew(self, promise: Promised, at: datetime) -> PromiseMade:
        """The same, promised once more; a colleague's call may be none that this agent can name."""
        return PromiseMade(
            id=new_id(),
            call=promise.call if promise.made_by == self._agent else None,
            at=at,
            agent=self._agent,
            kind=promise.kind,
            due=promise.due,
            what=promise.what,
            taken_by=promise.taken_by,
            customer_id=promise.customer_id,
            customer=promise.customer,
            contact=promise.contact,
            number=promise.number,
        )

    def _taken(self, entry: PromiseTaken) -> PromiseTaken:
        self._may_change(entry.promise)
        return entry

    def _may_change(self, promise: UUID) -> Promised | None:
        """The promise as it stands; None where nobody can be asked: then the first one who wrote has it.

        Raises:
            NotKept: A colleague sees to it, or it is settled.
        """
        if self._day is None:
            return None
        try:
            found = self._day.find(promise)
        except RecordError as error:
            log.warning("Nobody can tell who sees to a promise: %s", error)
            return None
        if found is None:
            raise NotKept(say("It is settled already."))
        if found.taken_by not in (None, self._agent):
            raise NotKept(say("{colleague} sees to it already.", colleague=found.taken_by))
        return found


def _number(call: CallAtHand) -> str | None:
    """As it is called: E.164, or a colleague's short number."""
    return call.caller.number or (call.caller.presented if call.caller.internal else None)
