"""What becomes of every line when its network is cut and its PBX is killed: it finds back, and no call is missed then.

The suite has three short cuts and one restart. SCREENPOP_TEST_CUTS=10 SCREENPOP_TEST_RESTARTS=5 has ten (one of
60 s) and five, and says how long each took.
"""

import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import cycle, islice

import pytest

from screenpop.events.calls import CallOffered, LineDown, LineUp
from tests.telephony.contract.benches import AmiBench, SipBench
from tests.telephony.contract.heard import Heard
from tests.telephony.contract.relay import Cut, Relay, TcpRelay, UdpRelay

CUTS = int(os.environ.get("SCREENPOP_TEST_CUTS", "3"))
RESTARTS = int(os.environ.get("SCREENPOP_TEST_RESTARTS", "1"))
SHORT = 5.0 if CUTS > 3 else 2.0
LONG = 60.0
POPS_WITHIN = 3.0
NOTICES_WITHIN = 75.0
COMES_BACK_WITHIN = 45.0
SETTLED_AFTER = 3.0
GIVES_UP_WITHIN = 2.0
ACQUAINTED_AFTER = 3.0
"""Only a manager interface that has answered a Ping is taken for dead when it falls silent; the first one goes out
two seconds after the login."""
LINES = ("watch-udp", "contact-udp", "watch-tcp", "contact-tcp", "ami")

Remote = SipBench | AmiBench


@dataclass(frozen=True)
class Cutting:
    """One trouble, and what the line made of it; seconds since the trouble began."""

    line: str
    how: str
    lasted: float
    noticed: float | None
    up_after_end: float
    popped_after: float

    def __str__(self) -> str:
        noticed = "never noticed" if self.noticed is None else f"noticed after {self.noticed:5.1f} s"
        return (
            f"{self.line:12} {self.how:10} {self.lasted:5.1f} s  {noticed:22}"
            f"  up {self.up_after_end:5.1f} s after its end  popped within {self.popped_after:.2f} s"
        )


class Patient:
    """A line that is up, at its peer, with a network between that can be cut."""

    def __init__(self, name: str, bench: Remote) -> None:
        self.name = name
        self.bench = bench
        self.relay: Relay = (UdpRelay if name.endswith("udp") else TcpRelay)(bench.place)
        self.heard = Heard()
        self.line = bench.line(self.heard.put, server=self.relay.place, **_usual(bench))
        self.line.start()
        self.heard.first(LineUp, within=10)

    @property
    def ways(self) -> tuple[Cut, ...]:
        return ("hole",) if self.name.endswith("udp") else ("hole", "reset", "half-open")

    def is_cut(self, how: Cut, seconds: float) -> Cutting:
        if how == "half-open":
            time.sleep(ACQUAINTED_AFTER)
        since, began = self.heard.mark(), time.monotonic()
        self.relay.cut(how)
        time.sleep(seconds / 2)
        if seconds >= LONG:
            self._is_called_in_vain()
        time.sleep(max(0.0, began + seconds - time.monotonic()))
        self.relay.mend()
        ended = time.monotonic()
        if how != "hole":  # nobody can call while a line that is lost does not know
            self.heard.first(LineDown, since, within=NOTICES_WITHIN)
        return self._finds_back(how, since, began, ended)

    def is_bereft(self) -> Cutting:
        since, began = self.heard.mark(), time.monotonic()
        self.bench.kill()
        time.sleep(1)
        attempts = self.bench.attempts()
        self.bench.start()
        ended = time.monotonic()
        self._is_known_again(since, attempts)
        return self._finds_back("restart", since, began, ended)

    def close(self) -> None:
        self.line.stop()
        self.relay.close()

    def _is_called_in_vain(self) -> None:
        with self.bench.calls(taken=False) as call:
            call.hang_up()
            time.sleep(GIVES_UP_WITHIN)
            call.drop()  # SIPp would wait for the answer of a phone that nobody reaches

    def _is_known_again(self, since: int, attempts: int) -> None:
        """The line has lost its PBX and found it; or it asked in time and has been let in, and had nothing to tell."""
        end = time.monotonic() + NOTICES_WITHIN
        asked, quiet_since = attempts, time.monotonic()
        while self.heard.find(LineDown, since, within=0.1) is None:
            assert time.monotonic() < end, "the PBX never heard of the line again"
            if (now := self.bench.attempts()) != asked:
                asked, quiet_since = now, time.monotonic()
            elif asked > attempts and time.monotonic() - quiet_since > SETTLED_AFTER:
                return

    def _finds_back(self, how: str, since: int, began: float, ended: float) -> Cutting:
        up = self.heard.until_up(within=COMES_BACK_WITHIN)
        noticed = self.heard.when(LineDown, since)
        calls_since, called = self.heard.mark(), time.monotonic()
        with self.bench.calls(taken=False) as call:
            self.heard.first(CallOffered, calls_since, within=POPS_WITHIN)
            popped = time.monotonic() - called
            call.hang_up()
        after = None if noticed is None else noticed - began
        return Cutting(self.name, how, ended - began, after, max(0.0, up - ended), popped)


