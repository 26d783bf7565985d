"""From a packet on the wire to what the agent sees, whatever the packet is.

The application runs in a process of its own, offscreen, with its cards, a real line and local databases.
"""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from screenpop.bench.figures import Figure, Reach, Sizes, median, quantile
from screenpop.bench.painting import NAME, NUMBER
from screenpop.bench.pbx import Pbx
from screenpop.bench.processes import Process, running
from screenpop.bench.resources import use_of
from screenpop.bench.site import Caller, MeasuredSite

NUMBERS = 100_000
PAINTING = "screenpop.bench.painting"
_WARM = 20
_SETTLED = 1.0

Parts = Mapping[str, float]
"""Milliseconds from the packet to each part of the card, `all` of them last."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What came of ringing a program again and again.

    Attributes:
        numbers: In its directory.
        first: Its first call after the start.
        calls: All others.
        growth: Of resident memory in megabytes, once it was warm.
        grown_over: So many calls.
    """

    numbers: int
    first: Parts
    calls: Sequence[Parts]
    growth: float
    grown_over: int


@dataclass(frozen=True, slots=True)
class Peer:
    """Who did the same in the same run, and in how many milliseconds, typically."""

    name: str
    typical: float


def measured(pbx: Pbx, site: MeasuredSite, sizes: Sizes) -> Measured:
    """Ring a program, one call after the other."""
    first, *callers = site.callers(sizes.calls + 1)
    warm = min(_WARM, sizes.calls)
    with running(PAINTING, site.config) as program:
        program.expect("line_up", within=60)
        time.sleep(_SETTLED)
        told = [painted_after(program, pbx, caller) for caller in (first, *callers[:warm])]
        before = use_of(program.pid)
        told += [painted_after(program, pbx, caller) for caller in callers[warm:]]
        growth = use_of(program.pid).resident - before.resident
    numbers = sizes.numbers or NUMBERS
    return Measured(numbers, told[0], told[1:], growth, max(0, sizes.calls - _WARM))


def painted_after(program: Process, pbx: Pbx, caller: Caller, pause: float | None = None) -> Parts:
    """Ring once, wait until the whole card is painted, hang up, and wait until the card has gone."""
    time.sleep(_any_pause() if pause is None else pause)
    offer = pbx.ring(caller.number, caller.name)
    told = program.expect("call", number=caller.number)
    offer.give_up()
    program.expect("closed", call_id=told["call_id"])
    parts = {part: (at - offer.sent_at) * 1000 for part, at in told["painted"].items()}
    return {
        NUMBER: parts[NAME],
        **parts,
        "all": max(parts.values()),
    }  # the name may come with the first frame


def _any_pause() -> float:
    """Calls that come in step with a timer would flatter or punish."""
    return Random().uniform(0.03, 0.09)  # noqa: S311 # no secret


def figures(benchmark: str, packet: str, run: Measured, peer: Peer | None = None) -> Iterator[Figure]:
    """The table's lines; `packet` is what comes in: INVITE, NOTIFY, AMI event."""

    def figure(what: str, part: str, reach: Reach | None) -> Figure:
        values = [parts[part] for parts in run.calls]
        return Figure(
            benchmark=benchmark,
            what=f"{packet} → {what}, {run.numbers:,} numbers",
            unit="ms",
            typical=median(values),
            bad=quantile(values, 0.95),
            reach=reach,
            peer=peer.name if peer else None,
            peer_typical=peer.typical if peer else None,
        )

    yield figure("card painted with the number", NUMBER, None)
    yield figure("caller's name painted", NAME, Reach(15.0, 40.0))
    yield figure("all panels painted", "all", Reach(bad=150.0))
    first = f"{packet} → name painted, first call after start"
    yield Figure(benchmark, first, "ms", run.first[NAME], reach=Reach(60.0))
