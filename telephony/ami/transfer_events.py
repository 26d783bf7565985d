"""Events of calls that pass from one phone to another: transfers, pick-ups, parked calls."""

from collections.abc import Callable

from telephony.ami.conversations import Conversations
from telephony.ami.extension import Extension
from telephony.ami.fields import known, party
from telephony.ami.framing import Message


class TransferEvents:
    """Takes what is said of transfers.

    Args:
        number: The extension's.
        extension: Its legs.
        conversations: Where it is kept who passed a call on.
    """

    def __init__(self, number: str, extension: Extension, conversations: Conversations) -> None:
        self._number = number
        self._extension = extension
        self._conversations = conversations
        self.takers: dict[str, Callable[[Message], None]] = {
            "BlindTransfer": self._passed_on,
            "AttendedTransfer": self._passed_on,
            "Pickup": self._picked_up,
            "UnParkedCall": self._fetched,
        }

    def _passed_on(self, message: Message) -> None:
        fields = message.fields
        by = known(fields.get("TransfererCallerIDNum") or fields.get("OrigTransfererCallerIDNum"))
        if fields.get("Result", "Success") != "Success" or by is None or by == self._number:
            return
        keys = (
            "TransfereeLinkedid",
            "TransfererLinkedid",
            "OrigTransfererLinkedid",
            "SecondTransfererLinkedid",
        )
        for linkedid in {fields[key] for key in keys if fields.get(key)}:
            self._conversations.of(linkedid, self._extension.now).transferred_by = by
            for leg in self._extension.legs:
                if leg.linkedid == linkedid and message.event == "AttendedTransfer":
                    leg.call.transferred_by = by

    def _picked_up(self, message: Message) -> None:
        """A phone takes the call that rings another."""
        target = message.fields.get("TargetUniqueid", "")
        rung = self._extension.legs.get(target)
        picker = self._extension.heard(message)
        if picker is not None:
            whom = party(message, "TargetConnectedLine")
            self._extension.take(picker, target, message.fields.get("TargetLinkedid", ""), whom)
        elif rung is not None:
            self._extension.taken(rung)

    def _fetched(self, message: Message) -> None:
        """A phone takes a parked call."""
        fetcher = self._extension.heard(message, "Retriever")
        if fetcher is None:
            return
        parker = known(message.fields.get("ParkerDialString", "").rpartition("/")[2])
        if parker != self._number and not fetcher.call.offered:
            fetcher.call.transferred_by = parker
        whom = party(message, "ParkeeCallerID")
        self._extension.take(fetcher, "", message.fields.get("ParkeeLinkedid", ""), whom)
