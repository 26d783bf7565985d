"""The bell: a local socket in the data folder, by which commands reach the program that runs there.

A wish goes in, as a JSON object with the wish's name and what is wished: {"ring": {…}}, {"dial": "…"}. A JSON object
comes back when it is fulfilled, or says in `error` why it is not. Only the same user can reach the bell.
"""

import hashlib
import json
import logging
import os
import stat
import tempfile
import threading
from collections.abc import Callable, Mapping
from errno import EPERM
from multiprocessing.connection import Client, Connection, Listener
from pathlib import Path
from typing import Any

from screenpop.desk.faults import tell_fault
from screenpop.diagnostics.log_files import make_private
from screenpop.errors import AlreadyRunning, ScreenPopError
from screenpop.sentences import say
from screenpop.storage.spool.file_lock import FileLock

log = logging.getLogger(__name__)

Reply = Mapping[str, Any]
Fulfil = Callable[[Any], Reply | None]
"""Does what is wished, and may have something to reply; what it raises is told to who wished."""
_LONGEST_PATH = 100
"""A Unix socket's path holds 107 bytes at most (sun_path, unix(7))."""
_BREATH = 0.1
_LONGEST_REPLY = 1_000_000


def address(data: Path) -> str:
    """Where the program of this data folder listens."""
    mark = hashlib.sha256(str(data.resolve()).encode()).hexdigest()[:16]
    if os.name == "nt":
        return rf"\\.\pipe\screenpop-{mark}"
    path = str(data.resolve() / "bell")
    if len(path.encode()) <= _LONGEST_PATH:
        return path
    return str(_short_folder() / f"screenpop-{mark}")


def _short_folder() -> Path:
    """Where a socket may lie whose own folder's name is too long: what the system keeps for this user, or makes."""
    of_session = Path(f"/run/user/{os.getuid()}")
    return of_session if _is_ours(of_session) else Path(tempfile.gettempdir()) / f"screenpop-{os.getuid()}"


def _is_ours(folder: Path) -> bool:
    """Whether nobody else can have put anything there: where all may write, somebody else may have been first."""
    try:
        found = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o077


def _is_safe(where: str) -> bool:
    """Whether a socket there can only be this user's own."""
    folder = Path(where).parent
    return os.name == "nt" or folder.name != f"screenpop-{os.getuid()}" or _is_ours(folder)


class Bell:
    """Listens for wishes and has each fulfilled on a thread of its own; idle, it does not wake up."""

    def __init__(self, data: Path, wishes: Mapping[str, Fulfil]) -> None:
        """Hang it up.

        Args:
            data: The folder whose bell it is.
            wishes: The name of each wish that is known here, and what fulfils it; several may be at work at once.
        """
        self._address = address(data)
        self._wishes = wishes
        self._lock = FileLock(data / "bell.lock")
        self._listener: Listener | None = None
        self._thread = threading.Thread(target=self._listen, name="bell", daemon=True)
        self._stopping = threading.Event()

    def start(self) -> None:
        """Begin to listen. A folder that can hold no socket is no reason to miss real calls: it is logged.

        Raises:
            AlreadyRunning: A program runs already for this data folder.
        """
        try:
            if not self._lock.try_lock() or is_answered(self._address):
                self._lock.release()
                raise AlreadyRunning(say("Screenpop is running already for this data folder."))
            if os.name != "nt":
                make_private(Path(self._address).parent)
                if not _is_safe(self._address):
                    raise PermissionError(EPERM, os.strerror(EPERM))
                Path(self._address).unlink(missing_ok=True)
            self._listener = Listener(self._address)
        except OSError as error:
            log.warning(
                "“screenpop ring”, “dial”, “show” and links will not be heard at %s: %s",
                self._address,
                error.strerror,
            )
            return
        if os.name != "nt":
            Path(self._address).chmod(0o600)
        self._thread.start()

    def stop(self) -> None:
        """Stop listening; calls that ring go on until their line stops."""
        self._lock.release()
        if self._listener is None:
            return
        self._stopping.set()
        is_answered(self._address)
        self._thread.join(1)
        self._listener.close()

    def _listen(self) -> None:
        listener = self._listener
        while listener and not self._stopping.is_set():
            try:
                connection = listener.accept()
            except OSError:  # the other side was gone before it was heard, or too many files are open
                self._stopping.wait(_BREATH)
                continue
            threading.Thread(target=self._answer, args=(connection,), name="bell-answer", daemon=True).start()

    def _answer(self, connection: Connection) -> None:
        with connection:
            try:
                reply = self._reply_to(json.loads(connection.recv_bytes(65_536)))
                connection.send_bytes(json.dumps(reply).encode())
            except (EOFError, OSError, ValueError):
                log.debug("A visitor at the bell went away without a wish")

    def _reply_to(self, wish: object) -> Reply:
        name, wished = next(iter(wish.items()), ("", None)) if isinstance(wish, dict) else ("", None)
        fulfil = self._wishes.get(name)
        if fulfil is None:
            return {"error": str(say("The Screenpop that runs here is another version; start it again."))}
        try:
            return fulfil(wished) or {}
        except ScreenPopError as error:
            return {"error": str(error)}
        except Exception as error:  # noqa: BLE001 # who wished must not take it for done
            tell_fault(f"The wish “{name}”", error)
            return {"error": str(say("internal error"))}


def is_answered(where: str) -> bool:
    """Whether a program of this user listens there."""
    if not _is_safe(where):
        return False
    try:
        Client(where).close()
    except (OSError, EOFError):
        return False
    return True


def ask(data: Path, name: str, wished: object) -> Reply | None:
    """Bring a wish to the program of this data folder; returns its reply when it is fulfilled, None if none runs."""
    where = address(data)
    if not _is_safe(where):
        return None
    try:
        with Client(where) as connection:
            connection.send_bytes(json.dumps({name: wished}).encode())
            reply: Reply = json.loads(connection.recv_bytes(_LONGEST_REPLY))
            return reply
    except (FileNotFoundError, NotADirectoryError, ConnectionRefusedError, PermissionError):
        return None
    except (EOFError, ConnectionResetError, BrokenPipeError):
        return {}
