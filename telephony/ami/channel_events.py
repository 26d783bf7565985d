"""Events of channels: they begin, change, dial, hang up."""

from collections.abc import Callable

from screenpop.events.calls import Direction
from telephony.ami.conversations import Conversations
from telephony.ami.extension import Extension
from telephony.ami.fields import device_of, is_internal, is_number, known, party
from telephony.ami.framing import Message
from telephony.ami.leg_table import UP
from telephony.ami.legs import Leg

_FULL_NUMBER = 7
"""So many digits has no extension."""


class ChannelEvents:
    """Takes what is said of channels.

    Args:
        number: The extension's.
        extension: Its legs.
        conversations: Where everybody's channels are kept.
        sees_colleagues: Called when the server tells of other phones too.
    """

    def __init__(
        self,
        number: str,
        extension: Extension,
        conversations: Conversations,
        sees_colleagues: Callable[[], None],
    ) -> None:
        self._number = number
        self._extension = extension
        self._conversations = conversations
        self._sees_colleagues = sees_colleagues
        self.takers: dict[str, Callable[[Message], None]] = {
            "Newchannel": self._began,
            "Newstate": self._new_state,
            "NewConnectedLine": self._told,
            "NewCallerid": self._caller_changed,
            "BridgeEnter": self._entered_bridge,
            "Rename": self._renamed,
            "Hangup": self._hung_up,
            "DialBegin": self._dials,
            "DialState": self._dials,
            "DialEnd": self._dials,
            "DeviceStateChange": self._device,
        }

    def _began(self, message: Message) -> None:
        fields = message.fields
        uniqueid, linkedid = fields.get("Uniqueid", ""), fields.get("Linkedid", "")
        channel = fields.get("Channel", "")
        if not uniqueid or not linkedid or channel.startswith("Local/"):
            return
        self._conversations.meet(uniqueid, linkedid, self._extension.now)
        if uniqueid == linkedid:
            conversation = self._conversations.of(linkedid, self._extension.now)
            conversation.root_seen, conversation.root = True, party(message, "CallerID")
            number = conversation.root.number
            internal = is_internal(device_of(channel)) or (number is not None and is_internal(number))
            conversation.did = None if internal else self._dialled_outside(fields.get("Exten"))
        self._about(message)

    def _new_state(self, message: Message) -> None:
        fields = message.fields
        uniqueid, channel = fields.get("Uniqueid", ""), fields.get("Channel", "")
        if channel.startswith("Local/"):
            return
        if not self._extension.legs.is_own(channel):
            self._sees_colleagues()
        if fields.get("ChannelState") == UP and uniqueid and (linkedid := fields.get("Linkedid")):
            talks = self._conversations.meet(uniqueid, linkedid, self._extension.now)
            talks.up_since = talks.up_since or self._extension.order
        self._about(message)

    def _told(self, message: Message) -> None:
        self._about(message)

    def _about(self, message: Message) -> Leg | None:
        fields = message.fields
        channel, linkedid = self._conversations.channel(fields.get("Uniqueid", "")), fields.get("Linkedid")
        if channel is not None and linkedid:
            self._conversations.meet(channel.uniqueid, linkedid, self._extension.now)
        leg = self._extension.heard(message)
        if leg is not None:
            self._extension.follow(leg)
        return leg

    def _caller_changed(self, message: Message) -> None:
        """The dialplan gave a channel another caller, or said that the caller may not be shown."""
        linkedid = message.fields.get("Linkedid", "")
        if message.fields.get("Uniqueid") == linkedid and linkedid:
            presentation = message.fields.get("CID-CallingPres", "")
            self._conversations.of(linkedid, self._extension.now).withheld = "Prohibited" in presentation
        self._about(message)

    def _entered_bridge(self, message: Message) -> None:
        leg = self._about(message)
        if leg is not None:
            self._extension.other_side_answered(leg)

    def _renamed(self, message: Message) -> None:
        message.fields["Channel"] = message.fields.get("Newname", "")
        self._about(message)

    def _hung_up(self, message: Message) -> None:
        uniqueid = message.fields.get("Uniqueid", "")
        leg = self._extension.legs.get(uniqueid)
        if leg is not None:
            leg.linkedid = message.fields.get("Linkedid") or leg.linkedid
            self._extension.hung_up(leg, message.fields.get("Cause", ""))
        self._conversations.leave(uniqueid, message.fields.get("Linkedid", ""))

    def _dials(self, message: Message) -> None:
        """DialBegin, DialState, DialEnd: of a phone that is rung ("Dest…"), and of the one that rings it."""
        rung = self._extension.heard(message, "Dest")
        if rung is not None:
            self._rung(rung, message)
        dials = self._extension.heard(message) if "Channel" in message.fields else None
        if dials is not None and dials.call.direction is Direction.OUT:
            self._calls_somebody(dials, message)

    def _rung(self, leg: Leg, message: Message) -> None:
        fields, status = message.fields, message.fields.get("DialStatus")
        if "Channel" in fields:
            caller = party(message, "CallerID")
            leg.dialing, leg.dialing_seen = caller if caller.number else leg.dialing, True
            self._dialled_by_root(leg, message)
        elif not leg.call.offered and not leg.call.answered:
            leg.originated, leg.call.direction = True, Direction.OUT
        if message.event == "DialEnd":
            _keep_status(leg, status)
        elif status == "RINGING":
            leg.ringing = True
        self._extension.follow(leg)

    def _calls_somebody(self, leg: Leg, message: Message) -> None:
        if message.event == "DialEnd":
            _keep_status(leg, message.fields.get("DialStatus"))
        else:
            leg.dials_since = leg.dials_since or self._extension.order
            exten = message.fields.get("Exten")
            if leg.dialled is None and is_number(exten):
                leg.dialled = exten
        self._extension.follow(leg)
        if message.fields.get("DialStatus") == "ANSWER":
            self._extension.other_side_answered(leg)

    def _dialled_by_root(self, leg: Leg, message: Message) -> None:
        """A filtered stream does not tell what was dialled first; a full number is no extension of ours."""
        fields = message.fields
        conversation = self._conversations.of(leg.linkedid, self._extension.now)
        is_root = fields.get("Uniqueid") == fields.get("Linkedid") == leg.linkedid
        if conversation.root_seen or conversation.did or not is_root:
            return
        dialled = self._dialled_outside(fields.get("Exten"))
        if dialled is not None and len(dialled) >= _FULL_NUMBER and not is_internal(leg.dialing.number or ""):
            conversation.did = dialled

    def _dialled_outside(self, exten: str | None) -> str | None:
        number = known(exten)
        return number if is_number(number) and number != self._number else None

    def _device(self, message: Message) -> None:
        """A device that is in no call at all ends what the connection's loss had left in doubt."""
        if message.fields.get("State") == "NOT_INUSE":
            self._extension.idle(message.fields.get("Device", ""))


def _keep_status(leg: Leg, status: str | None) -> None:
    if status and status not in ("CANCEL", "ANSWER"):
        leg.status = leg.status or status
