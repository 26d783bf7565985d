"""The other end of a stream: a listener on loopback that does what a test tells it, with TLS or without."""

import queue
import socket
import ssl
from collections.abc import Callable
from pathlib import Path

from screenpop.sentences import Sentence
from telephony.wire.guard import Peer
from telephony.wire.io_thread import IoThread
from telephony.wire.stream import Stream

LONG_ENOUGH = 5.0


class Listener:
    """Takes connections, one after the other."""

    def __init__(self, host: str = "127.0.0.1", tls: ssl.SSLContext | None = None) -> None:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._socket = socket.create_server((host, 0), family=family)
        self._socket.settimeout(LONG_ENOUGH)
        self._tls = tls
        self.address: Peer = self._socket.getsockname()[:2]
        self._taken: list[socket.socket] = []

    def takes(self) -> socket.socket:
        """The next connection, its handshake done."""
        taken, _ = self._socket.accept()
        taken.settimeout(LONG_ENOUGH)
        self._taken.append(taken)
        if self._tls is not None:
            taken = self._tls.wrap_socket(taken, server_side=True)
            self._taken.append(taken)
        return taken

    def refuses_hands(self) -> None:
        """Take a connection whose handshake comes to nothing."""
        try:
            self.takes()
        except OSError:
            return
        raise AssertionError("the handshake went through")

    def close(self) -> None:
        for one in (self._socket, *self._taken):
            one.close()


class Client:
    """A stream, and what it told."""

    def __init__(self, thread: IoThread, *, tls_name: str | None = None, ca_file: Path | None = None) -> None:
        self.told: queue.SimpleQueue[str | bytes | Sentence] = queue.SimpleQueue()
        self._thread = thread
        self.stream = Stream(
            thread,
            connected=lambda: self.told.put("connected"),
            received=self.told.put,
            lost=self.told.put,
            tls_name=tls_name,
            ca_file=ca_file,
        )

    def do(self, what: Callable[[], object]) -> None:
        """Have something done on the thread, and wait for it."""
        done: queue.SimpleQueue[None] = queue.SimpleQueue()
        self._thread.call_soon(lambda: (what(), done.put(None)))
        done.get(timeout=LONG_ENOUGH)

    def connects(self, *peers: Peer) -> None:
        self.do(lambda: self.stream.connect(peers))

    def next(self, within: float = LONG_ENOUGH) -> str | bytes | Sentence:
        return self.told.get(timeout=within)

    def hears(self, many: int) -> bytes:
        heard = b""
        while len(heard) < many:
            piece = self.next()
            assert isinstance(piece, bytes), piece
            heard += piece
        return heard

    def is_lost(self) -> str:
        reason = self.next()
        assert isinstance(reason, Sentence), reason
        return str(reason)

    def nothing(self, within: float = 0.1) -> None:
        try:
            told = self.told.get(timeout=within)
        except queue.Empty:
            return
        raise AssertionError(told)
