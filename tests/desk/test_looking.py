"""A customer's card without a call: found out as a caller would be, put down as looked at, and in no log of calls."""

from screenpop.customers import Candidates, Customer, Match, Person
from screenpop.events import acts, news
from screenpop.events.acts import Look
from screenpop.events.colleagues import ColleagueTold
from screenpop.phone_numbers import PhoneNumber
from screenpop.record import entries
from tests.desk.conftest import ANNA, ANNAS_NUMBER, Bench, offered
from tests.fakes import FakeMemory

OPENED = acts.CustomerOpened("card-1", "1001")


def test_everybody_is_asked_about_the_customer_and_nothing_pops(bench: Bench) -> None:
    bench.happens(OPENED)
    bench.works()

    assert not bench.heard(news.PopOpened)
    (identified,) = bench.heard(news.CallerIdentified)
    assert (identified.call_id, identified.identity.customer) == ("card-1", ANNA.customer)
    assert {told.department for told in bench.heard(news.PanelFilled)} == set(identified.asked)


def test_it_is_put_down_as_looked_at_once_and_no_call_is_logged(bench: Bench) -> None:
    bench.happens(OPENED)
    bench.works()
    bench.happens(acts.AskedAgain("card-1", "directory"))
    bench.works()

    (viewed,) = bench.record.entries
    assert isinstance(viewed, entries.CustomerViewed)
    assert (viewed.call, viewed.customer_id, viewed.look) == (None, "1001", Look.HISTORY)


def test_a_number_tells_which_of_the_customers_people(bench: Bench) -> None:
    ewa = Person(ANNA.customer, "Ewa Lis")
    bench.directory.people[PhoneNumber("+48225550124")] = Candidates((ewa,))
    bench.happens(acts.CustomerOpened("card-1", "1001", ANNAS_NUMBER))
    bench.works()

    (identified,) = bench.heard(news.CallerIdentified)
    assert identified.identity.person == ANNA
    assert identified.identity.people == (ANNA, ewa)


def test_somebody_elses_number_changes_nothing_about_whose_card_it_is(bench: Bench) -> None:
    other = Person(Customer("1002", "Inna"), "Jan")
    bench.directory.people[PhoneNumber("+48225550999")] = Candidates((other,))
    bench.happens(acts.CustomerOpened("card-1", "1001", "+48225550999"))
    bench.works()

    assert bench.heard(news.CallerIdentified)[0].identity.customer == ANNA.customer


def test_a_customer_whom_the_directory_does_not_know_is_asked_about_all_the_same(bench: Bench) -> None:
    bench.happens(acts.CustomerOpened("card-1", "4711"))
    bench.works()

    (identified,) = bench.heard(news.CallerIdentified)
    assert (identified.identity.match, identified.identity.customer) == (
        Match.UNKNOWN,
        Customer("4711", "4711"),
    )
    assert bench.departments[0].asked == [Customer("4711", "4711")]


def test_a_call_of_the_same_number_is_another_card(bench: Bench) -> None:
    bench.happens(acts.CustomerOpened("card-1", "1001", ANNAS_NUMBER), offered())

    assert [told.call_id for told in bench.heard(news.PopOpened)] == ["c1"]


def test_what_is_learnt_on_it_belongs_to_no_call(bench: Bench) -> None:
    bench.happens(OPENED)
    bench.works()
    bench.happens(acts.FactTold("card-1", "size", "12"))
    bench.works()

    (learned,) = [each for each in bench.record.entries if isinstance(each, entries.FactLearned)]
    assert (learned.call, learned.customer_id) == (None, "1001")
    assert bench.heard(news.Kept)


def test_colleagues_words_reach_it(bench: Bench) -> None:
    memory = FakeMemory()
    desk = Bench(bench.directory, (), bench.record, memory=memory)
    desk.happens(OPENED)
    desk.works()
    desk.happens(ColleagueTold("1001"))
    desk.works()

    assert memory.asked == ["1001", "1001"]


def test_colleagues_see_nothing_of_it(bench: Bench) -> None:
    bench.happens(OPENED)
    bench.works()

    assert not any(now.calls for now in bench.presence.shown)


def test_nothing_is_told_any_more_once_it_is_closed(bench: Bench) -> None:
    bench.happens(OPENED)
    bench.works("directory")
    bench.told.clear()
    bench.happens(acts.CustomerClosed("card-1"))
    bench.works()

    assert not bench.told


def test_whose_number_it_is_opens_the_card_where_a_link_names_nobody(bench: Bench) -> None:
    bench.happens(acts.CustomerOpened("card-1", "", ANNAS_NUMBER))
    bench.works()

    (identified,) = bench.heard(news.CallerIdentified)
    assert identified.identity.person == ANNA
    assert not bench.heard(news.PopOpened)
    (viewed,) = bench.record.entries
    assert isinstance(viewed, entries.CustomerViewed)
    assert viewed.call is None
