"""The line in mode `contact`: registered beside the desk phone, it rings with it and never picks up."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from screenpop.events.calls import LineDown, LineEvent, LineUp
from screenpop.ports.kinds import FactsTable, LineSurroundings
from screenpop.sentences import Sentence
from telephony.facts import FactRules
from telephony.sip.account import Account
from telephony.sip.endpoint import Endpoint
from telephony.sip.library import PhoneStatus, VoIPPhone
from telephony.sip.message import Header, Message
from telephony.sip.refer import Referrals
from telephony.sip.registration import Registration
from telephony.sip.ringing_calls import OnCall, RingingCalls

ALLOW = "INVITE, ACK, CANCEL, BYE, OPTIONS, NOTIFY, INFO, UPDATE"
_KNOWN_METHODS = {"REGISTER", "SUBSCRIBE", "REFER", "MESSAGE", "PUBLISH"}
SIGN_OFF_WITHIN = 1.8
NO_RULES = FactsTable()


class ContactLine(VoIPPhone):
    """A pyVoIP phone that reports the calls of an extension and takes none.

    Args:
        name: What the settings call the line.
        account: Who it is at which PBX.
        surroundings: Whom it reports to, and its password.
        facts: By which rules the site tells facts of a call.
        on_call: What the PBX is answered when a call comes.
    """

    def __init__(
        self,
        name: str,
        account: Account,
        surroundings: LineSurroundings,
        *,
        facts: FactsTable = NO_RULES,
        on_call: OnCall = "ring",
    ) -> None:
        super().__init__(account.host, account.port, account.username, "", sipPort=account.listen_port)
        self._name = name
        self._report_to = surroundings.report
        self._silent = False
        self.sip = self._endpoint = Endpoint(name, account, self, surroundings.password, self._serve)
        self._referrals = Referrals(self._endpoint)
        self._registration = Registration(self._endpoint, self._up, self._down)
        self._calls = RingingCalls(
            name, self._endpoint, self._about_us, self._report, rules=FactRules(facts), on_call=on_call
        )
        self._answers: dict[str, Callable[[Message], None]] = {
            "INVITE": self._calls.invited,
            "CANCEL": self._calls.cancelled,
            "ACK": self._calls.acknowledged,
            "UPDATE": self._calls.updated,
            "INFO": self._calls.informed,
            "OPTIONS": self._asked_what_we_can,
            "NOTIFY": self._notified,
            "BYE": self._calls.hung_up,
            "PRACK": self._no_such_call,
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
            self._endpoint.thread.join(SIGN_OFF_WITHIN)
        self._endpoint.stop()

    def counts(self) -> Mapping[str, int]:
        """What it has met since its start."""
        guard = self._endpoint.guard
        return {
            "strangers": guard.strangers,
            "rubbish": guard.rubbish,
            "too_fast": guard.too_fast,
            **self._calls.counts(),
        }

    def dial(self, number: str, told: Callable[[Sentence | None], None]) -> None:
        """Have the desk phone call."""
        self._referrals.dial(number, told)

    def _leave(self) -> None:
        self._calls.let_go()
        self._registration.end(self._endpoint.thread.end)

    def _report(self, event: LineEvent) -> None:
        if not self._silent:
            self._report_to(event)

    def _up(self) -> None:
        self._report(LineUp(self._name, datetime.now(UTC)))

    def _down(self, reason: Sentence, tries_again: bool) -> None:
        self._report(LineDown(self._name, datetime.now(UTC), reason, tries_again))

    def _serve(self, request: Message) -> None:
        """Answer whatever the PBX asks."""
        answer = self._answers.get(request.method)
        if answer is not None:
            answer(request)
        else:
            self._reply(request, 405 if request.method in _KNOWN_METHODS else 501)

    def _asked_what_we_can(self, options: Message) -> None:
        self._reply(options, 200, ("Accept", "application/sdp"), ("Supported", "timer"))

    def _notified(self, notify: Message) -> None:
        self._reply(notify, self._referrals.notify(notify) or (200 if notify.first("Event") else 489))

    def _no_such_call(self, request: Message) -> None:
        self._reply(request, 481)

    def _about_us(self) -> list[Header]:
        return [("Contact", f"<{self._endpoint.contact}>"), ("Allow", ALLOW), ("User-Agent", "Screenpop")]

    def _reply(self, request: Message, code: int, *more: Header) -> None:
        self._endpoint.reply(request, code, headers=[*self._about_us(), *more])
