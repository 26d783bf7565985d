"""Channel variables by which a site tells facts of a call."""

from collections.abc import Callable

from telephony.ami.conversations import Conversations
from telephony.ami.extension import Extension
from telephony.ami.framing import Message

LONGEST_VALUE = 200


class Variables:
    """Keeps those that the settings name, with the conversation in which they were set.

    Args:
        extension: The legs whose calls they may tell something of.
        conversations: Where they are kept.
        named: Those that the settings name, in small letters.
    """

    def __init__(self, extension: Extension, conversations: Conversations, named: frozenset[str]) -> None:
        self._extension = extension
        self._conversations = conversations
        self._named = named
        takers: dict[str, Callable[[Message], None]] = {"VarSet": self._set, "UserEvent": self._said}
        self.takers = takers if named else {}

    def came_with(self, message: Message) -> None:
        """Take what `channelvars` in manager.conf adds to every event of a channel."""
        self._keep(message, message.variables)

    def _set(self, message: Message) -> None:
        self._keep(message, {message.fields.get("Variable", ""): message.fields.get("Value", "")})

    def _said(self, message: Message) -> None:
        self._keep(message, message.fields)

    def _keep(self, message: Message, values: dict[str, str]) -> None:
        told = {
            name.lower(): value[:LONGEST_VALUE]
            for name, value in values.items()
            if name.lower() in self._named and value
        }
        linkedid = message.fields.get("Linkedid") or message.fields.get("DestLinkedid")
        if not told or not linkedid:
            return
        self._conversations.of(linkedid, self._extension.now).variables.update(told)
        for leg in self._extension.legs:
            if leg.linkedid == linkedid:
                self._extension.follow(leg)
