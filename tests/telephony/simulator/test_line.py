import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from screenpop.errors import LineUnreachable
from screenpop.events.calls import CallAnswered, CallEnded, CallOffered, Ending, LineDown, LineEvent, LineUp
from screenpop.ports.kinds import LineSurroundings
from screenpop.sentences import say
from telephony.simulator import line as simulator_line
from telephony.simulator.kind import KIND
from telephony.simulator.line import SimulatorLine
from telephony.simulator.pbx import LittlePbx
from telephony.simulator.ring import Ring
from telephony.simulator.settings import SimulatorSettings

ANNA = Ring("+48225550123", "Anna Wąs", did="5101")
JAN = Ring("+48221234567", "Jan Kowalski")


class Desk:
    """Keeps what the line reported, sorted by the leg that reported it."""

    def __init__(self) -> None:
        self.events: list[LineEvent] = []
        self._came = threading.Condition()

    def report(self, event: LineEvent) -> None:
        with self._came:
            self.events.append(event)
            self._came.notify_all()

    def told(self, leg: str) -> list[LineEvent]:
        return [event for event in self.events if event.line == leg]

    def wait_for(self, kind: type[LineEvent], count: int = 1) -> None:
        with self._came:
            assert self._came.wait_for(
                lambda: sum(isinstance(event, kind) for event in self.events) >= count, timeout=3
            )


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def start(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., SimulatorLine]]:
    monkeypatch.setattr(simulator_line, "UNTIL_ANSWER_SECONDS", 0.05)
    monkeypatch.setattr(simulator_line, "TALKING_SECONDS", 0.05)
    started = []

    def build(mode: str = "both") -> SimulatorLine:
        settings = SimulatorSettings(mode=mode, name="training")
        line = KIND.build(settings, LineSurroundings(desk.report, lambda: None))
        assert isinstance(line, SimulatorLine)
        started.append(line)
        line.start()
        return line

    yield build
    for line in started:
        line.stop()


@pytest.mark.parametrize("mode", ["contact", "watch", "both"])
def test_the_whole_line_is_up_once(start: Callable[..., SimulatorLine], desk: Desk, mode: str):
    start(mode).wait_until_up()

    desk.wait_for(LineUp)
    assert [(type(event), event.line) for event in desk.events] == [(LineUp, "training")]


def test_both_legs_report_the_same_call(start: Callable[..., SimulatorLine], desk: Desk):
    start().ring(ANNA, seconds=0.05)

    (offered, ended), (seen, gone) = desk.told("training")[1:], desk.told("training.watch")
    assert offered.call_id == ended.call_id == seen.call_id == gone.call_id
    assert (offered.caller, offered.did) == (seen.caller, seen.did)
    assert (ended.ending, gone.ending) == (Ending.MISSED, Ending.UNKNOWN)


def test_a_call_to_practise_with_is_known_for_one_on_both_legs(
    start: Callable[..., SimulatorLine], desk: Desk
):
    line = start()
    line.ring(replace(ANNA, practice=True), seconds=0.05)
    line.ring(JAN, seconds=0.05)

    offers = [(event.line, event.practice) for event in desk.events if isinstance(event, CallOffered)]
    assert sorted(offers[:2]) == [("training", True), ("training.watch", True)]
    assert sorted(offers[2:]) == [("training", False), ("training.watch", False)]


def test_a_call_that_is_answered_ends_after_the_talk(start: Callable[..., SimulatorLine], desk: Desk):
    start().ring(ANNA, answer=True)

    assert [event.ending for event in desk.told("training") if isinstance(event, CallEnded)] == [
        Ending.ANSWERED_ELSEWHERE
    ]
    assert [type(event) for event in desk.told("training.watch")] == [CallOffered, CallAnswered, CallEnded]
    assert desk.told("training.watch")[-1].ending is Ending.ENDED


@pytest.mark.parametrize("mode", ["contact", "watch"])
def test_a_single_leg_reports_under_the_name_of_the_line(
    start: Callable[..., SimulatorLine], desk: Desk, mode: str
):
    start(mode).ring(ANNA, seconds=0.05)

    assert [type(event) for event in desk.told("training")] == [LineUp, CallOffered, CallEnded]


