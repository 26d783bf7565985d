"""Tries a SIP line for `screenpop check`, step by step, so that whoever must mend something knows what.

Address, connection, sign-on, permission and, for a watch, the first NOTIFY: each is told for itself, and what a
trouble kept from being tried says so.
"""

import queue
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import TypeVar

from screenpop.ports.checks import Check
from screenpop.sentences import Sentence, say
from telephony.sip import refusals
from telephony.sip.account import Account
from telephony.sip.binding import Binding
from telephony.sip.credentials import NoPassword
from telephony.sip.endpoint import Endpoint, Outcome
from telephony.sip.library import VoIPPhone
from telephony.sip.message import Header, Message, phrase_of, place_of
from telephony.sip.subscribe_dialog import SubscribeDialog
from telephony.sip.subscription_state import end_told_in

SIGN_OFF_WITHIN = 1.0
_FOR_A_TRY = 60
"""Seconds for which a try asks to be known."""

T = TypeVar("T")


class Examination:
    """One try of a line.

    Args:
        name: What the settings call the line.
        account: Who it is at which PBX.
        password: Gives the password; may block.
        watches: Whether it subscribes; else it registers.
        within: The seconds that all of it may take.
    """

    def __init__(
        self,
        name: str,
        account: Account,
        password: Callable[[], str | None],
        *,
        watches: bool,
        within: float,
    ) -> None:
        phone = VoIPPhone(account.host, account.port, account.username, "")
        self._name = name
        self._account = account
        self._endpoint = Endpoint(name, account, phone, password, self._serve)
        self._sign_on = "subscription" if watches else "registration"
        self._dialog = SubscribeDialog(self._endpoint) if watches else None
        self._binding = Binding(self._endpoint)
        self._binding.expires = _FOR_A_TRY
        self._until = time.monotonic() + within
        self._news: queue.SimpleQueue[Message] = queue.SimpleQueue()
        self._lost: Sentence | None = None

    def checks(self) -> Iterator[Check]:
        """Try it, and tell what was seen of each step."""
        self._endpoint.attend(self._connection_lost, lambda: None)
        self._endpoint.start()
        try:
            yield from self._from_address()
        finally:
            self._endpoint.stop()

    def _from_address(self) -> Iterator[Check]:
        host = self._account.host
        told = self._told_by(self._resolve)
        found = told[0] if told else []
        if found:
            yield self._passed(
                "address", say("{server} is {addresses}.", server=host, addresses=_list(found))
            )
            yield from self._from_connection()
        else:
            why = "No name server knows {server}. Look at server in the settings, and at this computer's network."
            yield self._failed("address", say(why, server=host))
            yield from self._not_tried("connection", say("Not tried, because the PBX has no known address."))

    def _from_connection(self) -> Iterator[Check]:
        slow = say("The PBX {server} does not answer.", server=self._account.place)
        told = self._told_by(self._endpoint.reach)
        obstacle = told[0] if told else slow
        if obstacle is None:
            yield self._passed("connection", self._connected())
            yield from self._from_sign_on()
        else:
            yield self._failed("connection", _plain(obstacle))
            why = say("Not tried, because there is no connection to the PBX.")
            yield from self._not_tried(self._sign_on, why)

    def _from_sign_on(self) -> Iterator[Check]:
        account = self._account
        told = self._told_by(partial(self._request, _FOR_A_TRY))
        outcome = told[0] if told else None
        yield self._signed_on(outcome)
        if not isinstance(outcome, Message) or outcome.code in (401, 407):
            why = say("Not tried, because the PBX did not let user {username} in.", username=account.username)
            if outcome is None:
                why = say("Not tried, because the PBX did not answer.")
            yield from self._not_tried("permission", why)
            return
        yield self._permitted(outcome)
        if outcome.code >= 300:
            why = say("Not tried, because the PBX does not allow it.")
            yield from self._not_tried("first NOTIFY", why)
            return
        if self._dialog is not None:
            yield self._first_news()
        self._until = time.monotonic() + SIGN_OFF_WITHIN
        self._told_by(partial(self._request, 0))

    def _connected(self) -> Sentence:
        transport, peer = self._endpoint.transport, self._endpoint.guard.peer
        ours, theirs = place_of(transport.local), place_of(peer) if peer else ""
        if self._account.transport == "tls":
            return say(
                "TLS from {ours} to {theirs}; the certificate is good, and for {server}.",
                ours=ours,
                theirs=theirs,
                server=self._account.host,
            )
        if self._account.transport == "tcp":
            return say("TCP from {ours} to {theirs}.", ours=ours, theirs=theirs)
        return say(
            "UDP from {ours} to {theirs}; the next line tells whether anybody is there.",
            ours=ours,
            theirs=theirs,
        )

    def _signed_on(self, outcome: Outcome) -> Check:
        account = self._account
        if isinstance(outcome, NoPassword):
            return self._failed(self._sign_on, outcome.reason)
        if outcome is None:
            return self._failed(self._sign_on, self._lost or self._silent())
        if outcome.code in (401, 407):
            return self._failed(self._sign_on, refusals.wrong_password(account))
        if outcome.code < 300:
            told = say(
                "Signed on at {server} as extension {extension}.",
                server=account.place,
                extension=account.extension,
            )
            return self._passed(self._sign_on, told)
        told = say(
            "The PBX {server} answered, and refused ({code} {phrase}).",
            server=account.place,
            code=outcome.code,
            phrase=phrase_of(outcome.code),
        )
        return self._failed(self._sign_on, told)

    def _permitted(self, answer: Message) -> Check:
        account = self._account
        if answer.code < 300:
            told = say("User {username} may do it.", username=account.username)
            return self._passed("permission", told)
        if self._dialog is not None:
            told = refusals.not_watchable(answer.code, account.extension, account.username)
        else:
            told = refusals.not_registrable(answer.code, account)
        return self._failed("permission", told)

    def _first_news(self) -> Check:
        try:
            notify = self._news.get(timeout=self._left())
        except queue.Empty:
            return self._failed("first NOTIFY", refusals.no_news(self._account))
        refused = end_told_in(notify).refused
        if refused is not None:
            account = self._account
            told = refusals.not_watchable(refused, account.extension, account.username)
            return self._failed("first NOTIFY", told)
        return self._passed("first NOTIFY", say("The PBX told of the extension's calls."))

    def _resolve(self, then: Callable[[list[str]], None]) -> None:
        self._endpoint.thread.aside(self._endpoint.guard.addresses, then)

    def _request(self, expires: int, then: Callable[[Outcome], None]) -> None:
        dialog, binding = self._dialog, self._binding

        def headers() -> list[Header]:
            if dialog is not None:
                return dialog.next_headers(expires)
            binding.expires = expires
            return binding.headers()

        def finished(outcome: Outcome) -> None:
            if dialog is not None and isinstance(outcome, Message) and outcome.code < 300:
                dialog.establish(outcome)
            then(outcome)

        method, target = ("REGISTER", binding.target) if dialog is None else ("SUBSCRIBE", dialog.target)
        self._endpoint.request(method, target, headers, finished, self._left())

    def _serve(self, request: Message) -> None:
        dialog = self._dialog
        if request.method == "NOTIFY" and dialog is not None and dialog.owns(request):
            self._endpoint.reply(request, 200)
            self._news.put(request)
        elif request.method != "ACK":
            self._endpoint.reply(
                request, {"OPTIONS": 200, "INVITE": 480, "NOTIFY": 481}.get(request.method, 405)
            )

    def _connection_lost(self, reason: Sentence) -> None:
        self._lost = _plain(reason)

    def _told_by(self, ask: Callable[[Callable[[T], None]], None]) -> list[T]:
        """What is told of something that is begun on the line's thread; empty if nothing is in time."""
        told: queue.SimpleQueue[T] = queue.SimpleQueue()
        self._endpoint.thread.call_soon(lambda: ask(told.put))
        try:
            return [told.get(timeout=self._left())]
        except queue.Empty:
            return []

    def _left(self) -> float:
        return max(0.1, self._until - time.monotonic())

    def _silent(self) -> Sentence:
        return say(
            "The PBX {server} does not answer. Does it listen there for {transport}, and does a firewall let it "
            "through?",
            server=self._account.place,
            transport=self._endpoint.transport.name,
        )

    def _not_tried(self, first: str, why: Sentence) -> Iterator[Check]:
        steps = ["address", "connection", self._sign_on, "permission"]
        steps += ["first NOTIFY"] if self._dialog is not None else []
        for step in steps[steps.index(first) :] if first in steps else []:
            yield self._failed(step, why)

    def _passed(self, step: str, told: Sentence) -> Check:
        return Check(f"line {self._name}: {step}", passed=True, told=told)

    def _failed(self, step: str, told: Sentence) -> Check:
        return Check(f"line {self._name}: {step}", passed=False, told=told)


def _list(addresses: list[str]) -> str:
    return ", ".join(addresses)


def _plain(told: Sentence) -> Sentence:
    """A trouble without the promise to try again, which a check does not keep."""
    trouble = told.values.get("trouble")
    return trouble if isinstance(trouble, Sentence) else told
