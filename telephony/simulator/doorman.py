"""The little PBX's digest authentication (RFC 2617, MD5 with qop=auth): asks phones for their password."""

import hashlib
import secrets
from collections import deque

from telephony.sip.addresses import split_outside, unquoted
from telephony.sip.message import Message, build_response

REALM = "simulator"
_MOST_NONCES = 256


class Doorman:
    """Lets in whoever knows the extension's password."""

    def __init__(self, username: str, password: str) -> None:
        self._username = username
        self._secret = _md5(f"{username}:{REALM}:{password}")
        self._nonces: deque[str] = deque(maxlen=_MOST_NONCES)

    def admits(self, request: Message) -> bool:
        """Whether the request bears the right answer to one of our challenges."""
        said = _fields(request.first("Authorization") or "")
        if said.get("username") != self._username or said.get("nonce") not in self._nonces:
            return False
        action = _md5(f"{request.method}:{said.get('uri', '')}")
        between = ":".join(said.get(name, "") for name in ("nonce", "nc", "cnonce", "qop"))
        right = _md5(f"{self._secret}:{between}:{action}")
        return secrets.compare_digest(right.encode(), said.get("response", "").encode())

    def challenge(self, request: Message) -> bytes:
        """The answer to a request that does not."""
        nonce = secrets.token_hex(16)
        self._nonces.append(nonce)
        question = f'Digest realm="{REALM}", nonce="{nonce}", algorithm=MD5, qop="auth"'
        tag = secrets.token_hex(8)
        return build_response(request, 401, to_tag=tag, headers=[("WWW-Authenticate", question)])


def _fields(header: str) -> dict[str, str]:
    scheme, _, rest = header.partition(" ")
    if scheme.lower() != "digest":
        return {}
    pairs = (piece.partition("=") for piece in split_outside(rest, ","))
    return {name.strip().lower(): unquoted(value.strip()) for name, _, value in pairs}


def _md5(text: str) -> str:
    return hashlib.md5(text.encode("utf-8"), usedforsecurity=False).hexdigest()
