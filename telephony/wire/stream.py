"""A connection to a PBX that never blocks its thread: TCP, or TLS over it. Knows no protocol."""

import socket
import ssl
from collections.abc import Callable, Sequence
from pathlib import Path

from screenpop.sentences import Sentence, say
from telephony.wire.guard import Peer
from telephony.wire.io_thread import IoThread, Timer
from telephony.wire.sockets import UNDER_WAY, no_way, stream_socket
from telephony.wire.tls import client_context, refusal

CONNECT_WITHIN = 4.0
"""Seconds for each address, TLS included."""
MOST_WAITING = 1 << 20
"""Bytes that the PBX may leave untaken."""
AT_ONCE = 16
"""Reads before other sockets and timers have their turn again."""
CHUNK = 65536
_NOWHERE = say("The PBX has no known address.")


class Stream:
    """One connection at a time; `connect` may be called again once it is lost or closed.

    Everything is called on the line's thread, and calls back on it.

    Args:
        thread: The line's.
        connected: Called when bytes may be sent; with TLS, after the certificate was found good.
        received: Is given what comes, in pieces as they come.
        lost: Called once for each `connect`, unless `close` comes first: why there is no connection, or none
            any more. The sentence says nothing of trying again.
        tls_name: Whom the certificate must name; None for plain TCP.
        ca_file: The site's own certificate authority, in the place of the system's.

    Attributes:
        local, remote: Both ends, once connected.
    """

    def __init__(
        self,
        thread: IoThread,
        *,
        connected: Callable[[], None],
        received: Callable[[bytes], None],
        lost: Callable[[Sentence], None],
        tls_name: str | None,
        ca_file: Path | None = None,
    ) -> None:
        self._thread = thread
        self._connected = connected
        self._received = received
        self._lost = lost
        self._tls_name = tls_name
        self._ca_file = ca_file
        self._context: ssl.SSLContext | None = None
        self._socket: socket.socket | None = None
        self._peers: list[Peer] = []
        self._attempt = 0
        self._is_open = False
        self._waiting = bytearray()
        self._too_late: Timer | None = None
        self.local: Peer = ("", 0)
        self.remote: Peer = ("", 0)

    @property
    def is_open(self) -> bool:
        """Whether bytes may be sent."""
        return self._is_open

    def connect(self, peers: Sequence[Peer]) -> None:
        """Try one address after the other; ends what there was before."""
        self.close()
        attempt, self._peers = self._attempt, list(peers)
        if self._tls_name is None:
            self._try_next(_NOWHERE)
            return

        def read(context: ssl.SSLContext | Sentence) -> None:
            if attempt != self._attempt:
                return
            if isinstance(context, Sentence):
                self._lose(context)
                return
            self._context = context
            self._try_next(_NOWHERE)

        self._thread.aside(lambda: client_context(self._ca_file), read)

    def send(self, data: bytes) -> None:
        """Send; what the network does not take now waits. Without a connection it is dropped."""
        if not self._is_open:
            return
        self._waiting += data
        self._flush()
        if len(self._waiting) > MOST_WAITING:
            self._lose(say("The PBX takes nothing any more."))

    def close(self) -> None:
        """End the connection, or the attempt; nothing more is called."""
        self._attempt += 1
        self._let_go()

    def _try_next(self, reason: Sentence) -> None:
        self._let_go()
        if not self._peers:
            self._lose(reason)
            return
        peer = self._peers.pop(0)
        self._too_late = self._thread.call_later(
            CONNECT_WITHIN, lambda: self._try_next(say("The PBX at {place} does not answer.", place=peer[0]))
        )
        try:
            self._socket = opened = stream_socket(peer)
            problem = opened.connect_ex(peer)
        except OSError as error:
            self._try_next(no_way(peer, error.errno or 0))
            return
        self.remote = peer
        if problem and problem not in UNDER_WAY:
            self._try_next(no_way(peer, problem))
            return
        self._thread.when_writable(opened, lambda: self._reached(opened, peer))

    def _reached(self, opened: socket.socket, peer: Peer) -> None:
        problem = opened.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if problem:
            self._try_next(no_way(peer, problem))
            return
        self._thread.forget(opened)
        self.local = opened.getsockname()[:2]
        if self._context is None:
            self._open(opened)
            return
        try:
            wrapped = self._context.wrap_socket(
                opened, server_hostname=self._tls_name, do_handshake_on_connect=False
            )
        except (OSError, ValueError) as error:  # hung up since, or a name that no certificate can have
            self._try_next(refusal(error if isinstance(error, OSError) else OSError(str(error)), peer[0]))
            return
        self._socket = wrapped
        self._shake_hands(wrapped)

    def _shake_hands(self, wrapped: ssl.SSLSocket) -> None:
        self._thread.forget(wrapped)
        try:
            wrapped.do_handshake()
        except ssl.SSLWantReadError:
            self._thread.listen(wrapped, lambda: self._shake_hands(wrapped))
        except ssl.SSLWantWriteError:
            self._thread.when_writable(wrapped, lambda: self._shake_hands(wrapped))
        except OSError as error:
            self._try_next(refusal(error, self._tls_name or ""))
        else:
            self._open(wrapped)

    def _open(self, opened: socket.socket) -> None:
        if self._too_late is not None:
            self._too_late.cancel()
        self._is_open = True
        self._thread.listen(opened, self._readable)
        self._connected()

    def _readable(self) -> None:
        one = self._socket
        for _ in range(AT_ONCE):
            if one is None or one is not self._socket:
                return
            try:
                data = one.recv(CHUNK)
            except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
                self._flush()
                return
            except OSError as error:
                self._lose(_broken(error))
                return
            if not data:
                self._lose(say("The PBX closed the connection."))
                return
            self._received(data)
        if isinstance(one, ssl.SSLSocket) and one is self._socket and one.pending():
            self._thread.call_soon(self._readable)  # the system has no more news of what TLS holds already

    def _flush(self) -> None:
        one = self._socket
        if one is None or not self._is_open:
            return
        try:
            while self._waiting:
                del self._waiting[: one.send(self._waiting)]
        except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
            self._thread.when_writable(one, self._flush)
            return
        except OSError as error:
            self._lose(_broken(error))
            return
        self._thread.when_writable(one, None)

    def _lose(self, reason: Sentence) -> None:
        self._let_go()
        self._attempt += 1
        attempt = self._attempt

        def tell() -> None:
            if attempt == self._attempt:
                self._lost(reason)

        self._thread.call_soon(tell)  # not from within a `send`: its caller is in the middle of something

    def _let_go(self) -> None:
        if self._too_late is not None:
            self._too_late.cancel()
        self._is_open = False
        self._waiting.clear()
        if self._socket is not None:
            self._thread.forget(self._socket)
            self._socket.close()
            self._socket = None


def _broken(error: OSError) -> Sentence:
    return say("The connection to the PBX broke ({reason}).", reason=error.strerror or str(error))
