"""Who is calling: how long that takes, how it grows, and whether it is right, beside other systems' queries."""

import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, closing
from dataclasses import asdict
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from connectors.directory.importing import import_contacts
from connectors.directory.index import DirectoryIndex
from screenpop.bench import hard_cases
from screenpop.bench.figures import Figure, Reach, Sizes, median, quantile
from screenpop.bench.hard_cases import Case, Site
from screenpop.bench.peers.sql_lookups import PEERS, Found, PeerDirectory
from screenpop.bench.row_source import RowSource
from screenpop.bench.site import MeasuredSite, measured_site
from screenpop.bootstrap import parts
from screenpop.customers import Candidates, Identity
from screenpop.phone_numbers import NumberReader, names_nobody
from screenpop.rules.resolution import resolve

NUMBERS = 1_000_000
_LOOKUPS_PER_CALL = 25
_CUSTOMERS = 200
_OF_A_PEER = 20
_TURNS = 5
_WARM = 50


def measure(sizes: Sizes) -> Iterator[Figure]:
    """Time at a tenth of the numbers and at all of them, in turns; then right and wrong answers."""
    large = sizes.numbers or NUMBERS
    small = large // 10
    with _site(small) as lesser, _site(large) as greater:
        sites = {small: lesser, large: greater}
        wanted = sizes.calls * _LOOKUPS_PER_CALL
        presented = {numbers: _presented(site, wanted) for numbers, site in sites.items()}
        took: dict[int, list[float]] = {small: [], large: []}
        for turn in range(_TURNS):
            for numbers, site in sites.items():
                took[numbers] += _times(site, presented[numbers][turn::_TURNS])
        for numbers, times in took.items():
            yield Figure(
                "lookup",
                f"number presented → customer, {numbers:,} numbers",
                "ms",
                median(times),
                quantile(times, 0.99),
                bad_is="p99",
                reach=Reach(0.15, 1.0),
            )
        growth = median(took[large]) / median(took[small])
        yield Figure("lookup", f"growth {small:,} → {large:,} numbers", "×", growth, reach=Reach(1.5))
        yield from _beside_peers(lesser, small, presented[small][:_OF_A_PEER])
    yield from _right_answers()


def _site(numbers: int) -> AbstractContextManager[MeasuredSite]:
    return measured_site(numbers, customers=min(_CUSTOMERS, numbers // 10))


def _presented(site: MeasuredSite, wanted: int) -> list[str]:
    """Numbers as ledgers write them, from all over the file, and one in ten that nobody has."""
    chance = Random(3)  # noqa: S311 # no secret
    with closing(sqlite3.connect(site.folder / "crm.db")) as crm:
        last = crm.execute("select max(phone_id) from phones").fetchone()[0]
        places = [chance.randint(1, last) for _ in range(wanted)]
        query = "select written from phones where phone_id = ?"
        written = [str(crm.execute(query, (place,)).fetchone()[0]) for place in places]
    return [
        text if place % 10 else f"+4845{chance.randrange(10_000_000):07}"
        for place, text in enumerate(written, 1)
    ]


def _times(site: MeasuredSite, presented: Sequence[str]) -> list[float]:
    reader = parts.reader_of(site.settings)
    with closing(site.directory()) as index:
        for text in presented[:_WARM]:
            _ask(index, reader, text)
        return [_milliseconds(partial(_ask, index, reader, text)) for text in presented]


def _ask(index: DirectoryIndex, reader: NumberReader, presented: str) -> Identity:
    """As the desk finds out who is calling."""
    withheld = names_nobody(presented)
    number = None if withheld else reader.read(presented)
    candidates = index.candidates(number) if number else Candidates()
    return resolve(number, candidates, withheld=withheld)


def _milliseconds(act: Callable[[], object]) -> float:
    begin = time.perf_counter()
    act()
    return (time.perf_counter() - begin) * 1000


def _beside_peers(site: MeasuredSite, numbers: int, presented: Sequence[str]) -> Iterator[Figure]:
    with closing(sqlite3.connect(site.folder / "crm.db")) as crm:
        directory = PeerDirectory(crm.execute("select customer_no, '', written from phones"))
    with closing(directory):
        for peer in PEERS:
            theirs = [_milliseconds(partial(directory.find, peer, text)) for text in presented]
            yield Figure(
                "lookup",
                f"… beside {peer.name}, {numbers:,} numbers",
                "ms",
                median(_times(site, presented)),
                peer=peer.name,
                peer_typical=median(theirs),
            )


def _right_answers() -> Iterator[Figure]:
    calls, sites = hard_cases.cases(), hard_cases.sites()
    with TemporaryDirectory(prefix="screenpop-bench-") as folder:
        ours = _ours(Path(folder), calls, sites)
    yield _right("ours", calls, ours, Reach(100.0, at_least=True))
    with ExitStack() as opened:
        directories = {
            name: opened.enter_context(
                closing(PeerDirectory((row.customer, row.contact, row.number) for row in site.rows))
            )
            for name, site in sites.items()
        }
        for peer in PEERS:
            theirs = [directories[case.site].find(peer, case.presented) for case in calls]
            yield _right(peer.name, calls, theirs, None)


def _ours(folder: Path, calls: Sequence[Case], sites: Mapping[str, Site]) -> list[Found]:
    found: dict[str, Found] = {}
    for name, site in sites.items():
        reader = NumberReader(site.region, site.outside_line)
        file = folder / f"{name}.db"
        import_contacts(file, RowSource([asdict(row) for row in site.rows]), "", reader)
        with closing(DirectoryIndex(file, deadline=timedelta(seconds=1))) as index:
            for case in calls:
                if case.site == name:
                    found[case.name] = _people(_ask(index, reader, case.presented))
    return [found[case.name] for case in calls]


def _people(identity: Identity) -> Found:
    """Whom the card offers as the caller: people who have left count only where nobody else has the number."""
    active = [person for person in identity.people if person.active] or identity.people
    return frozenset((person.customer.name, person.contact or "") for person in active)


def _right(who: str, calls: Sequence[Case], found: Sequence[Found], reach: Reach | None) -> Figure:
    pairs = list(zip(calls, found, strict=True))
    right = sum(case.counting == people for case, people in pairs)
    wrong = sum(bool(_customers(people) - _customers(case.counting)) for case, people in pairs)
    return Figure(
        "lookup",
        f"right on {len(calls)} hard cases, {who} (wrong customer in {wrong})",
        "%",
        100 * right / len(calls),
        reach=reach,
    )


def _customers(people: Found) -> frozenset[str]:
    return frozenset(customer for customer, _ in people)
