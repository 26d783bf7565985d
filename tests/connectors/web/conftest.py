"""What tests of web services share."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from connectors.web.client import WebClient
from connectors.web.origin import split_url
from tests.connectors.web.server import Respond, WebServer, serving


@pytest.fixture
def serve() -> Iterator[Callable[..., WebServer]]:
    """Start servers; they end with the test, after whatever asks them."""
    with ExitStack() as servers:
        yield lambda respond, **how: servers.enter_context(serving(respond, **how))


@pytest.fixture
def client(serve) -> Iterator[Callable[..., WebClient]]:
    """Make clients of a server, or of a URL; they are closed before it."""
    with ExitStack() as clients:

        def make(place: WebServer | str | Respond, **how) -> WebClient:
            if callable(place):
                place = serve(place)
            url = place if isinstance(place, str) else place.url
            made = WebClient("crm", split_url(url)[0], **how)
            clients.callback(made.close)
            return made

        yield make
