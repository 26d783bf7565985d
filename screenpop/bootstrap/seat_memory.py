"""What this account remembers of its seats: who signed in last, which telephone stood there, who is at work now.

A small file in the account's own folder. It names no other agent than the last one of each session, and no password.
"""

import json
import logging
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from screenpop.diagnostics.log_files import make_private
from screenpop.replacing import replacing
from screenpop.settings.model import Settings
from screenpop.settings.seat_machine import machine_name, session_name
from screenpop.settings.sitting import Sitting
from screenpop.storage.spool import boot_clock

log = logging.getLogger(__name__)

FILE = "seats.json"
_LARGEST = 1_000_000


class SeatMemory:
    """Reads and writes it for the session that this program belongs to."""

    def __init__(
        self,
        account: Path,
        machine: Callable[[], str] = machine_name,
        session: Callable[[], str] = session_name,
    ) -> None:
        """Read nothing yet.

        Args:
            account: The account's folder.
            machine: What this seat is called.
            session: What tells this session from the account's others.
        """
        self._file = account / FILE
        self._machine, self._session = machine, session

    def offered(self) -> Sitting:
        """Who sat here last, and which telephone it was: a sign-in begins with that."""
        known = self._read()
        return Sitting(
            agent=_text(known, "last", self._machine()), extension=_text(known, "extensions", self._machine())
        )

    def at_work(self) -> Sitting | None:
        """Who has signed in to this session and not signed out; their program may have ended all the same."""
        known, session = self._read(), self._session()
        agent, extension = _text(known, "agents", session), _text(known, "telephones", session)
        return Sitting(agent=agent, extension=extension) if agent or extension else None

    def comes_back(self) -> bool:
        """Whether this process has taken the place of the one that was signed in: both had the same parent.

        It guards them: it starts the desktop anew after a crash, or an upgrade. Who starts the program by hand, or
        after the computer was, has to sign in.
        """
        return _text(self._read(), "processes", self._session()) == _parent()

    def sign_in(self, settings: Settings) -> None:
        """Remember who sits here now."""
        known, machine, session = self._read(), self._machine(), self._session()
        sitting = settings.sitting
        for key, place, value in (
            ("last", machine, sitting.agent),
            ("extensions", machine, sitting.extension),
            ("agents", session, sitting.agent),
            ("telephones", session, sitting.extension),
            ("processes", session, _parent()),
        ):
            if value:
                known.setdefault(key, {})[place] = value
        self._write(known)

    def sign_out(self) -> None:
        """Nobody is at work in this session any more."""
        known, session = self._read(), self._session()
        for key in ("agents", "telephones", "processes"):
            known.get(key, {}).pop(session, None)
        self._write(known)

    def _read(self) -> dict[str, dict[str, Any]]:
        try:
            with self._file.open(encoding="utf-8") as opened:
                read = json.loads(opened.read(_LARGEST))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, RecursionError) as error:
            log.warning("Who signed in last cannot be read in %s: %s", self._file, type(error).__name__)
            return {}
        return (
            {key: told for key, told in read.items() if isinstance(told, dict)}
            if isinstance(read, dict)
            else {}
        )

    def _write(self, known: dict[str, dict[str, Any]]) -> None:
        try:
            make_private(self._file.parent)
            with replacing(self._file) as opened:
                opened.write(json.dumps(known, ensure_ascii=False).encode("utf-8"))
            with suppress(OSError):
                self._file.chmod(0o600)
        except OSError as error:
            log.warning("Who signs in cannot be remembered in %s: %s", self._file, error.strerror)


def _parent() -> str:
    """Which process started this one, in which run of the computer."""
    return f"{boot_clock.now().boot} {os.getppid()}"


def _text(known: dict[str, dict[str, Any]], key: str, place: str) -> str:
    told = known.get(key, {}).get(place)
    return told if isinstance(told, str) else ""
