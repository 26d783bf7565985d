"""The sockets under streams: how they are set up, and why one does not come to be."""

import contextlib
import errno
import os
import socket

from screenpop.sentences import Sentence, say
from telephony.wire.guard import Peer

DEAD_AFTER = 20
"""Seconds without a sign of life from the other side's network, until a connection is taken for lost."""

UNDER_WAY = (errno.EINPROGRESS, errno.EWOULDBLOCK, errno.EAGAIN, getattr(errno, "WSAEWOULDBLOCK", 10035))
"""What `connect_ex` says of a connection that is being made."""


def stream_socket(peer: Peer) -> socket.socket:
    """A TCP socket that never blocks, and that finds out when the other side is gone without a word."""
    opened = socket.socket(socket.AF_INET6 if ":" in peer[0] else socket.AF_INET, socket.SOCK_STREAM)
    opened.settimeout(0)
    options = [
        (socket.SOL_SOCKET, "SO_KEEPALIVE", 1),
        (socket.IPPROTO_TCP, "TCP_NODELAY", 1),
        (socket.IPPROTO_TCP, "TCP_KEEPIDLE", DEAD_AFTER // 2),
        (socket.IPPROTO_TCP, "TCP_KEEPALIVE", DEAD_AFTER // 2),  # macOS's name for it
        (socket.IPPROTO_TCP, "TCP_KEEPINTVL", DEAD_AFTER // 4),
        (socket.IPPROTO_TCP, "TCP_KEEPCNT", 2),
        (socket.IPPROTO_TCP, "TCP_USER_TIMEOUT", DEAD_AFTER * 1000),
    ]
    for level, name, value in options:
        if hasattr(socket, name):
            with contextlib.suppress(OSError):  # a kernel that does not know it
                opened.setsockopt(level, getattr(socket, name), value)
    return opened


def no_way(peer: Peer, problem: int) -> Sentence:
    """Why there is no connection, by the number of the system's error."""
    if problem in (errno.ECONNREFUSED, getattr(errno, "WSAECONNREFUSED", 10061)):
        return say("Nothing listens at the PBX {place}, port {port}.", place=peer[0], port=peer[1])
    return say(
        "There is no way to the PBX at {place} ({reason}).", place=peer[0], reason=os.strerror(problem)
    )
