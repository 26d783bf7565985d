"""A PBX that does what a test tells it, over a real UDP socket on loopback."""

import select
import socket
import threading
import time
from collections.abc import Iterable

from telephony.sip.message import Header, Message, Peer, build_response, place_of

LONG_ENOUGH = 3.0


class ScriptedPbx:
    """One UDP socket that plays the PBX."""

    def __init__(self, address: str = "127.0.0.1", port: int = 0) -> None:
        self._host = address
        self.line: Peer = ("", 0)
        self.open(port)

    @property
    def server(self) -> str:
        return place_of(self.address)

    def open(self, port: int) -> None:
        family = socket.AF_INET6 if ":" in self._host else socket.AF_INET
        self._socket = socket.socket(family, socket.SOCK_DGRAM)
        self._socket.bind((self._host, port))
        self.address: Peer = self._socket.getsockname()[:2]

    def close(self) -> None:
        self._socket.close()

    def hears(self, method: str | None = None, within: float = LONG_ENOUGH) -> Message:
        """The next message; keep-alives are passed over."""
        until = time.monotonic() + within
        while True:
            readable, _, _ = select.select([self._socket], [], [], max(0.0, until - time.monotonic()))
            assert readable, f"no {method or 'message'} came"
            data, peer = self._socket.recvfrom(65535)
            if data.strip():
                message = Message(data, peer[:2])
                assert method in (None, message.method), data
                return message

    def hears_nothing(self, within: float = 0.2) -> None:
        until = time.monotonic() + within
        while (left := until - time.monotonic()) > 0:
            readable, _, _ = select.select([self._socket], [], [], left)
            if readable:
                data = self._socket.recv(65535)
                assert not data.strip(), data

    def says(self, data: bytes, to: Peer | None = None) -> None:
        self._socket.sendto(data, to or self.line)

    def answers(self, request: Message, code: int, *headers: Header, to_tag: str = "pbx") -> None:
        self.says(build_response(request, code, to_tag=to_tag, headers=headers), request.peer)

    def registers(self, expires: int = 120, within: float = LONG_ENOUGH) -> Message:
        """Let the line in without asking for a password."""
        request = self.hears("REGISTER", within)
        self.line = request.peer
        contact = (request.first("Contact") or "").partition(";")[0]
        self.answers(request, 200, ("Contact", f"{contact};expires={expires}"))
        return request

    def challenges(self, request: Message, nonce: str = "n1", code: int = 401, more: str = "") -> None:
        name = "WWW-Authenticate" if code == 401 else "Proxy-Authenticate"
        self.answers(request, code, (name, f'Digest realm="office", nonce="{nonce}", algorithm=MD5{more}'))

    def lets_go(self, line: object) -> None:
        """Stop a line, and answer if it signs off."""
        stopping = threading.Thread(target=line.stop)  # type: ignore[attr-defined] # any line has it
        stopping.start()
        while stopping.is_alive():
            if select.select([self._socket], [], [], 0.01)[0]:
                data, peer = self._socket.recvfrom(65535)
                if data.startswith(b"REGISTER"):
                    self.answers(Message(data, peer[:2]), 200)
        stopping.join()


def invite(
    *,
    sender: Peer,
    headers: Iterable[str] = (),
    caller: str = '"Anna Nowak" <sip:+48225550123@pbx.example>',
    call_id: str = "call-1",
    branch: str = "z9hG4bK-1",
    target: str = "sip:101@pbx.example",
    to: str = "<sip:101@pbx.example>",
    cseq: int = 1,
    method: str = "INVITE",
    body: str = "",
) -> bytes:
    """A plain request of the PBX."""
    lines = [
        f"{method} {target} SIP/2.0",
        f"Via: SIP/2.0/UDP {place_of(sender)};branch={branch}",
        "Max-Forwards: 70",
        f"From: {caller};tag=caller",
        f"To: {to}",
        f"Call-ID: {call_id}",
        f"CSeq: {cseq} {method}",
        f"Contact: <sip:pbx@{place_of(sender)}>",
        *headers,
        f"Content-Length: {len(body.encode())}",
    ]
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()
