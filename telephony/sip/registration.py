"""Keeps us registered as one more contact of the extension (RFC 3261 10.2).

REGISTER itself is the heartbeat: it comes so often that a PBX that is gone, or an address that has changed, is
noticed soon. Goes on trying for ever, with growing pauses, unless the PBX refuses the credentials: trying those
again helps nobody, and gets the desk locked out.
"""

from collections.abc import Callable

from screenpop.sentences import Sentence, say
from telephony.sip import refusals
from telephony.sip.binding import LONGEST_EXPIRES, Binding
from telephony.sip.credentials import NoPassword
from telephony.sip.endpoint import Endpoint, Outcome
from telephony.sip.heartbeat import heartbeat_after, patience
from telephony.sip.library import PhoneStatus
from telephony.sip.message import Message, phrase_of
from telephony.wire.backoff import ASK_LATER, Backoff, spread
from telephony.wire.io_thread import Timer

LONGEST_PAUSE_ASKED = 300
SHORTEST_LIFE = 4
"""Seconds; a registrar that grants less would have us send all the time."""
MOST_CORRECTIONS = 3
"""How often one attempt may be put right at once, for a longer life or for our true address."""
MOST_REFUSALS = 3
"""Refusals in a row, of credentials that have worked before, until they are taken for wrong."""
SIGN_OFF_PATIENCE = 1.5


