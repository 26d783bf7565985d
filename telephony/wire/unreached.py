"""Which of our datagrams did not arrive, as the other computer's ICMP tells (ip(7), IP_RECVERR; Linux only).

A program that has died leaves a computer that answers for it: nothing listens there. So a PBX that is being
started again is noticed while it is down, and not at the next heartbeat.
"""

import contextlib
import socket
import sys
from collections.abc import Iterator

_RECEIVE_ERRORS = {
    socket.AF_INET: (socket.IPPROTO_IP, 11),
    socket.AF_INET6: (socket.IPPROTO_IPV6, 25),
}
"""IP_RECVERR and IPV6_RECVERR of linux/in.h and linux/in6.h, which Python does not name."""
_MOST_AT_ONCE = 64


def keep_errors(one: socket.socket) -> None:
    """Have the system keep the errors of this UDP socket for `unreached_in`, where it can."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            one.setsockopt(*_RECEIVE_ERRORS[one.family], 1)


def unreached_in(one: socket.socket) -> Iterator[str]:
    """The addresses to which something did not arrive; takes them out, or the socket would go on calling."""
    if sys.platform != "linux":
        return
    for _ in range(_MOST_AT_ONCE):
        try:
            _, _, _, address = one.recvmsg(1, 512, socket.MSG_ERRQUEUE)
        except OSError:
            return
        yield str(address[0])
