"""Where passwords come from."""

from typing import Protocol


class Secrets(Protocol):
    """Gives passwords by name: `line`, `line.NAME`, `sources.NAME`. May block; never asked during a pop."""

    def get(self, name: str, /) -> str | None:
        """The password, or None if nobody has stored one.

        Raises:
            MissingSecret: The keyring cannot be used, and why.
        """
