"""INVITEs that ring here, from the first packet until nothing about them can come any more (RFC 3261 17.2.1)."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from telephony.sip.message import Header, Message, Peer, build_response
from telephony.sip.transport import Transport
from telephony.wire.io_thread import IoThread, Timer

T1 = 0.5
T2 = 4.0
LINGER = 32.0
"""How long an ended INVITE is remembered, so that a late copy of it rings nothing."""
LONGEST_RINGING = 300.0
MOST_CALLS = 4000

Key = tuple[str, str, int]
Dialog = tuple[str, str]
"""Call-ID and the caller's tag: what all branches of one call have in common (RFC 3261 8.2.2.2)."""


@dataclass(slots=True)
class Ringing:
    """One INVITE.

    Attributes:
        key: Which transaction it is.
        dialog: Which call it belongs to.
        reply_to: Where its responses go.
        invite: As it came; forgotten once it has its final response.
        tag: Our half of its dialog.
        acknowledged: Whether the PBX has heard the final response.
    """

    key: Key
    dialog: Dialog
    reply_to: Peer
    invite: Message | None
    tag: str
    acknowledged: bool = False
    last: bytes = b""
    timers: list[Timer] = field(default_factory=list)

    @property
    def ended(self) -> bool:
        """Whether it has its final response."""
        return self.invite is None


class Transactions:
    """The table of INVITEs.

    Args:
        thread: The line's.
        transport: For the responses.
        headers: What every response of ours says beside what it gives back: Contact, Allow.
        rang_out: Told of a call that rang too long, or longer than its INVITE allowed (Expires), or that is
            the oldest of more calls than anybody has.

    Attributes:
        merged: How many INVITEs were another branch of a call that was known already.
    """

    def __init__(
        self,
        thread: IoThread,
        transport: Transport,
        headers: Callable[[], list[Header]],
        rang_out: Callable[[Ringing], None],
    ) -> None:
        self.merged = 0
        self._thread = thread
        self._transport = transport
        self._headers = headers
        self._rang_out = rang_out
        self._table: dict[Key, Ringing] = {}
        self._calls: dict[Dialog, Ringing] = {}

    def __len__(self) -> int:
        return len(self._table)

    def find(self, message: Message) -> Ringing | None:
        """The INVITE that a CANCEL, an ACK or a copy belongs to."""
        return self._table.get(_key(message))

    def answer_again(self, invite: Message) -> bool:
        """Whether the INVITE is a copy of one that is known, or another branch of its call; it is answered then.

        Once the PBX has acknowledged that a call rings no more, the same call may ring anew: a hunt that
        comes round a second time keeps its Call-ID.
        """
        known = self._table.get(_key(invite))
        if known is not None:
            self._transport.send(known.last, invite.reply_to)
            return True
        before = self._calls.get(dialog_of(invite))
        if before is None or before.acknowledged or (before.ended and before.key[2] != invite.cseq):
            return False
        self.merged += 1
        self.refuse(invite, 482)
        return True

    def open(self, invite: Message) -> Ringing:
        """Take a new INVITE in."""
        if len(self._table) >= MOST_CALLS:
            self._make_room()
        key, dialog = _key(invite), dialog_of(invite)
        ringing = Ringing(key, dialog, invite.reply_to, invite, secrets.token_hex(6))
        self._table[key] = self._calls[dialog] = ringing
        return ringing

    def refuse(self, invite: Message, code: int, *more: Header) -> None:
        """Answer an INVITE with nothing to remember."""
        headers = [*self._headers(), *more]
        response = build_response(invite, code, to_tag=secrets.token_hex(6), headers=headers)
        self._transport.send(response, invite.reply_to)

    def ring(self, ringing: Ringing) -> None:
        """Say that it rings."""
        if ringing.invite is None:
            return
        allowed = ringing.invite.number("Expires") or LONGEST_RINGING
        self._respond(ringing, ringing.invite, 180)
        ringing.timers.append(
            self._thread.call_later(min(allowed, LONGEST_RINGING), lambda: self._rang_out(ringing))
        )

    def end(self, ringing: Ringing, code: int) -> None:
        """Give the final response, until it is acknowledged; the call rings no more."""
        if ringing.invite is None:
            return
        _still(ringing)
        self._respond(ringing, ringing.invite, code)
        ringing.invite = None
        if not self._transport.reliable:
            ringing.timers.append(self._thread.call_later(T1, lambda: self._again(ringing, T1)))
        self._thread.call_later(LINGER, lambda: self._forget(ringing))

    def acknowledge(self, ack: Message) -> None:
        """The final response has arrived."""
        ringing = self.find(ack)
        if ringing is not None and ringing.ended:
            ringing.acknowledged = True
            _still(ringing)

    def ringing(self) -> list[Ringing]:
        """Every call that rings."""
        return [ringing for ringing in self._table.values() if not ringing.ended]

    def _respond(self, ringing: Ringing, invite: Message, code: int) -> None:
        ringing.last = build_response(invite, code, to_tag=ringing.tag, headers=self._headers())
        self._transport.send(ringing.last, ringing.reply_to)

    def _again(self, ringing: Ringing, waited: float) -> None:
        self._transport.send(ringing.last, ringing.reply_to)
        interval = min(T2, waited * 2)
        ringing.timers = [self._thread.call_later(interval, lambda: self._again(ringing, interval))]

    def _make_room(self) -> None:
        oldest = next(iter(self._table.values()))
        if not oldest.ended:
            self._rang_out(oldest)
        self._forget(oldest)

    def _forget(self, ringing: Ringing) -> None:
        _still(ringing)
        if self._table.get(ringing.key) is ringing:
            del self._table[ringing.key]
        if self._calls.get(ringing.dialog) is ringing:
            del self._calls[ringing.dialog]


def dialog_of(message: Message) -> Dialog:
    """Which call a message belongs to."""
    return message.call_id, message.from_tag


def _key(message: Message) -> Key:
    return message.branch, message.call_id, message.cseq


def _still(ringing: Ringing) -> None:
    for timer in ringing.timers:
        timer.cancel()
    ringing.timers.clear()
