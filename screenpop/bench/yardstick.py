"""A fixed piece of Python work: how fast this machine is right now.

Shared and throttled machines change their speed by half and more from minute to minute; figures of two runs can
be compared only where the yardstick was the same.
"""

import time

from screenpop.bench.figures import Figure, median

_STEPS = 100_000
_TIMES = 9


def lay_on() -> float:
    """Milliseconds for the work, the median of a few goes."""
    return median([_once() for _ in range(_TIMES)])


def compared(benchmark: str, before: float, after: float) -> Figure:
    """What the yardstick said around a benchmark."""
    faster, slower = sorted((before, after))
    return Figure(
        benchmark,
        "yardstick: fixed Python work",
        "ms",
        faster,
        slower,
        bad_is="after" if after >= before else "before",
    )


def _once() -> float:
    begin = time.perf_counter()
    total = 0
    for number in range(_STEPS):
        total += number * number % 7
    return (time.perf_counter() - begin) * 1000
