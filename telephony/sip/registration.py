"""Keeps us registered as one more contact of the extension (RFC 3261 10.2).

Goes on trying for ever, with growing pauses, unless the PBX refuses the credentials: trying those again
helps nobody, and gets the desk locked out.
"""

import random
from collections.abc import Callable

from screenpop.sentences import Sentence, say
from telephony.sip import refusals
from telephony.sip.addresses import read_address
from telephony.sip.endpoint import Endpoint
from telephony.sip.library import PhoneStatus
from telephony.sip.message import Header, Message, phrase_of
from telephony.wire.io_thread import Timer

FIRST_PAUSE = 2.0
LONGEST_PAUSE = 30.0
LONGEST_PAUSE_ASKED = 300
SHORTEST_LIFE = 4
"""Seconds; a registrar that grants less would have us send all the time."""
LONGEST_EXPIRES = 86_400
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
        down: Called with the reason when we no longer are, or when the reason is another one.
        first_pause: Seconds until the second attempt; each further pause is twice as long.

    Attributes:
        status: As pyVoIP's phones tell theirs.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        up: Callable[[], None],
        down: Callable[[Sentence], None],
        first_pause: float = FIRST_PAUSE,
    ) -> None:
        self._endpoint = endpoint
        self._up = up
        self._down = down
        self._first_pause = self._pause = first_pause
        self._uri = f"sip:{endpoint.account.place}"
        self._tag = endpoint.gen_tag()
        self._call_id = endpoint.gen_call_id()
        self._expires = endpoint.default_expires
        self._contact_sent = ""
        self._next: Timer | None = None
        self._told: Sentence | None = None
        self._is_up = self._has_worked = self._leaving = False
        self._refusals = self._corrections = 0
        self.status = PhoneStatus.INACTIVE

    def begin(self) -> None:
        """Find the PBX, register, and stay registered."""
        self.status = PhoneStatus.REGISTERING
        self._endpoint.reach(self._reached)

    def end(self, then: Callable[[], None]) -> None:
        """Sign off; `then` is called once, when that is done or has taken too long."""
        self._leaving = True
        if self._next is not None:
            self._next.cancel()
        if not self._is_up:
            then()
            return
        self.status = PhoneStatus.DEREGISTERING
        too_late = self._endpoint.thread.call_later(SIGN_OFF_PATIENCE, then)

        def signed_off(_: object) -> None:
            if too_late.do is not None:
                too_late.cancel()
                then()

        self._expires = 0
        self._endpoint.request("REGISTER", self._uri, self._headers, signed_off)

    def _reached(self, obstacle: Sentence | None) -> None:
        if obstacle is None:
            self._register()
        else:
            self._try_later(obstacle)

    def _register(self) -> None:
        if not self._leaving:
            self._endpoint.request("REGISTER", self._uri, self._headers, self._finished)

    def _headers(self) -> list[Header]:
        account, self._contact_sent = self._endpoint.account, self._endpoint.contact
        instance = f'+sip.instance="<urn:uuid:{self._endpoint.urnUUID}>"'
        return [
            ("From", f"<{account.address}>;tag={self._tag}"),
            ("To", f"<{account.address}>"),
            ("Call-ID", self._call_id),
            ("CSeq", f"{self._endpoint.registerCounter.next()} REGISTER"),
            ("Contact", f"<{self._contact_sent}>;{instance};expires={self._expires}"),
            ("Expires", str(self._expires)),
            ("User-Agent", "Screenpop"),
        ]

    def _finished(self, outcome: Message | Sentence | None) -> None:
        if self._leaving:
            return
        if isinstance(outcome, Sentence):
            self._go_down(outcome)
        elif outcome is None:
            self._endpoint.guard.next_peer()
            self._try_later(refusals.no_answer(self._endpoint.account.place))
        elif outcome.code < 300:
            self._registered(outcome)
        elif outcome.code in (401, 403, 407):
            self._refused()
        elif outcome.code == 423 and self._expires < self._wanted(outcome) and self._may_correct():
            self._expires = self._wanted(outcome)
            self._register()
        else:
            self._failed(outcome)

    def _registered(self, response: Message) -> None:
        if self._endpoint.contact != self._contact_sent and self._may_correct():
            self._register()  # the PBX sees us elsewhere than we had told it
            return
        self.status = PhoneStatus.REGISTERED
        self._pause, self._refusals, self._corrections = self._first_pause, 0, 0
        self._has_worked = True
        granted = max(self._granted(response), SHORTEST_LIFE)
        refresh = granted - min(granted / 2, 15.0)
        self._next = self._endpoint.thread.call_later(refresh, self._register)
        if not self._is_up:
            self._is_up, self._told = True, None
            self._up()

    def _may_correct(self) -> bool:
        self._corrections += 1
        return self._corrections <= MOST_CORRECTIONS

    def _wanted(self, response: Message) -> int:
        return min(response.number("Min-Expires") or 0, LONGEST_EXPIRES)

    def _granted(self, response: Message) -> int:
        """How long the PBX knows us: as our contact says, else the answer, else as we asked."""
        for value in response.all("Contact"):
            contact = read_address(value)
            granted = contact.parameters.get("expires") or ""
            if self._endpoint.is_ours(contact.uri) and granted.isascii() and granted.isdigit():
                return min(int(granted[:6]), LONGEST_EXPIRES)
        told = response.number("Expires")
        return self._expires if told is None else min(told, LONGEST_EXPIRES)

    def _refused(self) -> None:
        account = self._endpoint.account
        self._refusals += 1
        if self._has_worked and self._refusals < MOST_REFUSALS:
            self._try_later(refusals.doubtful_password(account))
        else:
            self._go_down(refusals.wrong_password(account))

    def _failed(self, response: Message) -> None:
        account = self._endpoint.account
        self._try_later(
            say(
                "The PBX {server} does not register extension {extension} ({code} {phrase}); trying again.",
                server=account.place,
                extension=account.extension,
                code=response.code,
                phrase=phrase_of(response.code),
            ),
            at_least=min(response.number("Retry-After") or 0, LONGEST_PAUSE_ASKED),
        )

    def _try_later(self, reason: Sentence, at_least: float = 0.0) -> None:
        if self._leaving:
            return
        pause = max(self._pause * random.uniform(0.8, 1.2), at_least)  # noqa: S311 # spreads desks, hides nothing
        self._pause = min(self._pause * 2, LONGEST_PAUSE)
        self._corrections = 0
        self._next = self._endpoint.thread.call_later(pause, self.begin)
        self._go_down(reason)

    def _go_down(self, reason: Sentence) -> None:
        self.status = PhoneStatus.FAILED
        if self._is_up or reason != self._told:
            self._is_up, self._told = False, reason
            self._down(reason)
