"""A PBX that does what a test tells it, over TCP or TLS on loopback; and a network that can be cut."""

import select
import socket
import ssl
import threading
from contextlib import suppress

from telephony.sip.message import Header, Message, Peer, build_response, place_of

LONG_ENOUGH = 5.0


class StreamPbx:
    """Takes one connection after the other; what it says goes out in segments of a chosen size."""

    def __init__(
        self, host: str = "127.0.0.1", tls: ssl.SSLContext | None = None, segment: int = 65536
    ) -> None:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._listening = socket.create_server((host, 0), family=family)
        self._listening.settimeout(LONG_ENOUGH)
        self._tls = tls
        self._segment = segment
        self._heard = b""
        self._line: socket.socket | None = None
        self._peer: Peer = ("", 0)
        self.address: Peer = self._listening.getsockname()[:2]

    @property
    def server(self) -> str:
        return place_of(self.address)

    def takes(self) -> None:
        """Take the next connection, in the place of the last one."""
        self.drops()
        taken, _ = self._listening.accept()
        taken.settimeout(LONG_ENOUGH)
        taken.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._line, self._peer = taken, taken.getpeername()[:2]
        if self._tls is not None:
            self._line = self._tls.wrap_socket(taken, server_side=True)

    def drops(self) -> None:
        """Hang up."""
        if self._line is not None:
            self._line.close()
        self._line, self._heard = None, b""

    def __enter__(self) -> "StreamPbx":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self.drops()
        self._listening.close()

    def hears(self, method: str | None = None) -> Message:
        """The next message; keep-alives are passed over."""
        while True:
            self._heard = self._heard.lstrip(b"\r\n")
            head, end, rest = self._heard.partition(b"\r\n\r\n")
            if end:
                length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0])
                if len(rest) >= length:
                    self._heard = rest[length:]
                    message = Message(head + end + rest[:length], self._peer)
                    assert method in (None, message.method), head
                    return message
            self._heard += self.listens()

    def listens(self) -> bytes:
        """What comes next."""
        assert self._line is not None
        came = self._line.recv(65536)
        assert came, "the line hung up"
        return came

    def says(self, data: bytes) -> None:
        assert self._line is not None
        for at in range(0, len(data), self._segment):
            self._line.sendall(data[at : at + self._segment])

    def answers(self, request: Message, code: int, *headers: Header, to_tag: str = "pbx") -> None:
        self.says(build_response(request, code, to_tag=to_tag, headers=headers))

    def registers(self) -> Message:
        request = self.hears("REGISTER")
        contact = (request.first("Contact") or "").partition(";expires")[0]
        self.answers(request, 200, ("Contact", f"{contact};expires=120"))
        return request


class Network:
    """Carries bytes to a PBX, and can be cut: what is under way then goes nowhere, and nobody is told."""

    def __init__(self, to: Peer) -> None:
        self._to = to
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._ways: dict[socket.socket, socket.socket] = {}
        self._ends = False
        self._is_cut = False
        self.address: Peer = self._listening.getsockname()
        self._thread = threading.Thread(target=self._carry, name="network")
        self._thread.start()

    def cut(self) -> None:
        """Carry nothing any more."""
        self._is_cut = True

    def mend(self) -> None:
        """Carry again, for new connections."""
        self._is_cut = False

    def close(self) -> None:
        self._ends = True
        self._thread.join()

    def _carry(self) -> None:
        while not self._ends:
            readable, _, _ = select.select([self._listening, *self._ways], [], [], 0.05)
            for one in readable:
                if one is self._listening:
                    self._open()
                elif one in self._ways:
                    self._pass_on(one)
        for one in (self._listening, *self._ways):
            one.close()

    def _open(self) -> None:
        near, _ = self._listening.accept()
        if self._is_cut:
            self._ways[near] = near  # it is taken by the system, and nothing comes of it
            return
        far = socket.create_connection(self._to, timeout=LONG_ENOUGH)
        self._ways[near], self._ways[far] = far, near

    def _pass_on(self, one: socket.socket) -> None:
        other = self._ways[one]
        data = b""
        with suppress(OSError):
            data = one.recv(65536)
        if self._is_cut or other is one:
            if not data:
                self._end(one)
            return
        if data:
            with suppress(OSError):
                other.sendall(data)
        else:
            self._end(one)
            self._end(other)

    def _end(self, one: socket.socket) -> None:
        self._ways.pop(one, None)
        one.close()
