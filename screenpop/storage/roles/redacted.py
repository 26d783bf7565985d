"""What is left of a row after a lawful erasure, so that nobody passes an alteration off as one."""

import json
from collections.abc import Mapping
from typing import Protocol

_GONE: Mapping[str, tuple[str, ...]] = {
    "calls": ("number", "presented", "name", "keyed", "words"),
    "call_details": ("name", "keyed", "words", "linked"),
    "party_changes": ("number", "presented", "name", "words"),
    "wrap_ups": ("note", "words"),
}


class Digest(Protocol):
    """What hashlib gives."""

    def hexdigest(self) -> str:
        """The digest as text."""


def is_redacted(kind: str, body: str) -> bool:
    """Has this row lost all that an erasure takes out of it?"""
    row = json.loads(body)
    return not any(row.get(column) for column in _GONE.get(kind, ()))


def names_rows(erasure: str, rows: Digest) -> bool:
    """Does this erasure vouch for just these rows?"""
    return bool(json.loads(erasure).get("erased_digest") == rows.hexdigest())
