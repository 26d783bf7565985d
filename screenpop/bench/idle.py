"""What the program uses while nobody calls: processor, wake-ups, memory."""

import time
from collections.abc import Iterator
from contextlib import closing

from screenpop.bench.figures import Figure, Reach, Sizes
from screenpop.bench.processes import running
from screenpop.bench.resources import use_of
from screenpop.bench.site import measured_site
from screenpop.bench.wire import Wire

NUMBERS = 100_000
_SETTLING = 6.0


def measure(sizes: Sizes) -> Iterator[Figure]:
    """All figures of an idle desktop whose line is up, and which is not started for the first time."""
    with closing(Wire()) as wire, measured_site(sizes.numbers or NUMBERS, wire.line) as site:
        with running("screenpop", "--config", site.config):
            wire.wait_for_phone()
            time.sleep(
                min(_SETTLING, sizes.seconds)
            )  # the first start of all makes the record and imports more
        wire.forget_phone()
        with running("screenpop", "--config", site.config) as program:
            wire.wait_for_phone()
            time.sleep(min(_SETTLING, sizes.seconds))
            before = use_of(program.pid)
            time.sleep(sizes.seconds)
            after = use_of(program.pid)
    seconds = after.at - before.at
    share = 100 * (after.processor - before.processor) / seconds
    over = f"over {seconds:.0f} s"
    yield Figure("idle", f"processor, {over}", "%", share, reach=Reach(0.2))
    wakeups = after.wakeups_since(before) / seconds
    yield Figure("idle", f"wake-ups, {over}", "/s", wakeups, reach=Reach(5.0))
    yield Figure("idle", "resident memory", "MB", after.resident, reach=Reach(130.0))
