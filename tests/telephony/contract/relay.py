"""A piece of network between a line and its PBX that a test can cut: a relay on loopback, for UDP and for TCP.

A hole lets nothing through either way, and what TCP was given meanwhile arrives afterwards, as a network's own
retransmissions see to. A reset ends every connection and refuses new ones. Half-open connections look alive at
both ends for ever, and carry nothing any more, as after a firewall's restart.
"""

import contextlib
import socket
import struct
from collections.abc import Callable
from typing import Literal, Protocol

from tests.loop import Loop

Cut = Literal["hole", "reset", "half-open"]
Place = tuple[str, int]

_AT_ONCE = struct.pack("ii", 1, 0)


class Relay(Protocol):
    """What lies between."""

    @property
    def place(self) -> str:
        """Where the line finds its PBX."""

    def cut(self, how: Cut, /) -> None:
        """Cut the network."""

    def mend(self) -> None:
        """It works again."""

    def close(self) -> None:
        """Take it away."""


class UdpRelay(Loop):
    """Carries datagrams; each client has one port at the far side for as long as the relay lives."""

    def __init__(self, target: Place) -> None:
        super().__init__("relay")
        self._target = target
        self._front = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._front.bind(("127.0.0.1", 0))
        self._back: dict[socket.socket, Place] = {}
        self._cut = False
        self.run()

    @property
    def place(self) -> str:
        return f"127.0.0.1:{self._front.getsockname()[1]}"

    def cut(self, how: Cut) -> None:
        assert how == "hole"

        def cut() -> None:
            self._cut = True

        self.tell(cut)

    def mend(self) -> None:
        def mend() -> None:
            self._cut = False

        self.tell(mend)

    def readable(self) -> list[socket.socket]:
        return [self._front, *self._back]

    def read(self, one: socket.socket) -> None:
        try:
            data, sender = one.recvfrom(65535)
        except OSError:  # nobody listens at the far side at the moment
            return
        if self._cut:
            return
        with contextlib.suppress(OSError):
            if one is self._front:
                self._towards_pbx(sender).send(data)
            else:
                self._front.sendto(data, self._back[one])

    def shut(self) -> None:
        for one in (self._front, *self._back):
            one.close()

    def _towards_pbx(self, client: Place) -> socket.socket:
        for back, owner in self._back.items():
            if owner == client:
                return back
        back = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        back.connect(self._target)
        self._back[back] = client
        return back


class TcpRelay(Loop):
    """Carries connections."""

    def __init__(self, target: Place) -> None:
        super().__init__("relay")
        self._target = target
        self._pairs: dict[socket.socket, socket.socket] = {}
        self._forgotten: list[socket.socket] = []
        self._how: Cut | None = None
        self._front = self._listen(0)
        self._port: int = self._front.getsockname()[1]
        self.run()

    @property
    def place(self) -> str:
        return f"127.0.0.1:{self._port}"

    def cut(self, how: Cut) -> None:
        def cut() -> None:
            self._how = how
            if how == "reset":
                self._front.close()
                for one in self._pairs:
                    _reset(one)
                self._pairs.clear()
            elif how == "half-open":
                self._forgotten += self._pairs
                self._pairs.clear()

        self.tell(cut)

    def mend(self) -> None:
        def mend() -> None:
            if self._how == "reset":
                self._front = self._listen(self._port)
            self._how = None

        self.tell(mend)

    def readable(self) -> list[socket.socket]:
        return [] if self._how is not None else [self._front, *self._pairs]

    def read(self, one: socket.socket) -> None:
        if one is self._front:
            self._accept()
            return
        other = self._pairs.get(one)
        if other is None:
            return
        try:
            data = one.recv(65536)
            other.sendall(data)
        except OSError:
            self._end(one, other, _reset)
            return
        if not data:
            self._end(one, other, socket.socket.close)

    def shut(self) -> None:
        for one in (self._front, *self._pairs, *self._forgotten):
            one.close()

    def _listen(self, port: int) -> socket.socket:
        return socket.create_server(("127.0.0.1", port))

    def _accept(self) -> None:
        near, _ = self._front.accept()
        try:
            far = socket.create_connection(self._target, timeout=1)
        except OSError:
            _reset(near)
            return
        far.settimeout(None)
        self._pairs[near], self._pairs[far] = far, near

    def _end(self, one: socket.socket, other: socket.socket, how: Callable[[socket.socket], None]) -> None:
        for each in (one, other):
            del self._pairs[each]
            how(each)


def _reset(one: socket.socket) -> None:
    with contextlib.suppress(OSError):
        one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)
    one.close()
