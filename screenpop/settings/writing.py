"""Writes changed settings: checked before, whole or not at all, and never over what somebody else has written.

The new text is read again in full before it takes the old one's place by one rename, of which a crash knows only before
and after. What stood there before is kept beside it (`….bak`). A password is never written.
"""

import os
import re
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from screenpop.errors import ConfigurationError
from screenpop.ports.kinds import Kinds
from screenpop.sentences import say
from screenpop.settings.changes import Changes, applied
from screenpop.settings.editing import edited
from screenpop.settings.files import parsed, raw_of
from screenpop.settings.layers import KeyPath
from screenpop.settings.model import Settings
from screenpop.settings.policy import Policy
from screenpop.settings.reading import settings_of_tables
from screenpop.settings.wrong import wrong

_MARK = "\ufeff"
_PASSWORD_IN_A_URL = re.compile(
    r"^[\w+.-]+://[^/?#\s]*:[^/?#@\s]+@|[?&](password|passwd|pwd)=", re.IGNORECASE
)


class ChangedMeanwhile(ConfigurationError):
    """Somebody else has written the file since it was read."""


def read_bytes(file: Path) -> bytes:
    """What stands in the file; nothing where there is none.

    Raises:
        ConfigurationError: It cannot be read.
    """
    try:
        return raw_of(file)
    except FileNotFoundError:
        return b""


def write_settings(
    file: Path, seen: bytes, changes: Changes, kinds: Kinds, policy: Policy | None
) -> Settings:
    """Change these keys of the file, and give the settings that it says now.

    Args:
        file: The user's settings file; it need not exist.
        seen: What stood there when the changes were thought of.
        changes: What shall stand where.
        kinds: What this installation can build.
        policy: The machine's.

    Raises:
        ChangedMeanwhile: Somebody else has written it since; nothing is changed.
        ConfigurationError: It would not work, or cannot be written; nothing is changed.
    """
    for path, value in changes.items():
        _refuse_passwords(file, path, value)
    before = parsed(seen, file)
    wanted = applied(before, changes)
    settings = settings_of_tables(wanted, file, kinds, policy)
    new = _new_bytes(file, seen, changes, wanted)
    real = file.resolve()  # what a link leads to is written, and the link stays
    try:
        real.parent.mkdir(parents=True, exist_ok=True)
        _replace(real, file, seen, new)
    except OSError as error:
        raise ConfigurationError(
            say("The settings file {file} cannot be written: {why}.", file=file, why=error.strerror)
        ) from None
    return settings


def _new_bytes(file: Path, seen: bytes, changes: Changes, wanted: dict[str, Any]) -> bytes:
    text = seen.decode("utf-8")
    mark = _MARK if text.startswith(_MARK) else ""
    try:
        changed = edited(text.removeprefix(_MARK), changes)
        as_wanted = tomllib.loads(changed) == wanted
    except (ValueError, RecursionError):  # also what tomllib raises
        as_wanted = False
    if not as_wanted:
        first = next(iter(changes), ())
        raise wrong(file, first, say("the file is written so that this must be changed there by hand"))
    return (mark + changed).encode()


def _replace(real: Path, file: Path, seen: bytes, new: bytes) -> None:
    mode = real.stat().st_mode & 0o777 if real.exists() else 0o600
    written = _written_beside(real, new, mode)
    try:
        if read_bytes(file) != seen:
            raise ChangedMeanwhile(
                say(
                    "{file} has been changed meanwhile by somebody else, so nothing was written. Read it again,"
                    " and make your changes once more.",
                    file=file,
                )
            )
        if seen:
            _keep_copy(real, seen, mode)
        written.replace(real)
    except BaseException:
        written.unlink(missing_ok=True)
        raise
    _sync_folder(real.parent)


def _keep_copy(real: Path, seen: bytes, mode: int) -> None:
    kept = _written_beside(real, seen, mode)
    try:
        kept.replace(real.with_name(f"{real.name}.bak"))
    except BaseException:
        kept.unlink(missing_ok=True)
        raise


def _written_beside(real: Path, content: bytes, mode: int) -> Path:
    handle, name = tempfile.mkstemp(prefix=f".{real.name}.", dir=real.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        beside.chmod(mode)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return beside


def _sync_folder(folder: Path) -> None:
    """So that the rename survives a power cut; Windows does it by itself and opens no folder."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _refuse_passwords(file: Path, path: KeyPath, value: object) -> None:
    for at, each in _leaves(path, value):
        if _is_password(at, each):
            raise wrong(
                file, at, say("a password does not belong into the file; store it with “Store password …”")
            )


def holds_password(path: KeyPath, value: object) -> bool:
    """Whether what is to stand there holds a password, as far as that can be seen."""
    return any(_is_password(at, each) for at, each in _leaves(path, value))


def _is_password(at: KeyPath, value: object) -> bool:
    named = "password" in str(at[-1]).lower()
    return named or (isinstance(value, str) and _PASSWORD_IN_A_URL.search(value) is not None)


def _leaves(path: KeyPath, value: object) -> Iterator[tuple[KeyPath, object]]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _leaves((*path, key), each)
    elif isinstance(value, list | tuple):
        for place, each in enumerate(value):
            yield from _leaves((*path, place), each)
    elif path:
        yield path, value
