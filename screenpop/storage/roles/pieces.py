"""The chain piece by piece, each with what the database holds of the rows that it is about."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection, text

from screenpop.storage.roles.chain import Link
from screenpop.storage.roles.names import ENTRIES

_PIECE = 2_000
_LINKS = text(
    "select c.seq, c.recorded_at, c.login, c.kind, c.id, c.form, c.digest, c.previous, c.hash, s.salt"
    " from screenpop.chain c left join screenpop.chain_salts s on s.seq = c.seq"
    " where c.seq > :after and c.seq <= :last order by c.seq limit :piece"
)
_ERASED = text(
    "select e.kind, e.id, e.how, max(c.seq) from screenpop.erased e"
    " join screenpop.chain c on c.kind = 'erasures' and c.id = e.erasure"
    " where (e.kind, e.id) in (select * from unnest(cast(:kinds as text[]), cast(:ids as uuid[])))"
    " group by e.kind, e.id, e.how order by max(c.seq)"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """Some links, one after the other.

    Attributes:
        bodies: The canonical text of each row that is there, by its table and id.
        erased: How each row was erased last, and at which link, of those that were.
    """

    links: Sequence[Link]
    bodies: Mapping[tuple[str, UUID], str]
    erased: Mapping[tuple[str, UUID], tuple[str, int]]


def pieces(connection: Connection, last: int) -> Iterator[Piece]:
    """The chain up to this link, in order."""
    after = 0
    while rows := connection.execute(_LINKS, {"after": after, "last": last, "piece": _PIECE}).all():
        links = [Link(*row) for row in rows]
        yield _piece_of(connection, links)
        after = links[-1].seq


def unchained(connection: Connection, kind: str) -> Iterator[UUID]:
    """The rows of this table that have no link, a piece at a time: the server need not hold two tables side by side."""
    asked = text(f"select t.id from screenpop.{kind} t where t.id > :after order by t.id limit :piece")
    linked = text("select c.id from screenpop.chain c where c.kind = :kind and c.id = any(:ids)")
    after = UUID(int=0)
    while ids := connection.execute(asked, {"after": after, "piece": _PIECE}).scalars().all():
        known = set(connection.execute(linked, {"kind": kind, "ids": list(ids)}).scalars())
        yield from (id_ for id_ in ids if id_ not in known)
        after = ids[-1]


def _piece_of(connection: Connection, links: Sequence[Link]) -> Piece:
    bodies: dict[tuple[str, UUID], str] = {}
    for kind in {link.kind for link in links} & set(ENTRIES):
        asked = text(
            f"select t.id, jsonb_strip_nulls(to_jsonb(t))::text from screenpop.{kind} t where t.id = any(:ids)"
        )
        ids = [link.id for link in links if link.kind == kind]
        bodies |= {(kind, id_): body for id_, body in connection.execute(asked, {"ids": ids})}
    # asked after the rows: an erasure in between is then known
    named = {"kinds": [link.kind for link in links], "ids": [link.id for link in links]}
    erased = {(kind, id_): (how, seq) for kind, id_, how, seq in connection.execute(_ERASED, named)}
    return Piece(links, bodies, erased)
