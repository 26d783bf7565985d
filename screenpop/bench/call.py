"""From the INVITE on the wire to what the agent sees, beside the call-back of stock pyVoIP."""

from collections.abc import Iterator
from contextlib import closing

from screenpop.bench.figures import Figure, Reach, Sizes, median
from screenpop.bench.processes import running
from screenpop.bench.site import MeasuredSite, measured_site
from screenpop.bench.wire import Wire
from screenpop.bench.wire_to_paint import NUMBERS, Peer, figures, measured

_A_DAY = 500
"""So many calls may make the program grow by no more than its bar; fewer say little."""
_LONGEST_RUN_OF_A_PEER = 20


def measure(sizes: Sizes) -> Iterator[Figure]:
    """All figures of one call."""
    with closing(Wire()) as wire, measured_site(sizes.numbers or NUMBERS, wire.line) as site:
        run = measured(wire, site, sizes)
        peer = _peer(min(sizes.calls, _LONGEST_RUN_OF_A_PEER), site)
    yield from figures("call", "INVITE", run, peer)
    yield Figure(
        "call",
        f"resident growth over {run.grown_over} calls",
        "MB",
        run.growth,
        reach=Reach(2.0) if sizes.calls >= _A_DAY else None,
    )


def _peer(calls: int, site: MeasuredSite) -> Peer:
    """Stock pyVoIP, from the packet to its call-back, which knows no customer yet."""
    delays = []
    with (
        closing(Wire()) as wire,
        running("screenpop.bench.peers.stock_pyvoip", wire.server.rpartition(":")[2]) as phone,
    ):
        wire.wait_for_phone()
        phone.expect("ready")
        for caller in site.callers(calls):
            offer = wire.ring(caller.number, caller.name)
            told = phone.expect("call", call_id=offer.call_id)
            delays.append((told["at"] - offer.sent_at) * 1000)
            offer.give_up()
    return Peer("stock pyVoIP's call-back", median(delays))
