"""The calls that ring at a contact: what the PBX's requests make of them, and what is reported."""

from collections.abc import Callable
from datetime import UTC, datetime

from screenpop.events.calls import CallEnded, CallOffered, Ending, PartyChanged
from screenpop.ports.line import Report
from telephony.sip.endings import ending_of
from telephony.sip.endpoint import Endpoint
from telephony.sip.identity import caller_of, dialled_in, names_a_party, transferred_by
from telephony.sip.message import Header, Message
from telephony.sip.transactions import Ringing, Transactions

_UNDERSTOOD = {"timer", "histinfo", "from-change"}
"""Extensions that ask nothing of a phone which never picks up."""


class RingingCalls:
    """Every call from its INVITE to its end; a report goes out before the answer to the PBX.

    Args:
        line: What the settings call the line.
        endpoint: Our end of the wire.
        about_us: The headers that every answer of ours carries.
        report: Whom to tell.
    """

    def __init__(
        self, line: str, endpoint: Endpoint, about_us: Callable[[], list[Header]], report: Report
    ) -> None:
        self._line = line
        self._endpoint = endpoint
        self._about_us = about_us
        self._report = report
        self._transactions = Transactions(endpoint.thread, endpoint.transport, about_us, self._rang_out)

    def __len__(self) -> int:
        """How many INVITEs are remembered, ended ones among them."""
        return len(self._transactions)

    def invited(self, invite: Message) -> None:
        """An INVITE: a new call, a copy, or news of a call that rings."""
        if invite.to_tag:
            self._invited_again(invite)
            return
        unknown = [word for word in invite.all("Require") if word.lower() not in _UNDERSTOOD]
        if unknown:
            self._reply(invite, 420, ("Unsupported", ", ".join(unknown)))
            return
        ringing = self._transactions.open(invite)
        if ringing is None:
            return
        self._report(
            CallOffered(
                line=self._line,
                call_id=invite.call_id,
                at=datetime.now(UTC),
                caller=caller_of(invite),
                did=dialled_in(invite, self._endpoint.is_ours),
                transferred_by=transferred_by(invite),
            )
        )
        self._transactions.ring(ringing)

    def cancelled(self, cancel: Message) -> None:
        """The PBX calls an INVITE back."""
        ringing = self._transactions.find(cancel)
        if ringing is None:
            self._reply(cancel, 481)
            return
        if not ringing.ended:
            self._ended(ringing, ending_of(cancel.all("Reason")))
        self._reply(cancel, 200)
        self._transactions.end(ringing, 487)

    def acknowledged(self, ack: Message) -> None:
        """The PBX has heard how an INVITE ended."""
        self._transactions.acknowledge(ack)

    def updated(self, update: Message) -> None:
        """News of a call that rings: who is on it now."""
        if self._transactions.call(update.call_id) is None:
            self._reply(update, 481)
            return
        self._tell_party(update)
        self._reply(update, 491 if update.content else 200)

    def informed(self, info: Message) -> None:
        """Something within a call that does not concern us."""
        self._reply(info, 200 if self._transactions.call(info.call_id) else 481)

    def let_go(self) -> None:
        """Ring no more, as we are leaving."""
        for ringing in self._transactions.ringing():
            self._transactions.end(ringing, 480)

    def _invited_again(self, invite: Message) -> None:
        if self._transactions.call(invite.call_id) is None:
            self._reply(invite, 481)
            return
        self._tell_party(invite)
        self._reply(invite, 491)

    def _tell_party(self, request: Message) -> None:
        if names_a_party(request):
            self._report(
                PartyChanged(
                    line=self._line,
                    call_id=request.call_id,
                    at=datetime.now(UTC),
                    caller=caller_of(request),
                    transferred_by=transferred_by(request),
                )
            )

    def _rang_out(self, ringing: Ringing) -> None:
        self._ended(ringing, Ending.NO_ANSWER)
        self._transactions.end(ringing, 480)

    def _ended(self, ringing: Ringing, ending: Ending) -> None:
        self._report(CallEnded(self._line, ringing.invite.call_id, datetime.now(UTC), ending))

    def _reply(self, request: Message, code: int, *more: Header) -> None:
        self._endpoint.reply(request, code, headers=[*self._about_us(), *more])
