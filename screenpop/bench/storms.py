"""Storms over a desk: more calls than anybody takes, and packets from somebody who is not the PBX."""

import itertools
import socket
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from math import inf

from screenpop.bench.pbx import Pbx
from screenpop.bench.site import Caller
from screenpop.bench.wire import Peer, new_branch
from screenpop.errors import ConfigurationError
from screenpop.sentences import say

_STRANGER = "127.0.0.2"
_A_BATCH = 0.01
_INVITE = """INVITE sip:101@{host} SIP/2.0
Via: SIP/2.0/UDP {stranger};branch={branch};rport
Max-Forwards: 70
From: "Stranger" <sip:100@{stranger}>;tag={branch}
To: <sip:101@{host}>
Call-ID: {branch}
CSeq: 1 INVITE
Contact: <sip:100@{stranger}>
Content-Length: 0

"""


def call_storm(
    pbx: Pbx, many: Iterator[Caller], among: Sequence[Caller], seconds: float, *, rate: int, rings: float
) -> Mapping[str, float]:
    """Ring so many times a second, each call for so many seconds; some callers, each once, are among the many.

    Returns:
        When each of them rang, by number.
    """
    calls = int(seconds * rate)
    every = calls // len(among)
    rang: dict[str, float] = {}
    give_ups: deque[tuple[float, Callable[[], None]]] = deque()
    begin = time.perf_counter()
    for place in range(calls):
        due = begin + place / rate
        _give_up(give_ups, until=due)
        _wait_until(due)
        turn, of_the_many = divmod(place, every)
        watched = among[turn] if not of_the_many and turn < len(among) else None
        caller = watched or next(many)
        offer = pbx.ring(caller.number, caller.name)
        if watched:
            rang[watched.number] = offer.sent_at
        give_ups.append((due + rings, offer.give_up))
    _give_up(give_ups, until=inf)
    return rang


def nobodys_numbers() -> Iterator[Caller]:
    """Callers whom no directory knows, each with a number of their own."""
    for place in itertools.count():
        yield Caller(f"+4845{place % 10_000_000:07}", "Unknown")


class Strangers:
    """Sends INVITEs from another address, on a thread of its own, until closed.

    Attributes:
        sent: How many have been sent.
        seconds: In which time.

    Raises:
        ConfigurationError: This system has no second loopback address.
    """

    def __init__(self, phone: Peer, rate: int) -> None:
        self.sent = 0
        self.seconds = 0.0
        self._phone = phone
        self._batch = int(rate * _A_BATCH)
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        try:
            self._socket.bind((_STRANGER, 0))
        except OSError:
            self._socket.close()
            raise ConfigurationError(
                say("Strangers’ packets need a second loopback address, {address}.", address=_STRANGER)
            ) from None
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._send, name="strangers", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Send no more."""
        self._over.set()
        self._thread.join()
        self._socket.close()

    def _send(self) -> None:
        due = begin = time.perf_counter()
        while not self._over.wait(max(0.0, due - time.perf_counter())):
            for _ in range(self._batch):
                packet = _INVITE.format(host=self._phone[0], stranger=_STRANGER, branch=new_branch())
                self._socket.sendto(packet.replace("\n", "\r\n").encode(), self._phone)
            self.sent += self._batch
            due += _A_BATCH
            self.seconds = time.perf_counter() - begin


def _give_up(give_ups: deque[tuple[float, Callable[[], None]]], until: float) -> None:
    while give_ups and give_ups[0][0] <= until:
        at, give_up = give_ups.popleft()
        _wait_until(at)
        give_up()


def _wait_until(moment: float) -> None:
    left = moment - time.perf_counter()
    if left > 0:
        time.sleep(left)
