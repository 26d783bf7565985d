"""From the start of the process to the window on the screen, and to the registered line."""

from collections.abc import Iterator
from contextlib import closing

from screenpop.bench.figures import Figure, Reach, Sizes, median, quantile
from screenpop.bench.painting import WINDOW
from screenpop.bench.processes import running
from screenpop.bench.site import measured_site
from screenpop.bench.wire import Wire

NUMBERS = 100_000
_STARTS = 7


def measure(sizes: Sizes) -> Iterator[Figure]:
    """All figures of a start; the directory has been filled before."""
    windows, lines = [], []
    with closing(Wire()) as wire, measured_site(sizes.numbers or NUMBERS, wire.line) as site:
        for _ in range(max(1, min(_STARTS, sizes.calls))):
            with running("screenpop.bench.painting", site.config) as program:
                at = {event: program.expect(event, within=60)["at"] for event in (WINDOW, "line_up")}
                windows.append((at[WINDOW] - program.started_at) * 1000)
                lines.append((at["line_up"] - program.started_at) * 1000)
    for what, values in (("window painted", windows), ("line registered", lines)):
        yield Figure(
            "start", f"process → {what}", "ms", median(values), quantile(values, 0.95), reach=Reach(1500.0)
        )
