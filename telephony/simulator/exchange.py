"""What happens on the little PBX's thread: whom it lets in, which calls ring where, and who is told."""

from collections.abc import Callable

from telephony.simulator.calls import HOST, SDP, SimulatedCall, dialog_headers, new_call, offer_headers
from telephony.simulator.doorman import Doorman
from telephony.simulator.leg import Leg
from telephony.simulator.registrar import Registrar
from telephony.simulator.ring import Ring
from telephony.simulator.watchers import Watchers
from telephony.sip.dialogs import DialogState
from telephony.sip.message import Message, build_response, place_of
from telephony.sip.requests import Requests
from telephony.sip.transport import UdpTransport
from telephony.wire.guard import Guard
from telephony.wire.io_thread import IoThread

ELSEWHERE = 'SIP;cause=200;text="Call completed elsewhere"'


class Exchange:
    """The extension's phones, watchers and calls. Everything but the constructor is called on the thread.

    Attributes:
        calls: All calls that somebody still knows of, by Call-ID.
        legs: All INVITEs that are not settled, by branch.
    """

    def __init__(
        self, thread: IoThread, port: int, extension: str, password: str, somebody_came: Callable[[], None]
    ) -> None:
        guard = Guard(HOST, port or 5060)
        guard.learn([HOST])
        self._thread = thread
        self._extension = extension
        self._somebody_came = somebody_came
        self.transport = UdpTransport(thread, guard, self._received, port)
        self.requests = Requests(thread, self.transport)
        self._doorman = Doorman(extension, password)
        self.registrar = Registrar()
        self.calls: dict[str, SimulatedCall] = {}
        self.legs: dict[str, Leg] = {}
        self.watchers = Watchers(
            thread, self.transport, self.requests, extension, lambda: list(self.calls.values())
        )

    def offer(self, ring: Ring) -> str:
        """Ring every phone, tell every watcher once one rings (RFC 4235, 3.7.1), and give the Call-ID."""
        call = new_call(ring)
        self.calls[call.call_id] = call
        dialog = dialog_headers(call, self._extension)
        offer = offer_headers(ring, self._extension, place_of(self.transport.local))
        for contact in self.registrar.contacts():
            leg = Leg(
                self._thread,
                self.transport,
                contact,
                dialog,
                rings=lambda: self._rings(call),
                over=lambda leg: self._leg_over(call, leg),
            )
            call.legs[leg.branch] = self.legs[leg.branch] = leg
            leg.ring(offer, SDP)
        if not call.legs:
            self._rings(call)
        return call.call_id

    def answer(self, call_id: str) -> None:
        """The desk phone picks up; the other phones stop ringing.

        Raises:
            KeyError: The call is over.
        """
        call = self._running(call_id)
        call.state = DialogState.CONFIRMED
        self._tell(call)
        self._cancel(call, ELSEWHERE)

    def transfer(self, call_id: str, ring: Ring) -> None:
        """Another party is on the call; as `answer`."""
        call = self._running(call_id)
        call.ring = ring
        self._tell(call)

    def end(self, call_id: str, reason: str | None) -> None:
        """The call ends; phones that ring are told the reason; as `answer`."""
        call = self._running(call_id)
        call.state = DialogState.TERMINATED
        self._cancel(call, reason)
        self._tell(call)
        self._close(call)

    def fall_silent(self) -> None:
        """Forget everything without a word, and close the socket."""
        for leg in self.legs.values():
            leg.drop()
        self.legs.clear()
        for call in self.calls.values():
            call.over.set()
        self.calls.clear()
        self.watchers.forget_all()
        self.requests.drop_all()
        self.transport.close()

    def _running(self, call_id: str) -> SimulatedCall:
        call = self.calls[call_id]
        if call.state is DialogState.TERMINATED:
            raise KeyError(call_id)
        return call

    def _cancel(self, call: SimulatedCall, reason: str | None) -> None:
        for leg in list(call.legs.values()):
            leg.cancel([("Reason", reason)] if reason else [])

    def _rings(self, call: SimulatedCall) -> None:
        if not call.rings and call.state is DialogState.EARLY:
            call.rings = True
            self._tell(call)

    def _tell(self, call: SimulatedCall) -> None:
        def told() -> None:
            call.untold -= 1
            self._close(call)

        self.watchers.tell(call, told)

    def _leg_over(self, call: SimulatedCall, leg: Leg) -> None:
        self.legs.pop(leg.branch, None)
        call.legs.pop(leg.branch, None)
        self._close(call)

    def _close(self, call: SimulatedCall) -> None:
        if call.state is DialogState.TERMINATED and not call.legs and not call.untold:
            self.calls.pop(call.call_id, None)
            call.over.set()

    def _received(self, message: Message) -> None:
        if message.is_request:
            self._serve(message)
        elif message.branch in self.legs:
            self.legs[message.branch].heard(message)
        else:
            self.requests.received(message)

    def _serve(self, request: Message) -> None:
        if request.method == "ACK":
            return
        if request.method not in ("REGISTER", "SUBSCRIBE"):
            self._reply(request, build_response(request, 200, to_tag="pbx"))
        elif not self._doorman.admits(request):
            self._reply(request, self._doorman.challenge(request))
        elif request.method == "SUBSCRIBE":
            self.watchers.subscribe(request)
            self._somebody_came()
        else:
            self._reply(request, self.registrar.register(request))
            self._somebody_came()

    def _reply(self, request: Message, response: bytes) -> None:
        self.transport.send(response, request.reply_to)
