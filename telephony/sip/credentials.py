"""Answers the PBX's challenges for one user; asks for the password only when the first one comes.

Of the password only its hash for that realm is kept.
"""

from collections.abc import Callable

from screenpop.errors import ScreenPopError
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


class Credentials:
    """A user name, and a way to get its password when it is needed.

    Args:
        username: Whom the PBX knows.
        password: Gives the password, or None; may block.
        thread: The line's.
        secret: What `screenpop secret` calls the password.
    """

    __slots__ = ("_authority", "_password", "_secret", "_secrets", "_thread", "_username")

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

    def answer(
        self, challenge: Challenge, method: str, uri: str, then: Callable[[Header | Sentence], None]
    ) -> None:
        """Answer a challenge, without holding the line's thread up while the password is looked for.

        Args:
            challenge: What the PBX asks.
            method: Of the request that was challenged.
            uri: Its request-URI.
            then: Is given the header to add, or why there is none.
        """
        secret = self._secrets.get((challenge.realm, challenge.algorithm))
        if secret is not None:
            then(self._authority.authorize(challenge, secret, method, uri))
            return

        def told(found: str | Sentence) -> None:
            if isinstance(found, Sentence):
                then(found)
                return
            self._secrets[challenge.realm, challenge.algorithm] = found
            then(self._authority.authorize(challenge, found, method, uri))

        self._thread.aside(lambda: self._look_up(challenge), told)

    def _look_up(self, challenge: Challenge) -> str | Sentence:
        try:
            password = self._password()
        except ScreenPopError as error:
            return error.sentence
        return (
            no_password(self._secret)
            if password is None
            else hashed_secret(challenge, self._username, password)
        )
