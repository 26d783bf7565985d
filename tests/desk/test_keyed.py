"""A customer number that the caller keyed in: it tells who the call is about, and proves nothing."""

from screenpop.customers import Match
from screenpop.events import calls, news
from screenpop.trust import Trust
from tests.desk.conftest import ANNA, Bench, offered
from tests.fakes import NOON

KEYED = calls.Facts(keyed="1001")


def identity(bench: Bench):
    return bench.heard(news.CallerIdentified)[-1].identity


def test_it_finds_the_customer_of_a_caller_whom_nobody_knows(bench: Bench):
    bench.happens(offered("+12025550143", facts=KEYED))
    bench.works()
    assert (identity(bench).match, identity(bench).customer) == (Match.SHARED, ANNA.customer)
    assert identity(bench).person is None
    assert len(bench.heard(news.PanelFilled)) == 4


def test_it_finds_the_customer_of_a_caller_who_asked_not_to_be_known_and_the_number_stays_withheld(
    bench: Bench,
):
    bench.happens(offered(None, facts=KEYED))
    bench.works()
    (opened,) = bench.heard(news.PopOpened)
    assert (opened.caller.withheld, opened.caller.trust) == (True, Trust.WITHHELD)
    assert identity(bench).customer == ANNA.customer


def test_it_makes_no_number_more_trusted(bench: Bench):
    bench.happens(offered(facts=KEYED))
    bench.works()
    assert bench.heard(news.PopOpened)[0].caller.trust is Trust.UNCONFIRMED
    assert identity(bench).match is Match.EXACT


def test_one_that_comes_late_has_the_directory_asked_again(bench: Bench):
    bench.happens(offered("+12025550143"))
    bench.works()
    assert identity(bench).match is Match.UNKNOWN

    bench.happens(calls.CallUpdated("line", "c1", NOON, facts=KEYED))
    bench.works()
    assert identity(bench).customer == ANNA.customer


def test_one_that_nobody_has_changes_nothing(bench: Bench):
    bench.happens(offered(facts=calls.Facts(keyed="9999")))
    bench.works()
    assert identity(bench).match is Match.EXACT


def on_now(number: str | None, *, by: str | None = None, line: str = "line") -> calls.PartyChanged:
    return calls.PartyChanged(line, "c1", NOON, calls.Presented(number), by)


def test_the_next_outside_caller_on_the_call_is_not_taken_for_the_customer_whom_the_earlier_one_keyed(
    bench: Bench,
):
    bench.happens(offered("+12025550143", facts=calls.Facts(queue="support", keyed="1001")))
    bench.works()
    assert identity(bench).customer == ANNA.customer

    bench.happens(on_now("+12025550199", by="105"))
    bench.works()

    assert identity(bench).match is Match.UNKNOWN
    assert bench.heard(news.PartyChanged)[-1].facts == calls.Facts(queue="support")


def test_what_was_keyed_is_the_outside_caller_s_when_a_colleague_passes_the_call_on(bench: Bench):
    bench.happens(offered("105", facts=KEYED), on_now("+12025550143", by="105"))
    bench.works()
    assert identity(bench).customer == ANNA.customer
