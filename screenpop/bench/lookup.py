"""Who is calling: how long that takes, how it grows, and whether it is right, beside other systems' ways."""

import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing
from functools import partial
from random import Random

from screenpop.bench.figures import Figure, Reach, Sizes, median, quantile
from screenpop.bench.peers.in_memory import Blink, ContactManager
from screenpop.bench.peers.queries import QUERIES, ByQuery
from screenpop.bench.peers.tables import Entry, Found, Peer, PostgresqlTable, SqliteTable, Table, digits_of
from screenpop.bench.right_answers import identified, right_answers
from screenpop.bench.site import MeasuredSite, measured_site
from screenpop.bootstrap import parts

NUMBERS = 1_000_000
_REGION = "PL"
_LOOKUPS_PER_CALL = 25
_CUSTOMERS = 200
_OF_A_PEER = 200
_OF_A_SLOW_PEER = 5
_SLOW = 100.0
_TURNS = 5
_WARM = 50


def measure(sizes: Sizes) -> Iterator[Figure]:
    """Time at a tenth of the numbers and at all of them, in turns; then the peers; then right and wrong answers."""
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
            what = f"number presented → customer, {numbers:,} numbers"
            p99 = quantile(times, 0.99)
            yield Figure("lookup", what, "ms", median(times), p99, bad_is="p99", reach=Reach(0.15, 1.0))
        growth = median(took[large]) / median(took[small])
        yield Figure("lookup", f"growth {small:,} → {large:,} numbers", "×", growth, reach=Reach(1.5))
        yield from _beside_peers(greater, large, presented[large][:_OF_A_PEER], sizes.postgresql)
    yield from right_answers(sizes.postgresql)


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
            identified(index, reader, text)
        return [_milliseconds(partial(identified, index, reader, text)) for text in presented]


def _milliseconds(act: Callable[[], object]) -> float:
    begin = time.perf_counter()
    act()
    return (time.perf_counter() - begin) * 1000


def _beside_peers(
    site: MeasuredSite, numbers: int, presented: Sequence[str], postgresql: str | None
) -> Iterator[Figure]:
    ours = _times(site, presented)
    with closing(SqliteTable(_entries(site), site.folder / "peers.db")) as table:
        yield from _times_of_peers(table, numbers, ours, presented)
        yield _beside(Blink.name, "in memory", numbers, ours, _times_of(Blink(table).find, presented))
    if postgresql:
        with closing(PostgresqlTable(_entries(site), postgresql)) as table:
            yield from _times_of_peers(table, numbers, ours, presented)


def _entries(site: MeasuredSite) -> Iterator[Entry]:
    with closing(sqlite3.connect(site.folder / "crm.db")) as crm:
        yield from crm.execute("select customer_no, '', written from phones")


def _times_of_peers(
    table: Table, numbers: int, ours: Sequence[float], presented: Sequence[str]
) -> Iterator[Figure]:
    peers: list[Peer] = [
        *(ByQuery(query, table) for query in QUERIES),
        ContactManager(table, _REGION, to_the_end=False),
    ]
    for peer in peers:
        yield _beside(peer.name, table.engine, numbers, ours, _times_of(peer.find, presented))


def _times_of(find: Callable[[str], Found], presented: Sequence[str]) -> list[float]:
    """Of as many look-ups as there are; a slow peer gets only a few."""
    times: list[float] = []
    for text in presented:
        times.append(_milliseconds(partial(find, digits_of(text))))
        if len(times) >= _OF_A_SLOW_PEER and median(times) > _SLOW:
            break
    return times


def _beside(peer: str, where: str, numbers: int, ours: Sequence[float], theirs: Sequence[float]) -> Figure:
    return Figure(
        "lookup",
        f"… beside {peer}, {where}, {numbers:,} numbers",
        "ms",
        median(ours),
        quantile(ours, 0.99),
        bad_is="p99",
        peer=peer,
        peer_typical=median(theirs),
        peer_bad=quantile(theirs, 0.99),
    )
