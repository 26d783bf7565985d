"""Follows a call from its first ring to its end, by what its lines tell of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from screenpop.desk.call_at_hand import CallAtHand, Leg
from screenpop.desk.chronicle import Chronicle
from screenpop.desk.enquiries import Enquiries
from screenpop.desk.lines_at_work import LinesAtWork
from screenpop.desk.merging import OnCall
from screenpop.desk.presenting import read_caller, read_did
from screenpop.desk.showing import Showing
from screenpop.events import calls
from screenpop.events.news import Caller
from screenpop.phone_numbers import NumberReader, PhoneNumber

_GRACE = 0.6
"""Seconds that an end waits for another line to say more: that the agent picked up the desk phone, or why."""

_CARD_GOES = {
    calls.Ending.MISSED,
    calls.Ending.DECLINED,
    calls.Ending.NO_ANSWER,
    calls.Ending.BUSY,
    calls.Ending.UNKNOWN,
}


class Following:
    """Takes what is told of a call into it; who is on it may change, and it ends when its lines say enough."""

    def __init__(
        self,
        *,
        enquiries: Enquiries,
        chronicle: Chronicle,
        reader: NumberReader,
        clock: Callable[[], float],
        lines: LinesAtWork,
        showing: Showing,
    ) -> None:
        self._enquiries = enquiries
        self._chronicle = chronicle
        self._reader = reader
        self._clock = clock
        self._lines = lines
        self._showing = showing

    def follow(self, call: CallAtHand, event: OnCall) -> None:
        """A line tells more of a call that goes on."""
        leg = call.legs.setdefault(event.line, Leg(event.call_id))
        match event:
            case calls.CallAnswered(at=at):
                leg.answered = True
                call.close_by = None
                if not call.answered:
                    call.answered, call.answered_at, call.since = True, at, at
                    self._chronicle.answered(call, at)
                    self._enquiries.answered(call)
            case calls.CallUpdated(at=at, did=did, name=name, facts=facts):
                self.tell_late(call, at, did, name, facts)
            case calls.PartyChanged():
                self._hear_of_party(call, event)
            case calls.CallEnded(at=at, ending=ending):
                leg.ending = ending
                if not call.goes_on() and not self._may_be_told_more(call):
                    self.close(call, at)
                elif not call.is_talked_on() and not self._goes_on_elsewhere(call, event):
                    call.close_by = self._clock() + _GRACE

    def tell_late(
        self, call: CallAtHand, at: datetime, did: str | None, name: str | None, facts: calls.Facts
    ) -> None:
        """Take in what became known late; a withheld caller's name is nobody's business."""
        did, name = read_did(did, self._reader), None if call.caller.withheld else name
        if facts == calls.NO_FACTS and did is None and name is None:
            return
        keyed = call.facts.keyed
        call.facts = facts.completed_by(call.facts)
        call.did = did or call.did
        call.caller = replace(call.caller, name=name or call.caller.name)
        before, call.called = call.called, self._showing.called(call.direction, call.did, call.facts)
        called = call.called if call.called != before else None
        self._chronicle.told_late(call, at, did, name, facts, called=called)
        if call.facts.keyed != keyed:
            self._enquiries.identify(call)
        elif called:
            self._enquiries.ask_as_called(call, before)

    def change_party(
        self, call: CallAtHand, at: datetime, presented: calls.Presented, transferred_by: str | None
    ) -> None:
        """Another party is on the call: nothing that was known of the earlier one is true of it."""
        call.caller, call.number = self._read(call, presented)
        call.identity, call.transferred_by, call.draft = None, transferred_by, ""
        is_first_shown = not call.shown and self._showing.has_card(call.direction, call.caller, call.called)
        call.shown = call.shown or is_first_shown
        self._chronicle.party_changed(call, at, is_first_shown=is_first_shown)
        self._enquiries.identify(call)

    def close(self, call: CallAtHand, at: datetime) -> None:
        """Announce the end, as the lines together know it."""
        call.close_by, call.closed_at, call.since = None, self._clock(), at
        call.ending = call.best_ending()
        if call.ending in _CARD_GOES:
            self._enquiries.forget(call)
        self._chronicle.closed(call, at, call.ending)

    def _hear_of_party(self, call: CallAtHand, event: calls.PartyChanged) -> None:
        caller, by = event.caller, event.transferred_by
        if call.caller.withheld and not caller.privacy_known:
            return
        is_on = self._is_on(call, caller)
        if not is_on and _may_have_keyed(call):
            call.facts = call.facts.of_the_next_party()
        if not is_on or by not in (None, call.transferred_by):
            self.change_party(call, event.at, caller, by)
        elif caller.name != call.caller.name:
            self.tell_late(call, event.at, None, caller.name, calls.NO_FACTS)

    def _is_on(self, call: CallAtHand, presented: calls.Presented) -> bool:
        """Whether this is who is on the call already: PBXs say so again and again, and so may another line."""
        caller, number = self._read(call, presented)
        if number is None:
            return (caller.presented, caller.withheld) == (call.caller.presented, call.caller.withheld)
        return number == call.number

    def _read(self, call: CallAtHand, presented: calls.Presented) -> tuple[Caller, PhoneNumber | None]:
        return read_caller(presented, self._reader, dialled=call.direction is calls.Direction.OUT)

    def _may_be_told_more(self, call: CallAtHand) -> bool:
        """Nobody knows how it ended, and a line that has not told of it may."""
        return call.best_ending() is calls.Ending.UNKNOWN and self._lines.work_beside(call.legs)

    def _goes_on_elsewhere(self, call: CallAtHand, end: calls.CallEnded) -> bool:
        """The line lost its PBX and so ends what it knows no more, while another line still has the call."""
        return end.ending is calls.Ending.UNKNOWN and self._lines.is_down(end.line) and call.goes_on()


def _may_have_keyed(call: CallAtHand) -> bool:
    """Whether the keyed number may be that of who is on the call now; colleagues key in none."""
    return not call.caller.internal and (call.caller.withheld or call.caller.presented is not None)
