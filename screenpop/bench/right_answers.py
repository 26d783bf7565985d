"""Whether a look-up is right: the hard numbers asked of our directory, and of other systems over the same rows."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from contextlib import closing
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from connectors.directory.importing import import_contacts
from connectors.directory.index import DirectoryIndex
from screenpop.bench.figures import Figure, Reach
from screenpop.bench.hard_cases import Case, Site, cases, sites
from screenpop.bench.peers.in_memory import Blink, ContactManager, LibraryAlone
from screenpop.bench.peers.queries import QUERIES, ByQuery
from screenpop.bench.peers.tables import Found, Peer, PostgresqlTable, SqliteTable, Table
from screenpop.bench.row_source import RowSource
from screenpop.customers import Candidates, Identity
from screenpop.phone_numbers import NumberReader, names_nobody
from screenpop.rules.resolution import resolve

_USER_PART = re.compile(r"(?:.*<)?(?:(?:sips?|tel):)?([^@;>]*)", re.DOTALL)

Answers = Mapping[str, Found]
"""Whom somebody shows, by the name of the case."""


def identified(index: DirectoryIndex, reader: NumberReader, presented: str) -> Identity:
    """As the desk finds out who is calling."""
    withheld = names_nobody(presented)
    number = None if withheld else reader.read(presented)
    candidates = index.candidates(number) if number else Candidates()
    return resolve(number, candidates, withheld=withheld)


def right_answers(postgresql: str | None) -> Iterator[Figure]:
    """How many of the hard numbers each way of looking up gets right, and how many show a stranger."""
    calls, ledgers = cases(), sites()
    with TemporaryDirectory(prefix="screenpop-bench-") as folder:
        identities = _ours(Path(folder), calls, ledgers)
    ours = {name: _people(identity) for name, identity in identities.items()}
    misjudged = {case.name for case in calls if identities[case.name].match is not case.match}
    yield _figure("ours", calls, ours, misjudged, Reach(100.0, at_least=True))
    yield from _peers(calls, ledgers, lambda site: SqliteTable(_rows(site)))
    if postgresql:
        yield from _peers(calls, ledgers, lambda site: PostgresqlTable(_rows(site), postgresql))


def _ours(folder: Path, calls: Sequence[Case], ledgers: Mapping[str, Site]) -> Mapping[str, Identity]:
    found: dict[str, Identity] = {}
    for name, site in ledgers.items():
        reader = NumberReader(site.region, site.outside_line)
        file = folder / f"{name}.db"
        import_contacts(file, RowSource([asdict(row) for row in site.rows]), "", reader)
        with closing(DirectoryIndex(file, deadline=timedelta(seconds=1))) as index:
            for case in calls:
                if case.site == name:
                    found[case.name] = identified(index, reader, case.presented)
    return found


def _peers(
    calls: Sequence[Case], ledgers: Mapping[str, Site], table_of: Callable[[Site], Table]
) -> Iterator[Figure]:
    found: dict[str, dict[str, Found]] = {}
    for name, site in ledgers.items():
        with closing(table_of(site)) as table:
            engine = table.engine
            library = LibraryAlone(table, site.region)
            peers: list[Peer] = [
                *(ByQuery(query, table) for query in QUERIES),
                ContactManager(table, site.region, to_the_end=True),
                Blink(table),
            ]
            for case in calls:
                if case.site == name:
                    digits = digits_presented(case.presented)
                    for peer in peers:
                        found.setdefault(peer.name, {})[case.name] = (
                            peer.find(digits) if digits else frozenset()
                        )
                    alone = library.find(case.presented) if digits else frozenset()
                    found.setdefault(library.name, {})[case.name] = alone
    for who, answers in found.items():
        yield _figure(f"{who}, {engine}", calls, answers)


def digits_presented(text: str) -> str:
    """The digits that a PBX hands on: of the user part alone, in ASCII; nothing where no digit is presented."""
    user = _USER_PART.match(text)
    return "".join(str(unicodedata.decimal(sign)) for sign in (user[1] if user else "") if sign.isdecimal())


def _rows(site: Site) -> Iterator[tuple[str, str, str]]:
    return ((row.customer, row.contact, row.number) for row in site.rows)


def _people(identity: Identity) -> Found:
    """Whom the card offers as the caller: people who have left count only where nobody else has the number."""
    active = [person for person in identity.people if person.active] or identity.people
    return frozenset((person.customer.name, person.contact or "") for person in active)


def _figure(
    who: str,
    calls: Sequence[Case],
    found: Answers,
    misjudged: Set[str] = frozenset(),
    reach: Reach | None = None,
) -> Figure:
    right = sum(case.counting == found[case.name] and case.name not in misjudged for case in calls)
    wrong = sum(bool(_customers(found[case.name]) - _customers(case.counting)) for case in calls)
    return Figure(
        "lookup",
        f"right on {len(calls)} hard cases, {who} (wrong customer in {wrong})",
        "%",
        100 * right / len(calls),
        reach=reach,
    )


def _customers(people: Found) -> frozenset[str]:
    return frozenset(customer for customer, _ in people)
