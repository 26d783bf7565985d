"""A SIP message: a typed view of what came in, and the bytes of what goes out.

`Message` is pyVoIP's message, read by `sipmessage` after cleaning instead of by pyVoIP's own parser.
"""

from collections.abc import Iterable
from urllib.parse import quote

import sipmessage

from telephony.sip.addresses import read_address, split_outside
from telephony.sip.cleaning import NotSip, clean
from telephony.sip.library import SIPMessage, SIPMessageType, SIPStatus
from telephony.sip.vias import TopVia
from telephony.wire.guard import Peer

__all__ = [
    "Header",
    "Message",
    "NotSip",
    "Peer",
    "build_request",
    "build_response",
    "phrase_of",
    "place_of",
    "sip_user",
]

Header = tuple[str, str]

_ONCE = ("From", "To", "Call-ID", "CSeq")
_LISTS = {
    "via", "contact", "record-route", "route", "p-asserted-identity", "remote-party-id", "diversion",
    "history-info", "reason", "require", "supported", "allow", "alert-info", "attestation-info",
}  # fmt: skip # one a line would hide the set


class Message(SIPMessage):
    """One message as it came in.

    Attributes:
        method: The request's method; a response's is that of its CSeq.
        code: A response's status code; 0 for a request.
        request_uri: As sent; "" for a response.
        content: The body.
        size: Of the whole message as it came, in bytes.
        peer: Whom it came from.
        via: The topmost one.
        branch: Of that Via: which transaction the message belongs to.
        from_address, to_address: The caller's and the callee's, as the caller wrote them.
        call_id, cseq, from_tag, to_tag: As in the headers; a missing tag is "".
    """

    def __init__(self, data: bytes, peer: Peer = ("", 0)) -> None:
        self.peer = peer
        super().__init__(data)

    def parse(self, data: bytes) -> None:
        """Read the bytes; `SIPMessage` calls this.

        Raises:
            NotSip: They are not a SIP message.
        """
        self.size = len(data)
        cleaned = clean(data)
        self.request_uri = cleaned.request_uri
        try:
            self.read = sipmessage.Message.parse(cleaned.data)
        except (ValueError, TypeError) as error:
            raise NotSip(str(error)) from error
        headers = self.read.headers
        self._values = {name.lower(): headers.getlist(name) for name in headers.keys()}  # noqa: SIM118 # no dict
        for name in ("Via", *_ONCE):
            values = self._values.get(name.lower(), [])
            if not any(values) or (name in _ONCE and len(values) > 1):
                raise NotSip(f"{name} must be there once")
        self.content = self.read.body
        self.call_id = headers["Call-ID"]
        self.cseq, cseq_method = _sequence(headers["CSeq"])
        self.version = "SIP/2.0"
        self.heading = cleaned.data.partition(b"\r\n")[0]
        self.code = 0
        if isinstance(self.read, sipmessage.Response):
            self.type = SIPMessageType.RESPONSE
            self.code = self.read.code
            self.method = cseq_method
        else:
            self.type = SIPMessageType.MESSAGE
            self.method = self.read.method
            if cseq_method != self.method:
                raise NotSip("CSeq names another method")
        self.via = TopVia(self.all("Via")[0])
        self.branch = self.via.branch
        self.from_address = read_address(headers["From"])
        self.to_address = read_address(headers["To"])
        self.from_tag = self.from_address.parameters.get("tag") or ""
        self.to_tag = self.to_address.parameters.get("tag") or ""
        self._as_pyvoip_keeps_it()

    @property
    def is_request(self) -> bool:
        """Whether it asks; else it answers."""
        return self.code == 0

    def all(self, name: str) -> list[str]:
        """Every value of the header, in order; headers that are lists are split at their commas."""
        key = name.lower()
        values = self._values.get(key, [])
        if key not in _LISTS:
            return values
        return [piece for value in values for piece in split_outside(value, ",")]

    def first(self, name: str) -> str | None:
        """The header's first value, or None."""
        values = self.all(name)
        return values[0] if values else None

    def number(self, name: str) -> int | None:
        """The header's value as a whole number (Expires, Min-Expires), or None if it is none."""
        digits = (self.first(name) or "").partition(";")[0].strip()
        return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else None

    @property
    def reply_to(self) -> Peer:
        """Where a response goes."""
        return self.via.reply_to(self.peer)

    @property
    def vias_answered(self) -> list[str]:
        """The Via lines for a response."""
        _, *others = self.all("Via")
        return [self.via.answered(self.peer), *others]

    def _as_pyvoip_keeps_it(self) -> None:
        """Fill what pyVoIP's own code reads from a message."""
        self.status = _status(self.code) if self.code else self.status
        self.headers = {name: self._values[name.lower()][0] for name in self.read.headers.keys()}  # noqa: SIM118 # no dict
        self.headers["CSeq"] = {"check": str(self.cseq), "method": self.method}


def _sequence(value: str) -> tuple[int, str]:
    number, _, method = value.partition(" ")
    if not (number.isascii() and number.isdigit() and len(number) < 11 and int(number) < 2**32 and method):
        raise NotSip("CSeq is no sequence number")
    return int(number), method.strip()


def _status(code: int) -> SIPStatus:
    try:
        return SIPStatus(code)
    except ValueError:
        return SIPStatus(code // 100 * 100) if code // 100 in (2, 3, 4, 5, 6) else SIPStatus(100)


def phrase_of(code: int) -> str:
    """What a status code means, in the words of the standard."""
    return str(_status(code).phrase)


def place_of(peer: Peer) -> str:
    """The peer as a URI writes it: an IPv6 address stands in brackets."""
    host, port = peer
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def sip_user(user: str) -> str:
    """A user name as a URI writes it."""
    return quote(user, safe="-_.!~*'()&=+$,;?/")


def build_request(method: str, uri: str, headers: Iterable[Header], content: bytes = b"") -> bytes:
    """The bytes of a request; Content-Length is added."""
    return _assemble(f"{method} {uri} SIP/2.0", headers, content)


def build_response(
    request: Message, code: int, *, to_tag: str = "", headers: Iterable[Header] = (), content: bytes = b""
) -> bytes:
    """The bytes of a response.

    Args:
        request: What is answered; its Via, Record-Route, From, To, Call-ID and CSeq are given back.
        code: The status; its phrase is the standard's.
        to_tag: Our half of the dialog, put on To unless it has one.
        headers: What else to say.
        content: The body.
    """
    to = request.read.headers["To"]
    if to_tag and not request.to_tag:
        to += f";tag={to_tag}"
    told: list[Header] = [
        *(("Via", via) for via in request.vias_answered),
        *(("Record-Route", route) for route in request.all("Record-Route")),
        ("From", request.read.headers["From"]),
        ("To", to),
        ("Call-ID", request.call_id),
        ("CSeq", f"{request.cseq} {request.method}"),
        *headers,
    ]
    return _assemble(f"SIP/2.0 {code} {phrase_of(code)}", told, content)


def _assemble(start: str, headers: Iterable[Header], content: bytes) -> bytes:
    lines = [start, *(f"{name}: {value}" for name, value in headers), f"Content-Length: {len(content)}"]
    return "\r\n".join(lines).encode("utf-8") + b"\r\n\r\n" + content
