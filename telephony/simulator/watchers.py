"""The little PBX's watchers: who is told of the extension's dialogs (RFC 6665, RFC 4235)."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from telephony.simulator.calls import SimulatedCall, dialog_document
from telephony.sip.addresses import read_address
from telephony.sip.message import Header, Message, Peer, build_response, place_of
from telephony.sip.requests import Requests
from telephony.sip.transport import UdpTransport
from telephony.wire.io_thread import IoThread, Timer

LONGEST = 600


@dataclass(slots=True)
class Watcher:
    """One subscription: the dialog it lives in, and how often it was told."""

    uri: str
    peer: Peer
    heads: list[Header]
    tag: str
    cseq: int = 0
    version: int = 0
    expiry: Timer | None = None


class Watchers:
    """Keeps subscriptions to the extension's dialogs, and tells them what changes.

    Attributes:
        granted: The most seconds that a subscription is granted.
    """

    def __init__(
        self,
        thread: IoThread,
        transport: UdpTransport,
        requests: Requests,
        extension: str,
        calls: Callable[[], list[SimulatedCall]],
    ) -> None:
        self.granted = LONGEST
        self._thread = thread
        self._transport = transport
        self._requests = requests
        self._extension = extension
        self._calls = calls
        self._watchers: dict[str, Watcher] = {}

    def __len__(self) -> int:
        return len(self._watchers)

    def subscribe(self, request: Message) -> None:
        """Answer an authenticated SUBSCRIBE, and tell the watcher all there is."""
        if (request.first("Event") or "").partition(";")[0].strip().lower() != "dialog":
            self._respond(request, 489, [("Allow-Events", "dialog")])
            return
        watcher = self._watchers.get(request.to_tag) if request.to_tag else self._new(request)
        if watcher is None:
            self._respond(request, 481, [])
            return
        wished = request.number("Expires")
        seconds = self.granted if wished is None else min(wished, self.granted)
        contact = ("Contact", f"<sip:{self._extension}@{place_of(self._transport.local)}>")
        self._respond(request, 200, [("Expires", str(seconds)), contact], watcher.tag)
        if watcher.expiry is not None:
            watcher.expiry.cancel()
        if seconds:
            self._watchers[watcher.tag] = watcher
            watcher.expiry = self._thread.call_later(seconds, lambda: self.end(watcher, "timeout"))
            self._notify(watcher, self._calls(), f"active;expires={seconds}", full=True)
        else:
            self.end(watcher, "timeout")

    def tell(self, call: SimulatedCall, told: Callable[[], None]) -> None:
        """Tell everybody how this call stands; `told` is called once for each who has confirmed it."""
        for watcher in list(self._watchers.values()):
            call.untold += 1
            self._notify(watcher, [call], "active", full=False, told=told)

    def end(self, watcher: Watcher, reason: str) -> None:
        """End one subscription and say so."""
        self._forget(watcher)
        self._notify(watcher, self._calls(), f"terminated;reason={reason}", full=True)

    def end_all(self, reason: str) -> None:
        """End every subscription and say so, as a PBX does that is being restarted."""
        for watcher in list(self._watchers.values()):
            self.end(watcher, reason)

    def forget_all(self) -> None:
        """Know of no subscription any more, without a word, as after a power failure."""
        for watcher in list(self._watchers.values()):
            self._forget(watcher)

    def _new(self, request: Message) -> Watcher | None:
        contact = request.first("Contact")
        if contact is None:
            return None
        tag = secrets.token_hex(8)
        heads = [
            ("From", f"{request.read.headers['To']};tag={tag}"),
            ("To", request.read.headers["From"]),
            ("Call-ID", request.call_id),
            ("Event", "dialog"),
        ]
        return Watcher(str(read_address(contact).uri), request.peer, heads, tag)

    def _notify(
        self,
        watcher: Watcher,
        calls: list[SimulatedCall],
        state: str,
        *,
        full: bool,
        told: Callable[[], None] = lambda: None,
    ) -> None:
        watcher.cseq += 1
        content = dialog_document(calls, self._extension, watcher.version, full=full)
        watcher.version += 1

        def confirmed(answer: Message | None) -> None:
            if answer is None or answer.code >= 300:
                self._forget(watcher)
            told()

        contact = f"<sip:{self._extension}@{place_of(self._transport.local)}>"
        headers: list[Header] = [
            *watcher.heads,
            ("CSeq", f"{watcher.cseq} NOTIFY"),
            ("Contact", contact),
            ("Subscription-State", state),
            ("Content-Type", "application/dialog-info+xml"),
        ]
        self._requests.send("NOTIFY", watcher.uri, headers, confirmed, content=content, to=watcher.peer)

    def _forget(self, watcher: Watcher) -> None:
        self._watchers.pop(watcher.tag, None)
        if watcher.expiry is not None:
            watcher.expiry.cancel()

    def _respond(self, request: Message, code: int, headers: list[Header], tag: str = "") -> None:
        answer = build_response(request, code, to_tag=tag or secrets.token_hex(8), headers=headers)
        self._transport.send(answer, request.reply_to)
