"""The PBX of the benchmarks: one UDP socket that lets a phone register and rings it, with the time on each packet.

It shares nothing with the program's own SIP, so that it does not err with it. The clock is `time.perf_counter`,
which on Linux is the same in every process.
"""

import re
import secrets
import socket
import threading
import time
from collections.abc import Mapping, Sequence
from functools import partial

from screenpop.bench.pbx import Offer

Peer = tuple[str, int]
Headers = Mapping[str, str]

EXTENSION = "101"
GRANTED = 3600
_HEADER = re.compile(rb"^([^:\r\n]+?)[ \t]*:[ \t]*([^\r\n]*)", re.MULTILINE)
_SDP = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0 8 101\r\n"


class Wire:
    """Answers REGISTER and OPTIONS on a thread of its own; `ring` is for the benchmark's."""

    mode = "contact"

    def __init__(self) -> None:
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self._port: int = self._socket.getsockname()[1]
        self._phone: Peer | None = None
        self._arrived = threading.Event()
        self._closing = False
        self._thread = threading.Thread(target=self._listen, name="wire", daemon=True)
        self._thread.start()

    @property
    def server(self) -> str:
        """Where it listens, as settings write it."""
        return f"127.0.0.1:{self._port}"

    @property
    def line(self) -> str:
        """The table of the settings for a line to it."""
        table = {"kind": "sip", "mode": self.mode, "server": self.server, "extension": EXTENSION}
        return "\n".join(["[line]", *(f'{key} = "{value}"' for key, value in table.items()), ""])

    @property
    def phone(self) -> Peer:
        """Where the phone is.

        Raises:
            TimeoutError: None has come yet.
        """
        if self._phone is None:
            raise TimeoutError("no phone registered")
        return self._phone

    def wait_for_phone(self, seconds: float = 30.0) -> None:
        """Wait until a phone has registered.

        Raises:
            TimeoutError: None has.
        """
        if not self._arrived.wait(seconds):
            raise TimeoutError("no phone registered")

    def forget_phone(self) -> None:
        """Wait for the next one."""
        self._arrived.clear()

    def ring(self, number: str, name: str) -> Offer:
        """Offer a call; the time is taken right before the packet is sent."""
        call_id, branch = secrets.token_hex(12), new_branch()
        caller = f'"{name}" <sip:{number}@{self.server}>'
        headers = (
            f"From: {caller};tag={secrets.token_hex(6)}",
            f"To: <sip:{EXTENSION}@{self.server}>",
            f"Call-ID: {call_id}",
        )
        more = (
            "CSeq: 1 INVITE",
            f"Contact: <sip:bench@{self.server}>",
            f"P-Asserted-Identity: {caller}",
            "Content-Type: application/sdp",
        )
        packet = self._packet("INVITE", branch, (*headers, *more), _SDP)
        cancel = self._packet("CANCEL", branch, (*headers, "CSeq: 1 CANCEL"))
        at = time.perf_counter()
        self._send(packet)
        return Offer(call_id, at, partial(self._send, cancel))

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

    def _take(self, data: bytes, peer: Peer) -> None:
        headers = {name.decode().lower(): value.decode() for name, value in _HEADER.findall(data)}
        if not data.startswith(b"SIP/2.0 "):
            self._asked(data.partition(b" ")[0].decode(), headers, peer)
        elif int(data[8:11]) >= 300 and headers.get("cseq", "").endswith("INVITE"):
            self._socket.sendto(self._ack(headers), peer)

    def _asked(self, method: str, headers: Headers, peer: Peer) -> None:
        if method in ("REGISTER", "OPTIONS"):
            contact = headers.get("contact", "").partition(";")[0]
            self._agree(headers, peer, f"Contact: {contact};expires={GRANTED}")
        if method == "REGISTER":
            self._has_come(peer)  # stock pyVoIP's own contact names port 0

    def _agree(self, headers: Headers, peer: Peer, contact: str) -> None:
        to = headers["to"] if ";tag=" in headers["to"] else f"{headers['to']};tag=bench"
        lines = ["SIP/2.0 200 OK", *(f"{name}: {headers[name.lower()]}" for name in ("Via", "From"))]
        lines += [f"To: {to}", f"Call-ID: {headers['call-id']}", f"CSeq: {headers['cseq']}", contact]
        lines += [f"Expires: {GRANTED}", "Content-Length: 0", "", ""]
        self._socket.sendto("\r\n".join(lines).encode(), peer)

    def _has_come(self, peer: Peer) -> None:
        self._phone = peer
        self._arrived.set()

    def _ack(self, headers: Headers) -> bytes:
        lines = [f"ACK sip:{EXTENSION}@{self.server} SIP/2.0", f"Via: {headers['via']}", "Max-Forwards: 70"]
        lines += [f"From: {headers['from']}", f"To: {headers['to']}", f"Call-ID: {headers['call-id']}"]
        return "\r\n".join([*lines, "CSeq: 1 ACK", "Content-Length: 0", "", ""]).encode()

    def _packet(self, method: str, branch: str, headers: Sequence[str], body: str = "") -> bytes:
        lines = [f"{method} sip:{EXTENSION}@{self.server} SIP/2.0"]
        lines += [f"Via: SIP/2.0/UDP {self.server};branch={branch};rport", "Max-Forwards: 70", *headers]
        content = body.encode()
        return "\r\n".join([*lines, f"Content-Length: {len(content)}", "", ""]).encode() + content

    def _send(self, packet: bytes) -> None:
        self._socket.sendto(packet, self.phone)


def new_branch() -> str:
    """The name of a new transaction."""
    return f"z9hG4bK{secrets.token_hex(8)}"
