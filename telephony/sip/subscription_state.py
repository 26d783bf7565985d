"""What the Subscription-State of a NOTIFY says of how a subscription ended (RFC 6665, 4.1.3)."""

from dataclasses import dataclass

from telephony.sip.addresses import parameters_in
from telephony.sip.message import Message

_REFUSED_AS = {"rejected": 403, "noresource": 404}


@dataclass(frozen=True, slots=True)
class SubscriptionEnd:
    """How a subscription ended.

    Attributes:
        refused: The answer to a SUBSCRIBE that would have said the same; None if it may be begun anew.
        wait: The seconds until then, if the PBX asks for any.
    """

    refused: int | None
    wait: int | None


def end_told_in(notify: Message) -> SubscriptionEnd:
    """Read `terminated;reason=...;retry-after=...`."""
    told = parameters_in(";" + (notify.first("Subscription-State") or "").partition(";")[2])
    after = told.get("retry-after") or ""
    wait = int(after) if after.isascii() and after.isdigit() and len(after) < 6 else None
    return SubscriptionEnd(_REFUSED_AS.get((told.get("reason") or "").lower()), wait)


def first_word(message: Message, name: str) -> str:
    """A header's value without its parameters."""
    return (message.first(name) or "").partition(";")[0].strip().lower()
