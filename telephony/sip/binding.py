"""What a REGISTER says of us, and what its answer says of how long we are known (RFC 3261 10.2, 10.3)."""

from telephony.sip.addresses import read_address
from telephony.sip.endpoint import Endpoint
from telephony.sip.message import Header, Message

LONGEST_EXPIRES = 86_400


class Binding:
    """Our extension, tied to the address under which we are reached.

    Attributes:
        target: The request-URI of a REGISTER.
        contact: What the last REGISTER said.
        expires: The seconds for which we ask to be known.
    """

    def __init__(self, endpoint: Endpoint) -> None:
        account = endpoint.account
        self._endpoint = endpoint
        self._tag = endpoint.gen_tag()
        self._call_id = endpoint.gen_call_id()
        self.target = f"sip:{account.place}{account.by}"
        self.contact = ""
        self.expires = account.expires

    def headers(self) -> list[Header]:
        """The headers of the next REGISTER."""
        self.contact = self._endpoint.contact
        instance = f'+sip.instance="<urn:uuid:{self._endpoint.urnUUID}>"'
        return self._headers(f"<{self.contact}>;{instance}", self.expires)

    def headers_without(self, contact: str) -> list[Header]:
        """The headers of a REGISTER that takes back where we are no more.

        It does not name our instance: a registrar that goes by that would take back where we are now.
        """
        return self._headers(f"<{contact}>", 0)

    def granted(self, answer: Message) -> int:
        """How long the PBX knows us: as our contact says, else the answer, else as we asked."""
        for value in answer.all("Contact"):
            contact = read_address(value)
            granted = contact.parameters.get("expires") or ""
            if self._endpoint.is_ours(contact.uri) and granted.isascii() and granted.isdigit():
                return min(int(granted[:6]), LONGEST_EXPIRES)
        told = answer.number("Expires")
        return self.expires if told is None else min(told, LONGEST_EXPIRES)

    def _headers(self, contact: str, expires: int) -> list[Header]:
        account = self._endpoint.account
        return [
            ("From", f"<{account.address}>;tag={self._tag}"),
            ("To", f"<{account.address}>"),
            ("Call-ID", self._call_id),
            ("CSeq", f"{self._endpoint.registerCounter.next()} REGISTER"),
            ("Contact", f"{contact};expires={expires}"),
            ("Expires", str(expires)),
            ("User-Agent", "Screenpop"),
        ]
