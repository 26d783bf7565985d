"""Whether one department that hangs holds up the others.

Its database is locked by somebody else, so that every question waits without a word until its deadline.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing

from screenpop.bench.figures import Figure, Reach, Sizes, median, quantile
from screenpop.bench.painting import NAME
from screenpop.bench.processes import Process, running
from screenpop.bench.site import Caller, measured_site
from screenpop.bench.wire import Wire
from screenpop.bench.wire_to_paint import painted_after

NUMBERS = 100_000
_HANGING = "credit"


def measure(sizes: Sizes) -> Iterator[Figure]:
    """The other panels with all departments well, and with one that hangs, in turns."""
    calls = max(1, sizes.calls // 4)
    well: list[Mapping[str, float]] = []
    hanging: list[Mapping[str, float]] = []
    with closing(Wire()) as wire, measured_site(sizes.numbers or NUMBERS, wire.line) as site:
        callers = site.callers(calls)
        with running("screenpop.bench.painting", site.config, "--unawaited", _HANGING) as program:
            program.expect("line_up", within=60)
            _round(program, wire, callers[:20])
            for _ in range(2):
                well += _round(program, wire, callers)
                with closing(sqlite3.connect(site.folder / "risk.db", isolation_level=None)) as lock:
                    lock.execute("begin exclusive")
                    hanging += _round(program, wire, callers)
                    lock.execute("rollback")
    before, during = _others(well), _others(hanging)
    yield Figure(
        "hang",
        "other panels painted, all departments well",
        "ms",
        median(before),
        quantile(before, 0.95),
    )
    yield Figure(
        "hang",
        f"other panels painted, {_HANGING} hangs",
        "ms",
        median(during),
        quantile(during, 0.95),
    )
    ratio = quantile(during, 0.95) / quantile(before, 0.95)
    yield Figure("hang", "ratio of the two p95", "×", ratio, reach=Reach(1.2))


def _round(program: Process, wire: Wire, callers: list[Caller]) -> list[Mapping[str, float]]:
    return [painted_after(program, wire, caller) for caller in callers]


def _others(told: list[Mapping[str, float]]) -> list[float]:
    awaited = [name for name in told[0] if name not in {NAME, "number", "all", _HANGING}]
    return [max(parts[name] for name in awaited) for parts in told]
