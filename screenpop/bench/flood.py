"""What a flood does to the desk: how long the windows are deaf at a time, and when a real call's name is painted."""

import itertools
import time
from collections.abc import Iterator, Sequence
from contextlib import closing

from screenpop.bench.figures import Figure, Reach, Sizes, median
from screenpop.bench.painting import NAME, STALLS_BEGIN, STALLS_END
from screenpop.bench.processes import Process, running
from screenpop.bench.site import Caller, measured_site
from screenpop.bench.storms import Strangers, call_storm, nobodys_numbers
from screenpop.bench.wire import Wire
from screenpop.bench.wire_to_paint import NUMBERS, PAINTING, painted_after

CALLS_A_SECOND = 50
STRANGERS_A_SECOND = 1000
_LONGEST = 30.0
_RINGS = 1.0
"""So long each call of a storm rings: fifty at once."""
_REAL_EVERY = 0.5
"""Seconds between two calls that are watched."""
_MANY = 400
_WARM = 20
_BETWEEN = 0.3
_CALMED = 3.5
"""Cards that go by themselves have gone by then."""

Run = tuple[Sequence[float], Sequence[float]]
"""By how many milliseconds the GUI was late, again and again; and after how many each watched name was painted."""


def measure(sizes: Sizes) -> Iterator[Figure]:
    """Calls one by one, then beside strangers' packets; then storms of calls, which nobody puts away."""
    seconds = min(_LONGEST, sizes.seconds)
    real = int(seconds / _REAL_EVERY) + 1
    with closing(Wire()) as wire, measured_site(sizes.numbers or NUMBERS, wire.line) as site:
        callers, unawaited = site.callers(real + _MANY), site.settings.departments
        watched, many = callers[:real], callers[real:]
        with running(PAINTING, site.config, "--unawaited", *unawaited) as program:
            _warm(program, wire, many)
            yield from _figures("one call at a time", _one_by_one(program, wire, many, seconds))
            with closing(Strangers(wire.phone, STRANGERS_A_SECOND)) as storm:
                run = _one_by_one(program, wire, many, seconds)
            yield Figure("flood", "strangers' packets sent", "/s", storm.sent / storm.seconds)
            yield from _figures("strangers' packets", run)
        with running(PAINTING, site.config, "--cards-stay", "--unawaited", *unawaited) as program:
            _warm(program, wire, many)
            time.sleep(_CALMED)
            run = _stormed(program, wire, nobodys_numbers(), watched, seconds)
            yield from _figures(f"{CALLS_A_SECOND} calls/s of nobody's numbers", run)
            time.sleep(_CALMED)
            late, _ = _stormed(program, wire, itertools.cycle(many), watched, seconds)
            yield _stall(f"{CALLS_A_SECOND} customers' calls/s", late)


def _warm(program: Process, wire: Wire, callers: Sequence[Caller]) -> None:
    program.expect("line_up", within=60)
    for caller in callers[:_WARM]:
        painted_after(program, wire, caller)


def _one_by_one(program: Process, wire: Wire, callers: Sequence[Caller], seconds: float) -> Run:
    program.tell(STALLS_BEGIN)
    until = time.perf_counter() + seconds
    delays: list[float] = []
    while not delays or time.perf_counter() < until:
        caller = callers[len(delays) % len(callers)]
        delays.append(painted_after(program, wire, caller)[NAME])
        time.sleep(_BETWEEN)
    program.tell(STALLS_END)
    return program.expect("stalls")["late"], delays


def _stormed(
    program: Process, wire: Wire, many: Iterator[Caller], watched: Sequence[Caller], seconds: float
) -> Run:
    """A name that was never painted counts as one that was painted at the end."""
    program.tell(STALLS_BEGIN)
    rang = call_storm(wire, many, watched, seconds, rate=CALLS_A_SECOND, rings=_RINGS)
    program.tell(STALLS_END)
    *told, stalls = program.all_until("stalls")
    end = time.perf_counter()
    painted: dict[str, float] = {}
    for one in told:
        if one["event"] == "call":
            painted.setdefault(one["number"], one["painted"][NAME])  # later it is painted as a missed call
    return stalls["late"], [(painted.get(number, end) - at) * 1000 for number, at in rang.items()]


def _figures(during: str, run: Run) -> Iterator[Figure]:
    late, delays = run
    yield _stall(during, late)
    yield Figure(
        "flood",
        f"INVITE → name painted, {during}",
        "ms",
        median(delays),
        max(delays),
        bad_is="max",
        reach=Reach(bad=250.0),
    )


def _stall(during: str, late: Sequence[float]) -> Figure:
    return Figure("flood", f"longest stall of the GUI, {during}", "ms", max(late), reach=Reach(50.0))
