"""The extension whose calls are reported: its legs, and what becomes of them."""

from screenpop.events.calls import Direction, Ending
from telephony.ami.calls_in import CallsIn
from telephony.ami.calls_out import CallsOut
from telephony.ami.conversations import Conversations
from telephony.ami.fields import Party
from telephony.ami.framing import Message
from telephony.ami.leg_table import LegTable
from telephony.ami.legs import Call, Leg

RINGS_AT_MOST = 3600.0
DOUBTED_AT_MOST = 2 * 3600.0
TALKS_AT_MOST = 24 * 3600.0


class Extension:
    """Follows the extension's legs.

    Args:
        legs: Its channels.
        conversations: What else is known.
        incoming: Its calls, by direction.
        outgoing: Its calls, by direction.

    Attributes:
        order: How many messages were heard: which came first.
        now: When the one came that is being heard, in seconds.
    """

    def __init__(
        self, legs: LegTable, conversations: Conversations, incoming: CallsIn, outgoing: CallsOut
    ) -> None:
        self.legs = legs
        self._conversations = conversations
        self._in = incoming
        self._out = outgoing
        self.order = 0
        self.now = 0.0

    def heard(self, message: Message, prefix: str = "") -> Leg | None:
        """Something was said of a channel; returns its leg if it is one of the extension's."""
        known = self.legs.get(message.fields.get(f"{prefix}Uniqueid", ""))
        channel = message.fields.get(f"{prefix}Channel")
        if known is not None and channel and not self.legs.is_own(channel):
            self._give_up(known)
            return None
        leg = self.legs.heard(message, prefix, self.order, self.now)
        if leg is not None:
            self._conversations.meet(leg.uniqueid, leg.linkedid, self.now)
            if self.legs.is_full:
                self._forget(next(iter(self.legs)))
        return leg

    def follow(self, leg: Leg) -> None:
        """Report what the leg has come to."""
        call = leg.call
        if call.ended:
            return
        if call.direction is Direction.OUT:
            self._out.follow(leg, self.order, self.now)
            return
        before = call.answered
        self._in.follow(leg, self.now)
        if call.answered and not before:
            self.end_doubtful(Ending.UNKNOWN)

    def other_side_answered(self, leg: Leg) -> None:
        """Whom the agent called picked up."""
        self._out.answered(leg)

    def take(self, leg: Leg, target: str, linkedid: str, whom: Party) -> None:
        """The agent took somebody's ringing or parked call from another phone."""
        rung = self.legs.get(target)
        if rung is not None and not rung.call.ended:
            rung.call.legs[leg.uniqueid], leg.call = leg, rung.call
            leg.up_since = leg.up_since or self.order
            self.follow(leg)
            return
        leg.call.takes, leg.linkedid = target, linkedid or leg.linkedid
        self._in.take(leg, whom, self.now)

    def taken(self, leg: Leg) -> None:
        """A colleague took the call that rings here."""
        self._in.taken(leg.call)

    def hung_up(self, leg: Leg, cause: str) -> None:
        """The leg is gone; the call with it, unless another of its legs goes on."""
        call = self.legs.bury(leg)
        taken = call.takes if call.takes != leg.uniqueid else ""
        if taken and taken not in call.legs and self._conversations.channel(taken):
            self.legs.inherit(leg, taken)
        if call.ended or call.goes_on():
            return
        if call.direction is Direction.OUT:
            self._out.end(leg, cause, self.now)
        else:
            self._in.end(leg, cause)

    def lost(self) -> None:
        """Nothing is heard any more: what rings is over, what talks probably goes on."""
        for call in self.legs.calls():
            if not call.answered:
                self._abandon(call)
        for leg in self.legs:
            leg.doubtful = leg.call.answered and not leg.call.ended
            if not leg.doubtful:
                self.legs.remove(leg)

    def end_doubtful(self, ending: Ending) -> None:
        """Calls that talked when the connection was lost are over, if nothing was heard of them since."""
        for call in self.legs.calls():
            if all(leg.doubtful for leg in call.legs.values()):
                self._abandon(call, ending)

    def idle(self, device: str) -> None:
        """The PBX says that a device has no call at all."""
        if self.legs.is_own(f"{device}-0"):
            self.end_doubtful(Ending.ENDED)

    def sweep(self, now: float) -> None:
        """Let go of what would have ended long ago."""
        for leg in self.legs:
            limit = TALKS_AT_MOST if leg.call.answered else RINGS_AT_MOST
            if now - leg.heard > (DOUBTED_AT_MOST if leg.doubtful else limit):
                self._forget(leg)

    def _give_up(self, leg: Leg) -> None:
        """Another device has the channel now (a masquerade): a pick-up, or the end of an attended transfer."""
        self._in.taken(leg.call)
        self.hung_up(leg, "")

    def _forget(self, leg: Leg) -> None:
        self._abandon(leg.call)
        self._conversations.leave(leg.uniqueid, leg.linkedid)
        self.legs.remove(leg)

    def _abandon(self, call: Call, ending: Ending = Ending.UNKNOWN) -> None:
        self._in.abandon(call, ending)
        for leg in list(call.legs.values()):
            self.legs.remove(leg)