class Registration:
    """The contact under which the PBX knows us.

    Args:
        endpoint: Our end of the wire.
        up: Called when we are registered and were not before.
        down: Called when we no longer are, or when the reason is another one: with the reason, and whether
            it tries again.

    Attributes:
        status: As pyVoIP's phones tell theirs.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        up: Callable[[], None],
        down: Callable[[Sentence, bool], None],
    ) -> None:
        self._endpoint = endpoint
        self._up = up
        self._down = down
        self._backoff = Backoff()
        self._binding = Binding(endpoint)
        self._known_as = ""
        self._next: Timer | None = None
        self._told: Sentence | None = None
        self._is_up = self._has_worked = self._leaving = self._gave_up = False
        self._refusals = self._corrections = self._round = 0
        self.status = PhoneStatus.INACTIVE
        endpoint.attend(self._connection_lost, self.check, self.doubt)

    def begin(self) -> None:
        """Find the PBX, register, and stay registered."""
        self._still()
        self._round += 1
        if not self._is_up:
            self.status = PhoneStatus.REGISTERING
        self._endpoint.reach(self._reached)

    def check(self) -> None:
        """Look at once whether the PBX still knows us; unless that is under way, or we have given up."""
        if self._next is not None and not self._leaving:
            self._backoff.begin_anew()
            if self._is_up:
                self._beat()
            else:
                self.begin()

    def doubt(self) -> None:
        """Look at once whether the PBX is still there, if we take it for that."""
        if self._is_up and self._next is not None and not self._leaving:
            self._beat()

    def end(self, then: Callable[[], None]) -> None:
        """Sign off; `then` is called once, when that is done or has taken too long."""
        self._leaving = True
        self._still()
        if not self._is_up:
            then()
            return
        self.status = PhoneStatus.DEREGISTERING
        too_late = self._endpoint.thread.call_later(SIGN_OFF_PATIENCE, then)

        def signed_off(_: object) -> None:
            if too_late.do is not None:
                too_late.cancel()
                then()

        self._binding.expires = 0
        self._endpoint.request("REGISTER", self._binding.target, self._binding.headers, signed_off)

    def _beat(self) -> None:
        if self._endpoint.transport.moved():
            self.begin()
        else:
            self._register()
            self._endpoint.look_around(self._moved)

    def _moved(self) -> None:
        if not self._leaving and not self._gave_up:
            self.begin()

    def _reached(self, obstacle: Sentence | None) -> None:
        if obstacle is None:
            self._register()
        else:
            self._try_later(obstacle)

    def _register(self) -> None:
        if self._leaving:
            return
        self._still()
        self._round += 1
        this = self._round

        def finished(outcome: Outcome) -> None:
            if this == self._round and not self._leaving:
                self._finished(outcome)

        self._endpoint.request(
            "REGISTER", self._binding.target, self._binding.headers, finished, patience(is_up=self._is_up)
        )

    def _finished(self, outcome: Outcome) -> None:
        if isinstance(outcome, NoPassword):
            self._no_password(outcome)
        elif outcome is None:
            self._endpoint.unanswered()
            self._try_later(refusals.no_answer(self._endpoint.account.place))
        elif outcome.code < 300:
            self._registered(outcome)
        elif outcome.code in (401, 403, 407):
            self._refused()
        elif outcome.code == 423 and self._binding.expires < self._wanted(outcome) and self._may_correct():
            self._binding.expires = self._wanted(outcome)
            self._register()
        else:
            self._failed(outcome)

    def _registered(self, answer: Message) -> None:
        self._take_back_old_contact()
        if self._endpoint.contact != self._binding.contact and self._may_correct():
            self._register()  # the PBX sees us elsewhere than we had told it
            return
        self.status = PhoneStatus.REGISTERED
        self._backoff.begin_anew()
        self._refusals = self._corrections = 0
        self._has_worked = True
        granted = max(self._binding.granted(answer), SHORTEST_LIFE)
        wait = heartbeat_after(self._endpoint.account.heartbeat, granted - min(granted / 2, 15.0))
        self._next = self._endpoint.thread.call_later(wait, self._beat)
        if not self._is_up:
            self._is_up, self._told = True, None
            self._up()

    def _take_back_old_contact(self) -> None:
        """The PBX would go on ringing where we are no more."""
        old, self._known_as = self._known_as, self._binding.contact
        if old and old != self._known_as:
            self._endpoint.request(
                "REGISTER", self._binding.target, lambda: self._binding.headers_without(old), lambda _: None
            )

    def _may_correct(self) -> bool:
        self._corrections += 1
        return self._corrections <= MOST_CORRECTIONS

    def _wanted(self, answer: Message) -> int:
        return min(answer.number("Min-Expires") or 0, LONGEST_EXPIRES)

    def _no_password(self, trouble: NoPassword) -> None:
        if trouble.ask_later:
            self._wait(spread(ASK_LATER, 1 / 3))
            self._go_down(trouble.reason)
        else:
            self._give_up(trouble.reason)

    def _refused(self) -> None:
        account = self._endpoint.account
        self._refusals += 1
        if self._has_worked and self._refusals < MOST_REFUSALS:
            self._try_later(refusals.doubtful_password(account))
        else:
            self._give_up(refusals.wrong_password(account))

    def _failed(self, answer: Message) -> None:
        account = self._endpoint.account
        self._try_later(
            say(
                "The PBX {server} does not register extension {extension} ({code} {phrase}); trying again.",
                server=account.place,
                extension=account.extension,
                code=answer.code,
                phrase=phrase_of(answer.code),
            ),
            at_least=min(answer.number("Retry-After") or 0, LONGEST_PAUSE_ASKED),
        )

    def _connection_lost(self, reason: Sentence) -> None:
        self._still()
        self._round += 1
        self._try_later(reason)

    def _try_later(self, reason: Sentence, at_least: float = 0.0) -> None:
        if self._leaving:
            return
        self._corrections = 0
        self._wait(max(self._backoff.pause(), at_least))
        self._go_down(reason)

    def _give_up(self, reason: Sentence) -> None:
        self._gave_up = True
        self._still()
        self._endpoint.transport.close()
        self._go_down(reason, tries_again=False)

    def _wait(self, seconds: float) -> None:
        self._still()
        self._next = self._endpoint.thread.call_later(seconds, self.begin)

    def _still(self) -> None:
        if self._next is not None:
            self._next.cancel()
            self._next = None

    def _go_down(self, reason: Sentence, *, tries_again: bool = True) -> None:
        self.status = PhoneStatus.FAILED
        if self._is_up or reason != self._told:
            self._is_up, self._told = False, reason
            self._down(reason, tries_again)
