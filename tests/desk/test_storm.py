"""More calls than any desk has: departments are asked about as many as the window can take, the others wait."""

from screenpop.desk.enquiries import CALLS_AT_ONCE
from screenpop.events import calls, news
from tests.desk.conftest import Bench, offered
from tests.fakes import NOON


def storm(bench: Bench, count: int) -> None:
    for number in range(count):
        bench.happens(offered(call_id=f"c{number}"))
        bench.works("directory")


def asked(bench: Bench) -> int:
    return len(bench.departments[0].asked)


def test_every_call_is_identified_and_a_few_are_answered_at_once(bench: Bench):
    storm(bench, 30)
    bench.works()

    assert len(bench.heard(news.CallerIdentified)) == 30
    assert asked(bench) == CALLS_AT_ONCE


def test_the_others_are_asked_about_in_their_turn(bench: Bench):
    storm(bench, 30)
    bench.works()
    bench.passes(1)
    bench.works()
    assert asked(bench) == 30


def test_nobody_is_asked_about_a_call_that_is_gone(bench: Bench):
    storm(bench, 30)
    for number in range(CALLS_AT_ONCE, 30):
        bench.happens(calls.CallEnded("line", f"c{number}", NOON, calls.Ending.MISSED))
    bench.works()
    bench.passes(1)
    bench.works()
    assert asked(bench) == CALLS_AT_ONCE
    assert bench.desk._next_due() is None


def test_the_call_that_is_talked_on_goes_first(bench: Bench):
    storm(bench, 30)
    bench.works()
    bench.happens(calls.CallAnswered("line", "c29", NOON))
    bench.told.clear()
    bench.passes(0.06)
    bench.works()
    assert {filled.call_id for filled in bench.heard(news.PanelFilled)} == {"c29"}
