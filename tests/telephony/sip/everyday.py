"""The 31 everyday kinds of INVITE: what PBXs and carriers really send, each with who is calling in truth.

`stock` records whether pyVoIP as it comes calls back with that number.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tests.telephony.sip.pbx import Peer

SDP = (
    "v=0\r\no=pbx 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
    "m=audio 4000 RTP/AVP 0 101\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:101 telephone-event/8000\r\na=sendrecv\r\n"
)
OPUS = (
    "v=0\r\no=pbx 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
    "m=audio 4000 UDP/TLS/RTP/SAVPF 111\r\na=rtpmap:111 opus/48000/2\r\na=fmtp:111 useinbandfec=1\r\n"
)
MULTIPART = (
    f"--sep\r\nContent-Type: application/sdp\r\n\r\n{SDP}\r\n"
    "--sep\r\nContent-Type: application/pidf+xml\r\n\r\n<presence/>\r\n--sep--\r\n"
)


@dataclass(frozen=True)
class Kind:
    """One kind of INVITE; `number` None is a withheld one."""

    name: str
    number: str | None
    make: Callable[[Peer], bytes]
    caller: str | None = None
    did: str | None = "101"
    stock: bool = False


def _invite(
    sender: Peer,
    *more: str,
    caller: str = '"Anna Nowak" <sip:+48225550123@pbx.example>',
    body: str = SDP,
    content_type: str = "Content-Type: application/sdp",
    length: str | None = None,
    rewrite: Callable[[str], str] = lambda text: text,
    encoding: str = "utf-8",
    host: str | None = None,
) -> bytes:
    lines = [
        "INVITE sip:101@pbx.example SIP/2.0",
        f"Via: SIP/2.0/UDP {host or sender[0]}:{sender[1]};branch=z9hG4bK-everyday",
        f"From: {caller};tag=caller",
        "To: <sip:101@pbx.example>",
        "Call-ID: everyday@pbx.example",
        "CSeq: 1 INVITE",
        f"Contact: <sip:pbx@{sender[0]}:{sender[1]}>",
        "Max-Forwards: 70",
        *more,
        *([content_type] if body else []),
    ]
    if length is None:
        length = f"Content-Length: {len(body.encode())}"
    head = "\r\n".join([*lines, *([length] if length else [])])
    return (rewrite(head) + "\r\n\r\n" + body).encode(encoding)


def _compact(head: str) -> str:
    short = {"Via": "v", "From": "f", "To": "t", "Call-ID": "i", "Contact": "m", "Content-Type": "c"}
    for name, letter in {**short, "Content-Length": "l"}.items():
        head = head.replace(f"\r\n{name}:", f"\r\n{letter}:")
    return head


def _lower(head: str) -> str:
    start, *lines = head.split("\r\n")
    return "\r\n".join(
        [start, *(name.lower() + ":" + value for name, _, value in (x.partition(":") for x in lines))]
    )


def _tight(head: str) -> str:
    start, *lines = head.split("\r\n")
    return "\r\n".join(
        [start, *(name + ":" + value.strip() for name, _, value in (x.partition(":") for x in lines))]
    )


def _from(caller: str) -> Callable[[Peer], bytes]:
    return lambda sender: _invite(sender, caller=caller)


def _with(*headers: str) -> Callable[[Peer], bytes]:
    return lambda sender: _invite(sender, *headers)


N = "+48225550123"
EVERYDAY = (
    Kind("compact header names", N, lambda s: _invite(s, rewrite=_compact)),
    Kind("lower-case header names", N, lambda s: _invite(s, rewrite=_lower)),
    Kind("no space after the colon", N, lambda s: _invite(s, rewrite=_tight)),
    Kind(
        "folded lines", N, lambda s: _invite(s, rewrite=lambda h: h.replace(" <sip:+48", "\r\n   <sip:+48"))
    ),
    Kind(
        "a Latin-1 name", N,
        lambda s: _invite(s, caller='"José Müller" <sip:+48225550123@pbx.example>', encoding="latin-1"),
        "José Müller",
    ),
    Kind("a UTF-8 name", N, _from('"Wąs-Świątkowska" <sip:+48225550123@pbx.example>'), "Wąs-Świątkowska", stock=True),
    Kind("a tel: caller", N, _from("<tel:+48225550123>")),
    Kind("a sips: caller", N, _from('"Anna" <sips:+48225550123@pbx.example>'), "Anna"),
    Kind("no SDP: the offer comes late", N, lambda s: _invite(s, body="")),
    Kind(
        "a multipart body", N,
        lambda s: _invite(s, body=MULTIPART, content_type="Content-Type: multipart/mixed;boundary=sep"),
    ),
    Kind("Opus only, encrypted", N, lambda s: _invite(s, body=OPUS)),
    Kind(
        "Content-Type with a parameter", N,
        lambda s: _invite(s, content_type="Content-Type: application/sdp;charset=utf-8"),
    ),
    Kind(
        "two P-Asserted-Identities", "+48223334455",
        _with(
            'P-Asserted-Identity: "Hurt-Bud" <sip:hurt-bud@carrier.example>',
            "P-Asserted-Identity: <tel:+48223334455>",
        ),
    ),
    Kind(
        "Remote-Party-ID", "+48223334455",
        _with('Remote-Party-ID: "Hurt-Bud" <sip:+48223334455@pbx.example>;party=calling;privacy=off;screen=yes'),
        "Hurt-Bud",
    ),
    Kind(
        "Privacy: id, and the number in P-Asserted-Identity", None,
        _with("Privacy: id", "P-Asserted-Identity: <sip:+48223334455@carrier.example>"),
    ),
    Kind(
        "anonymous", None,
        lambda s: _invite(
            s, "P-Asserted-Identity: <tel:+48223334455>", caller='"Anonymous" <sip:anonymous@anonymous.invalid>'
        ),
    ),
    Kind(
        "quotes and backslashes in the name", N,
        _from('"Anna \\"Ania\\" Nowak \\\\ Co" <sip:+48225550123@pbx.example>'), 'Anna "Ania" Nowak \\ Co', stock=True,
    ),
    Kind(
        "commas and semicolons in the name", N,
        _from('"Nowak, Anna; Hurt-Bud" <sip:+48225550123@pbx.example>'), "Nowak, Anna; Hurt-Bud", stock=True,
    ),
    Kind(
        "a name that pretends to be a number", "+15551230000",
        _from('"sip:+19998887777@bank" <sip:+15551230000@pbx.example>'), "sip:+19998887777@bank",
    ),
    Kind(
        "a chain of Diversions", N,
        _with(
            "Diversion: <sip:+48221110002@pbx.example>;reason=no-answer",
            "Diversion: <sip:+48221110001@pbx.example>;reason=unconditional",
        ),
        did="+48221110001", stock=True,
    ),
    Kind(
        "History-Info", N,
        _with(
            "History-Info: <sip:+48221110002@pbx.example?Reason=SIP%3Bcause%3D302>;index=1.1,"
            " <sip:+48221110001@pbx.example>;index=1, <sip:101@pbx.example>;index=1.1.1"
        ),
        did="+48221110001", stock=True,
    ),
    Kind("user=phone", N, _from("<sip:+48225550123@pbx.example;user=phone>"), stock=True),
    Kind("an escaped plus", N, _from("<sip:%2B48225550123@pbx.example>")),
    Kind("a password in the address", N, _from("<sip:+48225550123:secret@pbx.example>")),
    Kind("an IPv6 host", N, _from("<sip:+48225550123@[2001:db8::1]:5060>"), stock=True),
    Kind(
        "many Vias", N,
        lambda s: _invite(
            s, *(f"Via: SIP/2.0/UDP hop{hop}.example:5060;branch=z9hG4bK-hop{hop}" for hop in range(9))
        ), stock=True,
    ),
    Kind(
        "Record-Route", N,
        _with("Record-Route: <sip:127.0.0.1;lr>", "Record-Route: <sip:proxy.example;lr>"), stock=True,
    ),
    Kind("no Content-Length", N, lambda s: _invite(s, length=""), stock=True),
    Kind("a wrong Content-Length", N, lambda s: _invite(s, length="Content-Length: 9999"), stock=True),
    Kind("long headers", N, lambda s: _invite(s, f"Identity: {'x' * 9000}")),
    Kind("verstat", N, _from("<sip:+48225550123;verstat=TN-Validation-Passed@pbx.example;user=phone>")),
)  # fmt: skip # a table
