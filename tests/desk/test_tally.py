"""What the administrator is told that each line delivers."""

from datetime import timedelta

from screenpop.events import calls, news
from screenpop.record.entries import CallDetailed
from tests.desk.conftest import Bench, offered
from tests.fakes import NOON


def test_every_fact_that_came_is_counted_under_its_line(bench: Bench):
    bench.happens(
        offered(line="ami", did="100", facts=calls.Facts(queue="q", waited=timedelta(seconds=3))),
        calls.CallUpdated("ami", "c1", NOON, facts=calls.Facts(keyed="4711")),
        calls.CallAnswered("ami", "c1", NOON),
        calls.CallEnded("ami", "c1", NOON, calls.Ending.ENDED),
        offered(None, line="watch", call_id="c2"),
        calls.CallEnded("watch", "c2", NOON, calls.Ending.UNKNOWN),
    )
    ami, watch = bench.desk.tally.of("ami"), bench.desk.tally.of("watch")

    assert {word for word, count in ami.items() if count} == {
        *("calls", "number", "name", "did", "queue", "waited", "keyed", "answered", "endings_told")
    }
    assert {word for word, count in watch.items() if count} == {"calls", "withheld"}


def test_a_line_that_told_nothing_has_counted_nothing(bench: Bench):
    assert set(bench.desk.tally.of("never").values()) == {0}


def test_what_only_ties_legs_together_is_for_the_record_and_no_news(bench: Bench):
    bench.happens(offered(), calls.CallUpdated("line", "c1", NOON, facts=calls.Facts(linked="17.1")))
    bench.works()

    assert bench.heard(news.CallUpdated) == []
    details = [entry for entry in bench.record.entries if isinstance(entry, CallDetailed)]
    assert [entry.linked for entry in details] == ["17.1"]
