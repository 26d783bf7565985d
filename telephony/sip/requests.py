"""Sends requests other than INVITE, and sees to it that each gets one outcome (RFC 3261 17.1.2).

On UDP a request is sent again after 0.5 s, 1 s, 2 s and then every 4 s, until an answer comes or time is up.
"""

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from telephony.sip.message import Header, Message, Peer, build_request, place_of
from telephony.sip.transport import Transport
from telephony.wire.io_thread import IoThread, Timer

T1 = 0.5
T2 = 4.0
PATIENCE = 8.0
"""How long an answer is waited for; RFC 3261 says 32 s, in which a desk would not know that its line is dead."""

Outcome = Callable[[Message | None], None]


@dataclass(slots=True)
class _Open:
    method: str
    data: bytes
    to: Peer | None
    interval: float
    outcome: Outcome
    again: Timer | None = None
    too_late: Timer | None = None


class Requests:
    """The requests that wait for their answer. Lives on the line's thread."""

    def __init__(self, thread: IoThread, transport: Transport) -> None:
        self._thread = thread
        self._transport = transport
        self._open: dict[str, _Open] = {}

    def send(
        self,
        method: str,
        uri: str,
        headers: Iterable[Header],
        outcome: Outcome,
        *,
        content: bytes = b"",
        to: Peer | None = None,
        patience: float = PATIENCE,
    ) -> None:
        """Send a request.

        Args:
            method: REGISTER, SUBSCRIBE, …
            uri: The request-URI.
            headers: All but Via, Max-Forwards and Content-Length.
            outcome: Is given the final response, or None if none came in time.
            content: The body.
            to: Where to; the PBX unless told.
            patience: Seconds until it is too late.
        """
        branch = "z9hG4bK" + secrets.token_hex(12)
        via = f"SIP/2.0/{self._transport.name} {place_of(self._transport.local)};branch={branch};rport"
        data = build_request(method, uri, [("Via", via), ("Max-Forwards", "70"), *headers], content)
        waiting = _Open(method, data, to, T1, outcome)
        self._open[branch] = waiting
        if not self._transport.reliable:
            waiting.again = self._thread.call_later(T1, lambda: self._send_again(waiting))
        waiting.too_late = self._thread.call_later(patience, lambda: self._finish(branch, None))
        self._transport.send(data, to)

    def received(self, response: Message) -> None:
        """Match a response with its request; one that nobody waits for is dropped."""
        waiting = self._open.get(response.branch)
        if waiting is None or waiting.method != response.method:
            return
        if response.code < 200:
            waiting.interval = T2
            return
        self._finish(response.branch, response)

    def drop_all(self) -> None:
        """Wait for no answer any more."""
        for waiting in self._open.values():
            _still(waiting)
        self._open.clear()

    def _send_again(self, waiting: _Open) -> None:
        self._transport.send(waiting.data, waiting.to)
        waiting.interval = min(T2, waiting.interval * 2)
        waiting.again = self._thread.call_later(waiting.interval, lambda: self._send_again(waiting))

    def _finish(self, branch: str, response: Message | None) -> None:
        waiting = self._open.pop(branch, None)
        if waiting is not None:
            _still(waiting)
            waiting.outcome(response)


def _still(waiting: _Open) -> None:
    for timer in (waiting.again, waiting.too_late):
        if timer is not None:
            timer.cancel()
