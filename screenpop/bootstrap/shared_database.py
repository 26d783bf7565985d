"""Which database the desks share, by the settings."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from screenpop.bootstrap.parts import RECORD_FILE
from screenpop.errors import KeyringLocked, MissingSecret
from screenpop.ports.secrets import Secrets
from screenpop.settings.layers import Layer
from screenpop.settings.model import Settings
from screenpop.storage.database import Database


def database_of(settings: Settings, secrets: Secrets, *, login: str | None = None) -> Database:
    """The shared database, not opened.

    Args:
        settings: Name it: a server, a file, or else the data folder's `record.db`.
        secrets: Hold a server's password: `record`, or `record.LOGIN` for another login than the settings', and for
            that of whoever sits here where the settings have the login follow the agent.
        login: Who asks, instead of the login that the settings name.

    Raises:
        ConfigurationError: The settings name none that can be.
    """
    place, file = settings.record.database, record_file(settings)
    if file is not None:
        return Database(file)
    names: Sequence[str] = ("record",) if login is None else (f"record.{login}",)
    if login is None and _follows_agent(settings):
        names = (f"record.{settings.agent}", "record")[: 1 if settings.secrets.origin == "ask" else 2]
    return Database(
        place,
        login=login,
        password=partial(_password, secrets, names, optional=settings.secrets.origin != "ask"),
        ca_file=settings.file.parent / settings.record.ca_file if settings.record.ca_file else None,
        tls=settings.record.tls,
    )


def record_file(settings: Settings) -> Path | None:
    """The file that is the shared database; None where it is a server."""
    place = settings.record.database
    if "://" in place:
        return None
    return settings.file.parent / Path(place).expanduser() if place else settings.data / RECORD_FILE


def _follows_agent(settings: Settings) -> bool:
    """Whether the settings say {agent} in the place of a login."""
    origin = settings.origins.of(("record", "database"))
    return origin is not None and origin.layer is Layer.SEAT


def _password(secrets: Secrets, names: Sequence[str], *, optional: bool) -> str | None:
    """Without a keyring, libpq looks where it always does: in `PGPASSFILE`, or a service file."""
    try:
        return next((found for name in names if (found := secrets.get(name)) is not None), None)
    except KeyringLocked:
        raise
    except MissingSecret:
        if optional:
            return None
        raise
