"""Whether a frame is ever late while an agent works: panels fill, a note is typed, a long history is scrolled."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from screenpop.bench.figures import Figure, Reach, Sizes, quantile
from screenpop.bench.processes import running
from screenpop.bench.record import made_calls
from screenpop.storage.filling import fill

ROWS = 100_000
_LONGEST = 20.0
_KINDS = 4
_PATIENCE = 120.0


def measure(sizes: Sizes) -> Iterator[Figure]:
    """The longest stall of the windows during each kind of work."""
    rows = sizes.numbers or ROWS
    seconds = min(_LONGEST, sizes.seconds)
    with tempfile.TemporaryDirectory(prefix="screenpop-bench-") as folder:
        record = Path(folder) / "record.db"
        fill(record, made_calls(rows))
        with running("screenpop.bench.working", record, seconds) as program:
            told = program.expect("worked", within=_PATIENCE + _KINDS * seconds)
    for what, late in told["late"].items():
        yield Figure(
            *("frames", f"longest stall of the windows while {what}, {rows:,} calls", "ms", max(late)),
            quantile(late, 0.99),
            bad_is="p99",
            reach=Reach(50.0),
        )
