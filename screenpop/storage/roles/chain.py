"""The arithmetic of the chain, done here and not by the server: what a link's digest and hash must be.

A digest is the SHA-256 of a salt and the row's canonical text: a JSON object as `jsonb` writes it, in UTC, without
empty columns, so that columns of later versions change nothing in old rows. A hash covers the digest, who wrote
the row and when, the place in the chain and the hash before. All of that is form 1; another form gets a number.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID

FORM = 1
START = bytes(32)


@dataclass(frozen=True, slots=True)
class Link:
    """One link as the database holds it; `salt` None was erased with the row."""

    seq: int
    recorded_at: datetime
    login: str
    kind: str
    id: UUID
    form: int
    digest: bytes
    previous: bytes
    hash: bytes
    salt: bytes | None


def hash_of(link: Link) -> bytes:
    """What the link's hash must be."""
    parts = (
        link.form,
        link.seq,
        link.recorded_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f"),
        link.kind,
        link.id,
        link.digest.hex(),
        link.previous.hex(),
        link.login,
    )
    return sha256("|".join(map(str, parts)).encode()).digest()


def digest_of(salt: bytes, body: str) -> bytes:
    """What the digest of a row with this canonical text must be."""
    return sha256(salt + body.encode()).digest()
