"""Where passwords come from."""

from typing import Protocol, runtime_checkable


class Secrets(Protocol):
    """Gives passwords by name: `line`, `line.NAME`, `sources.NAME`, `prospects`.

    May block; never asked during a pop.
    """

    def get(self, name: str, /) -> str | None:
        """The password, or None if nobody has stored one.

        Raises:
            MissingSecret: The keyring cannot be used, and why.
        """


@runtime_checkable
class SecretStore(Secrets, Protocol):
    """A place that can also keep passwords."""

    def set(self, name: str, password: str, /) -> None:
        """Store the password, in the place of an older one.

        Raises:
            MissingSecret: The keyring cannot be used, and why.
        """

    def forget(self, name: str, /) -> bool:
        """Remove the password; False if none was stored.

        Raises:
            MissingSecret: The keyring cannot be used, and why.
        """
