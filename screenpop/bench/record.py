"""How long it takes to save a note, to have it in the shared database, and to read the log of very many calls."""

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random

from screenpop.bench.figures import Figure, Reach, Sizes, median, quantile
from screenpop.bench.promised import SETTLED, measure_day
from screenpop.events.calls import Direction, Ending
from screenpop.ports.record import SpooledEntry
from screenpop.record.entries import CallerFound, CallFinished, CallPickedUp, CallStarted, Entry, WrapUp
from screenpop.record.filters import LogFilter
from screenpop.record.ids import new_id
from screenpop.storage.call_log import DatabaseCallLog
from screenpop.storage.database import Database
from screenpop.storage.filling import fill
from screenpop.storage.shared_record import DatabaseRecord
from screenpop.storage.spool.courier import Courier
from screenpop.storage.spool.spool import Spool
from screenpop.trust import Trust

CALLS = 20_000
_PAGE = 100
_SAVED = Reach(bad=50.0)
_READ = Reach(bad=50.0)
_ASKED = 30
_PATIENCE = 60.0


def measure(sizes: Sizes) -> Iterator[Figure]:
    """All figures of the record, in a file."""
    with tempfile.TemporaryDirectory(prefix="screenpop-bench-") as folder:
        yield from _saving(Path(folder), max(1, sizes.calls))
        yield from _reading(Path(folder) / "log.db", sizes.numbers or CALLS)
        yield from measure_day(Path(folder) / "day.db", sizes.numbers or SETTLED)


def _saving(folder: Path, notes: int) -> Iterator[Figure]:
    call = _started(0)
    direct = DatabaseRecord(Database(folder / "direct.db"), call.agent)
    with closing(Spool(folder / "spool.db")) as spool, closing(direct):
        spool.open()
        spool.keep(call)
        direct.deliver([_spooled(call)])
        kept, written = [], []
        for number in range(notes):
            note = WrapUp(new_id(), call.id, datetime.now(UTC), call.agent, "", "Solved", f"note {number}")
            kept.append(_took(partial(spool.keep, note)))
            written.append(_took(partial(direct.deliver, [_spooled(note)])))
        yield Figure(
            *("record", "note → saved", "ms", median(kept), quantile(kept, 0.95)),
            reach=_SAVED,
            peer="straight into the record",
            peer_typical=median(written),
            peer_bad=quantile(written, 0.95),
        )
        yield Figure("record", f"{notes} notes → delivered", "notes/s", notes / _delivered(spool, folder))


def _delivered(spool: Spool, folder: Path) -> float:
    """How many seconds the courier takes for all that waits."""
    shared = DatabaseRecord(Database(folder / "shared.db"), "anna")
    with closing(shared):
        courier = Courier(spool, shared, tell=lambda _: None)
        began = time.perf_counter()
        left = courier.deliver_now(_PATIENCE)
        if left.waiting:
            raise TimeoutError("the notes are not delivered")
        return time.perf_counter() - began


def _reading(file: Path, calls: int) -> Iterator[Figure]:
    began = time.perf_counter()
    fill(file, made_calls(calls))
    yield Figure("record", "calls put into a new file", "calls/s", calls / (time.perf_counter() - began))
    with closing(Database(file)) as database:
        log = DatabaseCallLog(database)
        for what, wanted in (
            ("newest calls", LogFilter()),
            ("missed, nobody called back", LogFilter(lost=True, not_reached_since=True)),
            ("one customer", LogFilter(customer_id="K7")),
            ("a word in a note", LogFilter(text="scaffold 77")),
            ("one agent's declined", LogFilter(agent="agent3", endings=frozenset([Ending.DECLINED]))),
        ):
            took = [_took(partial(log.page, wanted, at_most=_PAGE)) for _ in range(_ASKED)]
            name = f"page of {calls:,} calls: {what}"
            yield Figure("record", name, "ms", median(took), quantile(took, 0.95), reach=_READ)


def _took(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def _spooled(entry: Entry) -> SpooledEntry:
    return SpooledEntry(1, entry, entry.at, ago=None)


def made_calls(count: int) -> Iterator[Entry]:
    """What the record of so many invented calls holds."""
    chance = Random("calls")  # noqa: S311 # no secret is made of it
    for number in range(count):
        call = _started(number, chance.randrange(count))
        customer = f"K{chance.randrange(max(1, count // 10))}"
        yield call
        yield CallerFound(new_id(), call.id, call.at, customer, f"Company {customer}", None)
        yield from _what_became_of(call, chance)


def _what_became_of(call: CallStarted, chance: Random) -> Sequence[Entry]:
    later = call.at + timedelta(seconds=90)
    if chance.random() < 0.2:
        ending = chance.choice((Ending.MISSED, Ending.DECLINED, Ending.BUSY))
        return [CallFinished(new_id(), call.id, later, ending)]
    note = f"scaffold {chance.randrange(1000)}" if chance.random() < 0.3 else ""
    return [
        CallPickedUp(new_id(), call.id, call.at + timedelta(seconds=8)),
        CallFinished(new_id(), call.id, later, Ending.ENDED),
        WrapUp(new_id(), call.id, later, call.agent, "Order", "Solved", note),
    ]


def _started(number: int, caller: int = 0) -> CallStarted:
    e164 = f"+48{500_000_000 + caller}"
    return CallStarted(
        id=new_id(),
        call_id=f"call-{number}",
        at=datetime(2026, 1, 5, 8, tzinfo=UTC) + timedelta(seconds=40 * number),
        agent=f"agent{number % 20}",
        direction=Direction.IN,
        number=e164,
        presented=e164,
        name=None,
        withheld=False,
        did="+48225550100",
        queue="Sales",
        trust=Trust.UNCONFIRMED,
    )
