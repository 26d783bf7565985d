"""Asks one server: a request and its whole answer, within a time and a size, at this server and no other.

Connections are kept between requests; several threads may ask at once. A proxy is one that the settings name:
what a user's environment says is not heard, since passwords would go there. Of httpx, requests and answers are
used without its client, which has a mind of its own about redirects, cookies and what is logged.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

import httpcore
import httpx

from connectors.web.addresses import LookUp, look_up
from connectors.web.bodies import Damaged, TooLarge, read_body
from connectors.web.failures import FAILURES, failure
from connectors.web.network import Clock, GuardedNetwork
from connectors.web.origin import Origin
from connectors.web.transport import GuardedTransport
from connectors.web.trust import trust_in
from screenpop.errors import SourceUnavailable, UnreadableAnswer
from screenpop.sentences import say

_REDIRECTS = 3
_BROKEN_EARLY = (httpcore.RemoteProtocolError, httpcore.ReadError, httpcore.WriteError)
_AGENT = "Screenpop"


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole answer.

    Attributes:
        target: What was asked in the end, after redirects.
        headers: By name in small letters.
    """

    status: int
    target: str
    headers: Mapping[str, str]
    body: bytes


class WebClient:
    """Asks one origin.

    Attributes:
        origin: The server.

    Args:
        asked: What the settings call it, for what is told of it.
        headers: What every request carries.
        ca_file: The site's own certificate authority; None for those that the system trusts.
        proxy: The settings' proxy.
        at_most: How many bytes an answer may have.
        look_up: Says what a host's name means.

    Raises:
        SourceUnavailable: The certificate authority cannot be read.
    """

    def __init__(
        self,
        asked: str,
        origin: Origin,
        *,
        headers: Mapping[str, str] | None = None,
        ca_file: Path | None = None,
        proxy: Origin | None = None,
        at_most: int = 16_000_000,
        look_up: LookUp = look_up,
    ) -> None:
        self.origin = origin
        self._asked = asked
        self._at_most = at_most
        self._clock = Clock()
        self._network = GuardedNetwork(asked, self._clock, look_up, steady=not origin.encrypted)
        self._closed = False
        self._headers = httpx.Headers({"user-agent": _AGENT, "accept-encoding": "gzip"})
        self._headers.update(headers)
        self._transport = GuardedTransport(self._network, trust_in(ca_file, asked), proxy)

    def get(self, target: str, headers: Mapping[str, str], *, within: float) -> Reply:
        """Ask for a target; redirects within the same origin are followed.

        Raises:
            SourceError: No answer in time, or none that may be read.
        """
        until = monotonic() + within
        for _ in range(_REDIRECTS + 1):
            reply = self._exchange("GET", target, b"", headers, until)
            if not 300 <= reply.status < 400 or "location" not in reply.headers:
                return reply
            target = self._led_to(reply)
        raise UnreadableAnswer(
            say("“{asked}” sends us from one address to the next without end.", asked=self._asked)
        )

    def post(self, target: str, content: bytes, headers: Mapping[str, str], *, within: float) -> Reply:
        """Hand something over; a redirect is not followed. What is handed over may arrive twice.

        Raises:
            SourceError: As `get`.
        """
        return self._exchange("POST", target, content, headers, monotonic() + within)

    def led_to(self, link: str, seen_at: str) -> str:
        """The target that a link in an answer leads to.

        Raises:
            UnreadableAnswer: It leads to another server, where no question of ours goes.
        """
        target = self.origin.target_of(link, seen_at)
        if target is None:
            raise UnreadableAnswer(
                say(
                    "“{asked}” sends us elsewhere; only {origin} is asked. If that is right, write the new address "
                    "into the settings.",
                    asked=self._asked,
                    origin=self.origin,
                )
            )
        return target

    def close(self) -> None:
        """Break off what is under way, and let go of all connections."""
        self._closed = True
        self._network.close()
        self._transport.close()

    def _led_to(self, reply: Reply) -> str:
        return self.led_to(reply.headers["location"], reply.target)

    def _exchange(
        self, method: str, target: str, content: bytes, headers: Mapping[str, str], until: float
    ) -> Reply:
        self._clock.until = until
        try:
            try:
                return self._once(method, target, content, headers)
            except _BROKEN_EARLY:
                self._refuse_closed()  # a kept connection may have ended as we spoke
                return self._once(method, target, content, headers)
        except FAILURES as error:
            self._refuse_closed()
            raise failure(error, self._asked, self.origin) from None  # the cause may show headers
        except (httpx.InvalidURL, httpcore.UnsupportedProtocol):
            raise UnreadableAnswer(
                say("“{asked}”: the question’s address is none.", asked=self._asked)
            ) from None

    def _once(self, method: str, target: str, content: bytes, headers: Mapping[str, str]) -> Reply:
        self._refuse_closed()
        origin = self.origin
        carried = self._headers.copy()
        carried.update(headers)
        request = httpx.Request(
            method,
            httpx.URL(
                scheme=origin.scheme, host=origin.host, port=origin.port, raw_path=target.encode("ascii")
            ),
            headers=carried,
            content=content or None,
            extensions={"timeout": {"pool": self._clock.left()}},
        )
        response = self._transport.handle_request(request)
        try:
            return Reply(response.status_code, target, response.headers, self._body(response))
        finally:
            response.close()

    def _body(self, response: httpx.Response) -> bytes:
        try:
            announced = response.headers.get("content-length", "")
            if announced.isdigit() and (len(announced) > 15 or int(announced) > self._at_most):
                raise TooLarge
            return read_body(response.iter_raw(), response.headers.get("content-encoding", ""), self._at_most)
        except TooLarge:
            raise UnreadableAnswer(
                say(
                    "“{asked}” answered more than {size} MB.",
                    asked=self._asked,
                    size=max(1, self._at_most // 1_000_000),
                )
            ) from None
        except Damaged:
            raise UnreadableAnswer(
                say("The answer of “{asked}” cannot be unpacked.", asked=self._asked)
            ) from None

    def _refuse_closed(self) -> None:
        if self._closed:
            raise SourceUnavailable(say("“{source}” is closed.", source=self._asked))
