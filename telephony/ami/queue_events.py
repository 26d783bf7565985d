"""Events of queues: who waits in which, whom the queue rings, who did not answer."""

from collections.abc import Callable
from datetime import timedelta

from telephony.ami.conversations import Conversations
from telephony.ami.extension import Extension
from telephony.ami.fields import name_of, party
from telephony.ami.framing import Message
from telephony.ami.legs import Leg
from telephony.facts import waited_of


class QueueEvents:
    """Takes what is said of queues.

    Args:
        number: The extension's.
        extension: Its legs.
        conversations: Where it is kept who waits in which queue.
    """

    def __init__(self, number: str, extension: Extension, conversations: Conversations) -> None:
        self._member = f"Local/{number}@"
        self._extension = extension
        self._conversations = conversations
        self.takers: dict[str, Callable[[Message], None]] = {
            "QueueCallerJoin": self._joined,
            "QueueCallerLeave": self._left,
            "AgentCalled": self._rings,
            "AgentConnect": self._connected,
            "AgentRingNoAnswer": self._gave_up,
        }

    def _joined(self, message: Message) -> None:
        linkedid = message.fields.get("Linkedid", "")
        if linkedid:
            conversation = self._conversations.of(linkedid, self._extension.now)
            conversation.queue = name_of(message.fields.get("Queue"))
            conversation.joined = self._extension.now

    def _left(self, message: Message) -> None:
        linkedid = message.fields.get("Linkedid", "")
        if linkedid and self._conversations.knows(linkedid):
            conversation = self._conversations.of(linkedid, self._extension.now)
            conversation.queue = conversation.joined = None

    def _rings(self, message: Message) -> None:
        caller = party(message, "CallerID")
        for leg in self._meant(message):
            leg.dialing, leg.dialing_seen = caller if caller.number else leg.dialing, True
            self._note(leg, message, waited_of(message.fields.get("Wait")))

    def _connected(self, message: Message) -> None:
        held, rang = waited_of(message.fields.get("HoldTime")), waited_of(message.fields.get("RingTime"))
        waited = None if held is None else max(timedelta(), held - (rang or timedelta()))
        for leg in self._meant(message):
            self._note(leg, message, waited)

    def _note(self, leg: Leg, message: Message, waited: timedelta | None) -> None:
        """The queue's name may come after the call was told of."""
        leg.call.queue = name_of(message.fields.get("Queue")) or leg.call.queue
        leg.call.waited = waited if leg.call.waited is None else leg.call.waited
        self._extension.follow(leg)

    def _gave_up(self, message: Message) -> None:
        for leg in self._meant(message):
            leg.status = leg.status or "NOANSWER"

    def _meant(self, message: Message) -> list[Leg]:
        """The leg that the queue rings; a member may be rung through a Local channel."""
        leg = self._extension.heard(message, "Dest")
        if leg is not None:
            return [leg]
        if not message.fields.get("DestChannel", "").startswith(self._member):
            return []
        linkedid = message.fields.get("Linkedid")
        return [one for one in self._extension.legs if one.linkedid == linkedid]
