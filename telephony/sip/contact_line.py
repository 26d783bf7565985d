"""The line in mode `contact`: registered beside the desk phone, it rings with it and never picks up."""

from collections.abc import Callable
from datetime import UTC, datetime

from screenpop.events.calls import CallEnded, CallOffered, Ending, LineDown, LineEvent, LineUp, PartyChanged
from screenpop.ports.kinds import LineSurroundings
from screenpop.sentences import Sentence
from telephony.sip.endings import ending_of
from telephony.sip.endpoint import Account, Endpoint
from telephony.sip.identity import caller_of, dialled_in, names_a_party, transferred_by
from telephony.sip.library import PhoneStatus, VoIPPhone
from telephony.sip.message import Header, Message
from telephony.sip.registration import Registration
from telephony.sip.transactions import Ringing, Transactions

ALLOW = "INVITE, ACK, CANCEL, BYE, OPTIONS, NOTIFY, INFO, UPDATE"
_KNOWN_METHODS = {*ALLOW.split(", "), "REGISTER", "SUBSCRIBE", "REFER", "MESSAGE", "PUBLISH", "PRACK"}
_UNDERSTOOD = {"timer", "histinfo", "from-change"}
"""Extensions that ask nothing of a phone which never picks up."""


class ContactLine(VoIPPhone):
    """A pyVoIP phone that reports the calls of an extension and takes none.

    Args:
        name: What the settings call the line.
        account: Who it is at which PBX.
        surroundings: Whom it reports to, and its password.
        first_pause: Seconds until the second attempt to register.
    """

    def __init__(
        self, name: str, account: Account, surroundings: LineSurroundings, first_pause: float = 2.0
    ) -> None:
        super().__init__(account.host, account.port, account.username, "", sipPort=account.listen_port)
        self._name = name
        self._report_to = surroundings.report
        self._silent = False
        self.sip = self._endpoint = Endpoint(name, account, self, surroundings.password, self._serve)
        self._registration = Registration(self._endpoint, self._up, self._down, first_pause)
        self._transactions = Transactions(
            self._endpoint.thread, self._endpoint.transport, self._about_us, self._rang_out
        )
        self._answers: dict[str, Callable[[Message], None]] = {
            "INVITE": self._invited,
            "CANCEL": self._cancelled,
            "ACK": self._transactions.acknowledge,
            "UPDATE": self._updated,
            "OPTIONS": self._asked_what_we_can,
            "NOTIFY": self._notified,
            "INFO": self._informed,
            "BYE": self._unknown_call,
            "PRACK": self._unknown_call,
        }

    @property
    def name(self) -> str:
        """What the settings call it."""
        return self._name

    def get_status(self) -> PhoneStatus:
        """Whether it is registered."""
        return self._registration.status

    def start(self) -> None:
        """Begin; returns at once."""
        self._endpoint.start()
        self._endpoint.thread.call_soon(self._registration.begin)
        self._endpoint.thread.call_soon(self._endpoint.keep_open)

    def stop(self, failed: bool = False) -> None:  # noqa: ARG002 # as pyVoIP's phone has it
        """Sign off at the PBX and end the thread; reports nothing more."""
        self._silent = True
        if self._endpoint.NSD:
            self._endpoint.thread.call_soon(self._leave)
            self._endpoint.thread.join(timeout=1.8)
        self._endpoint.stop()

    def _leave(self) -> None:
        for ringing in self._transactions.ringing():
            self._transactions.end(ringing, 480)
        self._registration.end(self._endpoint.thread.end)

    def _report(self, event: LineEvent) -> None:
        if not self._silent:
            self._report_to(event)

    def _up(self) -> None:
        self._report(LineUp(self._name, _now()))

    def _down(self, reason: Sentence) -> None:
        self._report(LineDown(self._name, _now(), reason))

    def _about_us(self) -> list[Header]:
        return [("Contact", f"<{self._endpoint.contact}>"), ("Allow", ALLOW), ("User-Agent", "Screenpop")]

    def _reply(self, request: Message, code: int, *more: Header) -> None:
        self._endpoint.reply(request, code, headers=[*self._about_us(), *more])

    def _serve(self, request: Message) -> None:
        """Answer whatever the PBX asks."""
        answer = self._answers.get(request.method)
        if answer is not None:
            answer(request)
        else:
            self._reply(request, 405 if request.method in _KNOWN_METHODS else 501)

    def _invited(self, invite: Message) -> None:
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
                line=self._name,
                call_id=invite.call_id,
                at=_now(),
                caller=caller_of(invite),
                did=dialled_in(invite, self._endpoint.is_ours),
                transferred_by=transferred_by(invite),
            )
        )
        self._transactions.ring(ringing)

    def _invited_again(self, invite: Message) -> None:
        if self._transactions.call(invite.call_id) is None:
            self._reply(invite, 481)
            return
        self._party_changed(invite)
        self._reply(invite, 491)

    def _cancelled(self, cancel: Message) -> None:
        ringing = self._transactions.find(cancel)
        if ringing is None:
            self._reply(cancel, 481)
            return
        if not ringing.ended:
            self._ended(ringing, ending_of(cancel.all("Reason")))
        self._reply(cancel, 200)
        self._transactions.end(ringing, 487)

    def _rang_out(self, ringing: Ringing) -> None:
        self._ended(ringing, Ending.NO_ANSWER)
        self._transactions.end(ringing, 480)

    def _ended(self, ringing: Ringing, ending: Ending) -> None:
        self._report(CallEnded(self._name, ringing.invite.call_id, _now(), ending))

    def _updated(self, update: Message) -> None:
        if self._transactions.call(update.call_id) is None:
            self._reply(update, 481)
            return
        self._party_changed(update)
        self._reply(update, 491 if update.content else 200)

    def _party_changed(self, request: Message) -> None:
        if names_a_party(request):
            self._report(
                PartyChanged(
                    line=self._name,
                    call_id=request.call_id,
                    at=_now(),
                    caller=caller_of(request),
                    transferred_by=transferred_by(request),
                )
            )

    def _asked_what_we_can(self, options: Message) -> None:
        self._reply(options, 200, ("Accept", "application/sdp"), ("Supported", "timer"))

    def _notified(self, notify: Message) -> None:
        self._reply(notify, 200 if notify.first("Event") else 489)

    def _informed(self, info: Message) -> None:
        self._reply(info, 200 if self._transactions.call(info.call_id) else 481)

    def _unknown_call(self, request: Message) -> None:
        self._reply(request, 481)


def _now() -> datetime:
    return datetime.now(UTC)
