"""The extension's channels: which are its own, what is known of each, and which ring together as one call."""

import re
from collections import deque
from collections.abc import Iterable, Iterator

from screenpop.events.calls import Direction
from telephony.ami.fields import known, party
from telephony.ami.framing import Message
from telephony.ami.legs import Call, Leg

DOWN, RING, RINGING, UP = "0", "4", "5", "6"
"""Asterisk's channel states: a phone that calls is in Ring, a phone that is called in Ringing."""

MOST_LEGS = 64
MOST_GONE = 256


class LegTable:
    """The legs of one extension.

    Args:
        extension: Whose.
        technologies: What its channels' names begin with: "PJSIP", "SIP".
    """

    def __init__(self, extension: str, technologies: Iterable[str]) -> None:
        kinds = "|".join(map(re.escape, technologies))
        self._own = re.compile(rf"(?:{kinds})/{re.escape(extension)}-[0-9a-f]+")
        self._extension = extension
        self._legs: dict[str, Leg] = {}
        self._gone: deque[str] = deque(maxlen=MOST_GONE)

    def __len__(self) -> int:
        return len(self._legs)

    def __iter__(self) -> Iterator[Leg]:
        return iter(list(self._legs.values()))

    @property
    def is_full(self) -> bool:
        """Whether there are more than any extension has."""
        return len(self._legs) > MOST_LEGS

    def get(self, uniqueid: str) -> Leg | None:
        """The leg, if this channel is one."""
        return self._legs.get(uniqueid)

    def is_own(self, channel: str) -> bool:
        """Whether the channel is of a device of the extension."""
        return self._own.fullmatch(channel) is not None

    def calls(self) -> list[Call]:
        """The calls that go on."""
        return list({id(leg.call): leg.call for leg in self._legs.values() if not leg.call.ended}.values())

    def heard(self, message: Message, prefix: str, order: int, now: float) -> Leg | None:
        """Take over what was said of a channel, if it is one of the extension's."""
        fields = message.fields
        uniqueid = fields.get(f"{prefix}Uniqueid", "")
        leg = self._legs.get(uniqueid)
        linkedid = fields.get(f"{prefix}Linkedid") or (leg.linkedid if leg else uniqueid)
        state = fields.get(f"{prefix}ChannelState", "")
        if leg is None:
            if not uniqueid or not self.is_own(fields.get(f"{prefix}Channel", "")):
                return None
            if uniqueid in self._gone and message.event != "Newchannel":
                return None
            leg = self._begin(uniqueid, linkedid, state, order, now)
        leg.linkedid, leg.heard, leg.doubtful = linkedid, now, False
        connected = party(message, f"{prefix}ConnectedLine")
        if connected.number and connected.number != self._extension:
            leg.connected = connected
        if state == RING and not leg.up_since and not leg.call.offered:
            leg.call.direction, leg.originated = Direction.OUT, False
            leg.dialled = leg.dialled or known(fields.get(f"{prefix}Exten"))
        leg.ringing = leg.ringing or state == RINGING
        leg.up_since = leg.up_since or (order if state == UP else 0)
        return leg

    def _begin(self, uniqueid: str, linkedid: str, state: str, order: int, now: float) -> Leg:
        calls_somebody = state == RING or (uniqueid == linkedid and state in (DOWN, UP))
        call = None if calls_somebody else self._joinable(uniqueid, linkedid)
        if call is None:
            call_id = uniqueid if uniqueid == linkedid else f"{linkedid}-{uniqueid}"
            call = Call(call_id, Direction.OUT if calls_somebody else Direction.IN)
        leg = Leg(uniqueid, linkedid, call, order, now, originated=calls_somebody and state == DOWN)
        self._legs[uniqueid] = call.legs[uniqueid] = leg
        return leg

    def _joinable(self, uniqueid: str, linkedid: str) -> Call | None:
        """The call that rings the agent's other device already, or that was taken from this channel."""
        for leg in self._legs.values():
            call = leg.call
            if call.takes == uniqueid and not call.ended:
                return call
            rings = call.direction is Direction.IN and not (call.answered or call.ended)
            if rings and leg.linkedid == linkedid:
                return call
        return None

    def inherit(self, leg: Leg, uniqueid: str) -> None:
        """The call of a leg goes on under another channel."""
        heir = Leg(uniqueid, leg.linkedid, leg.call, leg.began, leg.heard, up_since=leg.began)
        self._legs[uniqueid] = leg.call.legs[uniqueid] = heir

    def bury(self, leg: Leg) -> Call:
        """The leg hung up: what is said of it after that, which happens, brings it back no more."""
        self._gone.append(leg.uniqueid)
        return self.remove(leg)

    def remove(self, leg: Leg) -> Call:
        """Follow the leg no more; returns the call that it was part of."""
        self._legs.pop(leg.uniqueid, None)
        leg.call.legs.pop(leg.uniqueid, None)
        return leg.call
