"""Carries SIP messages between a line and its PBX: what every way of doing so has, and UDP.

Whatever comes from another address than the PBX's is dropped unread.
"""

import errno
import logging
import socket
from collections.abc import Callable
from typing import Protocol

from screenpop.sentences import Sentence, say
from telephony.sip.message import Message, NotSip, Peer
from telephony.sip.pace import MESSAGES_A_SECOND, MESSAGES_AT_ONCE, Pace
from telephony.wire.guard import Guard
from telephony.wire.io_thread import IoThread
from telephony.wire.unreached import keep_errors, unreached_in

_log = logging.getLogger(__name__)

LARGEST_DATAGRAM = 65535
AT_ONCE = 64
"""Packets read before timers have their turn again."""


class Transport(Protocol):
    """A way to the PBX: UDP, TCP or TLS."""

    @property
    def name(self) -> str:
        """What Via calls it."""

    @property
    def reliable(self) -> bool:
        """Whether it delivers without our sending again."""

    @property
    def local(self) -> Peer:
        """Our own address and port, once it is open."""

    def reach(self, then: Callable[[Sentence | None], None], /) -> None:
        """Open the way to the PBX, where it is not open; `then` is told what stands in the way, or None."""

    def moved(self) -> bool:
        """Whether the way to the PBX begins at another address of this computer than when it was opened."""

    def send(self, data: bytes, to: Peer | None = None, /) -> None:
        """Send to a peer, or to the PBX."""

    def close(self) -> None:
        """Let go of it."""


class UdpTransport:
    """One UDP socket, bound to the address that faces the PBX.

    Attributes:
        name: What Via calls it.
        reliable: Whether it delivers without our sending again.
        local: Our own address and port; as `open` found them.
    """

    name = "UDP"
    reliable = False

    def __init__(
        self,
        thread: IoThread,
        guard: Guard,
        received: Callable[[Message], None],
        listen_port: int = 0,
        nobody_there: Callable[[], None] = lambda: None,
    ) -> None:
        self._thread = thread
        self._nobody_there = nobody_there
        self._guard = guard
        self._received = received
        self._listen_port = listen_port
        self._pace = Pace(MESSAGES_AT_ONCE, MESSAGES_A_SECOND)
        self._socket: socket.socket | None = None
        self.local: Peer = ("", 0)

    def reach(self, then: Callable[[Sentence | None], None]) -> None:
        """Open the socket, if the right one is not; `then` is told what stands in the way, or None."""
        try:
            self.open()
        except OSError as error:
            then(self._obstacle(error))
        else:
            then(None)

    def moved(self) -> bool:
        """Whether the way to the PBX begins at another address of this computer than when it was opened."""
        return faces_otherwise(self._guard.peer, self.local)

    def open(self) -> None:
        """Bind to the address that faces the PBX; again if that has changed.

        Raises:
            OSError: There is no way to the PBX, or the port is taken.
        """
        peer = self._guard.peer
        if peer is None:
            raise OSError("the PBX's address is not known")
        facing = _address_facing(peer)
        if self._socket is not None and self.local[0] == facing:
            return
        self.close()
        opened = socket.socket(_family(facing), socket.SOCK_DGRAM)
        try:
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
            opened.settimeout(0)
            opened.bind((facing, self._listen_port))
            keep_errors(opened)
        except OSError:
            opened.close()
            raise
        self._socket = opened
        self.local = opened.getsockname()[:2]
        self._thread.listen(opened, self._readable)

    def send(self, data: bytes, to: Peer | None = None) -> None:
        """Send to a peer, or to the PBX; what the network does not take now is lost, as any datagram may be."""
        to = to or self._guard.peer
        if self._socket is None or to is None:
            return
        try:
            try:
                self._socket.sendto(data, to)
            except ConnectionRefusedError:  # the fate of an earlier packet; this one has not been sent
                self._socket.sendto(data, to)
        except OSError as error:
            _log.info("could not send to the PBX: %s", error)

    def close(self) -> None:
        """Close the socket."""
        if self._socket is not None:
            self._thread.forget(self._socket)
            self._socket.close()
            self._socket = None

    def _obstacle(self, error: OSError) -> Sentence:
        if error.errno in (errno.EADDRINUSE, errno.EACCES):
            return say(
                "Port {port} of this computer is taken by another program; trying again.",
                port=self._listen_port,
            )
        return say(
            "There is no way to the PBX {server} ({reason}); trying again.",
            server=self._guard.host,
            reason=error.strerror or str(error),
        )

    def _readable(self) -> None:
        for _ in range(AT_ONCE):
            if self._socket is None:
                return
            try:
                data, source = self._socket.recvfrom(LARGEST_DATAGRAM)
            except OSError:  # nothing left, or a packet of ours did not arrive; the socket lives on
                self._look_who_is_gone()
                return
            if self._guard.admits(source[0]) and data.strip(b"\r\n\0"):
                self._read_unless_too_fast(data, (source[0], source[1]))

    def _look_who_is_gone(self) -> None:
        if self._socket is not None and any(map(self._guard.is_pbx, unreached_in(self._socket))):
            self._nobody_there()

    def _read_unless_too_fast(self, data: bytes, source: Peer) -> None:
        if self._pace.allows():
            self._read(data, source)
        else:
            self._guard.too_fast += 1

    def _read(self, data: bytes, source: Peer) -> None:
        try:
            message = Message(data, source)
        except NotSip:
            self._guard.rubbish += 1
            return
        self._received(message)


def faces_otherwise(peer: Peer | None, local: Peer) -> bool:
    """Whether this computer's way to the peer does not begin at the local address any more."""
    try:
        return peer is not None and _address_facing(peer) != local[0]
    except OSError:  # no way at all
        return True


def _address_facing(peer: Peer) -> str:
    with socket.socket(_family(peer[0]), socket.SOCK_DGRAM) as probe:
        probe.connect(peer)
        return str(probe.getsockname()[0])


def _family(address: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in address else socket.AF_INET
