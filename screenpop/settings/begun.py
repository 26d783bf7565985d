"""What somebody has begun to set up and not finished: kept beside the settings file until it is, without passwords."""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from screenpop.replacing import replacing
from screenpop.settings.changes import Changes
from screenpop.settings.layers import KeyPath
from screenpop.settings.writing import holds_password

_LARGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Begun:
    """How far somebody came.

    Attributes:
        page: Where they were.
        changes: What they had typed.
        skipped: What they had left out.
    """

    page: str
    changes: Mapping[KeyPath, Any] = field(default_factory=dict)
    skipped: Sequence[str] = ()


def place_of(file: Path) -> Path:
    """Where it is kept."""
    return file.with_name(f"{file.name}.begun")


def keep(file: Path, page: str, changes: Changes, skipped: Sequence[str]) -> None:
    """Keep it; a computer that cannot is none the worse for it."""
    typed = [
        [list(path), value]
        for path, value in changes.items()
        if value is not None and not holds_password(path, value)
    ]
    begun = {"page": page, "typed": typed, "skipped": list(skipped)}
    text = json.dumps(begun, default=str)  # TOML has dates and times, which JSON writes as text
    place = place_of(file)
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        with replacing(place) as opened:
            opened.write(text.encode("utf-8"))


def kept(file: Path) -> Begun | None:
    """What was kept; None where nothing was, or nobody can read it."""
    try:
        with place_of(file).open(encoding="utf-8") as opened:
            read = json.loads(opened.read(_LARGEST))
        changes = {_path(path): value for path, value in read["typed"]}
        return Begun(str(read["page"]), changes, tuple(map(str, read["skipped"])))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def forget(file: Path) -> None:
    """Keep nothing any more."""
    with suppress(OSError):
        place_of(file).unlink(missing_ok=True)


def _path(keys: Sequence[str | int]) -> KeyPath:
    if not keys or not all(isinstance(key, str | int) for key in keys):
        raise ValueError(keys)
    return tuple(keys)
