"""Recomputes the chain and everything that it vouches for, link by link, and names what does not fit.

Nothing that is stored in the database is trusted to judge: hashes are computed here, rows are read with PostgreSQL's
own functions only, and what `legs`, `call_log` and `promises_due` should say is asked in this program's words. It goes
through the chain in pieces, so that its memory does not grow with it. What agents write meanwhile is left for the next
time.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from sqlalchemy import Connection, text

from screenpop.errors import RecordUnavailable
from screenpop.sentences import say
from screenpop.storage.roles import chain, redacted
from screenpop.storage.roles.chain import Link
from screenpop.storage.roles.faults import Fault, Wrong
from screenpop.storage.roles.names import ENTRIES
from screenpop.storage.roles.pieces import Piece, pieces, unchained
from screenpop.storage.roles.projections import wrong_projections

_HEAD = text("select seq, hash from screenpop.chain_head")
_ERASED_BY = text(
    'select kind, id, how from screenpop.erased where erasure = :id order by kind collate "C", id'
)


@dataclass(slots=True)
class Verified:
    """What a run found; `faults` counts what was told."""

    links: int = 0
    rows: int = 0
    erased: int = 0
    erasures: int = 0
    faults: int = 0
    head: tuple[int, bytes] = (0, chain.START)


def verify(
    connection: Connection,
    heads: Mapping[int, bytes],
    *,
    tell: Callable[[Fault], None],
    progress: Callable[[int, int], None] | None = None,
) -> Verified:
    """Go through all of it.

    Args:
        connection: Of a login that may read the chain and all entries.
        heads: Hashes that were exported earlier, by their place in the chain.
        tell: Is told of each fault when it is found.
        progress: Is told how many links are done, and of how many.

    Raises:
        RecordUnavailable: A newer program has written a part of the chain.
    """
    for setting in ("statement_timeout = 0", "idle_in_transaction_session_timeout = 0", "timezone = 'UTC'"):
        connection.exec_driver_sql(f"set local {setting}")
    connection.exec_driver_sql("set local search_path = pg_catalog, pg_temp")
    found = Verified()

    def fault(wrong: Wrong, kind: str = "", id: UUID | None = None, seq: int | None = None) -> None:  # noqa: A002 # the row's id
        found.faults += 1
        tell(Fault(wrong, kind, id, seq))

    last, head = connection.execute(_HEAD).one_or_none() or (0, b"")
    before = (0, chain.START)
    for piece in pieces(connection, last):
        for link in piece.links:
            before = _check_link(link, before, heads, fault)
            _check_row(connection, link, piece, found, fault)
        found.links += len(piece.links)
        if progress:
            progress(found.links, last)
    if before != (last, bytes(head)):
        fault(Wrong.HEAD, seq=last)
    for seq in sorted(heads):
        if seq > last:
            fault(Wrong.SHORTENED, seq=seq)
    found.head = before
    for kind in ENTRIES:
        for id_ in unchained(connection, kind):
            fault(Wrong.ADDED, kind, id_)
    for kind, id_ in wrong_projections(connection):
        fault(Wrong.PROJECTION, kind, id_)
    return found


_Tell = Callable[..., None]


def _check_link(
    link: Link, before: tuple[int, bytes], heads: Mapping[int, bytes], fault: _Tell
) -> tuple[int, bytes]:
    if link.form != chain.FORM:
        raise RecordUnavailable(
            say(
                "Link {seq} of the chain has form {form}, which this Screenpop does not know. Install the newer"
                " program, or find out who wrote it.",
                seq=link.seq,
                form=link.form,
            )
        )
    at, previous = before
    if link.seq != at + 1:
        fault(Wrong.GAP, seq=at + 1)
    elif bytes(link.previous) != previous:
        fault(Wrong.BROKEN, link.kind, link.id, link.seq)
    if chain.hash_of(link) != bytes(link.hash):
        fault(Wrong.LINK, link.kind, link.id, link.seq)
    if heads.get(link.seq, link.hash) != link.hash:
        fault(Wrong.REWRITTEN, seq=link.seq)
    return link.seq, bytes(link.hash)


def _check_row(connection: Connection, link: Link, piece: Piece, found: Verified, fault: _Tell) -> None:
    body = piece.bodies.get((link.kind, link.id))
    how, erased_at = piece.erased.get((link.kind, link.id), ("", 0))
    if erased_at > link.seq:
        found.erased += 1
        if how == "deleted" and body is not None:
            fault(Wrong.ADDED, link.kind, link.id, link.seq)
        return
    found.rows += 1
    if body is None:
        fault(Wrong.MISSING, link.kind, link.id, link.seq)
    elif not _is_as_written(link, body) or (how == "redacted" and not redacted.is_redacted(link.kind, body)):
        fault(Wrong.ALTERED, link.kind, link.id, link.seq)
    elif link.kind == "erasures":
        found.erasures += 1
        rows = connection.execute(_ERASED_BY, {"id": link.id}).all()
        if not redacted.names_rows(body, sha256("\n".join(f"{k} {i} {h}" for k, i, h in rows).encode())):
            fault(Wrong.ALTERED, "erased", link.id, link.seq)


def _is_as_written(link: Link, body: str) -> bool:
    return link.salt is not None and chain.digest_of(link.salt, body) == bytes(link.digest)
