"""A source of a web service that a test writes."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from connectors.sources.rest.kind import REST
from connectors.sources.rest.source import RestSource
from screenpop.ports.kinds import SourceSurroundings
from tests.connectors.web.server import WebServer, serving


@pytest.fixture
def serve() -> Iterator[Callable[..., WebServer]]:
    """Start servers; they end with the test, after the sources that ask them."""
    with ExitStack() as servers:
        yield lambda respond, **how: servers.enter_context(serving(respond, **how))


@pytest.fixture
def source(serve, tmp_path: Path) -> Iterator[Callable[..., RestSource]]:
    """Make sources of a server; `secret` is what the keyring holds."""
    with ExitStack() as sources:

        def make(place, *, secret=None, base="", **settings) -> RestSource:
            server = place if isinstance(place, WebServer) else serve(place)
            password = secret if callable(secret) else lambda: secret
            read = REST.settings(kind="rest", url=server.url + base, **settings)
            made = REST.build(read, SourceSurroundings("crm", password, tmp_path))
            sources.callback(made.close)
            return made

        yield make
