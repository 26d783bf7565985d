"""A subscription to an extension's dialogs (SUBSCRIBE `Event: dialog`, RFC 6665, RFC 4235).

Its refresh is the heartbeat: it comes so often that a PBX that is gone, or an address that has changed, is
noticed soon. It is begun anew whenever the PBX has ended or forgotten it. Only wrong credentials end it for
good. Lives on the line's thread.
"""

from collections.abc import Callable
from typing import Protocol

from screenpop.sentences import Sentence
from telephony.sip import refusals
from telephony.sip.credentials import NoPassword
from telephony.sip.endpoint import Endpoint, Outcome
from telephony.sip.heartbeat import heartbeat_after, patience
from telephony.sip.message import Message
from telephony.sip.subscribe_dialog import SubscribeDialog
from telephony.sip.subscription_state import end_told_in, first_word
from telephony.wire.backoff import ASK_LATER, Backoff, spread
from telephony.wire.io_thread import Timer

WISHED = 600
LATER = 60.0
"""How long a PBX that refuses is left in peace: somebody must change something there."""
MOST_FORBIDDEN = 4
"""How often a PBX that let us in before may say 403 until it is left in peace, too: it may just be starting."""
MOST_DOUBLINGS = 4
"""How often that grows twice as long: some PBXs say 403 of a wrong password too, and ban who goes on trying."""
NOT_NOW = 480
"""The answer to a SUBSCRIBE that would say what a subscription ended with a Retry-After says."""
LONGEST_WAIT_ASKED = 600
LONG_ENOUGH = 3.0
"""A subscription that lived for so many seconds was a good one: the next trouble is a first one."""
FIRST_NEWS_WITHIN = 5.0
"""A PBX tells of the extension's state as soon as it has agreed to (RFC 6665, 4.1.2.4)."""
MOST_REFUSALS = 3
"""Refusals in a row, of credentials that have worked before, until they are taken for wrong."""
SIGN_OFF_PATIENCE = 1.0


class Listener(Protocol):
    """Whom a subscription tells."""

    def began(self) -> None:
        """A new subscription begins: its documents count anew."""

    def subscribed(self) -> None:
        """The PBX has agreed, and sends news; told again and again."""

    def notified(self, content: bytes) -> None:
        """A document came."""

    def lost(self, reason: Sentence, *, tries_again: bool = True) -> None:
        """It does not work; the sentence says why and whether it tries again."""


