"""How we prove who we are: a secret of the keyring, as this server wants to see it, or a token that it is good for.

A secret and what is made of it are in headers and in memory, and nowhere else.
"""

from base64 import b64encode
from collections.abc import Callable, Mapping
from decimal import Decimal
from threading import Lock
from time import monotonic
from typing import Protocol
from urllib.parse import quote_plus, urlencode

from connectors.sources.rest.settings import RestSettings
from connectors.web.client import Reply, WebClient
from connectors.web.failures import no_answer_in_time, refusal
from connectors.web.json_text import read_json
from connectors.web.secrets import Password, in_header, may_stand_in_header, stored
from screenpop.errors import SourceDenied, UnreadableAnswer
from screenpop.sentences import say

_WORDS = {"invalid_client", "invalid_grant", "invalid_request", "invalid_scope", "unauthorized_client"}
"""What a token server says of a login (RFC 6749); anything else might repeat what we sent."""
_USUAL_LIFE = 300.0


class Credentials(Protocol):
    """What proves who we are. Safe to ask from several threads at once."""

    def headers(self, until: float) -> Mapping[str, str]:
        """The headers to send.

        Raises:
            SourceError: There is no secret, or no token for it in time.
        """

    def refused(self, headers: Mapping[str, str]) -> bool:
        """The server did not accept these; True if other ones can be had."""


class Nobody:
    """A server that asks everybody in."""

    def headers(self, until: float) -> Mapping[str, str]:  # noqa: ARG002 # the others need time
        """None."""
        return {}

    def refused(self, headers: Mapping[str, str]) -> bool:  # noqa: ARG002 # the others remember
        """There are no other ones."""
        return False


class Secret:
    """The secret itself, in a header. One that was refused is asked for anew at the next question."""

    def __init__(self, asked: str, password: Password, header: Callable[[str], tuple[str, str]]) -> None:
        self._asked = asked
        self._password = password
        self._header = header
        self._made: Mapping[str, str] | None = None
        self._asking = Lock()

    def headers(self, until: float) -> Mapping[str, str]:  # noqa: ARG002 # a keyring answers when it does
        """One header."""
        with self._asking:
            if self._made is None:
                name, value = self._header(_secret(self._asked, self._password))
                self._made = {name: value}
            return self._made

    def refused(self, headers: Mapping[str, str]) -> bool:
        """Forget it."""
        with self._asking:
            if self._made is headers:
                self._made = None
        return False


class ClientCredentials:
    """A token that the secret is good for, asked for once and kept while it lasts (OAuth2, RFC 6749 4.4)."""

    def __init__(
        self, asked: str, settings: RestSettings, password: Password, server: WebClient, target: str
    ) -> None:
        self._asked = asked
        self._settings = settings
        self._password = password
        self._server = server
        self._target = target
        self._made: Mapping[str, str] | None = None
        self._good_until = 0.0
        self._asking = Lock()

    def headers(self, until: float) -> Mapping[str, str]:
        """The token; several threads wait for one."""
        if not self._asking.acquire(timeout=max(0.0, until - monotonic())):
            raise no_answer_in_time(self._asked)
        try:
            if self._made is None or monotonic() > self._good_until:
                self._made = None
                self._made = {"authorization": f"Bearer {self._token(until)}"}
            return self._made
        finally:
            self._asking.release()

    def refused(self, headers: Mapping[str, str]) -> bool:
        """Forget this token; another one may be had."""
        with self._asking:
            if self._made is headers:
                self._made = None
        return True

    def _token(self, until: float) -> str:
        reply = self._server.post(self._target, *self._request(), within=until - monotonic())
        if reply.status != 200:
            raise _refused(reply, self._asked)
        answer = read_json(reply.body, self._asked)
        token = answer.get("access_token") if isinstance(answer, dict) else None
        if not isinstance(token, str) or not may_stand_in_header(token):
            raise UnreadableAnswer(say("The token server of “{asked}” gave no token.", asked=self._asked))
        life = _seconds(answer.get("expires_in") if isinstance(answer, dict) else None)
        self._good_until = monotonic() + max(life / 2, life - 30)
        return token

    def _request(self) -> tuple[bytes, Mapping[str, str]]:
        settings = self._settings
        secret = _secret(self._asked, self._password)
        form = {"grant_type": "client_credentials"}
        headers = {"content-type": "application/x-www-form-urlencoded", "accept": "application/json"}
        if settings.scope:
            form["scope"] = settings.scope
        if settings.client_in == "header":
            headers |= [basic(quote_plus(settings.client_id), quote_plus(secret))]
        else:
            form |= {"client_id": settings.client_id, "client_secret": secret}
        return urlencode(form).encode("ascii"), headers


def bearer(token: str) -> tuple[str, str]:
    """The header of a bearer token."""
    return "authorization", f"Bearer {token}"


def basic(username: str, password: str) -> tuple[str, str]:
    """The header of a login and its password (RFC 7617)."""
    return "authorization", f"Basic {b64encode(f'{username}:{password}'.encode()).decode('ascii')}"


def credentials_of(
    asked: str, settings: RestSettings, password: Password, token_server: Callable[[], tuple[WebClient, str]]
) -> Credentials:
    """What the settings say about how to prove who we are."""
    match settings.auth:
        case "none":
            return Nobody()
        case "bearer":
            return Secret(asked, password, lambda secret: bearer(in_header(secret, asked)))
        case "basic":
            return Secret(asked, password, lambda secret: basic(settings.username, secret))
        case "header":
            return Secret(asked, password, lambda secret: (settings.header, in_header(secret, asked)))
        case "oauth2":
            return ClientCredentials(asked, settings, password, *token_server())


def _secret(asked: str, password: Password) -> str:
    secret = stored(password)
    if not secret:
        raise SourceDenied(
            say(
                "“{source}” needs a password; “screenpop secret set sources.{source}” stores it.",
                source=asked,
            )
        )
    return secret


def _refused(reply: Reply, asked: str) -> Exception:
    """Why there is no token; a word of the standard's is repeated, nothing else."""
    if reply.status not in {400, 401, 403}:
        return refusal(reply.status, reply.headers.get("retry-after", ""), asked)
    try:
        answer = read_json(reply.body, asked)
    except UnreadableAnswer:
        answer = None
    word = answer.get("error") if isinstance(answer, dict) else None
    return SourceDenied(
        say(
            "The token server of “{source}” does not accept client_id or its secret ({reason}). “screenpop secret "
            "set sources.{source}” stores the secret.",
            source=asked,
            reason=word if word in _WORDS else say("status {status}", status=reply.status),
        )
    )


def _seconds(life: object) -> float:
    if isinstance(life, str) and life.isascii() and life.isdigit() and len(life) < 10:
        return float(life)
    if isinstance(life, int | Decimal) and 0 < life < 1_000_000_000:
        return float(life)
    return _USUAL_LIFE
