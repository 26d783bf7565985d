"""Posts each prospect to an address of the CRM's, as JSON.

The request carries the prospect's id as its Idempotency-Key, so that a CRM that heard it twice makes one of it.
"""

import json
from collections.abc import Mapping
from datetime import UTC
from pathlib import Path
from threading import Event, Lock
from typing import TYPE_CHECKING

from connectors.web.origin import split_url
from connectors.web.secrets import Password, in_header, stored
from screenpop.customers import Prospect
from screenpop.errors import ConfigurationError, SourceDenied, SourceUnavailable, UnreadableAnswer
from screenpop.sentences import say

if TYPE_CHECKING:
    from connectors.web.client import WebClient

_ASKED = "prospects"
_WITHIN = 10.0
_KNOWN_ALREADY = 409


class Webhook:
    """Offers prospects to one address. Nothing is connected before the first; several threads may offer at once.

    Args:
        url: Where to: http or https, with a query if it needs one.
        password: The secret that is sent as a bearer token; None where none is stored.
        ca_file: The site's own certificate authority; None for those that the system trusts.
        proxy: The settings' proxy; empty for none.

    Raises:
        ConfigurationError: The address is none.
    """

    def __init__(self, url: str, password: Password, *, ca_file: Path | None = None, proxy: str = "") -> None:
        try:
            self._origin, self._target = split_url(url)
            self._proxy = split_url(proxy)[0] if proxy else None
        except ValueError as error:
            raise ConfigurationError(say("prospects.webhook is no address: {why}.", why=str(error))) from None
        self._password = password
        self._ca_file = ca_file
        self._opening = Lock()
        self._server: WebClient | None = None
        self._closed = Event()

    def offer(self, prospect: Prospect) -> None:
        """Hand one over; whoever is known there already has been handed over.

        Raises:
            SourceError: It did not arrive; offering it again later may help.
        """
        from connectors.web.failures import refusal  # noqa: PLC0415 # brings HTTP: 200 ms

        reply = self._opened().post(self._target, _body(prospect), self._headers(prospect), within=_WITHIN)
        if 200 <= reply.status < 300 or reply.status == _KNOWN_ALREADY:
            return
        if reply.status < 500 and reply.status not in {401, 403, 408, 425, 429}:
            raise UnreadableAnswer(
                say("The CRM does not take what it is offered (status {status}).", status=reply.status)
            )
        raise refusal(reply.status, reply.headers.get("retry-after", ""), _ASKED)

    def close(self) -> None:
        """Break off what is under way, and let go of all connections."""
        self._closed.set()
        server = self._server
        if server is not None:
            server.close()

    def _opened(self) -> "WebClient":
        from connectors.web.client import WebClient  # noqa: PLC0415 # HTTP: 200 ms

        with self._opening:
            if self._closed.is_set():
                raise SourceUnavailable(say("“{source}” is closed.", source=_ASKED))
            if self._server is None:
                self._server = WebClient(
                    _ASKED, self._origin, ca_file=self._ca_file, proxy=self._proxy, at_most=1_000_000
                )
            return self._server

    def _headers(self, prospect: Prospect) -> Mapping[str, str]:
        headers = {"content-type": "application/json", "idempotency-key": str(prospect.id)}
        if secret := self._secret():
            headers["authorization"] = f"Bearer {in_header(secret, _ASKED)}"
        return headers

    def _secret(self) -> str:
        try:
            return stored(self._password)
        except (
            SourceDenied
        ) as error:  # by the keyring, which may be unlocked later; the CRM has refused nobody
            raise SourceUnavailable(error.sentence) from error


def _body(prospect: Prospect) -> bytes:
    told = {
        "id": str(prospect.id),
        "number": prospect.number,
        "name": prospect.name,
        "company": prospect.company,
        "note": prospect.note,
        "agent": prospect.agent,
        "at": prospect.at.astimezone(UTC).isoformat(timespec="microseconds"),
        **({"customer_id": prospect.customer_id} if prospect.customer_id else {}),
    }
    return json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")
