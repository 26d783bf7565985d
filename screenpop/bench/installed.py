"""The packaged program beside this source, in turns: start, memory, size."""

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from screenpop.bench.deb_package import Unpacked, required_size, size_of, unpacked
from screenpop.bench.figures import Figure, Reach, Sizes, median, quantile
from screenpop.bench.painting import WINDOW
from screenpop.bench.processes import running
from screenpop.bench.resources import use_of
from screenpop.bench.site import measured_site
from screenpop.bench.wire import Wire
from screenpop.errors import ConfigurationError
from screenpop.sentences import say

NUMBERS = 100_000
_PAIRS = 14
_SETTLING = 8.0
_MEGA = 1e6
_LARGEST, _LARGEST_THAT_LEARNS = 60.0, 150.0
_SOURCE = "from source"


@dataclass(frozen=True, slots=True)
class Start:
    """One start, in milliseconds.

    Attributes:
        painted: Until its first window was.
        registered: Until its line was.
    """

    painted: float
    registered: float


def measure(sizes: Sizes) -> Iterator[Figure]:
    """All figures of the package.

    Raises:
        ConfigurationError: There is none.
    """
    package = sizes.package
    if package is None or not package.is_file():
        raise ConfigurationError(
            say("Name the package with --package: make package builds it, and dist/ is where it lies.")
        )
    with unpacked(package) as installed:
        yield from _sizes(installed)
        programs = (str(installed.program), sys.executable)
        with closing(Wire()) as wire, measured_site(sizes.numbers or NUMBERS, wire.line) as site:
            for program in programs:  # the first start of all makes the record
                _start(program, site.config)
            ours, source = list[Start](), list[Start]()
            for turn in range(max(1, min(_PAIRS, sizes.calls))):
                pair = list(zip(programs, (ours, source), strict=True))
                for program, starts in reversed(pair) if turn % 2 else pair:
                    starts.append(_start(program, site.config))
            settling = min(_SETTLING, sizes.seconds)
            resident = [_resident(each, site.config, wire, settling) for each in programs]
    yield _compared("window painted", [s.painted for s in ours], [s.painted for s in source])
    yield _compared("line registered", [s.registered for s in ours], [s.registered for s in source])
    yield Figure(
        "installed",
        "resident memory, idle",
        "MB",
        resident[0],
        reach=Reach(130.0),
        peer=_SOURCE,
        peer_typical=resident[1],
    )


def _sizes(installed: Unpacked) -> Iterator[Figure]:
    for package, most in ((installed.package, _LARGEST), (installed.learn, _LARGEST_THAT_LEARNS)):
        if package is not None:
            name = package.name.partition("_")[0]
            yield Figure("installed", f"{name}.deb", "MB", package.stat().st_size / _MEGA, reach=Reach(most))
    yield Figure(
        "installed",
        "on the disk",
        "MB",
        size_of(installed.folder) / _MEGA,
        peer=_SOURCE,
        peer_typical=required_size("screenpop") / _MEGA,
    )


def _compared(what: str, ours: Sequence[float], source: Sequence[float]) -> Figure:
    bar = median(source)
    return Figure(
        "installed",
        f"process → {what}, {len(ours)} pairs",
        "ms",
        median(ours),
        quantile(ours, 0.95),
        reach=Reach(bar),
        peer=_SOURCE,
        peer_typical=bar,
        peer_bad=quantile(source, 0.95),
    )


def _start(program: str, config: Path) -> Start:
    with running("screenpop.bench.painting", config, program=program) as desktop:
        at = [desktop.expect(event, within=60)["at"] - desktop.started_at for event in (WINDOW, "line_up")]
    return Start(*(1000 * seconds for seconds in at))


def _resident(program: str, config: Path, wire: Wire, settling: float) -> float:
    """As people start it, with its guard."""
    wire.forget_phone()
    with running("screenpop", "--config", config, program=program) as desktop:
        wire.wait_for_phone()
        time.sleep(settling)
        return use_of(desktop.pid).resident
