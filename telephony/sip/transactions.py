"""INVITEs that ring here, from the first packet until nothing about them can come any more (RFC 3261 17.2.1)."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from telephony.sip.message import Header, Message, build_response
from telephony.sip.transport import Transport
from telephony.wire.io_thread import IoThread, Timer

T1 = 0.5
T2 = 4.0
LINGER = 32.0
"""How long an ended INVITE is remembered, so that a late copy of it rings nothing."""
LONGEST_RINGING = 300.0
MOST_CALLS = 4000

Key = tuple[str, str, int]


@dataclass(slots=True)
class Ringing:
    """One INVITE.

    Attributes:
        invite: As it came.
        tag: Our half of its dialog.
        ended: Whether it has its final response.
    """

    invite: Message
    tag: str
    ended: bool = False
    last: bytes = b""
    timers: list[Timer] = field(default_factory=list)


class Transactions:
    """The table of INVITEs.

    Args:
        thread: The line's.
        transport: For the responses.
        headers: What every response of ours says beside what it gives back: Contact, Allow.
        rang_out: Told of a call that rang too long, or longer than its INVITE allowed (Expires).
    """

    def __init__(
        self,
        thread: IoThread,
        transport: Transport,
        headers: Callable[[], list[Header]],
        rang_out: Callable[[Ringing], None],
    ) -> None:
        self._thread = thread
        self._transport = transport
        self._headers = headers
        self._rang_out = rang_out
        self._table: dict[Key, Ringing] = {}
        self._calls: dict[str, Ringing] = {}

    def __len__(self) -> int:
        return len(self._table)

    def find(self, message: Message) -> Ringing | None:
        """The INVITE that a CANCEL, an ACK or a copy belongs to."""
        return self._table.get(_key(message))

    def call(self, call_id: str) -> Ringing | None:
        """The call that rings under this Call-ID."""
        return self._calls.get(call_id)

    def open(self, invite: Message) -> Ringing | None:
        """Take a new INVITE in. None if it is a copy, another branch of the same call, or one too many."""
        key = _key(invite)
        known = self._table.get(key)
        if known is not None:
            self._transport.send(known.last, invite.reply_to)
            return None
        if invite.call_id in self._calls:
            self._reply_once(invite, 482)
            return None
        if len(self._table) >= MOST_CALLS:
            self._reply_once(invite, 503)
            return None
        ringing = Ringing(invite, secrets.token_hex(6))
        self._table[key] = self._calls[invite.call_id] = ringing
        return ringing

    def ring(self, ringing: Ringing) -> None:
        """Say that it rings."""
        self._respond(ringing, 180)
        allowed = ringing.invite.number("Expires") or LONGEST_RINGING
        ringing.timers.append(
            self._thread.call_later(min(allowed, LONGEST_RINGING), lambda: self._rang_out(ringing))
        )

    def end(self, ringing: Ringing, code: int) -> None:
        """Give the final response, until it is acknowledged; the call rings no more."""
        if ringing.ended:
            return
        ringing.ended = True
        _still(ringing)
        self._calls.pop(ringing.invite.call_id, None)
        self._respond(ringing, code)
        if not self._transport.reliable:
            ringing.timers.append(self._thread.call_later(T1, lambda: self._again(ringing, T1)))
        self._thread.call_later(LINGER, lambda: self._forget(ringing))

    def acknowledge(self, ack: Message) -> None:
        """The final response has arrived."""
        ringing = self.find(ack)
        if ringing is not None and ringing.ended:
            _still(ringing)

    def ringing(self) -> list[Ringing]:
        """Every call that rings."""
        return list(self._calls.values())

    def _respond(self, ringing: Ringing, code: int) -> None:
        ringing.last = build_response(ringing.invite, code, to_tag=ringing.tag, headers=self._headers())
        self._transport.send(ringing.last, ringing.invite.reply_to)

    def _reply_once(self, invite: Message, code: int) -> None:
        response = build_response(invite, code, to_tag=secrets.token_hex(6), headers=self._headers())
        self._transport.send(response, invite.reply_to)

    def _again(self, ringing: Ringing, waited: float) -> None:
        self._transport.send(ringing.last, ringing.invite.reply_to)
        interval = min(T2, waited * 2)
        ringing.timers = [self._thread.call_later(interval, lambda: self._again(ringing, interval))]

    def _forget(self, ringing: Ringing) -> None:
        _still(ringing)
        self._table.pop(_key(ringing.invite), None)


def _key(message: Message) -> Key:
    return message.branch, message.call_id, message.cseq


def _still(ringing: Ringing) -> None:
    for timer in ringing.timers:
        timer.cancel()
    ringing.timers.clear()
