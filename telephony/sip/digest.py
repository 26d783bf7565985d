"""Digest authentication (RFC 7616, RFC 2617): reads challenges and computes the answer.

Knows MD5, MD5-sess, SHA-256 and SHA-256-sess, with qop=auth and without.
"""

import hashlib
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from telephony.sip.addresses import split_outside, unquoted
from telephony.sip.message import Header, Message

_HASHES: dict[str, str] = {"MD5": "md5", "SHA-256": "sha256"}
_STRONGEST_FIRST = ("SHA-256-SESS", "SHA-256", "MD5-SESS", "MD5")


@dataclass(frozen=True, slots=True)
class Challenge:
    """One way in which a server lets itself be convinced.

    Attributes:
        algorithm: As sent; "MD5" where the server does not say.
        auth: Whether the server offers qop=auth.
        stale: The password was right, only the nonce is too old.
        proxy: A 407 asks, not a 401.
    """

    realm: str
    nonce: str
    algorithm: str = "MD5"
    auth: bool = False
    opaque: str | None = None
    stale: bool = False
    proxy: bool = False


def strongest_challenge(response: Message) -> Challenge | None:
    """The best challenge of a 401 or 407 that we know how to answer; None if there is none."""
    proxy = response.code == 407
    found = _challenges(response.all("Proxy-Authenticate" if proxy else "WWW-Authenticate"), proxy=proxy)
    return min(found, key=lambda one: _STRONGEST_FIRST.index(one.algorithm.upper()), default=None)


def _challenges(values: Iterable[str], *, proxy: bool) -> list[Challenge]:
    found = []
    for value in values:
        scheme, _, rest = value.strip().partition(" ")
        fields = {}
        for piece in split_outside(rest, ","):
            name, _, text = piece.partition("=")
            fields[name.strip().lower()] = unquoted(text.strip())
        algorithm = fields.get("algorithm", "MD5")
        offered = [word.strip().lower() for word in fields.get("qop", "").split(",") if word.strip()]
        usable = algorithm.upper() in _STRONGEST_FIRST and (not offered or "auth" in offered)
        if scheme.lower() == "digest" and usable and "realm" in fields and "nonce" in fields:
            stale = fields.get("stale", "").lower() == "true"
            found.append(
                Challenge(
                    fields["realm"],
                    fields["nonce"],
                    algorithm,
                    bool(offered),
                    fields.get("opaque"),
                    stale,
                    proxy,
                )
            )
    return found


def hashed_secret(challenge: Challenge, username: str, password: str) -> str:
    """H(user:realm:password): all that is needed of the password from here on."""
    return _digest(challenge, f"{username}:{challenge.realm}:{password}")


class Authority:
    """Answers challenges for one user, counting how often each nonce is used."""

    def __init__(self, username: str, make_cnonce: Callable[[], str] = lambda: secrets.token_hex(8)) -> None:
        self._username = username
        self._make_cnonce = make_cnonce
        self._nonce = ""
        self._uses = 0

    def authorize(self, challenge: Challenge, secret: str, method: str, uri: str) -> Header:
        """The header that convinces the server.

        Args:
            challenge: What the server asks.
            secret: As `hashed_secret` gives it.
            method: Of the request.
            uri: The request-URI.
        """
        if challenge.nonce != self._nonce:
            self._nonce, self._uses = challenge.nonce, 0
        self._uses += 1
        count, cnonce = f"{self._uses:08x}", self._make_cnonce()
        if challenge.algorithm.upper().endswith("-SESS"):
            secret = _digest(challenge, f"{secret}:{challenge.nonce}:{cnonce}")
        action = _digest(challenge, f"{method}:{uri}")
        middle = f"{challenge.nonce}:{count}:{cnonce}:auth" if challenge.auth else challenge.nonce
        fields = [
            f"username={_quoted(self._username)}",
            f"realm={_quoted(challenge.realm)}",
            f"nonce={_quoted(challenge.nonce)}",
            f"uri={_quoted(uri)}",
            f'response="{_digest(challenge, f"{secret}:{middle}:{action}")}"',
            f"algorithm={challenge.algorithm}",
        ]
        if challenge.auth:
            fields += ["qop=auth", f"nc={count}", f'cnonce="{cnonce}"']
        elif challenge.algorithm.upper().endswith("-SESS"):
            fields.append(f'cnonce="{cnonce}"')
        if challenge.opaque is not None:
            fields.append(f"opaque={_quoted(challenge.opaque)}")
        return ("Proxy-Authorization" if challenge.proxy else "Authorization"), "Digest " + ", ".join(fields)


def _digest(challenge: Challenge, text: str) -> str:
    """A password from the environment may be no UTF-8: its bytes count."""
    name = _HASHES[challenge.algorithm.upper().removesuffix("-SESS")]
    return hashlib.new(name, text.encode("utf-8", "surrogateescape"), usedforsecurity=False).hexdigest()


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
