"""SIP over TCP and TLS: one connection, which we open, and on which the PBX also asks and we also answer."""

import logging
from collections.abc import Callable
from pathlib import Path

from screenpop.sentences import Sentence, say
from telephony.sip.framing import Framing, NotFramed
from telephony.sip.message import Message, NotSip, Peer
from telephony.sip.transport import faces_otherwise
from telephony.wire.guard import Guard
from telephony.wire.io_thread import IoThread
from telephony.wire.stream import Stream

_log = logging.getLogger(__name__)

PONG = b"\r\n"


class StreamTransport:
    """A connection to the PBX.

    Args:
        thread: The line's.
        guard: Knows the PBX's addresses.
        received: Is given every message.
        lost: Told why, when a connection that was there is there no more.
        tls: TLS instead of plain TCP; the certificate must be the PBX's, as the settings call it.
        ca_file: The site's own certificate authority, in the place of the system's.

    Attributes:
        name: What Via calls it.
        reliable: Whether it delivers without our sending again.
    """

    reliable = True

    def __init__(
        self,
        thread: IoThread,
        guard: Guard,
        received: Callable[[Message], None],
        lost: Callable[[Sentence], None],
        *,
        tls: bool = False,
        ca_file: Path | None = None,
    ) -> None:
        self.name = "TLS" if tls else "TCP"
        self._guard = guard
        self._received = received
        self._tell_lost = lost
        self._reached: Callable[[Sentence | None], None] | None = None
        self._framing = self._new_framing()
        self._stream = Stream(
            thread,
            connected=self._connected,
            received=self._read,
            lost=self._lost,
            tls_name=guard.host if tls else None,
            ca_file=ca_file,
        )

    @property
    def local(self) -> Peer:
        """Our own address and port, once it is connected."""
        return self._stream.local

    def reach(self, then: Callable[[Sentence | None], None]) -> None:
        """Connect, unless the connection is good; `then` is told what stands in the way, or None."""
        if self._stream.is_open and self._stream.remote in self._guard.peers and not self.moved():
            then(None)
            return
        self._reached = then
        self._framing = self._new_framing()
        self._stream.connect(self._guard.peers)

    def moved(self) -> bool:
        """Whether the way to the PBX begins at another address of this computer than when it was opened."""
        return self._stream.is_open and faces_otherwise(self._stream.remote, self._stream.local)

    def send(self, data: bytes, _: Peer | None = None) -> None:
        """Send to the PBX; an answer goes the way on which the question came."""
        self._stream.send(data)

    def close(self) -> None:
        """End the connection."""
        self._reached = None
        self._framing = self._new_framing()
        self._stream.close()

    def _connected(self) -> None:
        reached, self._reached = self._reached, None
        if reached is not None:
            reached(None)

    def _lost(self, reason: Sentence) -> None:
        told = say("{trouble} Trying again.", trouble=reason)
        reached, self._reached = self._reached, None
        if reached is not None:
            reached(told)
        else:
            self._tell_lost(told)

    def _read(self, data: bytes) -> None:
        framing = self._framing
        try:
            for one in framing.feed(data):
                if framing is self._framing:  # else the connection was closed over the last message
                    self._take(one)
        except NotFramed as error:
            _log.warning("the PBX's stream cannot be read: %s", error)
            self._guard.rubbish += 1
            self._stream.close()
            self._lost(say("The PBX sends what is no SIP."))

    def _take(self, data: bytes) -> None:
        try:
            message = Message(data, self._stream.remote)
        except NotSip:
            self._guard.rubbish += 1
            return
        self._received(message)

    def _new_framing(self) -> Framing:
        return Framing(lambda: self.send(PONG))
