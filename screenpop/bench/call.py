"""From the INVITE on the wire to what the agent sees, beside the call-back of stock pyVoIP.

The application runs in a process of its own, offscreen, with its cards, a real SIP line and local databases.
"""

import time
from collections.abc import Iterator, Mapping
from contextlib import closing
from random import Random

from screenpop.bench.figures import Figure, Reach, Sizes, median, quantile
from screenpop.bench.painting import NAME, NUMBER
from screenpop.bench.processes import Process, running
from screenpop.bench.resources import use_of
from screenpop.bench.site import Caller, MeasuredSite, measured_site
from screenpop.bench.wire import Wire

NUMBERS = 100_000
_WARM = 20
_A_DAY = 500
"""So many calls may make the program grow by no more than its bar; fewer say little."""
_LONGEST_RUN_OF_A_PEER = 20
_SETTLED = 1.0
_PAINTING = "screenpop.bench.painting"
_PEER = "stock pyVoIP's call-back"


def measure(sizes: Sizes) -> Iterator[Figure]:
    """All figures of one call."""
    numbers = sizes.numbers or NUMBERS
    with closing(Wire()) as wire, measured_site(numbers, wire.server) as site:
        callers = site.callers(sizes.calls + 1)
        with running(_PAINTING, site.config) as program:
            program.expect("line_up", within=60)
            time.sleep(_SETTLED)
            first = painted_after(program, wire, callers[0])
            told = []
            before = after = use_of(program.pid)
            for place, caller in enumerate(callers[1:], 1):
                told.append(painted_after(program, wire, caller))
                if place == min(_WARM, sizes.calls):
                    before = use_of(program.pid)
            after = use_of(program.pid)
        peer = _peer(min(sizes.calls, _LONGEST_RUN_OF_A_PEER), site)
    yield from _figures(numbers, first, told, peer)
    yield Figure(
        "call",
        f"resident growth over {max(0, sizes.calls - _WARM)} calls",
        "MB",
        after.resident - before.resident,
        reach=Reach(2.0) if sizes.calls >= _A_DAY else None,
    )


def painted_after(program: Process, wire: Wire, caller: Caller) -> Mapping[str, float]:
    """Ring once; milliseconds from the packet to each part of the card, `all` of them last."""
    pause = Random().uniform(0.03, 0.09)  # noqa: S311 # calls that come in step with a timer would flatter or punish
    time.sleep(pause)
    invite = wire.ring(caller.number, caller.name)
    painted = program.expect("call", call_id=invite.call_id)["painted"]
    wire.give_up(invite)
    program.expect("closed", call_id=invite.call_id)
    parts = {part: (at - invite.sent_at) * 1000 for part, at in painted.items()}
    return {
        NUMBER: parts[NAME],
        **parts,
        "all": max(parts.values()),
    }  # the name may come with the first frame


def _figures(
    numbers: int, first: Mapping[str, float], told: list[Mapping[str, float]], peer: list[float]
) -> Iterator[Figure]:
    def figure(what: str, part: str, reach: Reach | None) -> Figure:
        values = [parts[part] for parts in told]
        return Figure(
            benchmark="call",
            what=f"INVITE → {what}, {numbers:,} numbers",
            unit="ms",
            typical=median(values),
            bad=quantile(values, 0.95),
            reach=reach,
            peer=_PEER,
            peer_typical=median(peer),
        )

    yield figure("card painted with the number", NUMBER, None)
    yield figure("caller's name painted", NAME, Reach(15.0, 40.0))
    yield figure("all panels painted", "all", Reach(bad=150.0))
    yield Figure(
        "call", "INVITE → name painted, first call after start", "ms", first[NAME], reach=Reach(60.0)
    )


def _peer(calls: int, site: MeasuredSite) -> list[float]:
    """Milliseconds from the packet to stock pyVoIP's call-back, which knows no customer yet."""
    delays = []
    with (
        closing(Wire()) as wire,
        running("screenpop.bench.peers.stock_pyvoip", wire.server.rpartition(":")[2]) as phone,
    ):
        wire.wait_for_phone()
        phone.expect("ready")
        for caller in site.callers(calls):
            invite = wire.ring(caller.number, caller.name)
            told = phone.expect("call", call_id=invite.call_id)
            delays.append((told["at"] - invite.sent_at) * 1000)
            wire.give_up(invite)
    return delays
