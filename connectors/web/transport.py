"""httpx over the guarded network."""

import ssl
from collections.abc import Iterator

import httpcore
import httpx

from connectors.web.network import GuardedNetwork
from connectors.web.origin import Origin

_AT_ONCE = 16
_KEPT = 4
_KEPT_FOR = 90.0
"""Connections between two calls, in seconds; a server that closes them earlier is not a failure."""


class GuardedTransport(httpx.BaseTransport):
    """Carries requests; cookies are left at the border, since every question stands for itself."""

    def __init__(self, network: GuardedNetwork, trust: ssl.SSLContext, proxy: Origin | None) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=trust,
            proxy=None if proxy is None else httpcore.Proxy(str(proxy), ssl_context=trust),
            max_connections=_AT_ONCE,
            max_keepalive_connections=_KEPT,
            keepalive_expiry=_KEPT_FOR,
            network_backend=network,
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """One request and the beginning of its answer; errors are httpcore's."""
        url = request.url
        reply = self._pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        headers = [(name, value) for name, value in reply.headers if name.lower() != b"set-cookie"]
        return httpx.Response(reply.status, headers=headers, stream=_Body(reply))

    def close(self) -> None:
        """Close the connections that nobody uses."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, reply: httpcore.Response) -> None:
        self._reply = reply

    def __iter__(self) -> Iterator[bytes]:
        return self._reply.iter_stream()

    def close(self) -> None:
        self._reply.close()
