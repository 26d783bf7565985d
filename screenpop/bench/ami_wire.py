"""The manager interface of the benchmarks: lets whoever comes in, and tells of calls with the time on each packet."""

import itertools
import socket
import threading
import time
from contextlib import suppress
from functools import partial

from screenpop.bench.manager_events import ManagerCall
from screenpop.bench.pbx import Offer
from screenpop.bench.wire import EXTENSION

_BANNER = b"Asterisk Call Manager/11.0.0\r\n"


class AmiWire:
    """One listening socket; the last desk that has logged in hears of the calls."""

    def __init__(self) -> None:
        self._server = socket.create_server(("127.0.0.1", 0))
        self._desk: socket.socket | None = None
        self._serials = itertools.count()
        self._closing = False
        self._thread = threading.Thread(target=self._listen, name="ami wire", daemon=True)
        self._thread.start()

    @property
    def line(self) -> str:
        """The table of the settings for a line to it."""
        server = f"127.0.0.1:{self._server.getsockname()[1]}"
        table = {"kind": "ami", "server": server, "username": "bench", "extension": EXTENSION}
        return "\n".join(
            ["[line]", *(f'{key} = "{value}"' for key, value in table.items()), "tls = false", ""]
        )

    def ring(self, number: str, name: str) -> Offer:
        """Tell of a call that rings; the time is taken right before the packet is sent."""
        call = ManagerCall(next(self._serials), number, name)
        packet = call.rings()
        at = time.perf_counter()
        self._send(packet)
        return Offer(call.linked_id, at, partial(self._send, call.gives_up()))

    def close(self) -> None:
        """End the thread and the sockets."""
        self._closing = True
        with suppress(OSError):  # whoever listens, for a desk or to one, is woken
            if self._desk is not None:
                self._desk.shutdown(socket.SHUT_RDWR)
            socket.create_connection(self._server.getsockname()).close()
        self._thread.join(2)
        self._server.close()

    def _listen(self) -> None:
        while not self._closing:
            desk, _ = self._server.accept()
            with desk, suppress(OSError):  # the desk may go without a word
                desk.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                desk.sendall(_BANNER)
                self._serve(desk)
            self._desk = None

    def _serve(self, desk: socket.socket) -> None:
        waiting = b""
        while data := desk.recv(65_536):
            *actions, waiting = (waiting + data).split(b"\r\n\r\n")
            for action in actions:
                self._answer(desk, action)

    def _answer(self, desk: socket.socket, action: bytes) -> None:
        fields = dict(line.split(b": ", 1) for line in action.split(b"\r\n") if b": " in line)
        lines = [b"Response: Success", b"ActionID: " + fields.get(b"ActionID", b"")]
        logged_in = fields.get(b"Action", b"").lower() == b"login"
        lines.append(b"Message: Authentication accepted" if logged_in else b"Ping: Pong")
        desk.sendall(b"\r\n".join([*lines, b"", b""]))
        if logged_in:
            self._desk = desk

    def _send(self, packet: bytes) -> None:
        if self._desk is None:
            raise TimeoutError("no desk has logged in")
        self._desk.sendall(packet)
