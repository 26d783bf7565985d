"""How long whoever types a name or a number waits for people to choose from, among a million customers."""

import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from random import Random

from connectors.directory.importing import import_contacts
from connectors.directory.index import DirectoryIndex
from screenpop.bench.figures import Figure, Reach, Sizes, median, quantile
from screenpop.bench.row_source import StreamedSource
from screenpop.phone_numbers import NumberReader
from screenpop.ports.source import Row

NUMBERS = 1_000_000
_AT_MOST = 50
_BAR = Reach(bad=50.0)
_WORST = (
    "an",
    "a",
    "0",
    "4",
    "sp. z o.o.",
    "sp z oo",
    "bud an",
    "48",
    "000",
    "o o o o o o",
    "zxqj",
    "anna nowak k",
)

_FIRST = ("Anna", "Jan", "Maria", "Piotr", "Zofia", "Łukasz", "Ewa", "Tomasz", "Őrs", "Béla", "Åse", "มาลี")
_LAST = (
    "Nowak",
    "Kowalski",
    "Wiśniewska",
    "Żółć",
    "Świątek",
    "Nagy",
    "Szabó",
    "Müller",
    "ใจดี",
    "Trần",
    "O'Neill",
)
_TRADES = (
    "Hurt",
    "Bud",
    "Stal",
    "Dach",
    "Agro",
    "Trans",
    "Elektro",
    "Mebel",
    "Papier",
    "Okna",
    "Auto",
    "Nova",
)
_TOWNS = (
    "Łódź",
    "Warszawa",
    "Kraków",
    "Gdańsk",
    "Pécs",
    "Győr",
    "Würzburg",
    "กรุงเทพ",
    "เชียงใหม่",
    "Kielce",
    "Żory",
)
_FORMS = ("sp. z o.o.", "S.A.", "Kft.", "GmbH", "s.c.", "P.H.U.", "การค้า จำกัด", "& Synowie")


def measure(sizes: Sizes) -> Iterator[Figure]:
    """Fill a directory, then type beginnings of what is in it, and the worst that can be typed."""
    customers = sizes.numbers or NUMBERS
    with tempfile.TemporaryDirectory(prefix="screenpop-bench-") as name:
        path = Path(name) / "directory.db"
        import_contacts(path, StreamedSource(_people(customers)), "contacts", NumberReader("PL"))
        size = sum(file.stat().st_size for file in path.parent.glob("directory-*.db"))
        yield Figure("search", "index, for each customer", "bytes", size / customers)
        with closing(DirectoryIndex(path, deadline=timedelta(seconds=1))) as index:
            for signs, typed in _typed(customers, sizes.calls).items():
                yield _figure(f"{signs} typed", [_milliseconds(index, text) for text in typed])
            for text in _WORST:
                times = [_milliseconds(index, text) for _ in range(5)]
                yield Figure(
                    "search", f"“{text}”", "ms", median(times), max(times), bad_is="worst", reach=_BAR
                )


def _figure(what: str, times: Sequence[float]) -> Figure:
    return Figure("search", what, "ms", median(times), quantile(times, 0.95), reach=_BAR)


def _milliseconds(index: DirectoryIndex, text: str) -> float:
    begin = time.perf_counter()
    index.search(text, at_most=_AT_MOST)
    return (time.perf_counter() - begin) * 1000


def _people(wanted: int) -> Iterator[Row]:
    """Customers of one number each, with names that share their words as names do."""
    chance = Random(5)  # noqa: S311 # no secret
    for place in range(wanted):
        trades = f"{chance.choice(_TRADES)}-{chance.choice(_TRADES)}"
        yield {
            "number": f"+48 {500 + place // 1_000_000} {place // 1000 % 1000:03} {place % 1000:03}",
            "customer_id": f"K-{place}",
            "customer": f"{trades} {chance.choice(_TOWNS)} {chance.choice(_FORMS)}",
            "contact": f"{chance.choice(_FIRST)} {chance.choice(_LAST)}" if place % 4 else None,
            "active": place % 10 != 3,
        }


def _typed(customers: int, times: int) -> Mapping[str, Sequence[str]]:
    """Beginnings of names, numbers and customer numbers that are there."""
    chance = Random(7)  # noqa: S311 # no secret
    words = [*_FIRST, *_LAST, *_TRADES, *_TOWNS]
    texts = []
    for turn in range(times):
        place = chance.randrange(customers)
        texts.append(
            (f"{chance.choice(words)} {chance.choice(words)}", f"50{place:07}", f"K-{place}")[turn % 3]
        )
    return {
        f"{signs} {'sign' if signs == 1 else 'signs'}": [text[:signs] for text in texts]
        for signs in (1, 2, 3, 6)
    }
