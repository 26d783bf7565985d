"""The PBX of the benchmarks: one UDP socket that lets a phone register and rings it, with the time on each packet.

It shares nothing with the program's own SIP, so that it does not err with it. The clock is `time.perf_counter`,
which on Linux is the same in every process.
"""

import re
import secrets
import socket
import threading
import time
from dataclasses import dataclass

_HEADER = re.compile(rb"^([^:\r\n]+?)[ \t]*:[ \t]*([^\r\n]*)", re.MULTILINE)
_SDP = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0 8 101\r\n"


@dataclass(frozen=True, slots=True)
class Invite:
    """A call that was offered."""

    call_id: str
    sent_at: float
    branch: str
    headers: tuple[str, ...]


class Wire:
    """Answers REGISTER and OPTIONS on a thread of its own; `ring` and `give_up` are for the benchmark's."""

    def __init__(self) -> None:
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self._port: int = self._socket.getsockname()[1]
        self._phone: tuple[str, int] | None = None
        self._registered = threading.Event()
        self._closing = False
        self._thread = threading.Thread(target=self._listen, name="wire", daemon=True)
        self._thread.start()

    @property
    def server(self) -> str:
        """Where it listens, as settings write it."""
        return f"127.0.0.1:{self._port}"

    def wait_for_phone(self, seconds: float = 30.0) -> None:
        """Wait until a phone has registered.

        Raises:
            TimeoutError: None has.
        """
        if not self._registered.wait(seconds):
            raise TimeoutError("no phone registered")

    def forget_phone(self) -> None:
        """Wait for the next one."""
        self._registered.clear()

    def ring(self, number: str, name: str) -> Invite:
        """Offer a call; the time is taken right before the packet is sent."""
        call_id, branch = secrets.token_hex(12), f"z9hG4bK{secrets.token_hex(8)}"
        caller = f'"{name}" <sip:{number}@{self.server}>'
        headers = (f"From: {caller};tag={secrets.token_hex(6)}", f"Call-ID: {call_id}")
        more = (
            f"Contact: <sip:bench@{self.server}>",
            f"P-Asserted-Identity: {caller}",
            "Content-Type: application/sdp",
        )
        packet = self._packet("INVITE", branch, headers, more, _SDP)
        at = time.perf_counter()
        self._send(packet)
        return Invite(call_id, at, branch, headers)

    def give_up(self, invite: Invite) -> None:
        """The caller hangs up."""
        self._send(self._packet("CANCEL", invite.branch, invite.headers, (), ""))

    def close(self) -> None:
        """End the thread and the socket."""
        self._closing = True
        self._socket.sendto(b"", ("127.0.0.1", self._port))
        self._thread.join(2)
        self._socket.close()

    def _listen(self) -> None:
        while not self._closing:
            try:
                data, peer = self._socket.recvfrom(65_535)
            except OSError:
                continue  # the phone has gone; the next one may come
            if data.strip(b"\r\n\0"):
                self._take(data, peer)

    def _take(self, data: bytes, peer: tuple[str, int]) -> None:
        headers = {name.decode().lower(): value.decode() for name, value in _HEADER.findall(data)}
        if data.startswith(b"SIP/2.0 "):
            final = int(data[8:11]) >= 300 and headers.get("cseq", "").endswith("INVITE")
            if final:
                self._socket.sendto(self._ack(headers), peer)
        elif data.startswith((b"REGISTER", b"OPTIONS")):
            contact = headers.get("contact", "").partition(";")[0]
            answer = ["SIP/2.0 200 OK", *(f"{name}: {headers[name.lower()]}" for name in ("Via", "From"))]
            answer += [f"To: {headers['to']};tag=bench", f"Call-ID: {headers['call-id']}"]
            answer += [f"CSeq: {headers['cseq']}", f"Contact: {contact};expires=3600", "Expires: 3600"]
            self._socket.sendto("\r\n".join([*answer, "Content-Length: 0", "", ""]).encode(), peer)
            if data.startswith(b"REGISTER"):
                self._phone = peer  # stock pyVoIP's own contact names port 0
                self._registered.set()

    def _ack(self, headers: dict[str, str]) -> bytes:
        lines = [f"ACK sip:101@{self.server} SIP/2.0", f"Via: {headers['via']}", "Max-Forwards: 70"]
        lines += [f"From: {headers['from']}", f"To: {headers['to']}", f"Call-ID: {headers['call-id']}"]
        return "\r\n".join([*lines, "CSeq: 1 ACK", "Content-Length: 0", "", ""]).encode()

    def _packet(
        self, method: str, branch: str, headers: tuple[str, ...], more: tuple[str, ...], body: str
    ) -> bytes:
        lines = [f"{method} sip:101@{self.server} SIP/2.0"]
        lines += [f"Via: SIP/2.0/UDP {self.server};branch={branch};rport", "Max-Forwards: 70"]
        lines += [*headers, f"To: <sip:101@{self.server}>", f"CSeq: 1 {method}", *more]
        return "\r\n".join([*lines, f"Content-Length: {len(body)}", "", body]).encode()

    def _send(self, packet: bytes) -> None:
        if self._phone is None:
            raise TimeoutError("no phone registered")
        self._socket.sendto(packet, self._phone)
