"""The window paints who is calling before departments are asked, and holds nobody up for long."""

from datetime import timedelta

import pytest

from screenpop.customers import Candidates, Customer, Match, Person
from screenpop.events import acts, calls, news
from screenpop.events.windows import CallerSeen
from screenpop.phone_numbers import PhoneNumber
from tests.desk.conftest import ANNA, ANNAS_NUMBER, Bench, ended, offered
from tests.fakes import FakeDepartment, FakeDirectory, FakeMemory, FakeRecord

WITHIN = 0.05


@pytest.fixture
def bench() -> Bench:
    directory = FakeDirectory({PhoneNumber(ANNAS_NUMBER): Candidates((ANNA,))})
    departments = tuple(FakeDepartment(name) for name in ("accounting", "sales"))
    within = timedelta(seconds=WITHIN)
    return Bench(directory, departments, FakeRecord(), memory=FakeMemory(), head_start=within)


def ring(bench: Bench, call_id: str = "c1") -> None:
    bench.happens(offered(call_id=call_id))
    bench.works("directory")


def asked(bench: Bench) -> list[Customer]:
    bench.works()
    return bench.departments[0].asked


def test_who_is_calling_is_told_at_once_and_everybody_is_asked_once_it_is_seen(bench: Bench) -> None:
    ring(bench)
    assert bench.heard(news.CallerIdentified)[0].identity.match is Match.EXACT
    assert asked(bench) == []

    bench.happens(CallerSeen("c1"))
    assert asked(bench) == [ANNA.customer]
    assert {told.department for told in bench.heard(news.PanelFilled)} == {"accounting", "sales"}
    assert bench.heard(news.Recalled)


def test_a_window_that_shows_nothing_holds_nobody_up(bench: Bench) -> None:
    ring(bench)
    bench.passes(WITHIN)
    assert asked(bench) == [ANNA.customer]


def test_a_window_that_shows_it_late_has_nobody_asked_twice(bench: Bench) -> None:
    ring(bench)
    bench.passes(WITHIN)
    bench.happens(CallerSeen("c1"), CallerSeen("c1"))
    assert asked(bench) == [ANNA.customer]


def test_a_call_that_nobody_knows_is_seen_without_consequence(bench: Bench) -> None:
    bench.happens(CallerSeen("nobody's"))
    bench.happens(offered("+48600700800"))
    bench.works("directory")
    bench.happens(CallerSeen("c1"))
    assert asked(bench) == []
    assert bench.desk._next_due() is None


def test_nobody_is_asked_about_a_call_that_is_gone(bench: Bench) -> None:
    ring(bench)
    bench.happens(ended(calls.Ending.MISSED))
    bench.passes(WITHIN)
    bench.happens(CallerSeen("c1"))
    assert asked(bench) == []


def test_whoever_is_asked_again_is_asked_at_once(bench: Bench) -> None:
    ring(bench)
    bench.happens(acts.AskedAgain("c1", "sales"))
    assert asked(bench) == [ANNA.customer]

    bench.passes(WITHIN)
    assert asked(bench) == [ANNA.customer]


def test_another_party_s_departments_wait_for_that_party_to_be_seen(bench: Bench) -> None:
    ring(bench)
    other = Person(Customer("1002", "Firma"), "Jan Nowak")
    bench.happens(acts.PersonChosen("c1", other), CallerSeen("c1"))
    assert asked(bench) == [other.customer]


def test_each_call_waits_for_its_own_painting(bench: Bench) -> None:
    ring(bench, "c1")
    bench.clock.seconds += WITHIN / 2
    ring(bench, "c2")
    bench.happens(CallerSeen("c2"))
    bench.works()
    assert {told.call_id for told in bench.heard(news.PanelFilled)} == {"c2"}

    bench.passes(WITHIN / 2)
    bench.works()
    assert {told.call_id for told in bench.heard(news.PanelFilled)} == {"c1", "c2"}


def test_a_storm_is_still_asked_about_in_turns(bench: Bench) -> None:
    for number in range(30):
        ring(bench, f"c{number}")
    bench.passes(WITHIN)
    assert len(asked(bench)) < 30
    bench.passes(1)
    assert len(asked(bench)) == 30
