"""Calls that the desk phone makes: kept with their direction, shown only where the site wants it."""

from dataclasses import replace

from screenpop.events import calls, news
from screenpop.record import entries
from tests.desk.conftest import ANNAS_NUMBER, Bench, offered
from tests.fakes import NOON

OUT = calls.Direction.OUT


def kept(bench: Bench, kind: type) -> list:
    return [entry for entry in bench.record.entries if isinstance(entry, kind)]


def test_an_outgoing_call_is_kept_and_nobody_is_disturbed(bench: Bench):
    bench.happens(offered(direction=OUT), calls.CallAnswered("line", "c1", NOON))
    bench.happens(calls.CallEnded("line", "c1", NOON, calls.Ending.ENDED))
    bench.works()

    assert not bench.told
    (started,) = kept(bench, entries.CallStarted)
    assert (started.direction, started.number) == (OUT, ANNAS_NUMBER)
    assert [found.customer for found in kept(bench, entries.CallerFound)] == ["Hurt-Bud"]
    assert kept(bench, entries.CallPickedUp)
    assert kept(bench, entries.CallFinished)
    assert not any(department.asked for department in bench.departments)


def test_a_site_that_wants_cards_of_outgoing_calls_gets_them(bench: Bench):
    shown = replace(bench, shows_outgoing=True, told=[])
    shown.happens(offered(direction=OUT))
    shown.works()

    (opened,) = shown.heard(news.PopOpened)
    assert opened.direction is OUT
    assert len(shown.heard(news.PanelFilled)) == 4


def test_a_call_out_and_a_call_in_with_the_same_number_are_two(bench: Bench):
    bench.happens(offered(direction=OUT, line="watch", call_id="out"), offered(line="contact", call_id="in"))
    bench.works()
    assert [started.direction for started in kept(bench, entries.CallStarted)] == [OUT, calls.Direction.IN]
