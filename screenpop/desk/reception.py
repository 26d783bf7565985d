"""Receives what lines report: opens a call, follows it, and closes it when all its lines have said enough."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from screenpop.desk.call_at_hand import CallAtHand, Leg
from screenpop.desk.calls_at_hand import CallsAtHand
from screenpop.desk.enquiries import Enquiries
from screenpop.desk.keeping import Keeping
from screenpop.desk.lines_at_work import LinesAtWork
from screenpop.desk.merging import (
    SHOWN_ALONE_AFTER,
    TAKEN_FOR_WITHHELD_AFTER,
    Heard,
    HeldOffers,
    OnCall,
)
from screenpop.desk.presenting import read_caller, read_did
from screenpop.events import calls, news
from screenpop.phone_numbers import NumberReader
from screenpop.record import entries
from screenpop.record.ids import new_id

_GRACE = 0.6
"""Seconds that an end waits for another line to say more: that the agent picked up the desk phone, or why."""

_CARD_GOES = {
    calls.Ending.MISSED,
    calls.Ending.DECLINED,
    calls.Ending.NO_ANSWER,
    calls.Ending.BUSY,
    calls.Ending.UNKNOWN,
}


class Reception:
    """Announces calls and has them kept."""

    def __init__(
        self,
        *,
        at_hand: CallsAtHand,
        enquiries: Enquiries,
        keeping: Keeping,
        announce: Callable[[news.News], None],
        reader: NumberReader,
        agent: str,
        clock: Callable[[], float],
        lines: LinesAtWork,
        shows_outgoing: bool,
    ) -> None:
        self._at_hand = at_hand
        self._enquiries = enquiries
        self._keeping = keeping
        self._announce = announce
        self._reader = reader
        self._agent = agent
        self._clock = clock
        self._lines = lines
        self._shows_outgoing = shows_outgoing
        self._held = HeldOffers()

    def offered(self, offer: calls.CallOffered) -> None:
        """A line says that a call rings; another one may have said so already."""
        reported = self._at_hand.reported(offer.line, offer.call_id)
        if (reported and not reported.ended) or self._held.find(offer.line, offer.call_id):
            return
        known = self._at_hand.get(offer.call_id)
        if known and offer.line not in known.legs:
            self._join(known, offer)
            return
        caller, number = read_caller(
            offer.caller, self._reader, dialled=offer.direction is calls.Direction.OUT
        )
        heard = Heard(offer, caller, number, self._clock())
        if partner := heard.partner_in(self._at_hand):
            self._join(partner, offer)
        elif self._must_wait(offer):
            self._held.hold(heard)
        else:
            self._open(heard)
            self._settle_held()

    def went_on(self, event: OnCall) -> None:
        """A line tells more of a call."""
        if held := self._held.find(event.line, event.call_id):
            held.later.append(event)
            return
        call = self._at_hand.reported(event.line, event.call_id) or self._at_hand.get(event.call_id)
        if call and not call.ended:
            self._follow(call, event)

    def next_due(self) -> float | None:
        """When a call closes or an offer has waited long enough, in seconds of the desk's clock."""
        due = (self._at_hand.next_close(), self._held.next_due())
        return min((when for when in due if when is not None), default=None)

    def tend(self, at: datetime) -> None:
        """Do what is due."""
        for call in self._at_hand.to_close(self._clock()):
            self._close(call, at)
        self._settle_held()

    def leave(self, at: datetime) -> None:
        """Nobody hears of the calls any more: those that still ring are kept as calls of which the end is unknown."""
        for call in self._at_hand:
            if not call.ended and not call.answered:
                self._keeping.keep(entries.CallFinished(new_id(), call.key, at, calls.Ending.UNKNOWN))

    def _follow(self, call: CallAtHand, event: OnCall) -> None:
        leg = call.legs.setdefault(event.line, Leg(event.call_id))
        match event:
            case calls.CallAnswered(at=at):
                leg.answered = True
                call.close_by = None
                if not call.answered:
                    call.answered = True
                    self._tell(call, news.CallAnswered(call.call_id, at))
                    self._keeping.keep(entries.CallPickedUp(new_id(), call.key, at))
            case calls.CallUpdated():
                self._update(call, event)
            case calls.PartyChanged(at=at, caller=caller, transferred_by=transferred_by):
                if call.caller.withheld and not caller.privacy_known:
                    return
                is_on = self._is_on(call, caller)
                if not is_on and self._may_have_keyed(call):
                    call.facts = call.facts.of_the_next_party()
                if not is_on or transferred_by not in (None, call.transferred_by):
                    self._change_party(call, at, caller, transferred_by)
                elif caller.name != call.caller.name:
                    self._update(call, calls.CallUpdated(event.line, call.call_id, at, name=caller.name))
            case calls.CallEnded(at=at, ending=ending):
                leg.ending = ending
                if not call.goes_on() and not self._may_be_told_more(call):
                    self._close(call, at)
                elif not call.is_talked_on() and not self._goes_on_elsewhere(call, event):
                    call.close_by = self._clock() + _GRACE

    def _close(self, call: CallAtHand, at: datetime) -> None:
        """Announce the end, as the lines together know it."""
        call.close_by, call.closed_at = None, self._clock()
        call.ending = call.best_ending()
        if call.ending in _CARD_GOES:
            self._enquiries.forget(call)
        self._tell(call, news.PopClosed(call.call_id, at, call.ending))
        self._keeping.keep(entries.CallFinished(new_id(), call.key, at, call.ending))

    def _may_be_told_more(self, call: CallAtHand) -> bool:
        """Nobody knows how it ended, and a line that has not told of it may."""
        return call.best_ending() is calls.Ending.UNKNOWN and self._lines.work_beside(call.legs)

    def _goes_on_elsewhere(self, call: CallAtHand, end: calls.CallEnded) -> bool:
        """The line lost its PBX and so ends what it knows no more, while another line still has the call."""
        return end.ending is calls.Ending.UNKNOWN and self._lines.is_down(end.line) and call.goes_on()

    def _must_wait(self, offer: calls.CallOffered) -> bool:
        """The line would show the number of somebody who asked not to be known, and another one is told."""
        incoming = offer.direction is calls.Direction.IN
        return incoming and not offer.caller.privacy_known and self._lines.know_privacy_beside(offer.line)

    def _settle_held(self) -> None:
        """Have offers that wait meet their calls, or be shown alone once they have waited long enough."""
        now = self._clock()
        for held in self._held:
            heard = held.heard(now)
            partner = heard.partner_in(self._at_hand)
            if partner is None and now - held.since >= TAKEN_FOR_WITHHELD_AFTER:
                partner = heard.withheld_partner_in(self._at_hand)
                held.due = held.since + SHOWN_ALONE_AFTER
            if partner is None and now - held.since < SHOWN_ALONE_AFTER:
                continue
            partner = partner or heard.withheld_partner_in(self._at_hand, however_old=True)
            self._held.release(held)
            if partner:
                self._join(partner, held.offer)
            else:
                self._open(heard)
            for event in held.later:
                self.went_on(event)

    def _open(self, heard: Heard) -> None:
        offer, caller = heard.offer, heard.caller
        did = read_did(offer.did, self._reader)
        call = CallAtHand(
            call_id=offer.call_id,
            key=new_id(),
            heard_at=heard.now,
            direction=offer.direction,
            caller=caller,
            number=heard.number,
            did=did,
            facts=offer.facts,
            privacy_known=offer.caller.privacy_known,
            shown=offer.direction is calls.Direction.IN or self._shows_outgoing,
        )
        gone = self._at_hand.hold(call)
        self._at_hand.join(call, offer.line, offer.call_id)
        self._tell(
            call,
            news.PopOpened(
                call.call_id, offer.at, caller, did, offer.transferred_by, offer.facts, offer.direction
            ),
        )
        self._enquiries.identify(call)
        self._keeping.keep(
            entries.CallStarted(
                id=call.key,
                call_id=call.call_id,
                at=offer.at,
                agent=self._agent,
                direction=offer.direction,
                number=caller.number,
                presented=caller.presented,
                name=caller.name,
                withheld=caller.withheld,
                did=did,
                queue=offer.facts.queue,
                trust=caller.trust,
            )
        )
        if gone:
            self._enquiries.forget(gone)

    def _join(self, call: CallAtHand, offer: calls.CallOffered) -> None:
        """One card, with what both lines know; a call that is over only learns that this line, too, told of it."""
        self._at_hand.join(call, offer.line, offer.call_id)
        if call.ended:
            return
        known, caller = call.privacy_known, offer.caller
        call.privacy_known = known or caller.privacy_known
        if (caller.withheld and not call.caller.withheld) or self._names_nobody_yet(call, caller):
            self._change_party(call, offer.at, caller, offer.transferred_by)
        nameless = call.caller.name is None and not call.caller.withheld
        self._update(
            call,
            calls.CallUpdated(
                offer.line,
                call.call_id,
                offer.at,
                did=offer.did if call.did is None else None,
                name=caller.name if nameless else None,
                facts=offer.facts.beyond(call.facts),
            ),
        )

    def _may_have_keyed(self, call: CallAtHand) -> bool:
        """Whether the keyed number may be that of who is on the call now; colleagues key in none."""
        return not call.caller.internal and (call.caller.withheld or call.caller.presented is not None)

    def _names_nobody_yet(self, call: CallAtHand, presented: calls.Presented) -> bool:
        nobody = call.caller.presented is None and not call.caller.withheld
        return nobody and presented.number is not None

    def _update(self, call: CallAtHand, event: calls.CallUpdated) -> None:
        did = read_did(event.did, self._reader)
        name = None if call.caller.withheld else event.name
        if event.facts == calls.NO_FACTS and did is None and name is None:
            return
        keyed = call.facts.keyed
        call.facts = event.facts.completed_by(call.facts)
        call.did = did or call.did
        call.caller = replace(call.caller, name=name or call.caller.name)
        self._tell(call, news.CallUpdated(call.call_id, event.at, did, name, event.facts))
        self._keeping.keep(
            entries.CallDetailed(new_id(), call.key, event.at, did=did, queue=event.facts.queue, name=name)
        )
        if call.facts.keyed != keyed:
            self._enquiries.identify(call)

    def _is_on(self, call: CallAtHand, presented: calls.Presented) -> bool:
        """Whether this is who is on the call already: PBXs say so again and again, and so may another line."""
        caller, number = read_caller(presented, self._reader, dialled=call.direction is calls.Direction.OUT)
        if number is None:
            return (caller.presented, caller.withheld) == (call.caller.presented, call.caller.withheld)
        return number == call.number

    def _change_party(
        self, call: CallAtHand, at: datetime, presented: calls.Presented, transferred_by: str | None
    ) -> None:
        dialled = call.direction is calls.Direction.OUT
        call.caller, call.number = read_caller(presented, self._reader, dialled=dialled)
        call.identity, call.transferred_by = None, transferred_by
        caller = call.caller
        self._tell(call, news.PartyChanged(call.call_id, at, caller, call.did, transferred_by, call.facts))
        self._keeping.keep(
            entries.PartyReplaced(
                id=new_id(),
                call=call.key,
                at=at,
                number=caller.number,
                presented=caller.presented,
                name=caller.name,
                withheld=caller.withheld,
                trust=caller.trust,
                transferred_by=transferred_by,
            )
        )
        self._enquiries.identify(call)

    def _tell(self, call: CallAtHand, told: news.CallNews) -> None:
        if call.shown:
            self._announce(told)
