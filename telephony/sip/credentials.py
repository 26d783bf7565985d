"""Answers the PBX's challenges for one user; asks for the password only when the first one comes.

Of the password only its hash for that realm is kept.
"""

from collections.abc import Callable
from dataclasses import dataclass

from screenpop.errors import KeyringLocked, ScreenPopError
from screenpop.sentences import Sentence, say
from telephony.sip.digest import Authority, Challenge, hashed_secret
from telephony.sip.message import Header
from telephony.wire.io_thread import IoThread


def no_password(secret: str) -> Sentence:
    """What to do about a password that nobody has stored."""
    return say(
        "The PBX asks for a password and none is stored. Store it with: screenpop secret set {secret}; "
        "then start again.",
        secret=secret,
    )


@dataclass(frozen=True, slots=True)
class NoPassword:
    """A challenge that cannot be answered.

    Attributes:
        reason: Why, and what to do about it.
        ask_later: The keyring is locked, and may be unlocked by and by.
    """

    reason: Sentence
    ask_later: bool = False


class Credentials:
    """A user name, and a way to get its password when it is needed.

    Args:
        username: Whom the PBX knows.
        password: Gives the password, or None; may block.
        thread: The line's.
        secret: What `screenpop secret` calls the password.
    """

    __slots__ = ("_authority", "_last", "_password", "_secret", "_secrets", "_thread", "_username")

    def __init__(
        self,
        username: str,
        password: Callable[[], str | None],
        thread: IoThread,
        secret: str = "line",  # noqa: S107 # the name of a secret, not one
    ) -> None:
        self._secret = secret
        self._username = username
        self._password = password
        self._thread = thread
        self._authority = Authority(username)
        self._secrets: dict[tuple[str, str], str] = {}
        self._last: Challenge | None = None

    def answer(
        self, challenge: Challenge, method: str, uri: str, then: Callable[[Header | NoPassword], None]
    ) -> None:
        """Answer a challenge, without holding the line's thread up while the password is looked for.

        Args:
            challenge: What the PBX asks.
            method: Of the request that was challenged.
            uri: Its request-URI.
            then: Is given the header to add, or why there is none.
        """

        def told(found: str | NoPassword) -> None:
            if isinstance(found, NoPassword):
                then(found)
                return
            self._secrets[challenge.realm, challenge.algorithm] = found
            self._last = challenge
            then(self._authority.authorize(challenge, found, method, uri))

        secret = self._secrets.get((challenge.realm, challenge.algorithm))
        if secret is not None:
            told(secret)
        else:
            self._thread.aside(lambda: self._look_up(challenge), told)

    def ahead(self, method: str, uri: str) -> Header | None:
        """The answer to the last challenge once more, so that the PBX need not ask again; None before the first."""
        if self._last is None:
            return None
        secret = self._secrets[self._last.realm, self._last.algorithm]
        return self._authority.authorize(self._last, secret, method, uri)

    def forget(self) -> None:
        """They were refused: ask for the password anew, which somebody may have changed."""
        self._secrets.clear()
        self._last = None

    def _look_up(self, challenge: Challenge) -> str | NoPassword:
        try:
            password = self._password()
        except ScreenPopError as error:
            return NoPassword(error.sentence, ask_later=isinstance(error, KeyringLocked))
        if password is None:
            return NoPassword(no_password(self._secret))
        return hashed_secret(challenge, self._username, password)
