"""Five thousand calls one after the other, by real packets: afterwards nothing is left of them."""

import gc
import os
import resource
import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from screenpop.events.calls import CallEnded, CallOffered, LineEvent, LineUp
from screenpop.ports.kinds import LineSurroundings
from screenpop.ports.line import Line
from telephony.ami.ami_line import AmiLine
from telephony.simulator.pbx import LittlePbx
from telephony.simulator.ring import Ring
from telephony.sip.account import Account
from telephony.sip.contact_line import ContactLine
from telephony.sip.pace import Pace
from telephony.sip.watch_line import WatchLine
from tests.peers import until
from tests.telephony.contract.benches import AmiBench

CALLS = int(os.environ.get("SCREENPOP_TEST_CALLS", "5000"))
WARM = CALLS // 5
MOST_GROWTH = 4 << 20
POPS_WITHIN = 3.0
RING = Ring("+34911222333", "Ana López", did="900100200")


class Tally:
    """Counts what a line reports, and keeps none of it."""

    def __init__(self) -> None:
        self.counts: Counter[type[LineEvent]] = Counter()
        self._came = threading.Condition()

    def put(self, event: LineEvent) -> None:
        with self._came:
            self.counts[type(event)] += 1
            self._came.notify_all()

    def reaches(self, kind: type[LineEvent], count: int) -> None:
        with self._came:
            assert self._came.wait_for(lambda: self.counts[kind] >= count, POPS_WITHIN), (count, self.counts)


@pytest.fixture
def tally() -> Tally:
    return Tally()


@pytest.fixture(autouse=True)
def an_unhurried_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is refused for coming too fast, and what lingers after a call does so for a moment only."""
    monkeypatch.setattr("telephony.sip.ringing_calls.Pace", lambda: Pace(CALLS, CALLS))
    monkeypatch.setattr("telephony.sip.watched_calls.Pace", lambda: Pace(CALLS, CALLS), raising=False)
    monkeypatch.setattr("telephony.sip.transactions.LINGER", 0.3)


def resident() -> int:
    """Bytes of memory that this process holds now."""
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


def go_through(line: Line, tally: Tally, one_call: Callable[[int], None]) -> str:
    """Have all the calls come in, one after the other; how much memory the line has grown by."""
    threads, before = threading.active_count(), 0
    for number in range(1, CALLS + 1):
        one_call(number)
        if number == WARM:
            before = resident()
    tally.reaches(CallEnded, CALLS)
    grown = resident() - before
    assert threading.active_count() == threads
    assert tally.counts[CallOffered] == tally.counts[CallEnded] == CALLS
    assert tally.counts[LineUp] == 1
    assert grown < MOST_GROWTH
    return f"{line.name}: {grown / 1024:.0f} KiB more after {CALLS - WARM} calls"


def wakers(line: ContactLine | WatchLine | AmiLine) -> int:
    """How many timers would still do something."""
    thread = line._thread if isinstance(line, AmiLine) else line._endpoint.thread
    return sum(timer.do is not None for _, _, timer in list(thread._timers))


@pytest.mark.parametrize("kind", [ContactLine, WatchLine])
def test_nothing_is_left_of_them_on_a_sip_line(kind: type[ContactLine] | type[WatchLine], tally: Tally):
    pbx = LittlePbx()
    pbx.start()
    host, port = pbx.address
    account = Account(host=host, port=port, extension="101", username="101")
    line = kind(kind.__name__, account, LineSurroundings(tally.put, lambda: pbx.password))
    line.start()
    try:
        tally.reaches(LineUp, 1)
        idle = wakers(line)

        def one_call(number: int) -> None:
            call_id = pbx.offer(RING)
            tally.reaches(CallOffered, number)
            pbx.hang_up(call_id)
            assert pbx.wait_until_over(call_id, POPS_WITHIN)

        print(go_through(line, tally, one_call))  # noqa: T201 # the figures of a run by hand
        until(lambda: len(line._calls) == 0, "the end of the lingering")
        until(lambda: wakers(line) <= idle + 1, "the end of every timer")
        assert not line._endpoint.requests._open
        assert pbx.unsettled() == 0
    finally:
        line.stop()
        pbx.stop()


def test_nothing_is_left_of_them_on_a_manager_interface(tally: Tally):
    bench = AmiBench()
    bench.start()
    line = bench.line(tally.put)
    assert isinstance(line, AmiLine)
    line.start()
    try:
        tally.reaches(LineUp, 1)

        def one_call(number: int) -> None:
            with bench.calls(taken=False) as call:
                call.hang_up()
            tally.reaches(CallEnded, number)

        print(go_through(line, tally, one_call))  # noqa: T201 # the figures of a run by hand
        assert line.counts()["kept"] == 0
        assert bench.attempts() == 1
    finally:
        line.stop()
        bench.close()
