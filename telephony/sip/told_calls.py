"""The calls that a contact has reported and that have not ended: who is on each, and how it ends.

A call that is refused while it rings on (`on_call = "refuse"`) is out of sight: the PBX tells a phone that has
refused nothing more. It is then taken for over after a while, with an unknown ending.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from sipmessage import URI, Address

from screenpop.events.calls import (
    NO_FACTS,
    CallEnded,
    CallOffered,
    CallUpdated,
    Ending,
    Facts,
    PartyChanged,
    Presented,
)
from screenpop.ports.line import Report
from telephony.facts import FactRules
from telephony.sip.identity import dialled_in, names_a_party, replaced_by, transferred_by
from telephony.sip.message import Message
from telephony.sip.presentation import presented_in
from telephony.sip.transactions import MOST_CALLS, Dialog, Ringing, dialog_of
from telephony.wire.io_thread import IoThread, Timer

OUT_OF_SIGHT = 180.0
"""Seconds after which a refused call is taken for over: long enough for most talks, as the card goes then."""


@dataclass(slots=True)
class ToldCall:
    """One call, as it was reported.

    Attributes:
        call_id: Under which it was reported.
        began_as: The From of its INVITE.
        caller: Who is on it.
        facts: What the PBX knows of it.
        ringing: The INVITE by which it rings here, or rang last.
        transferred_by: Who passed it on, as was told.
        over: When it is taken for over, if it is out of sight.
    """

    call_id: str
    began_as: Address
    caller: Presented
    facts: Facts
    ringing: Ringing
    transferred_by: str | None
    over: Timer | None = None


class ToldCalls:
    """Reports what becomes of each call, once.

    Args:
        line: What the settings call the line.
        thread: The line's.
        rules: By which the site tells facts.
        is_ours: Whether a URI is our own contact.
        report: Whom to tell.

    Attributes:
        total: How many calls were reported.
    """

    def __init__(
        self, line: str, thread: IoThread, rules: FactRules, is_ours: Callable[[URI], bool], report: Report
    ) -> None:
        self.total = 0
        self._line = line
        self._thread = thread
        self._rules = rules
        self._is_ours = is_ours
        self._report = report
        self._calls: dict[Dialog, ToldCall] = {}

    def __len__(self) -> int:
        return len(self._calls)

    def get(self, message: Message) -> ToldCall | None:
        """The call to which a message belongs."""
        return self._calls.get(dialog_of(message))

    def by(self, ringing: Ringing) -> ToldCall | None:
        """The call that rings by this INVITE, if it has not ended or found another one."""
        call = self._calls.get(ringing.dialog)
        return call if call is not None and call.ringing is ringing else None

    def offer(self, invite: Message, ringing: Ringing) -> ToldCall:
        """Report a new call; or, if it comes in another one's place, that another party is on that one."""
        caller, facts = presented_in(invite, self._rules)
        by = transferred_by(invite)
        replaced = self._replaced(invite)
        if replaced is not None:
            self._calls[ringing.dialog] = self._calls.pop(replaced.ringing.dialog)
            replaced.ringing, replaced.began_as = ringing, invite.from_address
            self._change(replaced, caller, facts, by or replaced.caller.number)
            return replaced
        if len(self._calls) >= MOST_CALLS:
            self.end(next(iter(self._calls.values())), Ending.UNKNOWN)
        call_id = self._id_for(invite)
        call = ToldCall(call_id, invite.from_address, caller, facts, ringing, by)
        self._calls[ringing.dialog] = call
        self.total += 1
        self._report(
            CallOffered(
                line=self._line,
                call_id=call_id,
                at=datetime.now(UTC),
                caller=caller,
                did=dialled_in(invite, self._is_ours),
                transferred_by=by,
                facts=facts,
            )
        )
        return call

    def tell_party(self, call: ToldCall, request: Message) -> None:
        """Report who is on the call now, if a request within it says so and it is news."""
        if names_a_party(request, call.began_as):
            caller, facts = presented_in(request, self._rules, call.began_as)
            self._change(call, caller, facts, transferred_by(request))

    def put_out_of_sight(self, call: ToldCall) -> None:
        """Nothing more will be heard of the call, though it may ring on."""
        self._still(call)
        call.over = self._thread.call_later(OUT_OF_SIGHT, lambda: self.end(call, Ending.UNKNOWN))

    def end(self, call: ToldCall, ending: Ending) -> None:
        """Report that it is over, unless that was reported."""
        if self._calls.get(call.ringing.dialog) is call:
            del self._calls[call.ringing.dialog]
            self._still(call)
            self._report(CallEnded(self._line, call.call_id, datetime.now(UTC), ending))

    def _change(self, call: ToldCall, caller: Presented, facts: Facts, by: str | None) -> None:
        now = datetime.now(UTC)
        same = _same(caller, call.caller)
        if not same or by not in (None, call.transferred_by):
            if not same:
                call.facts = call.facts.of_the_next_party()
            call.caller, call.transferred_by = caller, by
            self._report(PartyChanged(self._line, call.call_id, now, caller, transferred_by=by))
        fresh = facts.beyond(call.facts)
        if fresh != NO_FACTS:
            call.facts = call.facts.completed_by(fresh)
            self._report(CallUpdated(self._line, call.call_id, now, facts=fresh))

    def _replaced(self, invite: Message) -> ToldCall | None:
        named = replaced_by(invite)
        if named is None:
            return None
        call_id, tags = named
        return next((call for tag in tags if (call := self._calls.get((call_id, tag))) is not None), None)

    def _id_for(self, invite: Message) -> str:
        """The Call-ID; with the caller's tag behind it where another call under the same Call-ID goes on."""
        taken = any(call.call_id == invite.call_id for call in self._calls.values())
        return f"{invite.call_id};from-tag={invite.from_tag}" if taken else invite.call_id

    def _still(self, call: ToldCall) -> None:
        if call.over is not None:
            call.over.cancel()


def _same(now: Presented, before: Presented) -> bool:
    """Whether nothing is new: a request that leaves the name out does not take it away."""
    if (now.number, now.withheld) != (before.number, before.withheld):
        return False
    return now.name in (None, before.name)
