"""One INVITE of the little PBX to one phone, from the first ring to its final answer (RFC 3261, 9.1 and 17.1.1)."""

import secrets
from collections.abc import Callable

from telephony.simulator.registrar import Contact
from telephony.sip.message import Header, Message, build_request, place_of
from telephony.sip.transport import UdpTransport
from telephony.wire.io_thread import IoThread, Timer

FIRST_WAIT = 0.5
PATIENCE = 8.0


class Leg:
    """Rings one phone. A phone that never answers at all is given up after a few seconds.

    Attributes:
        branch: Which transaction it is; the CANCEL and the ACK bear it too.
    """

    def __init__(
        self,
        thread: IoThread,
        transport: UdpTransport,
        contact: Contact,
        dialog: list[Header],
        *,
        rings: Callable[[], None],
        over: Callable[["Leg"], None],
    ) -> None:
        self.branch = f"z9hG4bK{secrets.token_hex(12)}"
        self._thread = thread
        self._transport = transport
        self._contact = contact
        self._dialog = dialog
        self._rings = rings
        self._over = over
        self._heard_of = False
        self._reasons: list[Header] | None = None
        self._again: Timer | None = None
        self._too_late: Timer | None = None

    def ring(self, headers: list[Header], content: bytes) -> None:
        """Send the INVITE."""
        self._send_until_heard(self._request("INVITE", headers, content), FIRST_WAIT)
        self._too_late = self._thread.call_later(PATIENCE, self._end)

    def cancel(self, reasons: list[Header]) -> None:
        """Stop ringing, and say why; not before the phone has been heard of."""
        if self._reasons is not None:
            return
        self._reasons = reasons
        if self._heard_of:
            self._send_cancel()

    def heard(self, answer: Message) -> None:
        """Take an answer to the INVITE or the CANCEL in."""
        if answer.method == "CANCEL":
            self._still(self._again)
            return
        first, self._heard_of = not self._heard_of, True
        if answer.code >= 200:
            self._finish(answer)
        elif first:
            self._still(self._again)
            self._still(self._too_late)
            self._rings()
            if self._reasons is not None:
                self._send_cancel()

    def drop(self) -> None:
        """Forget it: the PBX ends."""
        self._still(self._again)
        self._still(self._too_late)

    def _send_cancel(self) -> None:
        self._send_until_heard(self._request("CANCEL", self._reasons or [], b""), FIRST_WAIT)
        self._too_late = self._thread.call_later(PATIENCE, self._end)

    def _finish(self, answer: Message) -> None:
        heads = [(name, value) for name, value in self._dialog if name != "To"]
        heads.append(("To", answer.read.headers["To"]))
        self._transport.send(self._request("ACK", [], b"", heads), self._contact.peer)
        self._end()

    def _end(self) -> None:
        self.drop()
        self._over(self)

    def _send_until_heard(self, data: bytes, wait: float) -> None:
        self._transport.send(data, self._contact.peer)
        self._again = self._thread.call_later(wait, lambda: self._send_until_heard(data, wait * 2))

    def _request(
        self, method: str, headers: list[Header], content: bytes, dialog: list[Header] | None = None
    ) -> bytes:
        via = f"SIP/2.0/UDP {place_of(self._transport.local)};branch={self.branch};rport"
        told = [("Via", via), ("Max-Forwards", "70"), *(dialog or self._dialog), ("CSeq", f"1 {method}")]
        return build_request(method, self._contact.uri, [*told, *headers], content)

    @staticmethod
    def _still(timer: Timer | None) -> None:
        if timer is not None:
            timer.cancel()
