"""A subscription to an extension's dialogs (SUBSCRIBE `Event: dialog`, RFC 6665, RFC 4235).

It is refreshed before it expires and begun anew whenever the PBX has ended or forgotten it. Only wrong
credentials end it for good. Lives on the line's thread.
"""

import random
from collections.abc import Callable
from typing import Protocol

from screenpop.sentences import Sentence
from telephony.sip import refusals
from telephony.sip.endpoint import Endpoint
from telephony.sip.message import Message
from telephony.sip.subscribe_dialog import SubscribeDialog
from telephony.sip.subscription_state import end_told_in, first_word
from telephony.wire.io_thread import Timer

WISHED = 600
SOON = (0.2, 1.0, 2.0, 4.0, 8.0, 16.0, 30.0)
"""Seconds until the next attempt, trouble after trouble."""
LATER = 120
"""How long a PBX that refuses is left in peace: somebody must change something there."""
LONGEST_WAIT_ASKED = 600
LONG_ENOUGH = 10.0
"""A subscription that lived for so many seconds was a good one: the next trouble is a first one."""
MOST_REFUSALS = 3
"""Refusals in a row, of credentials that have worked before, until they are taken for wrong."""
SIGN_OFF_PATIENCE = 1.0

Outcome = Message | Sentence | None
"""The last answer to a SUBSCRIBE; why it could not be sent; None if no answer came."""


class Listener(Protocol):
    """Whom a subscription tells."""

    def began(self) -> None:
        """A new subscription begins: its documents count anew."""

    def subscribed(self) -> None:
        """The PBX has agreed; told after each refresh."""

    def notified(self, content: bytes) -> None:
        """A document came."""

    def lost(self, reason: Sentence) -> None:
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
        self._troubles = 0
        self._refusals = 0
        self._has_worked = False
        self._next: Timer | None = None
        self._settled: Timer | None = None
        self._leaving: Callable[[], None] | None = None

    def begin(self) -> None:
        """Find the PBX and subscribe, in a new dialog."""
        self._endpoint.reach(self._reached)

    def refresh(self) -> None:
        """Ask for all there is now, in the same dialog."""
        if self._leaving is None and self._dialog.established:
            self._ask()

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
            if request.content:
                self._listener.notified(request.content)
            if first_word(request, "Subscription-State") == "terminated":
                self._terminated(request)
        return 200

    def _reached(self, obstacle: Sentence | None) -> None:
        if self._leaving is not None:
            return
        if obstacle is not None:
            self._trouble(obstacle)
            return
        self._dialog = SubscribeDialog(self._endpoint)
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
        )

    def _finished(self, outcome: Outcome) -> None:
        account = self._endpoint.account
        if outcome is None:
            self._endpoint.guard.next_peer()
            self._trouble(refusals.no_answer(account.place))
        elif isinstance(outcome, Sentence):
            self._give_up(outcome)
        elif outcome.code < 300:
            self._granted(outcome)
        elif outcome.code in (401, 407):
            self._refused()
        elif outcome.code == 423 and (outcome.number("Min-Expires") or 0) > self._expires:
            self._expires = outcome.number("Min-Expires") or self._expires
            self._ask()
        elif outcome.code == 481 and self._dialog.established:
            self._again(self._pause())
        else:
            asked = min(outcome.number("Retry-After") or LATER, LONGEST_WAIT_ASKED)
            self._listener.lost(refusals.not_watchable(outcome.code, account.extension, account.username))
            self._again(asked)

    def _refused(self) -> None:
        account = self._endpoint.account
        self._refusals += 1
        if self._has_worked and self._refusals < MOST_REFUSALS:
            self._trouble(refusals.doubtful_password(account))
        else:
            self._give_up(refusals.wrong_password(account))

    def _granted(self, answer: Message) -> None:
        self._dialog.establish(answer)
        self._has_worked, self._refusals = True, 0
        granted = answer.number("Expires") or self._expires
        margin = min(granted * 0.15, 30.0) if granted > 33 else granted / 2
        self._next = self._endpoint.thread.call_later(max(1.0, granted - margin), self._ask)
        self._settled = self._endpoint.thread.call_later(LONG_ENOUGH, self._settle)
        self._listener.subscribed()

    def _terminated(self, request: Message) -> None:
        account = self._endpoint.account
        end = end_told_in(request)
        if end.refused is not None:
            self._listener.lost(refusals.not_watchable(end.refused, account.extension, account.username))
            self._again(LATER)
        else:
            self._again(self._pause() if end.wait is None else min(end.wait, LONGEST_WAIT_ASKED))

    def _trouble(self, reason: Sentence) -> None:
        if self._leaving is None:
            self._listener.lost(reason)
            self._again(self._pause())

    def _pause(self) -> float:
        self._troubles += 1
        spread = random.uniform(0.8, 1.2)  # noqa: S311 # spreads desks, hides nothing
        return SOON[min(self._troubles, len(SOON)) - 1] * spread

    def _again(self, wait: float) -> None:
        self._still()
        self._dialog = SubscribeDialog(self._endpoint)
        self._next = self._endpoint.thread.call_later(wait, self.begin)

    def _give_up(self, reason: Sentence) -> None:
        self._still()
        self._listener.lost(reason)

    def _settle(self) -> None:
        self._troubles = 0

    def _still(self) -> None:
        for timer in (self._next, self._settled):
            if timer is not None:
                timer.cancel()
