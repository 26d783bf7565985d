"""The line in mode `watch`: subscribed to the dialogs of its extension; no phone of the PBX, it cannot ring."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from threading import Event

from screenpop.events.calls import LineDown, LineEvent, LineUp
from screenpop.ports.kinds import FactsTable, LineSurroundings
from screenpop.sentences import Sentence, say
from telephony.facts import FactRules
from telephony.sip.account import Account
from telephony.sip.dialog_info import UnreadableDialogInfo, read_dialog_info
from telephony.sip.dialog_table import DialogTable
from telephony.sip.dialogs import DialogInfo
from telephony.sip.endpoint import Endpoint
from telephony.sip.library import VoIPPhone
from telephony.sip.message import Message
from telephony.sip.refer import Referrals
from telephony.sip.subscription import Subscription
from telephony.sip.watched_calls import WatchedCalls

ALLOW = "NOTIFY, OPTIONS"
SIGN_OFF_WITHIN = 1.8
NO_RULES = FactsTable()


class WatchLine(VoIPPhone):
    """A pyVoIP phone that nobody can call: it reports what the PBX tells of another phone's calls.

    Args:
        name: What the settings call the line.
        account: Who it is at which PBX, and whose calls it watches.
        surroundings: Whom it reports to, and its password.
        facts: By which rules the site tells facts of a call.
    """

    def __init__(
        self, name: str, account: Account, surroundings: LineSurroundings, *, facts: FactsTable = NO_RULES
    ) -> None:
        super().__init__(account.host, account.port, account.username, "", sipPort=account.listen_port)
        self._name = name
        self._report_to = surroundings.report
        self._silent = False
        self._down_for: Sentence | None = None
        self._is_up = False
        self.sip = self._endpoint = Endpoint(name, account, self, surroundings.password, self._serve)
        self._subscription = Subscription(self._endpoint, self)
        self._referrals = Referrals(self._endpoint)
        self._table = DialogTable()
        own = frozenset({account.extension, account.username})
        self._calls = WatchedCalls(name, own, self._report, FactRules(facts))
        self._unreadable = 0

    @property
    def name(self) -> str:
        """What the settings call it."""
        return self._name

    def start(self) -> None:
        """Begin; returns at once."""
        self._endpoint.start()
        self._endpoint.thread.call_soon(self._subscription.begin)
        self._endpoint.thread.call_soon(self._endpoint.keep_open)

    def stop(self, failed: bool = False) -> None:  # noqa: ARG002 # as pyVoIP's phone has it
        """Sign off at the PBX and end the thread; reports nothing more."""
        self._silent = True
        if self._endpoint.NSD:
            left = Event()
            self._endpoint.thread.call_soon(lambda: self._subscription.end(left.set))
            left.wait(SIGN_OFF_WITHIN)
        self._endpoint.stop()

    def counts(self) -> Mapping[str, int]:
        """What it has met since its start."""
        return {
            "strangers": self._endpoint.guard.strangers,
            "rubbish": self._endpoint.guard.rubbish,
            "too_fast": self._endpoint.guard.too_fast,
            "calls": self._calls.total,
            "too_many": self._calls.too_many,
            "unreadable": self._unreadable,
            "outdated": self._table.outdated,
        }

    def dial(self, number: str, told: Callable[[Sentence | None], None]) -> None:
        """Have the desk phone call."""
        self._referrals.dial(number, told)

    def began(self) -> None:
        """A new subscription begins: its documents count anew."""
        self._table.subscribe_anew()

    def subscribed(self) -> None:
        """The PBX has agreed, or proves by a document that it has."""
        if not self._is_up:
            self._is_up, self._down_for = True, None
            self._report(LineUp(self._name, datetime.now(UTC)))

    def notified(self, content: bytes) -> None:
        """Follow a document; one that cannot be read changes nothing, and is told of until one can be."""
        try:
            info = read_dialog_info(content)
        except UnreadableDialogInfo:
            self._unreadable += 1
            self.lost(say("The PBX tells of the extension's calls in a way that cannot be read."))
            return
        self.subscribed()
        self._follow(info)

    def lost(self, reason: Sentence, *, tries_again: bool = True) -> None:
        """Report that the line does not work, once for each reason; for good, its calls are over too."""
        if self._is_up or reason != self._down_for:
            self._is_up, self._down_for = False, reason
            self._report(LineDown(self._name, datetime.now(UTC), reason, tries_again))
        if not tries_again:
            self._calls.give_up()

    def _follow(self, info: DialogInfo) -> None:
        was_incomplete = self._table.incomplete
        self._calls.follow(self._table.apply(info))
        if self._table.incomplete and not was_incomplete:
            self._subscription.refresh()

    def _serve(self, request: Message) -> None:
        """Answer whatever the PBX asks."""
        if request.method == "NOTIFY":
            self._reply(request, self._referrals.notify(request) or self._subscription.notify(request))
        elif request.method == "OPTIONS":
            self._reply(request, 200)
        elif request.method == "INVITE":
            self._reply(request, 488)
        elif request.method != "ACK":
            self._reply(request, 405)

    def _reply(self, request: Message, code: int) -> None:
        about_us = [("Contact", f"<{self._endpoint.contact}>"), ("Allow", ALLOW), ("User-Agent", "Screenpop")]
        self._endpoint.reply(request, code, headers=about_us)

    def _report(self, event: LineEvent) -> None:
        if not self._silent:
            self._report_to(event)
