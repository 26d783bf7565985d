"""Keeps one session with the manager interface: signs on, listens, asks, and begins anew when it is lost.

A refused login is never tried again: servers ban addresses that keep on trying.
"""

from collections.abc import Callable, Mapping
from typing import Protocol

from screenpop.errors import KeyringLocked, ScreenPopError
from screenpop.sentences import Sentence
from telephony.ami import actions, refusals
from telephony.ami.account import Account
from telephony.ami.framing import Framing, Message
from telephony.ami.liveness import Liveness
from telephony.ami.questions import Questions
from telephony.ami.signing_on import SigningOn
from telephony.wire.backoff import ASK_LATER, Backoff, spread
from telephony.wire.guard import Guard
from telephony.wire.io_thread import IoThread, Timer
from telephony.wire.stream import Stream

STEADY_AFTER = 10.0


class Listener(Protocol):
    """Whom a session tells."""

    def let_in(self) -> None:
        """The server accepted the login."""

    def heard(self, event: Message) -> None:
        """A wanted event came."""

    def lost(self, reason: Sentence, *, tries_again: bool) -> None:
        """There is no session, or not any more."""


class Session:
    """The line's session.

    Args:
        thread: The line's; everything is called on it.
        account: As whom, where.
        password: Gives the password, or None; may block.
        wanted: The names of the events to hear.
        classes: The classes of events to ask for.
        listener: Whom to tell.
    """

    def __init__(
        self,
        thread: IoThread,
        account: Account,
        password: Callable[[], str | None],
        *,
        wanted: frozenset[str],
        classes: str,
        listener: Listener,
    ) -> None:
        self._thread = thread
        self._account = account
        self._password = password
        self._wanted = wanted
        self._listener = listener
        self._guard = Guard(account.host, account.port)
        self._stream = Stream(
            thread,
            connected=self._connected,
            received=self._received,
            lost=lambda reason: self._again(refusals.trying_again(reason), self._backoff.pause()),
            tls_name=account.host if account.tls else None,
            ca_file=account.ca_file,
        )
        self.questions = Questions(self._stream.send)
        self._signing_on = SigningOn(
            thread, account, classes, self.questions, let_in=self._let_in, refused=self._refused
        )
        self._liveness = Liveness(thread, self._ping, self._silent)
        self._framing = Framing(wanted)
        self._before = {"events": 0, "ignored": 0, "rubbish": 0}
        self._times_let_in = 0
        self._secret = ""
        self._over = False
        self._backoff = Backoff()
        self._attempt = 0
        self._timer: Timer | None = None
        self.is_let_in = False
        thread.on_wake(self._woken)

    @property
    def greeting(self) -> str:
        """How the server introduced itself."""
        return self._framing.greeting

    def counts(self) -> Mapping[str, int]:
        """What came since the start."""
        now = {
            "events": self._framing.events,
            "ignored": self._framing.ignored,
            "rubbish": self._framing.rubbish,
        }
        counts = {what: self._before[what] + count for what, count in now.items()}
        return counts | {"reconnects": max(0, self._times_let_in - 1)}

    def begin(self) -> None:
        """Look the server and the password up, and connect."""
        self._attempt += 1
        attempt = self._attempt

        def looked_up(found: tuple[list[str], str | Sentence, bool]) -> None:
            if attempt == self._attempt and not self._over:
                self._looked_up(found)

        self._thread.aside(self._look_up, looked_up)

    def end(self) -> None:
        """Sign off, and never come back."""
        if self.is_let_in:
            self._stream.send(actions.action("Logoff"))
        self._stop()
        self._over = True

    def _look_up(self) -> tuple[list[str], str | Sentence, bool]:
        """Addresses; the password, or why there is none; whether there may be one later."""
        try:
            password = self._password()
        except ScreenPopError as error:
            return [], error.sentence, isinstance(error, KeyringLocked)
        return (
            self._guard.addresses(),
            refusals.no_password(self._account) if password is None else password,
            False,
        )

    def _looked_up(self, found: tuple[list[str], str | Sentence, bool]) -> None:
        addresses, secret, later = found
        if isinstance(secret, Sentence):
            self._again(secret, spread(ASK_LATER, 1 / 3) if later else None)
        elif not self._guard.learn(addresses):
            self._again(refusals.no_address(self._account), self._backoff.pause())
        else:
            self._secret = secret
            self._stream.connect(self._guard.peers)

    def _connected(self) -> None:
        self._keep_counts()
        self._framing = Framing(self._wanted)
        self._signing_on.begin(self._secret)

    def _received(self, data: bytes) -> None:
        self._liveness.heard()
        messages = self._framing.feed(data)
        if self._signing_on.waits_for_greeting and (self._framing.greeting or messages):
            self._signing_on.greeted()
        for message in messages:
            if not message.event:
                self.questions.answer(message)
            elif self.is_let_in:
                self._listener.heard(message)

    def _let_in(self) -> None:
        self.is_let_in = True
        self._secret = ""
        self._times_let_in += 1
        self._liveness.begin()
        self._later(STEADY_AFTER, self._steady)
        self._listener.let_in()

    def _steady(self) -> None:
        self._backoff.begin_anew()

    def _silent(self) -> None:
        self._again(refusals.no_answer(self._account), self._backoff.pause())

    def _refused(self, message: str | None) -> None:
        if message is None:
            self._silent()
            return
        self._backoff.expect_long()
        pause = None if refusals.is_final(message) else self._backoff.pause()
        self._again(refusals.not_let_in(self._account, message), pause)

    def _again(self, reason: Sentence, pause: float | None) -> None:
        """There is no session: say so, and try again after a pause, if that may help."""
        self._stop()
        if pause is None:
            self._over = True
        else:
            self._later(pause, self.begin)
        self._listener.lost(reason, tries_again=pause is not None)

    def _stop(self) -> None:
        self.is_let_in = False
        self._secret = ""
        self._signing_on.end()
        self._liveness.end()
        self._stream.close()
        self.questions.begin_anew()
        if self._timer is not None:
            self._timer.cancel()

    def _ping(self) -> None:
        def answered(answer: Message | None) -> None:
            if answer is not None:
                self._liveness.answered()

        self.questions.ask(lambda action_id: actions.action("Ping", ActionID=action_id), answered)

    def _woken(self) -> None:
        """The computer has slept: the connection may be dead, and a long pause is over."""
        if self.is_let_in:
            self._liveness.ask_now()
        elif not self._over:
            self._stop()
            self._backoff.begin_anew()
            self.begin()

    def _keep_counts(self) -> None:
        self._before = {what: count for what, count in self.counts().items() if what in self._before}

    def _later(self, seconds: float, do: Callable[[], None]) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self._thread.call_later(seconds, do)
