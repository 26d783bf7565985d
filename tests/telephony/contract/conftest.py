"""The lines of the contract, each beside its peer."""

from collections.abc import Callable, Iterator

import pytest

from screenpop.events.calls import LineUp
from screenpop.ports.line import Line
from tests.telephony.contract.benches import AmiBench, Bench, SimulatorBench, SipBench
from tests.telephony.contract.heard import Heard

SIP_LINES = [f"{mode}-{transport}" for mode in ("watch", "contact") for transport in ("udp", "tcp", "tls")]
SIMULATED = ["simulator-watch", "simulator-contact"]

Make = Callable[[str], Bench]


@pytest.fixture(scope="module")
def sip_bench(shared, tmp_path_factory) -> Iterator[Make]:
    """Real programs take their time to start: those of one line serve all tests of a file."""
    running: dict[str, SipBench] = {}

    def make(name: str) -> Bench:
        if name not in running:
            for other in running.values():
                other.close()
            running.clear()
            bench = SipBench(shared, tmp_path_factory.mktemp(name), *name.split("-"))
            running[name] = bench
            bench.start()
        return running[name]

    yield make
    for bench in running.values():
        bench.close()


@pytest.fixture
def make_bench(sip_bench: Make) -> Iterator[Make]:
    """A peer by its name; those of this process live for one test."""
    made: list[Bench] = []

    def make(name: str) -> Bench:
        if name in SIP_LINES:
            return sip_bench(name)
        made.append(AmiBench() if name == "ami" else SimulatorBench(name.partition("-")[2]))
        made[-1].start()
        return made[-1]

    yield make
    for bench in made:
        bench.close()


@pytest.fixture(params=[*SIP_LINES, "ami", *SIMULATED])
def bench(request: pytest.FixtureRequest, make_bench: Make) -> Bench:
    """Every line."""
    return make_bench(request.param)


@pytest.fixture(params=[*SIP_LINES, "ami"])
def remote(request: pytest.FixtureRequest, make_bench: Make) -> Bench:
    """Every line whose PBX is a program of its own, which may be gone and asks for a password."""
    return make_bench(request.param)


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def started() -> Iterator[Callable[[Line], Line]]:
    """Starts a line, which is stopped at the end of the test."""
    lines: list[Line] = []

    def start(line: Line) -> Line:
        lines.append(line)
        line.start()
        return line

    yield start
    for line in lines:
        line.stop()


@pytest.fixture
def line(bench: Bench, heard: Heard, started: Callable[[Line], Line]) -> Line:
    """A line that is up."""
    running = started(bench.line(heard.put))
    heard.first(LineUp)
    return running
