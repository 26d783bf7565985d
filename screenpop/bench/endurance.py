"""What months leave behind: memory after thousands of calls, and who is still there when the line is quiet again.

The calls come one after the other, as fast as their cards are painted; then the desk is left alone.
"""

import time
from collections.abc import Iterator, Mapping
from contextlib import closing
from itertools import pairwise

from screenpop.bench.census import CANCELLED, FILES, SOCKETS, THREADS
from screenpop.bench.figures import Figure, Reach, Sizes
from screenpop.bench.painting import CENSUS, NAME
from screenpop.bench.processes import Process, running
from screenpop.bench.resources import Use, use_of
from screenpop.bench.site import measured_site
from screenpop.bench.wire import Wire
from screenpop.bench.wire_to_paint import NUMBERS, PAINTING, painted_after

_CALLS_PER_CALL = 25
_WARM = 150
"""More calls than the desk keeps at hand after their end: from then on none more may be."""
_A_DAY = 500
_A_DAYS_GROWTH = 2.0
_CALMED = 45.0
"""After so many seconds nothing waits for anything: an INVITE is remembered for 32."""
_ODD_ONES = 0.02
"""What the desk holds of its last hundred calls is sometimes more, sometimes less; a leak is one a call."""
_CALLERS = 1000
_TABLES = ("Ringing", "Timer", "CallAtHand", "Call", "QTimer")
"""Transactions, timers of the line, calls of the desk, calls of the cards, timers of the windows."""


def measure(sizes: Sizes) -> Iterator[Figure]:
    """Growth, idleness afterwards, and what is left behind."""
    calls = sizes.calls * _CALLS_PER_CALL
    warm = min(_WARM, calls)
    rest = min(sizes.seconds, _CALMED)
    with closing(Wire()) as wire, measured_site(sizes.numbers or NUMBERS, wire.line) as site:
        callers = site.callers(min(calls + warm, _CALLERS))
        with running(PAINTING, site.config) as program:
            program.expect("line_up", within=60)
            for place in range(warm):
                painted_after(program, wire, callers[place % len(callers)], pause=0)
            time.sleep(rest)
            before, uses = _census(program), [use_of(program.pid)]
            delays = []
            for place in range(calls):
                caller = callers[(warm + place) % len(callers)]
                delays.append(painted_after(program, wire, caller, pause=0)[NAME])
                if (place + 1) % _A_DAY == 0:
                    uses.append(use_of(program.pid))
            ended = use_of(program.pid)
            time.sleep(rest)
            calm = use_of(program.pid)
            time.sleep(sizes.seconds)
            idle = use_of(program.pid)
            after = _census(program)
    yield from _memory(calls, [*uses, ended], calm)
    yield from _idleness(calm, idle)
    yield from _left_behind(calls, before, after, Reach(0.0) if rest == _CALMED else None)


def _census(program: Process) -> Mapping[str, int]:
    program.tell(CENSUS)
    counts: Mapping[str, int] = program.expect("census")["counts"]
    return counts


def _memory(calls: int, uses: list[Use], calm: Use) -> Iterator[Figure]:
    resident = [use.resident for use in uses]
    days = [later - earlier for earlier, later in pairwise(resident)]
    if len(days) > 2:
        day = f"resident growth of the day that grew most, {_A_DAY} calls each"
        yield Figure(
            "endurance", f"{day}, after the first", "MB", max(days[1:-1]), reach=Reach(_A_DAYS_GROWTH)
        )
    yield Figure(
        "endurance",
        f"resident growth over {calls:,} calls, once calm",
        "MB",
        calm.resident - resident[0],
    )
    yield Figure("endurance", f"resident memory after {calls:,} calls", "MB", calm.resident)


def _idleness(calm: Use, idle: Use) -> Iterator[Figure]:
    seconds = idle.at - calm.at
    over = f"over {seconds:.0f} s afterwards"
    share = 100 * (idle.processor - calm.processor) / seconds
    yield Figure("endurance", f"processor, {over}", "%", share, reach=Reach(0.2))
    wakeups = idle.wakeups_since(calm) / seconds
    yield Figure("endurance", f"wake-ups, {over}", "/s", wakeups, reach=Reach(5.0))
    yield Figure("endurance", f"resident growth, {over}", "MB", idle.resident - calm.resident)


def _left_behind(
    calls: int, before: Mapping[str, int], after: Mapping[str, int], reach: Reach | None
) -> Iterator[Figure]:
    grown = {kind: after.get(kind, 0) - before.get(kind, 0) for kind in {*before, *after}}
    for kind in (THREADS, SOCKETS, FILES, *_TABLES):
        yield Figure(
            "endurance",
            f"{kind} left behind by {calls:,} calls",
            "",
            max(0, grown.pop(kind, 0)),
            reach=reach,
        )
    cancelled = grown.pop(CANCELLED, 0)
    yield Figure("endurance", f"growth of {CANCELLED} not yet let go of", "", cancelled)
    most = max(grown, key=lambda kind: grown[kind], default="")
    total = sum(max(0, count) for count in grown.values())
    few = Reach(calls * _ODD_ONES) if reach else None
    what = f"other objects of ours left behind by {calls:,} calls"
    yield Figure("endurance", what + (f" (most: {most})" if total else ""), "", total, reach=few)
