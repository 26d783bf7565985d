"""The little PBX's registrar: which phones ring when the extension is called (RFC 3261, 10.3)."""

import time
from dataclasses import dataclass

from telephony.sip.addresses import read_address
from telephony.sip.message import Header, Message, Peer, build_response

LONGEST = 3600


@dataclass(frozen=True, slots=True)
class Contact:
    """One phone of the extension: its URI, where its packets come from, and until when it counts."""

    uri: str
    peer: Peer
    until: float


class Registrar:
    """Keeps the extension's contacts.

    Attributes:
        granted: The most seconds that a registration is granted.
    """

    def __init__(self, granted: int = LONGEST) -> None:
        self.granted = granted
        self._contacts: dict[str, Contact] = {}

    def contacts(self) -> list[Contact]:
        """The phones that are registered now."""
        now = time.monotonic()
        self._contacts = {uri: contact for uri, contact in self._contacts.items() if contact.until > now}
        return list(self._contacts.values())

    def register(self, request: Message) -> bytes:
        """Take a REGISTER in that has been authenticated, and give the answer."""
        wished = request.number("Expires")
        for value in request.all("Contact"):
            if value.strip() == "*":
                self._contacts.clear()
                continue
            address = read_address(value)
            own = address.parameters.get("expires") or ""
            asked = int(own) if own.isascii() and own.isdigit() else wished
            seconds = self.granted if asked is None else min(asked, self.granted)
            uri = str(address.uri)
            if seconds:
                self._contacts[uri] = Contact(uri, request.peer, time.monotonic() + seconds)
            else:
                self._contacts.pop(uri, None)
        now = time.monotonic()
        told: list[Header] = [
            ("Contact", f"<{contact.uri}>;expires={round(contact.until - now)}")
            for contact in self.contacts()
        ]
        return build_response(
            request, 200, to_tag="registrar", headers=[*told, ("Expires", str(self.granted))]
        )
