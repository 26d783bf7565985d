"""How long it takes to read what is due, beside very many promises that are settled."""

import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from screenpop.bench.figures import Figure, Reach, median, quantile
from screenpop.promises import PromiseEnd, PromiseKind
from screenpop.record.entries import Entry, PromiseMade, PromiseSettled
from screenpop.record.ids import new_id
from screenpop.storage.database import Database
from screenpop.storage.day import DatabaseDay
from screenpop.storage.filling import fill

SETTLED, OPEN = 100_000, 300
_READ = Reach(bad=50.0)
_ASKED = 30


def measure_day(file: Path, settled: int) -> Iterator[Figure]:
    """The whole day, read as a window reads it."""
    fill(file, _promises(settled))
    with closing(Database(file)) as database:
        day = DatabaseDay(database)
        took = []
        for _ in range(_ASKED):
            began = time.perf_counter()
            found = day.due()
            took.append((time.perf_counter() - began) * 1000)
            if len(found) != OPEN:
                raise ValueError(f"{len(found)} promises are due")
    what = f"{OPEN} promises due, beside {settled:,} settled ones"
    yield Figure("record", what, "ms", median(took), quantile(took, 0.95), reach=_READ)


def _promises(settled: int) -> Iterator[Entry]:
    begun = datetime(2026, 1, 5, 8, tzinfo=UTC)
    for number in range(settled + OPEN):
        at = begun + timedelta(minutes=number)
        made = PromiseMade(
            id=new_id(),
            call=None,
            at=at,
            agent=f"agent{number % 20}",
            kind=PromiseKind.CALL_BACK if number % 2 else PromiseKind.PROMISE,
            due=at + timedelta(days=number % 9),
            what=f"Send the offer {number}",
            taken_by=None if number % 3 else f"agent{number % 20}",
            customer_id=f"K{number % 5000}",
            customer=f"Company {number % 5000}",
            contact=None,
            number=f"+48{500_000_000 + number % 5000}",
        )
        yield made
        if number < settled:
            yield PromiseSettled(new_id(), made.id, at, made.agent, PromiseEnd.KEPT)
