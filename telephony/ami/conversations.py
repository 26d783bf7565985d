"""What belongs together in the PBX: all channels of one Linkedid, and what is known of them as a whole.

The root is the channel whose Uniqueid is the Linkedid: who called first, and what they dialled first.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from telephony.ami.fields import NOBODY, Party

MOST_CHANNELS = 10_000
MOST_CONVERSATIONS = 5_000
FORGOTTEN_AFTER = 12 * 3600.0
LONELY_AFTER = 600.0


@dataclass(slots=True)
class Channel:
    """One channel of anybody's.

    Attributes:
        up_since: Which event of the stream said that it talks; 0 if none did.
    """

    uniqueid: str
    linkedid: str
    heard: float
    up_since: int = 0


@dataclass(slots=True)
class Conversation:
    """All that shares one Linkedid.

    Attributes:
        members: The Uniqueids of its channels.
        root_seen: Whether we saw how it began; `root` and `did` are then what they are.
        did: The number that an outside caller dialled first.
        withheld: The dialplan said that the caller's number may not be shown.
        queue: The queue in which it waits, or from which an agent took it.
        joined: When it came into that queue.
        transferred_by: The colleague who passed it on last.
        variables: The channel variables that tell facts.
    """

    linkedid: str
    heard: float
    members: set[str] = field(default_factory=set)
    root_seen: bool = False
    root: Party = NOBODY
    did: str | None = None
    withheld: bool = False
    queue: str | None = None
    joined: float | None = None
    transferred_by: str | None = None
    variables: dict[str, str] = field(default_factory=dict)


class Conversations:
    """The channels and conversations of which something was heard; bounded, the oldest give way."""

    def __init__(self) -> None:
        self._channels: dict[str, Channel] = {}
        self._conversations: dict[str, Conversation] = {}

    def __len__(self) -> int:
        return len(self._channels) + len(self._conversations)

    def of(self, linkedid: str, now: float) -> Conversation:
        """The conversation; a new one if nothing is known of it."""
        known = self._conversations.get(linkedid)
        if known is None:
            known = self._conversations[linkedid] = Conversation(linkedid, now)
            if len(self._conversations) > MOST_CONVERSATIONS:
                del self._conversations[next(iter(self._conversations))]
        known.heard = now
        return known

    def knows(self, linkedid: str) -> bool:
        """Whether anything is known of the conversation."""
        return linkedid in self._conversations

    def channel(self, uniqueid: str) -> Channel | None:
        """The channel, if it was met."""
        return self._channels.get(uniqueid)

    def meet(self, uniqueid: str, linkedid: str, now: float) -> Channel:
        """A channel is, and belongs to this conversation from now on."""
        channel = self._channels.get(uniqueid)
        if channel is None:
            channel = self._channels[uniqueid] = Channel(uniqueid, linkedid, now)
            self.of(linkedid, now).members.add(uniqueid)
            if len(self._channels) > MOST_CHANNELS:
                self.leave(next(iter(self._channels)))
        elif channel.linkedid != linkedid:
            self._part(uniqueid, channel.linkedid)
            channel.linkedid = linkedid
            self.of(linkedid, now).members.add(uniqueid)
        channel.heard = now
        return channel

    def leave(self, uniqueid: str, linkedid: str = "") -> None:
        """A channel is no more; its conversation goes with its last one."""
        channel = self._channels.pop(uniqueid, None)
        self._part(uniqueid, channel.linkedid if channel else linkedid)

    def talking(self, linkedid: str) -> Iterator[Channel]:
        """Those who talk in the conversation, but for its root."""
        conversation = self._conversations.get(linkedid)
        for uniqueid in conversation.members if conversation else ():
            channel = self._channels.get(uniqueid)
            if channel is not None and channel.up_since and uniqueid != linkedid:
                yield channel

    def sweep(self, now: float) -> None:
        """Forget what nothing was heard of for long, and what never got a channel."""
        for channel in [one for one in self._channels.values() if now - one.heard > FORGOTTEN_AFTER]:
            self.leave(channel.uniqueid)
        for one in list(self._conversations.values()):
            if not one.members and now - one.heard > LONELY_AFTER:
                del self._conversations[one.linkedid]

    def forget_all(self) -> None:
        """Nothing is known any more."""
        self._channels.clear()
        self._conversations.clear()

    def _part(self, uniqueid: str, linkedid: str) -> None:
        conversation = self._conversations.get(linkedid)
        if conversation is not None:
            conversation.members.discard(uniqueid)
            if not conversation.members:
                del self._conversations[linkedid]
