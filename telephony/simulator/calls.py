"""The calls of the little PBX, as they stand on the wire: SIP headers for phones, dialogs for watchers."""

import secrets
from dataclasses import dataclass, field
from threading import Event
from xml.sax.saxutils import escape, quoteattr

from telephony.simulator.leg import Leg
from telephony.simulator.ring import Ring
from telephony.sip.dialogs import DialogState
from telephony.sip.message import Header, sip_user

HOST = "127.0.0.1"
PRACTICE = "practice-"
SDP = "\r\n".join(
    ("v=0", f"o=- 1 1 IN IP4 {HOST}", "s=-", f"c=IN IP4 {HOST}", "t=0 0", "m=audio 9 RTP/AVP 8 0", "")
).encode()


@dataclass(slots=True)
class SimulatedCall:
    """One call to the extension.

    Attributes:
        call_id: The SIP Call-ID on every leg, and the call-id of the dialog.
        ring: Who calls, or after a transfer: who is on the line now.
        state: How far it has come at the extension.
        rings: Some phone has been heard to ring, and watchers are told.
        legs: The phones that ring, by branch.
        untold: Watchers that have not yet confirmed what they were told of it.
        over: Set once it has ended and everybody knows.
    """

    call_id: str
    ring: Ring
    state: DialogState = DialogState.EARLY
    rings: bool = False
    legs: dict[str, Leg] = field(default_factory=dict)
    untold: int = 0
    over: Event = field(default_factory=Event)
    dialog_id: str = field(default_factory=lambda: secrets.token_hex(6))


def new_call(ring: Ring) -> SimulatedCall:
    """A call that begins to ring; its id tells a simulated line whether it is there to practise with."""
    mark = PRACTICE if ring.practice else ""
    return SimulatedCall(f"{mark}{secrets.token_hex(12)}@{HOST}", ring)


def dialog_headers(call: SimulatedCall, extension: str) -> list[Header]:
    """The headers that every request of a leg repeats."""
    ring = call.ring
    caller = f"{_named(ring)}<{_caller_uri(ring)}>;tag={call.dialog_id}"
    return [("From", caller), ("To", f"<{_uri(extension)}>"), ("Call-ID", call.call_id)]


def offer_headers(ring: Ring, extension: str, place: str) -> list[Header]:
    """What an INVITE says beyond that."""
    told: list[Header] = [("Contact", f"<sip:simulator@{place}>"), ("Content-Type", "application/sdp")]
    if ring.withheld:
        told.append(("Privacy", "id"))
    else:
        told.append(("P-Asserted-Identity", f"{_named(ring)}<{_caller_uri(ring)}>"))
    if ring.did and ring.did != extension:
        told.append(("Diversion", f"<{_uri(ring.did)}>;reason=unconditional"))
    if ring.transferred_by:
        told.append(("Referred-By", f"<{_uri(ring.transferred_by)}>"))
    return told


def dialog_element(call: SimulatedCall, extension: str) -> str:
    """The call as RFC 4235 writes a dialog."""
    ring = call.ring
    name = "Anonymous" if ring.withheld else _plain(ring.name or "")
    display = f" display={quoteattr(name)}" if name else ""
    by = f"<referred-by>{escape(_uri(ring.transferred_by))}</referred-by>" if ring.transferred_by else ""
    return (
        f'<dialog id="{call.dialog_id}" call-id="{call.call_id}" direction="recipient">'
        f"<state>{call.state}</state>{by}"
        f"<remote><identity{display}>{escape(_caller_uri(ring))}</identity></remote>"
        f"<local><identity>{escape(_uri(ring.did or extension))}</identity>"
        f"<target uri={quoteattr(_uri(extension))}/></local></dialog>"
    )


def dialog_document(calls: list[SimulatedCall], extension: str, version: int, *, full: bool) -> bytes:
    """The document that a NOTIFY carries."""
    state = "full" if full else "partial"
    dialogs = "".join(dialog_element(call, extension) for call in calls)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" version="{version}" state="{state}" '
        f"entity={quoteattr(_uri(extension))}>{dialogs}</dialog-info>"
    ).encode()


def _caller_uri(ring: Ring) -> str:
    return "sip:anonymous@anonymous.invalid" if ring.withheld else _uri(ring.number)


def _uri(user: str) -> str:
    return f"sip:{sip_user(_plain(user))}@{HOST}"


def _named(ring: Ring) -> str:
    name = "Anonymous" if ring.withheld else _plain(ring.name or "")
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '" ' if name else ""


def _plain(text: str) -> str:
    """No line ends and other control characters: they would end a header, or an XML document."""
    return "".join(sign if sign.isprintable() else " " for sign in text).strip()
