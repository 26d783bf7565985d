"""Whom an agent noted arrives at the CRM once, however often it is down or the program ends."""

import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from screenpop.bootstrap.prospect_courier import ProspectCourier
from screenpop.customers import Prospect
from screenpop.errors import SourceUnavailable, UnreadableAnswer
from screenpop.record.ids import new_id
from screenpop.sentences import say
from tests.fakes import FakeDirectory


def noted(name: str, agent: str = "anna") -> Prospect:
    return Prospect(new_id(), "+48225550123", name, "", "", agent, datetime(2026, 3, 31, tzinfo=UTC))


class Crm:
    """Takes prospects in, as often as the test says only after some failures."""

    def __init__(self) -> None:
        self.taken: list[str] = []
        self.failures: list[Exception] = []
        self.wanted = 1
        self.done = threading.Event()

    def offer(self, prospect: Prospect) -> None:
        if self.failures:
            raise self.failures.pop(0)
        self.taken.append(prospect.name)
        if len(self.taken) >= self.wanted:
            self.done.set()

    def close(self) -> None:
        pass


@pytest.fixture
def crm() -> Crm:
    return Crm()


@pytest.fixture
def courier(tmp_path: Path, crm: Crm):
    made = []

    def courier(directory: FakeDirectory) -> ProspectCourier:
        offered = tmp_path / "offered.txt"
        made.append(ProspectCourier(directory, crm, agent="anna", offered=offered, first_pause=0.01))
        made[-1].start()
        return made[-1]

    yield courier
    for each in made:
        each.stop()


def test_who_was_noted_before_and_after_the_start_arrives(courier, crm: Crm) -> None:
    directory = FakeDirectory(taken_in=[noted("Ewa")])
    works = courier(directory)
    assert crm.done.wait(5)

    crm.wanted = 2
    crm.done.clear()
    directory.take_in(noted("Adam"))
    works.wake()

    assert crm.done.wait(5)
    assert crm.taken == ["Ewa", "Adam"]


def test_a_crm_that_is_down_is_tried_until_it_is_there(courier, crm: Crm) -> None:
    crm.failures = [SourceUnavailable(say("down")), ValueError("what nobody thought of")] * 2

    courier(FakeDirectory(taken_in=[noted("Ewa")]))

    assert crm.done.wait(5)
    assert crm.taken == ["Ewa"]


def test_who_has_arrived_is_not_offered_after_a_restart(courier, crm: Crm) -> None:
    directory = FakeDirectory(taken_in=[noted("Ewa")])
    works = courier(directory)
    assert crm.done.wait(5)
    works.stop()

    crm.done.clear()
    directory.take_in(noted("Adam"))
    courier(directory)

    assert crm.done.wait(5)
    assert crm.taken == ["Ewa", "Adam"]


def test_somebody_who_is_refused_holds_up_nobody_else(courier, crm: Crm, caplog) -> None:
    crm.failures = [UnreadableAnswer(say("no such field"))]

    courier(FakeDirectory(taken_in=[noted("Ewa"), noted("Adam")]))

    assert crm.done.wait(5)
    assert crm.taken == ["Adam"]
    assert "no such field" in caplog.text


def test_colleagues_offer_their_own(courier, crm: Crm) -> None:
    courier(FakeDirectory(taken_in=[noted("Jan", agent="marek"), noted("Ewa")]))

    assert crm.done.wait(5)
    assert crm.taken == ["Ewa"]
