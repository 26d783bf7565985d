"""From the manager interface's event to what the agent sees, and how many events a second are taken in.

panoramisk gets the same bytes in the same run, in turns. It makes a dictionary of each event and calls back;
ours also follows every call to what it reports.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing

from screenpop.bench.ami_wire import AmiWire
from screenpop.bench.figures import Figure, Reach, Sizes, median
from screenpop.bench.manager_events import everybodys_calls, own_calls
from screenpop.bench.peers import panoramisk_parser
from screenpop.bench.site import measured_site
from screenpop.bench.wire import EXTENSION
from screenpop.bench.wire_to_paint import NUMBERS, figures, measured
from screenpop.ports.kinds import FactsTable
from telephony.ami.framing import Framing
from telephony.ami.tracker import Tracker
from telephony.facts import FactRules

_CALLS_PER_CALL = 10
_SEGMENT = 1448
_TURNS = 5


def measure(sizes: Sizes) -> Iterator[Figure]:
    """All figures of one call, then the throughput."""
    with closing(AmiWire()) as wire, measured_site(sizes.numbers or NUMBERS, wire.line) as site:
        run = measured(wire, site, sizes)
    yield from figures("ami", "AMI event", run)
    calls = sizes.calls * _CALLS_PER_CALL
    yield from throughput("own calls", b"".join(own_calls(calls)), None)
    yield from throughput("everybody's calls", b"".join(everybodys_calls(calls)), Reach(2.0, at_least=True))


def events_followed(chunks: Sequence[bytes]) -> int:
    """Feed our framing and our state machine; how many events came."""
    tracker = Tracker(
        line="bench",
        extension=EXTENSION,
        technologies=("PJSIP", "SIP"),
        rules=FactRules(FactsTable()),
        report=lambda _: None,
        uptime=time.monotonic,
    )
    framing = Framing(tracker.events)
    for chunk in chunks:
        for message in framing.feed(chunk):
            tracker.hear(message)
    return framing.events


def throughput(whose: str, stream: bytes, reach: Reach | None) -> Iterator[Figure]:
    """Events a second in this stream of bytes, ours and panoramisk's in turns."""
    chunks = [stream[start : start + _SEGMENT] for start in range(0, len(stream), _SEGMENT)]
    ours, theirs = [], []
    for _ in range(_TURNS):
        ours.append(_per_second(events_followed, chunks))
        try:
            theirs.append(_per_second(panoramisk_parser.events_taken, chunks))
        except ImportError:
            continue
    peer = "panoramisk" if theirs else None
    what = f"AMI events taken in, {whose}"
    if peer is None:
        yield Figure("ami", f"{what} (panoramisk is not installed)", "/s", median(ours))
        return
    figure = Figure("ami", what, "/s", median(ours), peer=peer, peer_typical=median(theirs))
    yield figure
    if figure.ratio is not None:
        yield Figure("ami", f"{peer}'s throughput exceeded, {whose}", "×", figure.ratio, reach=reach)


def _per_second(take: Callable[[Sequence[bytes]], int], chunks: Sequence[bytes]) -> float:
    begin = time.perf_counter()
    events = take(chunks)
    return events / (time.perf_counter() - begin)
