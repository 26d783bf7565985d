"""A little PBX on loopback: phones register and subscribe at it, and it rings them when told, by real SIP over UDP.

It has one extension, with a desk phone of its own that rings beside whatever registers.
"""

import secrets
from collections.abc import Callable
from concurrent.futures import Future
from threading import Event
from typing import TypeVar

from screenpop.errors import LineUnreachable
from screenpop.sentences import say
from telephony.simulator.calls import HOST, SDP, SimulatedCall, dialog_headers, new_call, offer_headers
from telephony.simulator.doorman import Doorman
from telephony.simulator.leg import Leg
from telephony.simulator.registrar import Registrar
from telephony.simulator.ring import Ring
from telephony.simulator.watchers import Watchers
from telephony.sip.dialog_info import DialogState
from telephony.sip.guard import Guard
from telephony.sip.io_thread import IoThread
from telephony.sip.message import Header, Message, Peer, build_response, place_of
from telephony.sip.requests import Requests
from telephony.sip.transport import UdpTransport

T = TypeVar("T")

ELSEWHERE = 'SIP;cause=200;text="Call completed elsewhere"'
_PATIENCE = 5.0


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
        self._calls: dict[str, SimulatedCall] = {}
        self._legs: dict[str, Leg] = {}
        self._somebody = Event()
        self._runs = False

    def start(self) -> None:
        """Begin to listen on a free port of 127.0.0.1, or on the port given.

        Raises:
            OSError: The port is taken.
        """
        guard = Guard(HOST, self._port or 5060)
        guard.learn([HOST])
        self._thread = IoThread("little-pbx")
        self._transport = UdpTransport(self._thread, guard, self._received, self._port)
        try:
            self._transport.open()
        except OSError:
            self._thread.stop(0)
            raise
        self._requests = Requests(self._thread, self._transport)
        self._doorman = Doorman(self.extension, self.password)
        self._registrar = Registrar()
        self._watchers = Watchers(
            self._thread, self._transport, self._requests, self.extension, lambda: list(self._calls.values())
        )
        self._thread.start()
        self._runs = True

    def stop(self) -> None:
        """Fall silent, as a PBX does whose power fails; all calls are forgotten."""
        self._ask(self._fall_silent)
        self._runs = False
        self._thread.stop(_PATIENCE)

    @property
    def address(self) -> Peer:
        """Where it listens."""
        return self._transport.local

    @property
    def server(self) -> str:
        """Where it listens, as settings write it."""
        return place_of(self._transport.local)

    def wait_for_phone(self, timeout: float) -> bool:
        """Whether somebody has registered or subscribed, within that many seconds."""
        return self._somebody.wait(timeout)

    def offer(self, ring: Ring) -> str:
        """Ring the extension, and give the call's id."""
        return self._ask(lambda: self._offer(ring))

    def hang_up(self, call_id: str) -> None:
        """The caller hangs up: gives up while it rings, or ends the talk."""
        self._ask(lambda: self._end(call_id, []))

    def answer(self, call_id: str) -> None:
        """The agent picks the desk phone up: the other phones of the extension stop ringing."""
        self._ask(lambda: self._answer(call_id))

    def answer_elsewhere(self, call_id: str) -> None:
        """A colleague at another extension takes the call."""
        self._ask(lambda: self._end(call_id, [ELSEWHERE]))

    def decline(self, call_id: str) -> None:
        """The desk phone declines the call for good."""
        self._ask(lambda: self._end(call_id, ['SIP;cause=603;text="Decline"']))

    def be_busy(self, call_id: str) -> None:
        """The desk phone says that it is busy."""
        self._ask(lambda: self._end(call_id, ['SIP;cause=486;text="Busy Here"']))

    def stop_ringing(self, call_id: str) -> None:
        """Nobody answered in the time that the PBX lets it ring."""
        self._ask(lambda: self._end(call_id, ['SIP;cause=480;text="No answer"']))

    def transfer(self, call_id: str, ring: Ring) -> None:
        """Put another caller on this call, as an attended transfer does."""
        self._ask(lambda: self._transfer(call_id, ring))

    def wait_until_over(self, call_id: str, timeout: float) -> bool:
        """Whether the call has ended and every phone has confirmed that, within that many seconds."""
        call = self._calls.get(call_id)
        return call is None or call.over.wait(timeout)

    def calls(self) -> list[str]:
        """The ids of all calls that somebody still knows of."""
        return self._ask(lambda: list(self._calls))

    def end_subscriptions(self, reason: str) -> None:
        """End all subscriptions and say why (RFC 6665: deactivated, rejected, …)."""
        self._ask(lambda: self._watchers.end_all(reason))

    def forget_phones(self) -> None:
        """Forget all subscriptions without a word, as after a power failure."""
        self._ask(self._watchers.forget_all)

    def grant(self, seconds: int) -> None:
        """Grant registrations and subscriptions no longer than this from now on."""

        def shorten() -> None:
            self._registrar.granted = self._watchers.granted = seconds

        self._ask(shorten)

    def _ask(self, act: Callable[[], T]) -> T:
        """Do something on the thread, and wait for what it gives."""
        if not self._runs:
            raise LineUnreachable(say("The simulated PBX does not run."))
        future: Future[T] = Future()

        def on_thread() -> None:
            try:
                future.set_result(act())
            except Exception as error:  # noqa: BLE001 # raised again where it was asked for
                future.set_exception(error)

        self._thread.call_soon(on_thread)
        return future.result(_PATIENCE)

    def _offer(self, ring: Ring) -> str:
        call = new_call(ring)
        self._calls[call.call_id] = call
        dialog = dialog_headers(call, self.extension)
        for contact in self._registrar.contacts():
            leg = Leg(self._thread, self._transport, contact, dialog, lambda leg: self._leg_over(call, leg))
            call.legs[leg.branch] = self._legs[leg.branch] = leg
            leg.ring(offer_headers(ring, self.extension, self.server), SDP)
        self._tell(call)
        return call.call_id

    def _answer(self, call_id: str) -> None:
        call = self._calls[call_id]
        call.state = DialogState.CONFIRMED
        self._tell(call)
        self._cancel(call, [ELSEWHERE])

    def _transfer(self, call_id: str, ring: Ring) -> None:
        call = self._calls[call_id]
        call.ring = ring
        self._tell(call)

    def _end(self, call_id: str, reasons: list[str]) -> None:
        call = self._calls[call_id]
        if call.state is DialogState.TERMINATED:
            raise KeyError(call_id)
        call.state = DialogState.TERMINATED
        self._cancel(call, reasons)
        self._tell(call)
        self._close(call)

    def _cancel(self, call: SimulatedCall, reasons: list[str]) -> None:
        told: list[Header] = [("Reason", reason) for reason in reasons]
        for leg in list(call.legs.values()):
            leg.cancel(told)

    def _tell(self, call: SimulatedCall) -> None:
        def told() -> None:
            call.untold -= 1
            self._close(call)

        self._watchers.tell(call, told)

    def _leg_over(self, call: SimulatedCall, leg: Leg) -> None:
        self._legs.pop(leg.branch, None)
        call.legs.pop(leg.branch, None)
        self._close(call)

    def _close(self, call: SimulatedCall) -> None:
        if call.state is DialogState.TERMINATED and not call.legs and not call.untold:
            self._calls.pop(call.call_id, None)
            call.over.set()

    def _received(self, message: Message) -> None:
        if not message.is_request:
            leg = self._legs.get(message.branch)
            if leg is not None:
                leg.heard(message)
            else:
                self._requests.received(message)
        elif message.method not in ("REGISTER", "SUBSCRIBE"):
            if message.method != "ACK":
                self._transport.send(build_response(message, 200, to_tag="pbx"), message.reply_to)
        elif not self._doorman.admits(message):
            self._transport.send(self._doorman.challenge(message), message.reply_to)
        elif message.method == "SUBSCRIBE":
            self._watchers.subscribe(message)
            self._somebody.set()
        else:
            self._transport.send(self._registrar.register(message), message.reply_to)
            self._somebody.set()

    def _fall_silent(self) -> None:
        for leg in self._legs.values():
            leg.drop()
        self._legs.clear()
        for call in self._calls.values():
            call.over.set()
        self._calls.clear()
        self._watchers.forget_all()
        self._requests.drop_all()
        self._transport.close()
        self._somebody.clear()
