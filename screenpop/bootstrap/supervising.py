"""Who may supervise, and the window that opens for them: a program of its own, so that no card waits for its charts."""

import subprocess
import sys

from screenpop.errors import RecordUnavailable
from screenpop.settings.model import Settings
from screenpop.storage.database import Database
from screenpop.storage.my_role import Role, role_of_login


def role_of(settings: Settings, database: Database) -> Role:
    """What this desk's person may see: a server knows its logins, where the record is a file the settings say.

    Raises:
        RecordUnavailable: The server cannot be asked.
    """
    return role_of_login(database) if database.is_server else settings.supervision.role


class SupervisorsWindow:
    """Opens the window, which lives on if the desk's own program ends."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._process: subprocess.Popen[bytes] | None = None

    @classmethod
    def of(cls, settings: Settings, database: Database) -> "SupervisorsWindow | None":
        """The window, where this desk's person may have it."""
        try:
            return cls(settings) if role_of(settings, database) != "agent" else None
        except RecordUnavailable:
            return None

    def open(self) -> None:
        """Open it, unless it is open."""
        if self._process is not None and self._process.poll() is None:
            return
        ourselves = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "screenpop"]
        self._process = subprocess.Popen(  # noqa: S603 # our own program with our own words
            [*ourselves, "supervise", "--config", str(self._settings.file)],
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
