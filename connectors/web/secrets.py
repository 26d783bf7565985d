"""A stored password on its way into a header; it is never repeated in what is told."""

from collections.abc import Callable

from screenpop.errors import ConfigurationError, SourceDenied
from screenpop.sentences import say

Password = Callable[[], str | None]


def stored(password: Password) -> str:
    """The password; empty if nobody has stored one.

    Raises:
        SourceDenied: The keyring does not give it out.
    """
    try:
        return password() or ""
    except ConfigurationError as error:
        raise SourceDenied(error.sentence) from error


def in_header(secret: str, asked: str) -> str:
    """The secret as a header carries it.

    Raises:
        SourceDenied: No header can.
    """
    stripped = secret.strip()
    if not may_stand_in_header(stripped):
        raise SourceDenied(
            say(
                "The stored password of “{source}” holds a character that cannot be sent; it may have been pasted "
                "with something else.",
                source=asked,
            )
        )
    return stripped


def may_stand_in_header(text: str) -> bool:
    """It is one word of ASCII."""
    return bool(text) and text.isascii() and text.isprintable() and " " not in text
