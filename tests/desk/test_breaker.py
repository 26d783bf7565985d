"""A department that is down is left alone for a while; the panel says since when."""

from screenpop.desk.breaker import FIRST_PAUSE, LONGEST_PAUSE, Breaker
from screenpop.errors import SourceDenied, SourceUnavailable
from screenpop.events import acts, news
from screenpop.sentences import say
from tests.desk.conftest import Bench, offered
from tests.fakes import NOON, Clock

DOWN = SourceUnavailable(say("the ledger is down"))


def rings(bench: Bench, *call_ids: str) -> None:
    for call_id in call_ids:
        bench.happens(offered(call_id=call_id))
        bench.works()


def failures(bench: Bench) -> list[news.PanelFailed]:
    return [failed for failed in bench.heard(news.PanelFailed) if failed.department == "accounting"]


def test_one_failure_holds_nothing_back(bench: Bench) -> None:
    ledger = bench.departments[0]
    ledger.failure = DOWN

    rings(bench, "c1", "c2")

    assert len(ledger.asked) == 2
    assert [failed.since for failed in failures(bench)] == [None, NOON]


def test_after_two_failures_the_next_call_is_told_at_once_since_when(bench: Bench) -> None:
    ledger = bench.departments[0]
    ledger.failure = DOWN
    rings(bench, "c1", "c2", "c3")

    assert len(ledger.asked) == 2
    told = failures(bench)[-1]
    assert (told.call_id, told.since, str(told.reason)) == ("c3", NOON, "the ledger is down")
    assert len(bench.departments[1].asked) == 3  # nobody else is held back


def test_the_next_call_after_the_pause_tries_again(bench: Bench) -> None:
    ledger = bench.departments[0]
    ledger.failure = DOWN
    rings(bench, "c1", "c2")

    bench.passes(FIRST_PAUSE + 0.1)
    ledger.failure = None
    rings(bench, "c3", "c4")

    assert len(ledger.asked) == 4
    assert len(failures(bench)) == 2


def test_an_agent_who_asks_again_is_never_held_back(bench: Bench) -> None:
    ledger = bench.departments[0]
    ledger.failure = DOWN
    rings(bench, "c1", "c2")

    bench.happens(acts.AskedAgain("c2", "accounting"))
    bench.works()

    assert len(ledger.asked) == 3


def test_a_department_that_says_no_is_not_down(bench: Bench) -> None:
    ledger = bench.departments[0]
    ledger.failure = SourceDenied(say("not you"))

    rings(bench, "c1", "c2", "c3")

    assert len(ledger.asked) == 3
    assert [failed.since for failed in failures(bench)] == [None] * 3


def test_calls_that_rang_together_make_one_pause() -> None:
    clock = Clock()
    breaker = Breaker(clock)

    for _ in range(9):
        breaker.failed("ledger", say("down"), NOON)

    clock.seconds += FIRST_PAUSE
    assert not breaker.holds_back("ledger")


def test_pauses_double_up_to_a_minute() -> None:
    clock = Clock()
    breaker = Breaker(clock)
    pauses = []
    for _ in range(9):
        breaker.failed("ledger", say("down"), NOON)
        began = clock.seconds
        while breaker.holds_back("ledger"):
            clock.seconds += 1
        pauses.append(clock.seconds - began)

    assert pauses[:4] == [0, FIRST_PAUSE, 2 * FIRST_PAUSE, 4 * FIRST_PAUSE]
    assert pauses[-1] == LONGEST_PAUSE
