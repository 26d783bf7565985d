"""Which of our numbers was called decides what is asked, and whether there is a card at all."""

import pytest

from screenpop.events import calls, news
from screenpop.record import entries
from screenpop.settings.model import CalledTable
from tests.desk.conftest import Bench, answered, ended, offered
from tests.fakes import NOON

SALES = CalledTable(
    numbers=("22 555 01 00",), queues=("Sprzedaż",), label="Brand A · Sales", panels=("sales", "accounting")
)
NIGHT = CalledTable(numbers=("600",), label="Night porter", pop="never")


@pytest.fixture
def bench(bench: Bench) -> Bench:
    return Bench(bench.directory, bench.departments, bench.record, called=(SALES, NIGHT))


def test_a_number_in_the_settings_is_read_as_this_country_writes_it(bench: Bench) -> None:
    bench.happens(offered(did="+48225550100"))

    (opened,) = bench.heard(news.PopOpened)
    assert opened.called == SALES.meaning


def test_a_queue_is_known_however_it_is_written(bench: Bench) -> None:
    bench.happens(offered(facts=calls.Facts(queue=" SPRZEDAZ")))

    (opened,) = bench.heard(news.PopOpened)
    assert opened.called == SALES.meaning


def test_a_number_that_no_table_names_means_nothing(bench: Bench) -> None:
    bench.happens(offered(did="+48225550999"))

    assert bench.heard(news.PopOpened)[0].called is None


def test_only_the_departments_of_the_called_number_are_asked_in_its_order(bench: Bench) -> None:
    bench.happens(offered(did="+48225550100"))
    bench.works()

    assert bench.heard(news.CallerIdentified)[0].asked == ("sales", "accounting")
    assert {told.department for told in bench.heard(news.PanelFilled)} == {"sales", "accounting"}
    credit = next(each for each in bench.departments if each.name == "credit")
    assert not credit.asked


def test_a_queue_that_is_told_late_brings_its_meaning_and_its_departments(bench: Bench) -> None:
    bench.happens(offered())
    bench.works()
    bench.happens(calls.CallUpdated("line", "c1", NOON, facts=calls.Facts(queue="sprzedaż")))
    bench.works()

    (updated,) = bench.heard(news.CallUpdated)
    assert updated.called == SALES.meaning
    first, second = bench.heard(news.CallerIdentified)
    assert first.asked == ("accounting", "sales", "credit", "cross_sell")
    assert second.asked == ("sales", "accounting")


def test_the_next_party_was_called_by_the_same_number(bench: Bench) -> None:
    bench.happens(offered(did="+48225550100"))
    bench.happens(calls.PartyChanged("line", "c1", NOON, calls.Presented("+48225550999")))

    (changed,) = bench.heard(news.PartyChanged)
    assert changed.called == SALES.meaning


def test_a_number_that_never_pops_is_recorded_all_the_same(bench: Bench) -> None:
    bench.happens(offered(did="600"), answered(), ended())
    bench.works()

    assert not bench.heard(news.PopOpened)
    kept = [type(entry) for entry in bench.record.entries]
    assert kept[0] is entries.CallStarted
    assert entries.CallFinished in kept
    assert entries.CustomerViewed not in kept


def test_calls_of_colleagues_have_no_card_where_the_site_wants_none(bench: Bench) -> None:
    quiet = Bench(bench.directory, bench.departments, bench.record, shows_internal=False)
    quiet.happens(offered("105"), offered(call_id="c2"))
    bench.happens(offered("105"))

    assert [told.call_id for told in quiet.heard(news.PopOpened)] == ["c2"]
    assert [told.call_id for told in bench.heard(news.PopOpened)] == ["c1"]


def test_a_caller_whom_a_colleague_passes_on_gets_the_card_that_the_colleague_had_not(bench: Bench) -> None:
    quiet = Bench(bench.directory, bench.departments, bench.record, shows_internal=False)
    quiet.happens(offered("105"), answered())
    assert not quiet.told

    quiet.happens(calls.PartyChanged("line", "c1", NOON, calls.Presented("+48225550123"), "105"))
    quiet.works()

    (opened,) = quiet.heard(news.PopOpened)
    assert (opened.caller.number, opened.transferred_by) == ("+48225550123", "105")
    assert quiet.heard(news.CallAnswered)
    assert quiet.heard(news.CallerIdentified)
    assert not quiet.heard(news.PartyChanged)


def test_what_is_said_of_our_numbers_is_not_said_of_calls_out(bench: Bench) -> None:
    out = Bench(
        bench.directory,
        bench.departments,
        bench.record,
        called=(CalledTable(queues=("q",)),),
        shows_outgoing=True,
    )
    out.happens(offered(direction=calls.Direction.OUT, facts=calls.Facts(queue="q")))

    assert out.heard(news.PopOpened)[0].called is None


def test_a_table_that_names_nothing_new_is_no_news(bench: Bench) -> None:
    bench.happens(offered(did="+48225550100"))
    bench.happens(calls.CallUpdated("line", "c1", NOON, facts=calls.Facts(queue="sprzedaż")))

    (updated,) = bench.heard(news.CallUpdated)
    assert updated.called is None
