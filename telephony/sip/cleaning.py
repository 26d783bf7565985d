"""Rewrites a datagram so that `sipmessage` can read it, whatever liberties its sender took.

Unfolds lines, spells compact and odd-case header names out, decodes Latin-1, mends line ends, drops lines
that are no header, and cuts the body at its Content-Length.
"""

from dataclasses import dataclass

from sipmessage.message import COMPACT_FORMS

from telephony.sip.addresses import strict_uri

MOST_LINES = 400
"""More header lines than this no PBX sends."""

_FULL_NAMES = {
    name.lower(): name
    for name in (
        *COMPACT_FORMS.values(), "CSeq", "WWW-Authenticate", "Proxy-Authenticate", "Authorization",
        "Proxy-Authorization", "Expires", "Min-Expires", "Reason", "Require", "Record-Route", "Route",
        "P-Asserted-Identity", "Remote-Party-ID", "Diversion", "History-Info", "Privacy", "Max-Forwards",
        "Alert-Info", "Call-Info", "User-Agent", "Subscription-State", "Retry-After",
    )
}  # fmt: skip # one line a name would hide the table


class NotSip(Exception):
    """These bytes are not a SIP message."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A message that `sipmessage` can read.

    Attributes:
        data: The rewritten message; a request-URI that it could not read is replaced.
        request_uri: The request-URI as sent; "" for a response.
    """

    data: bytes
    request_uri: str


def clean(datagram: bytes) -> Cleaned:
    """Rewrite a datagram.

    Raises:
        NotSip: Nothing of it looks like SIP.
    """
    head, body = _split(datagram.lstrip(b"\r\n\0 "))
    raw_lines = head.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n", MOST_LINES + 1)
    if len(raw_lines) > MOST_LINES:
        raise NotSip("too many lines")
    start, request_uri = _start_line(_decoded(raw_lines[0]))
    lines = [start]
    length: str | None = None
    for name, value in _headers(raw_lines[1:]):
        if name == "Content-Length":
            length = value
        else:
            lines.append(f"{name}: {value}")
    body = _cut(body, length)
    lines.append(f"Content-Length: {len(body)}")
    return Cleaned("\r\n".join(lines).encode("utf-8") + b"\r\n\r\n" + body, request_uri)


def _split(message: bytes) -> tuple[bytes, bytes]:
    """Head and body, at the first empty line, however lines end."""
    ends = [(at, len(mark)) for mark in (b"\r\n\r\n", b"\n\n", b"\r\r") if (at := message.find(mark)) >= 0]
    if not ends:
        return message, b""
    at, width = min(ends)
    return message[:at], message[at + width :]


def _start_line(line: str) -> tuple[str, str]:
    words = line.split()
    if len(words) >= 2 and words[0].upper() == "SIP/2.0":
        if not (len(words[1]) == 3 and words[1].isascii() and words[1].isdigit()):
            raise NotSip("no status code")
        return f"SIP/2.0 {words[1]} {' '.join(words[2:])}", ""
    if len(words) < 3 or words[-1].upper() != "SIP/2.0" or not words[0].isascii():
        raise NotSip("neither request nor response")
    request_uri = " ".join(words[1:-1])
    readable = request_uri if strict_uri(request_uri) else "sip:unreadable.invalid"
    return f"{words[0]} {readable} SIP/2.0", request_uri


def _headers(raw_lines: list[bytes]) -> list[tuple[str, str]]:
    unfolded: list[list[bytes]] = []
    for line in raw_lines:
        if line[:1] in (b" ", b"\t"):
            if unfolded:
                unfolded[-1].append(line.strip())
        elif line:
            unfolded.append([line])
    headers = []
    for parts in unfolded:
        name, colon, value = _decoded(b" ".join(parts)).partition(":")
        name = name.strip()
        if colon and name.isascii() and name.isprintable():
            name = COMPACT_FORMS.get(name.lower(), name)
            headers.append((_FULL_NAMES.get(name.lower(), name), _one_line(value)))
    return headers


def _decoded(line: bytes) -> str:
    """UTF-8; else Latin-1 if every high byte is a letter there; else UTF-8 with replacement characters."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        latin = all(byte < 0x80 or byte >= 0xC0 for byte in line)
        return line.decode("latin-1") if latin else line.decode("utf-8", "replace")


def _one_line(value: str) -> str:
    return " ".join(value.split()) if not value.isprintable() else value.strip()


def _cut(body: bytes, length: str | None) -> bytes:
    """As much as Content-Length says; all of it where that is missing or cannot be true."""
    if length is None or not (length.isascii() and length.isdigit() and len(length) < 10):
        return body
    return body[: int(length)]
