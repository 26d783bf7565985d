"""The calls that ring at a contact: what the PBX asks, and what it is answered.

A report goes out before the answer to the PBX.
"""

import logging
from collections.abc import Callable, Mapping
from typing import Literal

from screenpop.events.calls import Ending
from screenpop.ports.line import Report
from telephony.facts import FactRules
from telephony.sip.endings import ending_of
from telephony.sip.endpoint import Endpoint
from telephony.sip.message import Header, Message
from telephony.sip.pace import Pace
from telephony.sip.told_calls import ToldCalls
from telephony.sip.transactions import Ringing, Transactions

_log = logging.getLogger(__name__)

LARGEST_INVITE = 16 * 1024
"""Long Identity headers (RFC 8224) fill up to nine kilobytes; more than this no call needs."""
RETRY_AFTER = "1"

OnCall = Literal["ring", "refuse"]
"""Whether a call rings here beside the desk phone, or is refused at once so that we count as no phone."""

_UNDERSTOOD = {"timer", "histinfo", "from-change", "replaces"}
"""Extensions that ask nothing of a phone which never picks up."""


class RingingCalls:
    """Every call from its INVITE to its end.

    Args:
        line: What the settings call the line.
        endpoint: Our end of the wire.
        about_us: The headers that every answer of ours carries.
        report: Whom to tell.
        rules: By which the site tells facts.
        on_call: What the PBX is answered.
    """

    def __init__(
        self,
        line: str,
        endpoint: Endpoint,
        about_us: Callable[[], list[Header]],
        report: Report,
        *,
        rules: FactRules,
        on_call: OnCall = "ring",
    ) -> None:
        self._endpoint = endpoint
        self._about_us = about_us
        self._refuses = on_call == "refuse"
        self._told = ToldCalls(line, endpoint.thread, rules, endpoint.is_ours, report)
        self._transactions = Transactions(endpoint.thread, endpoint.transport, about_us, self._rang_out)
        self._pace = Pace()
        self._too_large = 0
        self._unanswered = 0

    def __len__(self) -> int:
        """How many INVITEs and calls are remembered, ended INVITEs among them."""
        return len(self._transactions) + len(self._told)

    def counts(self) -> Mapping[str, int]:
        """What it has met; safe on any thread."""
        return {
            "calls": self._told.total,
            "merged": self._transactions.merged,
            "too_many": self._pace.refused,
            "too_large": self._too_large,
            "unanswered": self._unanswered,
        }

    def invited(self, invite: Message) -> None:
        """An INVITE: a new call, a copy, or news of a call that rings."""
        if invite.to_tag:
            self._invited_again(invite)
        elif not self._is_impossible(invite) and not self._transactions.answer_again(invite):
            self._rings(invite)

    def cancelled(self, cancel: Message) -> None:
        """The PBX calls an INVITE back."""
        ringing = self._transactions.find(cancel)
        if ringing is None:
            self._reply(cancel, 481)
            return
        call = self._told.by(ringing)
        if call is not None:
            self._told.end(call, ending_of(cancel.all("Reason")))
        self._reply(cancel, 200)
        self._transactions.end(ringing, 487)

    def hung_up(self, bye: Message) -> None:
        """The PBX ends a call that never was picked up here, which it may (RFC 3261 15)."""
        call = self._told.get(bye)
        if call is None:
            self._reply(bye, 481)
            return
        told = bye.all("Reason")
        self._told.end(call, Ending.UNKNOWN if call.ringing.ended and not told else ending_of(told))
        self._reply(bye, 200)
        self._transactions.end(call.ringing, 487)

    def acknowledged(self, ack: Message) -> None:
        """The PBX has heard how an INVITE ended."""
        self._transactions.acknowledge(ack)

    def updated(self, update: Message) -> None:
        """News of a call that rings: who is on it now."""
        call = self._told.get(update)
        if call is None:
            self._reply(update, 481)
            return
        self._told.tell_party(call, update)
        self._reply(update, 491 if update.content else 200)

    def informed(self, info: Message) -> None:
        """Something within a call that does not concern us."""
        self._reply(info, 200 if self._told.get(info) else 481)

    def let_go(self) -> None:
        """Ring no more, as we are leaving."""
        for ringing in self._transactions.ringing():
            self._transactions.end(ringing, 480)

    def _invited_again(self, invite: Message) -> None:
        call = self._told.get(invite)
        if call is None:
            self._reply(invite, 481)
            return
        self._told.tell_party(call, invite)
        self._reply(invite, 491)

    def _is_impossible(self, invite: Message) -> bool:
        unknown = [word for word in invite.all("Require") if word.lower() not in _UNDERSTOOD]
        if unknown:
            self._reply(invite, 420, ("Unsupported", ", ".join(unknown)))
        elif invite.size > LARGEST_INVITE:
            self._too_large += 1
            _log.warning("an INVITE of %d bytes was refused", invite.size)
            self._reply(invite, 413)
        else:
            return False
        return True

    def _rings(self, invite: Message) -> None:
        known = self._told.get(invite)
        if known is None and not self._pace.allows():
            self._transactions.refuse(invite, 503, ("Retry-After", RETRY_AFTER))
            return
        ringing = self._transactions.open(invite)
        call = self._told.offer(invite, ringing) if known is None else known
        call.ringing = ringing
        if self._refuses:
            self._told.put_out_of_sight(call)
            self._transactions.end(ringing, 488)
        else:
            self._transactions.ring(ringing)

    def _rang_out(self, ringing: Ringing) -> None:
        call = self._told.by(ringing)
        if call is not None:
            self._unanswered += 1
            self._told.end(call, Ending.NO_ANSWER)
        self._transactions.end(ringing, 480)

    def _reply(self, request: Message, code: int, *more: Header) -> None:
        self._endpoint.reply(request, code, headers=[*self._about_us(), *more])
