"""The connections that HTTP goes over: only to addresses that may be asked, and never for longer than agreed.

httpcore gives each read a time-out of its own, which a server that sends one byte a second never meets.
So the time of the whole exchange is kept here, by the thread that asks.
"""

import contextlib
import socket
import ssl
import threading
import weakref
from collections.abc import Callable, Iterable
from functools import partial
from time import monotonic
from typing import Any

import httpcore

from connectors.web.addresses import LookUp, TooSlow, is_public, look_up_within, may_be_asked
from connectors.web.failures import unreached
from screenpop.errors import SourceDenied
from screenpop.sentences import say

Option = tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]


class Clock(threading.local):
    """Until when the exchange of this thread may last."""

    until = 0.0

    def left(self) -> float:
        """The seconds that are left.

        Raises:
            httpcore.TimeoutException: None are.
        """
        left = self.until - monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout
        return left


_Secured = Callable[[httpcore.NetworkStream, ssl.SSLContext, str], httpcore.NetworkStream]


class GuardedNetwork(httpcore.NetworkBackend):
    """Makes connections for one client.

    Args:
        asked: What the settings call whom we ask, for what is told of it.
        clock: How long the exchange may last.
        look_up: Says what a host's name means.
        steady: A name that meant an address of the open Internet may not come to mean one of an inner network;
            for servers that no certificate proves.
    """

    def __init__(self, asked: str, clock: Clock, look_up: LookUp, *, steady: bool) -> None:
        self._asked = asked
        self._clock = clock
        self._look_up = look_up
        self._steady = steady
        self._been_public: set[str] = set()
        self._inner = httpcore.SyncBackend()
        self._open: weakref.WeakSet[_Connection] = weakref.WeakSet()
        self._closed = False

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 # the clock knows better
        local_address: str | None = None,
        socket_options: Iterable[Option] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of the host that answers."""
        addresses = self._addresses(host, port)
        for further in range(len(addresses) - 1, -1, -1):
            patience = self._clock.left() / (2 if further else 1)
            try:
                made = self._inner.connect_tcp(
                    addresses[-1 - further], port, patience, local_address, socket_options
                )
            except httpcore.ConnectTimeout:
                if not further:
                    raise
            except httpcore.ConnectError as error:
                if not further:
                    raise unreached(error.__cause__, self._asked, host, port) from None
            else:
                return self._kept(_Connection(made, self._clock, partial(self._secured, port)))
        raise httpcore.ConnectTimeout

    def close(self) -> None:
        """Cut all connections, also those that somebody waits at."""
        self._closed = True
        for connection in tuple(self._open):
            connection.cut()

    def _addresses(self, host: str, port: int) -> list[str]:
        try:
            found = look_up_within(self._clock.left(), host, port, self._look_up)
        except TooSlow:
            raise httpcore.ConnectTimeout from None
        except OSError as error:
            raise unreached(error, self._asked, host, port) from None
        allowed = [address for address in found if may_be_asked(address)]
        if not allowed:
            raise SourceDenied(
                say(
                    "“{asked}” is not asked: the address of {host} is {address}, where no server of a company is.",
                    asked=self._asked,
                    host=host,
                    address=", ".join(found),
                )
            )
        if self._steady:
            self._hold_steady(host, allowed)
        return allowed

    def _hold_steady(self, host: str, addresses: list[str]) -> None:
        if all(is_public(address) for address in addresses):
            self._been_public.add(host)
        elif host in self._been_public:
            raise SourceDenied(
                say(
                    "“{asked}” is not asked: {host} was a server of the Internet, and is now said to be at "
                    "{address}. With https, a certificate would tell whether that is right.",
                    asked=self._asked,
                    host=host,
                    address=", ".join(addresses),
                )
            )

    def _secured(
        self, port: int, plain: httpcore.NetworkStream, trust: ssl.SSLContext, host: str
    ) -> "_Connection":
        try:
            secured = plain.start_tls(trust, host, self._clock.left())
        except httpcore.ConnectError as error:
            raise unreached(error.__cause__, self._asked, host, port) from None
        return self._kept(_Connection(secured, self._clock, partial(self._secured, port)))

    def _kept(self, connection: "_Connection") -> "_Connection":
        self._open.add(connection)
        if self._closed:
            connection.cut()
        return connection


class _Connection(httpcore.NetworkStream):
    """One connection, whose every wait is bounded by the exchange's time."""

    def __init__(self, inner: httpcore.NetworkStream, clock: Clock, secured: _Secured) -> None:
        self._inner = inner
        self._clock = clock
        self._secured = secured

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002 # as above
        return self._inner.read(max_bytes, self._clock.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002 # as above
        self._inner.write(buffer, self._clock.left())

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002 # as above
    ) -> httpcore.NetworkStream:
        return self._secured(self._inner, ssl_context, server_hostname or "")

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)

    def cut(self) -> None:
        """Wake whoever reads or writes here."""
        with contextlib.suppress(OSError):
            self._inner.get_extra_info("socket").shutdown(socket.SHUT_RDWR)
