"""From the NOTIFY on the wire to what the agent sees: a line that watches the desk phone."""

from collections.abc import Iterator
from contextlib import closing

from screenpop.bench.figures import Figure, Sizes
from screenpop.bench.site import measured_site
from screenpop.bench.watched_wire import WatchedWire
from screenpop.bench.wire_to_paint import NUMBERS, figures, measured


def measure(sizes: Sizes) -> Iterator[Figure]:
    """All figures of one call that the PBX tells of."""
    with closing(WatchedWire()) as wire, measured_site(sizes.numbers or NUMBERS, wire.line) as site:
        run = measured(wire, site, sizes)
    yield from figures("notify", "NOTIFY", run)