class Subscription:
    """Keeps one subscription alive.

    Args:
        endpoint: Our end of the wire.
        listener: Whom to tell.
    """

    def __init__(self, endpoint: Endpoint, listener: Listener) -> None:
        self._endpoint = endpoint
        self._listener = listener
        self._dialog = SubscribeDialog(endpoint)
        self._expires = WISHED
        self._backoff = Backoff()
        self._refusals = self._forbidden = 0
        self._has_worked = self._has_news = False
        self._next: Timer | None = None
        self._settled: Timer | None = None
        self._no_news: Timer | None = None
        self._leaving: Callable[[], None] | None = None
        self._gave_up = False
        endpoint.attend(self._trouble, self.check, self.doubt)

    def begin(self) -> None:
        """Find the PBX and subscribe, in a new dialog."""
        self._still()
        self._endpoint.reach(self._reached)

    def refresh(self) -> None:
        """Ask for all there is now, in the same dialog."""
        if self._leaving is None and self._dialog.established:
            self._ask()

    def check(self) -> None:
        """Look at once whether the PBX still knows us; unless that is under way, or we have given up."""
        if self._next is not None and self._leaving is None:
            self._backoff.begin_anew()
            if self._dialog.established:
                self._beat()
            else:
                self.begin()

    def doubt(self) -> None:
        """Look at once whether the PBX is still there, if we take it for that."""
        if self._dialog.established and self._next is not None and self._leaving is None:
            self._beat()

    def end(self, then: Callable[[], None]) -> None:
        """Unsubscribe; `then` is called when that is done or has taken too long."""
        self._leaving = then
        self._still()
        if self._dialog.established:
            self._next = self._endpoint.thread.call_later(SIGN_OFF_PATIENCE, then)
            self._ask()
        else:
            then()

    def notify(self, request: Message) -> int:
        """Take a NOTIFY in, and give the code to answer it with."""
        if not self._dialog.owns(request):
            return 481
        if first_word(request, "Event") != "dialog":
            return 489
        if self._dialog.is_news(request) and self._leaving is None:
            self._hear(request)
        return 200

    def _hear(self, request: Message) -> None:
        self._has_news = True
        if self._no_news is not None:
            self._no_news.cancel()
            self._settle()
        if first_word(request, "Subscription-State") == "terminated":
            if request.content:
                self._listener.notified(request.content)
            self._terminated(request)
        elif request.content:
            self._listener.notified(request.content)
        else:
            self._listener.subscribed()

    def _beat(self) -> None:
        if self._endpoint.transport.moved():
            self.begin()
        else:
            self._ask()
            self._endpoint.look_around(self._moved)

    def _moved(self) -> None:
        if self._leaving is None and not self._gave_up:
            self.begin()

    def _reached(self, obstacle: Sentence | None) -> None:
        if self._leaving is not None:
            return
        if obstacle is not None:
            self._trouble(obstacle)
            return
        self._dialog = SubscribeDialog(self._endpoint)
        self._has_news = False
        self._listener.began()
        self._ask()

    def _ask(self) -> None:
        if self._leaving is None:
            self._still()
        dialog = self._dialog

        def finished(outcome: Outcome) -> None:
            if self._leaving is not None:
                self._leaving()
            elif dialog is self._dialog:
                self._finished(outcome)

        self._endpoint.request(
            "SUBSCRIBE",
            dialog.target,
            lambda: dialog.next_headers(0 if self._leaving else self._expires),
            finished,
            patience(is_up=dialog.established),
        )

    def _finished(self, outcome: Outcome) -> None:
        if outcome is None:
            self._endpoint.unanswered()
            self._trouble(refusals.no_answer(self._endpoint.account.place))
        elif isinstance(outcome, NoPassword):
            self._no_password(outcome)
        elif outcome.code < 300:
            self._granted(outcome)
        elif outcome.code in (401, 407):
            self._refused()
        elif outcome.code == 423 and (outcome.number("Min-Expires") or 0) > self._expires:
            self._expires = outcome.number("Min-Expires") or self._expires
            self._ask()
        elif outcome.code == 481 and self._dialog.established:
            self._again(self._backoff.pause(at_once=True))
        else:
            self._not_watchable(outcome.code, outcome.number("Retry-After"))

    def _no_password(self, trouble: NoPassword) -> None:
        if not trouble.ask_later:
            self._give_up(trouble.reason)
            return
        self._listener.lost(trouble.reason)
        self._again(spread(ASK_LATER, 1 / 3))

    def _refused(self) -> None:
        account = self._endpoint.account
        self._refusals += 1
        if self._has_worked and self._refusals < MOST_REFUSALS:
            self._trouble(refusals.doubtful_password(account))
        else:
            self._give_up(refusals.wrong_password(account))

    def _not_watchable(self, code: int, asked: float | None) -> None:
        account = self._endpoint.account
        self._listener.lost(refusals.not_watchable(code, account.extension, account.username))
        self._again(self._later(code) if asked is None else min(asked, LONGEST_WAIT_ASKED))

    def _later(self, code: int) -> float:
        self._forbidden = self._forbidden + 1 if code == 403 else 0
        if self._has_worked and self._forbidden <= MOST_FORBIDDEN:
            return self._backoff.pause()  # a PBX that is just starting refuses what it will allow
        return spread(LATER * 2 ** min(max(0, self._forbidden - 1), MOST_DOUBLINGS), 0.2)

    def _granted(self, answer: Message) -> None:
        self._still()  # of two requests under way, a heartbeat and a refresh, only one is followed by a next one
        self._dialog.establish(answer)
        self._has_worked, self._refusals, self._forbidden = True, 0, 0
        if self._endpoint.contact != self._dialog.contact and not self._dialog.corrected:
            self._dialog.corrected = True
            self._ask()  # the PBX sees us elsewhere than we had told it to send its news
            return
        self._dialog.corrected = False
        granted = answer.number("Expires") or self._expires
        margin = min(granted * 0.15, 30.0) if granted > 33 else granted / 2
        thread = self._endpoint.thread
        self._next = thread.call_later(
            heartbeat_after(self._endpoint.account.heartbeat, granted - margin), self._beat
        )
        if self._has_news:
            self._settle()
            self._listener.subscribed()
        else:
            self._no_news = thread.call_later(FIRST_NEWS_WITHIN, self._never_heard)

    def _settle(self) -> None:
        self._no_news = None
        self._settled = self._endpoint.thread.call_later(LONG_ENOUGH, self._backoff.begin_anew)

    def _never_heard(self) -> None:
        self._endpoint.unanswered()
        self._trouble(refusals.no_news(self._endpoint.account))

    def _terminated(self, request: Message) -> None:
        end = end_told_in(request)
        if end.refused is not None:
            self._not_watchable(end.refused, spread(LATER, 0.2))
        elif end.wait is not None and end.wait > FIRST_NEWS_WITHIN:
            self._not_watchable(NOT_NOW, end.wait)  # until then nothing is heard of any call
        else:
            self._again(self._backoff.pause() if end.wait is None else min(end.wait, LONGEST_WAIT_ASKED))

    def _trouble(self, reason: Sentence) -> None:
        if self._leaving is None:
            self._listener.lost(reason)
            self._again(self._backoff.pause())

    def _give_up(self, reason: Sentence) -> None:
        self._gave_up = True
        self._still()
        self._endpoint.transport.close()
        self._listener.lost(reason, tries_again=False)

    def _again(self, wait: float) -> None:
        self._still()
        self._dialog = SubscribeDialog(self._endpoint)
        self._next = self._endpoint.thread.call_later(wait, self.begin)

    def _still(self) -> None:
        for timer in (self._next, self._settled, self._no_news):
            if timer is not None:
                timer.cancel()
        self._next = self._settled = self._no_news = None
