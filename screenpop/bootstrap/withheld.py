"""Passwords that the log never shows, once this process has been given them."""

from screenpop.diagnostics.logs import hold_back
from screenpop.ports.secrets import Secrets, SecretStore


class WithheldSecrets:
    """Gives out the passwords of another place."""

    def __init__(self, secrets: Secrets) -> None:
        self._secrets = secrets

    def get(self, name: str, /) -> str | None:
        """The password, or None if nobody has stored one.

        Raises:
            MissingSecret: The keyring cannot be used, and why.
        """
        password = self._secrets.get(name)
        if password is not None:
            hold_back(password)
        return password


class WithheldStore(WithheldSecrets):
    """The same of a place that can also keep passwords."""

    def __init__(self, store: SecretStore) -> None:
        super().__init__(store)
        self._store = store

    def set(self, name: str, password: str, /) -> None:
        """Store the password, in the place of an older one.

        Raises:
            MissingSecret: The keyring cannot be used, and why.
        """
        hold_back(password)
        self._store.set(name, password)

    def forget(self, name: str, /) -> bool:
        """Remove the password; False if none was stored.

        Raises:
            MissingSecret: The keyring cannot be used, and why.
        """
        return self._store.forget(name)


def withheld(secrets: Secrets) -> Secrets:
    """The same place, without its passwords in any log."""
    return WithheldStore(secrets) if isinstance(secrets, SecretStore) else WithheldSecrets(secrets)
