"""A little PBX on loopback: phones register and subscribe at it, and it rings them when told, by real SIP over UDP.

It has one extension, with a desk phone of its own that rings beside whatever registers. Only that desk phone
picks up; what registers is there to ring, as the program is.
"""

import secrets
from collections.abc import Callable
from concurrent.futures import Future
from threading import Event
from typing import TypeVar

from screenpop.errors import LineUnreachable
from screenpop.sentences import say
from telephony.simulator.exchange import ELSEWHERE, Exchange
from telephony.simulator.ring import Ring
from telephony.sip.message import Peer, place_of
from telephony.wire.io_thread import IoThread

T = TypeVar("T")

_PATIENCE = 5.0
_DOES_NOT_RUN = say("The simulated PBX does not run.")


class LittlePbx:
    """The simulated telephone system. Every method may be called from any thread.

    The words of a script (`hang_up`, `answer`, …) raise KeyError for a call that is over, and LineUnreachable
    while the PBX does not run.

    Attributes:
        extension: The one extension, which is also its user name.
        password: What phones must know to register and subscribe.
    """

    def __init__(self, extension: str = "101", password: str | None = None, port: int = 0) -> None:
        self.extension = extension
        self.password = password or secrets.token_urlsafe(12)
        self._port = port
        self._exchange: Exchange | None = None
        self._somebody = Event()

    def start(self) -> None:
        """Begin to listen on a free port of 127.0.0.1, or on the port given.

        Raises:
            OSError: The port is taken.
        """
        self._thread = IoThread("little-pbx")
        exchange = Exchange(self._thread, self._port, self.extension, self.password, self._somebody.set)
        try:
            exchange.transport.open()
        except OSError:
            self._thread.stop(0)
            raise
        self._thread.start()
        self._exchange = exchange

    def stop(self) -> None:
        """Fall silent, as a PBX does whose power fails; all calls are forgotten."""
        if self._exchange is None:
            return
        self._ask(lambda exchange: exchange.fall_silent())
        self._exchange = None
        self._thread.stop(_PATIENCE)
        self._somebody.clear()

    @property
    def address(self) -> Peer:
        """Where it listens."""
        return self._running.transport.local

    @property
    def server(self) -> str:
        """Where it listens, as settings write it."""
        return place_of(self.address)

    def wait_for_phone(self, timeout: float) -> bool:
        """Whether somebody has registered or subscribed, within that many seconds."""
        return self._somebody.wait(timeout)

    def offer(self, ring: Ring) -> str:
        """Ring the extension, and give the call's id."""
        return self._ask(lambda exchange: exchange.offer(ring))

    def hang_up(self, call_id: str) -> None:
        """The caller hangs up: gives up while it rings, or ends the talk."""
        self._ask(lambda exchange: exchange.end(call_id, None))

    def answer(self, call_id: str) -> None:
        """The agent picks the desk phone up: the other phones of the extension stop ringing."""
        self._ask(lambda exchange: exchange.answer(call_id))

    def answer_elsewhere(self, call_id: str) -> None:
        """A colleague at another extension takes the call."""
        self._ask(lambda exchange: exchange.end(call_id, ELSEWHERE))

    def decline(self, call_id: str) -> None:
        """The desk phone declines the call for good."""
        self._ask(lambda exchange: exchange.end(call_id, 'SIP;cause=603;text="Decline"'))

    def be_busy(self, call_id: str) -> None:
        """The desk phone says that it is busy."""
        self._ask(lambda exchange: exchange.end(call_id, 'SIP;cause=486;text="Busy Here"'))

    def stop_ringing(self, call_id: str) -> None:
        """Nobody answered in the time that the PBX lets it ring."""
        self._ask(lambda exchange: exchange.end(call_id, 'SIP;cause=480;text="No answer"'))

    def transfer(self, call_id: str, ring: Ring) -> None:
        """Put another party on this call, as an attended transfer does."""
        self._ask(lambda exchange: exchange.transfer(call_id, ring))

    def wait_until_over(self, call_id: str, timeout: float) -> bool:
        """Whether the call has ended and every phone has confirmed that, within that many seconds."""
        call = self._ask(lambda exchange: exchange.calls.get(call_id))
        return call is None or call.over.wait(timeout)

    def unsettled(self) -> int:
        """How many calls and INVITEs are still open."""
        return self._ask(lambda exchange: len(exchange.calls) + len(exchange.legs))

    def phones(self) -> tuple[int, int]:
        """How many phones are registered, and how many watchers subscribed."""
        return self._ask(lambda exchange: (len(exchange.registrar.contacts()), len(exchange.watchers)))

    def grant(self, seconds: int) -> None:
        """Grant registrations and subscriptions no longer than this from now on."""

        def shorten(exchange: Exchange) -> None:
            exchange.registrar.granted = exchange.watchers.granted = seconds

        self._ask(shorten)

    def end_subscriptions(self, reason: str) -> None:
        """End all subscriptions and say why (RFC 6665: deactivated, rejected, …)."""
        self._ask(lambda exchange: exchange.watchers.end_all(reason))

    def forget_subscriptions(self) -> None:
        """Forget all subscriptions without a word, as a restart does."""
        self._ask(lambda exchange: exchange.watchers.forget_all())

    @property
    def _running(self) -> Exchange:
        if self._exchange is None:
            raise LineUnreachable(_DOES_NOT_RUN)
        return self._exchange

    def _ask(self, act: Callable[[Exchange], T]) -> T:
        """Do something on the thread, and wait for what it gives."""
        exchange = self._running
        future: Future[T] = Future()

        def on_thread() -> None:
            try:
                future.set_result(act(exchange))
            except Exception as error:  # noqa: BLE001 # raised again where it was asked for
                future.set_exception(error)

        self._thread.call_soon(on_thread)
        try:
            return future.result(_PATIENCE)
        except TimeoutError:  # it was stopped meanwhile
            raise LineUnreachable(_DOES_NOT_RUN) from None
