"""What showing a card costs: from the signal to the painted card, beside a bare window with as many labels."""

from collections.abc import Iterator

from screenpop.bench.figures import Figure, Reach, Sizes, median, quantile
from screenpop.bench.processes import running
from screenpop.bench.showing import FILLED, FULL, SMALL

_SHOWN = {
    SMALL: ("small card painted with the caller's name", Reach(bad=20.0)),
    FILLED: ("small card painted with four departments' answers", None),
    FULL: ("full card painted, once answered", Reach(bad=35.0)),
}
_A_CALL_TAKES = 2.0
_POPS_A_CALL = 2.5
_A_DAY = 500
"""So many pops may make the windows grow by no more than the bar; fewer say little."""


def measure(sizes: Sizes) -> Iterator[Figure]:
    """Signal → painted for each stage of a card."""
    pops = int(sizes.calls * _POPS_A_CALL)
    with running("screenpop.bench.showing", sizes.calls, pops) as program:
        told = program.expect("shown", within=60 + (sizes.calls + pops) * _A_CALL_TAKES)
    for stage, (what, reach) in _SHOWN.items():
        took, bare = told["took"][stage], told["took"].get(f"bare {stage}")
        yield Figure(
            *("pop", f"signal → {what}", "ms", median(took), quantile(took, 0.95)),
            reach=reach,
            peer=f"bare window, {told['labels'][stage]} labels" if bare else None,
            peer_typical=median(bare) if bare else None,
            peer_bad=quantile(bare, 0.95) if bare else None,
        )
    yield Figure(
        *(
            "pop",
            f"resident growth of the windows over {pops} calls, small, full and away",
            "MB",
            told["grown"],
        ),
        reach=Reach(2.0) if pops >= _A_DAY else None,
    )
