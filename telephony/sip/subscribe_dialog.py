"""The SIP dialog in which a subscription lives: its tags, its route, its counts (RFC 6665, RFC 3261, 12)."""

from telephony.sip.addresses import read_address
from telephony.sip.endpoint import Endpoint
from telephony.sip.message import Header, Message, sip_user


class SubscribeDialog:
    """One subscription's dialog, from its first SUBSCRIBE on.

    Attributes:
        target: The request-URI of the next SUBSCRIBE.
        contact: Where the last SUBSCRIBE said that we are.
        corrected: It said so a second time, because the PBX sees us elsewhere.
    """

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._call_id = endpoint.gen_call_id()
        self._tag = endpoint.gen_tag()
        self._remote_tag = ""
        self._routes: list[str] = []
        self._cseq = 0
        self._heard = -1
        self.contact = ""
        self.corrected = False
        self.target = endpoint.account.address + endpoint.account.by

    @property
    def established(self) -> bool:
        """Whether the PBX has taken part in it."""
        return bool(self._remote_tag)

    def next_headers(self, expires: int) -> list[Header]:
        """The headers of the next SUBSCRIBE."""
        account = self._endpoint.account
        self._cseq += 1
        self.contact = self._endpoint.contact
        return [
            *(("Route", route) for route in self._routes),
            ("From", f"<sip:{sip_user(account.username)}@{account.place}>;tag={self._tag}"),
            ("To", f"<{account.address}>" + (f";tag={self._remote_tag}" if self._remote_tag else "")),
            ("Call-ID", self._call_id),
            ("CSeq", f"{self._cseq} SUBSCRIBE"),
            ("Contact", f"<{self.contact}>"),
            ("Event", "dialog"),
            ("Accept", "application/dialog-info+xml"),
            ("Expires", str(expires)),
            ("User-Agent", "Screenpop"),
        ]

    def establish(self, answer: Message) -> None:
        """Take a 2xx in."""
        self._remote_tag = answer.to_tag
        self._routes = self._routes or answer.all("Record-Route")[::-1]
        contact = answer.first("Contact")
        if contact is not None:
            self.target = str(read_address(contact).uri)

    def owns(self, notify: Message) -> bool:
        """Whether this NOTIFY belongs to it; the first one may come before the 2xx."""
        ours = notify.call_id == self._call_id and notify.to_tag == self._tag
        return ours and self._remote_tag in ("", notify.from_tag)

    def is_news(self, notify: Message) -> bool:
        """Whether this NOTIFY is neither a copy nor older than the last one; it is the last one from now on."""
        if notify.cseq <= self._heard:
            return False
        self._heard = notify.cseq
        self._remote_tag = notify.from_tag
        return True
