"""Receives what lines report: which call it is about, whether it is a new one, and when it is shown."""

from collections.abc import Callable
from datetime import datetime

from screenpop.desk.call_at_hand import CallAtHand
from screenpop.desk.calls_at_hand import CallsAtHand
from screenpop.desk.chronicle import Chronicle
from screenpop.desk.enquiries import Enquiries
from screenpop.desk.following import Following
from screenpop.desk.lines_at_work import LinesAtWork
from screenpop.desk.merging import (
    SHOWN_ALONE_AFTER,
    TAKEN_FOR_WITHHELD_AFTER,
    Heard,
    HeldOffers,
    OnCall,
)
from screenpop.desk.presenting import read_caller, read_did
from screenpop.desk.showing import Showing
from screenpop.events import calls
from screenpop.phone_numbers import NumberReader
from screenpop.record.ids import new_id


class Reception:
    """Opens calls, has two lines' words of one call meet, and passes on what is told of each."""

    def __init__(
        self,
        *,
        at_hand: CallsAtHand,
        following: Following,
        enquiries: Enquiries,
        chronicle: Chronicle,
        reader: NumberReader,
        clock: Callable[[], float],
        lines: LinesAtWork,
        showing: Showing,
    ) -> None:
        self._at_hand = at_hand
        self._following = following
        self._enquiries = enquiries
        self._chronicle = chronicle
        self._reader = reader
        self._clock = clock
        self._lines = lines
        self._showing = showing
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
            self._following.follow(call, event)

    def next_due(self) -> float | None:
        """When a call closes or an offer has waited long enough, in seconds of the desk's clock."""
        due = (self._at_hand.next_close(), self._held.next_due())
        return min((when for when in due if when is not None), default=None)

    def tend(self, at: datetime) -> None:
        """Do what is due."""
        for call in self._at_hand.to_close(self._clock()):
            self._following.close(call, at)
        self._settle_held()

    def leave(self, at: datetime) -> None:
        """Nobody hears of the calls any more: those that still ring are kept as calls of which the end is unknown."""
        for call in self._at_hand:
            if not call.ended and not call.answered:
                self._chronicle.cut_off(call, at, calls.Ending.UNKNOWN)

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
        offer = heard.offer
        did = read_did(offer.did, self._reader)
        called = self._showing.called(offer.direction, did, offer.facts)
        call = CallAtHand(
            call_id=offer.call_id,
            key=new_id(),
            heard_at=heard.now,
            since=offer.at,
            direction=offer.direction,
            caller=heard.caller,
            number=heard.number,
            did=did,
            facts=offer.facts,
            called=called,
            privacy_known=offer.caller.privacy_known,
            shown=offer.practice or self._showing.has_card(offer.direction, heard.caller, called),
            practice=offer.practice,
        )
        gone = self._at_hand.hold(call)
        self._at_hand.join(call, offer.line, offer.call_id)
        self._chronicle.opened(call, offer.at, offer.transferred_by)
        self._enquiries.identify(call)
        self._chronicle.started(call, offer.at)
        if gone:
            self._enquiries.forget(gone)

    def _join(self, call: CallAtHand, offer: calls.CallOffered) -> None:
        """One card, with what both lines know; a call that is over only learns that this line, too, told of it."""
        self._at_hand.join(call, offer.line, offer.call_id)
        if call.ended:
            return
        caller = offer.caller
        call.privacy_known = call.privacy_known or caller.privacy_known
        if (caller.withheld and not call.caller.withheld) or _names_nobody_yet(call, caller):
            self._following.change_party(call, offer.at, caller, offer.transferred_by)
        did = offer.did if call.did is None else None
        name = caller.name if call.caller.name is None else None
        self._following.tell_late(call, offer.at, did, name, offer.facts.beyond(call.facts))


def _names_nobody_yet(call: CallAtHand, presented: calls.Presented) -> bool:
    nobody = call.caller.presented is None and not call.caller.withheld
    return nobody and presented.number is not None
