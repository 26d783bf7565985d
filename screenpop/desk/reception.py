"""Receives what lines report: opens a call, follows it, and closes it when all its lines have said enough."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from screenpop.desk.call_at_hand import CallAtHand, Leg
from screenpop.desk.calls_at_hand import CallsAtHand
from screenpop.desk.enquiries import Enquiries
from screenpop.desk.keeping import Keeping
from screenpop.desk.presenting import read_caller, read_did
from screenpop.events import calls, news
from screenpop.phone_numbers import NumberReader
from screenpop.record import entries
from screenpop.record.ids import new_id

_GRACE = 0.6
"""Seconds that an end waits for another line to say that the agent picked up the desk phone."""

_CARD_GOES = {
    calls.Ending.MISSED,
    calls.Ending.DECLINED,
    calls.Ending.NO_ANSWER,
    calls.Ending.BUSY,
    calls.Ending.UNKNOWN,
}

OnCall = calls.CallAnswered | calls.CallUpdated | calls.PartyChanged | calls.CallEnded


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
    ) -> None:
        self._at_hand = at_hand
        self._enquiries = enquiries
        self._keeping = keeping
        self._announce = announce
        self._reader = reader
        self._agent = agent
        self._clock = clock

    def offered(self, offer: calls.CallOffered) -> None:
        """A line says that a call rings; another one may have said so already."""
        known = self._at_hand.get(offer.call_id)
        if known and not known.ended:
            self._heard_again(known, offer)
        elif known is None or offer.line in known.legs:
            self._open(offer)
        # else: the slower line's word of a call that is over

    def went_on(self, call: CallAtHand, event: OnCall) -> None:
        """A line tells more of a call that goes on."""
        leg = call.legs.setdefault(event.line, Leg())
        match event:
            case calls.CallAnswered(at=at):
                leg.answered = True
                call.close_by = None
                if not call.answered:
                    call.answered = True
                    self._announce(news.CallAnswered(call.call_id, at))
                    self._keeping.keep(entries.CallPickedUp(new_id(), call.key, at))
            case calls.CallUpdated():
                self._update(call, event)
            case calls.PartyChanged(at=at, caller=caller, transferred_by=transferred_by):
                if transferred_by or not self._is_on(call, caller):
                    self._change_party(call, at, caller, transferred_by)
                elif caller.name != call.caller.name:
                    self._update(call, calls.CallUpdated(event.line, call.call_id, at, name=caller.name))
            case calls.CallEnded(at=at, ending=ending):
                leg.ending = ending
                if not call.goes_on():
                    self.close(call, at)
                elif not call.is_talked_on():
                    call.close_by = self._clock() + _GRACE

    def close(self, call: CallAtHand, at: datetime) -> None:
        """Announce the end, as the lines together know it."""
        call.close_by = None
        call.ending = call.best_ending()
        if call.ending in _CARD_GOES:
            self._enquiries.forget(call)
        self._announce(news.PopClosed(call.call_id, at, call.ending))
        self._keeping.keep(entries.CallFinished(new_id(), call.key, at, call.ending))

    def _open(self, offer: calls.CallOffered) -> None:
        caller, number = read_caller(offer.caller, self._reader)
        did = read_did(offer.did, self._reader)
        call = CallAtHand(offer.call_id, new_id(), caller, number, did, offer.facts, {offer.line: Leg()})
        self._announce(news.PopOpened(call.call_id, offer.at, caller, did, offer.transferred_by, offer.facts))
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
        if gone := self._at_hand.hold(call):
            self._enquiries.forget(gone)

    def _heard_again(self, call: CallAtHand, offer: calls.CallOffered) -> None:
        """One card, with what both lines know."""
        if offer.line in call.legs:
            return
        call.legs[offer.line] = Leg()
        if offer.caller.withheld and not call.caller.withheld:
            self._change_party(call, offer.at, offer.caller, offer.transferred_by)
            return
        nameless = call.caller.name is None and not call.caller.withheld
        self._update(
            call,
            calls.CallUpdated(
                offer.line,
                call.call_id,
                offer.at,
                did=offer.did if call.did is None else None,
                name=offer.caller.name if nameless else None,
                facts=offer.facts.beyond(call.facts),
            ),
        )

    def _update(self, call: CallAtHand, event: calls.CallUpdated) -> None:
        did = read_did(event.did, self._reader)
        if event.facts == calls.NO_FACTS and did is None and event.name is None:
            return
        call.facts = event.facts.completed_by(call.facts)
        call.did = did or call.did
        call.caller = replace(call.caller, name=event.name or call.caller.name)
        self._announce(news.CallUpdated(call.call_id, event.at, did, event.name, event.facts))
        self._keeping.keep(
            entries.CallDetailed(
                new_id(), call.key, event.at, did=did, queue=event.facts.queue, name=event.name
            )
        )

    def _is_on(self, call: CallAtHand, presented: calls.Presented) -> bool:
        """Whether this is who is on the call already: PBXs say so again and again, and so may another line."""
        caller, number = read_caller(presented, self._reader)
        if number is None:
            return (caller.presented, caller.withheld) == (call.caller.presented, call.caller.withheld)
        return number == call.number

    def _change_party(
        self, call: CallAtHand, at: datetime, presented: calls.Presented, transferred_by: str | None
    ) -> None:
        call.caller, call.number = read_caller(presented, self._reader)
        call.identity = None
        caller = call.caller
        self._announce(news.PartyChanged(call.call_id, at, caller, call.did, transferred_by, call.facts))
        self._enquiries.identify(call)
        self._keeping.keep(
            entries.CallDetailed(
                new_id(), call.key, at, number=caller.number, presented=caller.presented, name=caller.name
            )
        )
