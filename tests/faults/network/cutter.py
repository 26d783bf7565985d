"""A piece of network between a desk and its PostgreSQL that a test cuts at moments of its choice.

It reads along and knows when the server says that it has committed: it may swallow that. A cut resets the connection
at both ends; a new one may be made at once.
"""

import contextlib
import socket
import struct
import threading
from dataclasses import dataclass
from typing import Literal

from tests.faults.network.messages import Messages
from tests.loop import Loop

At = Literal["answer to commit", "commit", "bytes of the server", "bytes of the desk", "silence"]

_AT_ONCE = struct.pack("ii", 1, 0)
_COMMIT = b"COMMIT\0"


@dataclass(frozen=True, slots=True)
class Cut:
    """When to cut.

    Attributes:
        at: After so many bytes of one side; instead of the server's word that it has committed; instead of the
            desk's wish to commit; or never again a byte, while the connection looks alive ("silence", after so many).
        after: How many bytes.
    """

    at: At
    after: int = 0


@dataclass(slots=True, eq=False)
class _Half:
    """One direction of a connection."""

    source: socket.socket
    sink: socket.socket
    of_server: bool
    messages: Messages
    carried: int = 0


class Cutter(Loop):
    """Carries connections to a server; `cut` is what happens next.

    Attributes:
        happened: How often each kind of cut happened.
    """

    def __init__(self, host: str, port: int) -> None:
        super().__init__("cutter")
        self._server = (host, port)
        self._ear_of_all = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._ear_of_all.getsockname()[1]
        self._halves: dict[socket.socket, _Half] = {}
        self._cut: Cut | None = None
        self._mute: set[socket.socket] = set()
        self._is_away = False
        self.happened: dict[At, int] = {}
        self._is_cut = threading.Event()
        self.run()

    def cut(self, cut: Cut) -> threading.Event:
        """Cut once, at that moment of any connection from now on; the event is set when it has happened."""
        event = threading.Event()

        def arm() -> None:
            self._cut, self._is_cut = cut, event
            for half in self._halves.values():
                half.carried = 0

        self.tell(arm)
        return event

    def go_away(self) -> None:
        """From now on nobody gets through: as a server that is stopped."""

        def go() -> None:
            self._is_away = True
            for half in list(self._halves.values()):
                self._end(half, reset=True)

        self.tell(go)

    def come_back(self) -> None:
        """The server is there again."""

        def come() -> None:
            self._is_away = False

        self.tell(come)

    def readable(self) -> list[socket.socket]:
        """What to read from, as things stand."""
        return [self._ear_of_all, *(one for one in self._halves if one not in self._mute)]

    def read(self, one: socket.socket) -> None:
        """Carry what came."""
        if one is self._ear_of_all:
            self._connect()
            return
        half = self._halves.get(one)
        if half is None:
            return
        try:
            came = one.recv(65536)
        except OSError:
            came = b""
        if not came:
            self._end(half, reset=False)
            return
        due = self._due(half, came)
        if due is None:
            self._carry(half, came)
            return
        self._carry(half, came[:due])
        assert self._cut
        self.happened[self._cut.at] = self.happened.get(self._cut.at, 0) + 1
        if self._cut.at == "silence":
            self._mute |= {half.source, half.sink}
        else:
            self._end(half, reset=True)
        self._cut = None
        self._is_cut.set()

    def shut(self) -> None:
        """Close every socket."""
        for one in (self._ear_of_all, *self._halves):
            one.close()

    def _connect(self) -> None:
        desk, _ = self._ear_of_all.accept()
        if self._is_away:
            desk.close()
            return
        try:
            server = socket.create_connection(self._server, timeout=5)
        except OSError:
            desk.close()
            return
        self._halves[desk] = _Half(desk, server, of_server=False, messages=Messages(of_server=False))
        self._halves[server] = _Half(server, desk, of_server=True, messages=Messages(of_server=True))

    def _carry(self, half: _Half, data: bytes) -> None:
        half.carried += len(data)
        with contextlib.suppress(OSError):
            half.sink.sendall(data)

    def _end(self, half: _Half, *, reset: bool) -> None:
        for one in (half.source, half.sink):
            self._halves.pop(one, None)
            self._mute.discard(one)
            if reset:
                with contextlib.suppress(OSError):
                    one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)
            one.close()

    def _due(self, half: _Half, came: bytes) -> int | None:
        """How much of what came still gets through before the cut; None if there is no cut in it."""
        commit = self._commit_in(half, came)
        match self._cut:
            case Cut("answer to commit") if half.of_server:
                return commit
            case Cut("commit") if not half.of_server:
                return commit
            case Cut("bytes of the server" | "silence", after) if half.of_server:
                return after - half.carried if half.carried + len(came) > after else None
            case Cut("bytes of the desk", after) if not half.of_server:
                return after - half.carried if half.carried + len(came) > after else None
        return None

    def _commit_in(self, half: _Half, came: bytes) -> int | None:
        """Where in what came a message begins that says, or wishes, that a transaction is committed."""
        found = None
        for message in half.messages.feed(came):
            if message.wishes_encryption:
                self._halves[half.sink].messages.one_byte_comes = True
            said = message.kind == b"C" if half.of_server else message.kind in (b"Q", b"P")
            if said and _COMMIT in message.body and found is None:
                found = max(0, message.start)
        return found