def test_two_calls_ring_at_the_same_time(start: Callable[..., SimulatorLine], desk: Desk):
    line = start()
    rings = [
        threading.Thread(target=line.ring, args=(ring,), kwargs={"seconds": 0.3}) for ring in (ANNA, JAN)
    ]

    for ring in rings:
        ring.start()
    desk.wait_for(CallOffered, count=4)
    assert not any(isinstance(event, CallEnded) for event in desk.events)
    for ring in rings:
        ring.join()

    assert len({event.call_id for event in desk.events if isinstance(event, CallEnded)}) == 2
    assert line.pbx.unsettled() == 0


def test_a_script_may_end_the_call_that_rings(start: Callable[..., SimulatorLine], desk: Desk):
    line = start()
    ringing = threading.Thread(target=line.ring, args=(ANNA,), kwargs={"seconds": 0.3})
    ringing.start()
    desk.wait_for(CallOffered, count=2)
    line.pbx.answer_elsewhere(desk.events[-1].call_id)
    ringing.join()

    desk.wait_for(CallEnded, count=2)
    assert {event.ending for event in desk.events if isinstance(event, CallEnded)} == {
        Ending.ANSWERED_ELSEWHERE,
        Ending.UNKNOWN,
    }


def test_a_line_that_is_stopped_lets_go_of_its_ring(start: Callable[..., SimulatorLine], desk: Desk):
    line = start()
    stopped: list[LineUnreachable] = []

    def ring() -> None:
        try:
            line.ring(ANNA, seconds=30)
        except LineUnreachable as error:
            stopped.append(error)

    ringing = threading.Thread(target=ring)
    ringing.start()
    desk.wait_for(CallOffered, count=2)

    began = time.monotonic()
    line.stop()
    ringing.join()

    assert time.monotonic() - began < 2
    assert len(stopped) == 1


def test_a_line_that_never_started_says_so(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(simulator_line, "UP_WITHIN", 0.05)

    with pytest.raises(LineUnreachable):
        SimulatorLine(SimulatorSettings(), desk.report).ring(ANNA)


def test_a_trouble_of_both_legs_is_told_once(start: Callable[..., SimulatorLine], desk: Desk):
    line = start()
    line.wait_until_up()
    reason = say("The PBX {server} does not answer; trying again.", server="pbx")

    for leg in ("training", "training.watch"):
        line._heard(LineDown(leg, datetime.now(UTC), reason))
    for leg in ("training.watch", "training"):
        line._heard(LineUp(leg, datetime.now(UTC)))

    assert [type(event) for event in desk.told("training")] == [LineUp, LineDown, LineUp]


def test_a_pbx_that_cannot_start_is_told_of(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    def no_port(_: LittlePbx) -> None:
        raise OSError(98, "Address already in use")

    monkeypatch.setattr(LittlePbx, "start", no_port)
    line = SimulatorLine(SimulatorSettings(), desk.report)
    line.start()
    line.stop()

    (event,) = desk.events
    assert isinstance(event, LineDown)
    assert "Address already in use" in str(event.reason)


def test_a_simulated_line_may_stand_beside_a_real_one(desk: Desk):
    line = SimulatorLine.beside("training", desk.report)
    line.start()
    try:
        line.ring(ANNA, seconds=0.05)
    finally:
        line.stop()

    assert {event.line for event in desk.events} == {"training", "training.watch"}


def test_check_rings_it_once():
    checks = list(KIND.examine(SimulatorSettings(), LineSurroundings(lambda _: None, lambda: None)))

    assert [(check.subject, check.passed, str(check.told)) for check in checks] == [
        ("line line", True, "A simulated call arrived.")
    ]


def test_the_extension_is_one_that_a_pbx_could_have():
    assert SimulatorSettings().extension == "101"
    with pytest.raises(ValueError, match="extension"):
        SimulatorSettings(extension="101>\r\n")