def _usual(bench: Remote) -> dict[str, float]:
    """The heartbeat that desks have, where the whole is run; a quicker one in the suite."""
    return {"heartbeat": 30.0} if CUTS > 3 and isinstance(bench, SipBench) else {}


@pytest.fixture
def patients(shared, tmp_path, monkeypatch) -> Iterator[list[Patient]]:
    """Every line, up, each at a peer of its own."""
    if CUTS <= 3:
        monkeypatch.setattr("telephony.ami.liveness.ASK_EVERY", 3.0)
        monkeypatch.setattr("telephony.ami.liveness.ANSWER_WITHIN", 3.0)
    there: list[Patient] = []
    benches: list[Remote] = []
    try:
        for name in LINES:
            benches.append(
                AmiBench() if name == "ami" else SipBench(shared, tmp_path / name, *name.split("-"))
            )
            benches[-1].start()
            there.append(Patient(name, benches[-1]))
        yield there
    finally:
        for patient in there:
            patient.close()
        for bench in benches:
            bench.close()


def every_one(patients: list[Patient], endures: Callable[[Patient], Iterator[Cutting]]) -> list[Cutting]:
    """All lines at the same time; one that does not come through is told of beside what the others made of it."""
    cuttings: list[Cutting] = []

    def attempt(patient: Patient) -> str:
        try:
            for cutting in endures(patient):
                cuttings.append(cutting)  # noqa: PERF402 # what came before a failure is kept
        except AssertionError as error:
            return f"{patient.name} after {len(patient.heard.events)} reports: {error}"
        return ""

    with ThreadPoolExecutor(len(patients)) as pool:
        failures = list(filter(None, pool.map(attempt, patients)))
    cuttings.sort(key=lambda cutting: cutting.line)
    print("", *cuttings, sep="\n")  # noqa: T201 # the figures of a run by hand
    assert not failures, "\n".join(failures)
    return cuttings


def test_no_call_is_missed_after_the_network_was_cut(patients: list[Patient]):
    def endures(patient: Patient) -> Iterator[Cutting]:
        lengths = [LONG if CUTS >= 10 and place == CUTS // 2 else SHORT for place in range(CUTS)]
        for how, seconds in zip(islice(cycle(patient.ways), CUTS), lengths, strict=True):
            yield patient.is_cut(how, seconds)

    cuttings = every_one(patients, endures)

    assert len(cuttings) == CUTS * len(LINES)


def test_no_call_is_missed_after_the_registrar_was_killed(patients: list[Patient]):
    cuttings = every_one(patients, lambda patient: (patient.is_bereft() for _ in range(RESTARTS)))

    assert len(cuttings) == RESTARTS * len(LINES)
