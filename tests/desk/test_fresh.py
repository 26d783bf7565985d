"""Answers of a moment ago serve a transfer and a second wish, with their age; a new call is asked about anew."""

from screenpop.customers import Candidates, Customer, Person
from screenpop.desk.fresh import FRESH_FOR
from screenpop.events import acts, calls, news
from screenpop.phone_numbers import PhoneNumber
from tests.desk.conftest import ANNA, ANNAS_NUMBER, Bench, offered
from tests.fakes import NOON

OTHER = Person(Customer("1002", "Stal-Mix"), "Jan Lis")


def asked(bench: Bench) -> int:
    return len(bench.departments[0].asked)


def test_a_second_wish_within_seconds_tells_what_was_said_and_when(bench: Bench) -> None:
    bench.happens(offered())
    bench.works()
    bench.passes(3)

    bench.happens(acts.AskedAgain("c1", "accounting"))
    bench.works()

    assert asked(bench) == 1
    assert bench.heard(news.PanelFilled)[-1].told_at == NOON


def test_a_wish_after_that_asks_the_department(bench: Bench) -> None:
    bench.happens(offered())
    bench.works()
    bench.passes(FRESH_FOR + 1)

    bench.happens(acts.AskedAgain("c1", "accounting"))
    bench.works()

    assert asked(bench) == 2
    assert bench.heard(news.PanelFilled)[-1].told_at is None


def test_a_caller_who_was_transferred_away_and_back_asks_no_department_twice(bench: Bench) -> None:
    bench.happens(offered())
    bench.works()

    for number in ("+48221112233", ANNAS_NUMBER):
        presented = calls.Presented(number)
        bench.happens(calls.PartyChanged("pbx", "c1", NOON, presented, transferred_by="205"))
        bench.works()

    assert asked(bench) == 1
    assert all(filled.told_at == NOON for filled in bench.heard(news.PanelFilled)[-4:])


def test_a_new_call_of_the_same_caller_is_asked_about_anew(bench: Bench) -> None:
    bench.happens(offered())
    bench.works()

    bench.happens(offered(call_id="c2"))
    bench.works()

    assert asked(bench) == 2
    assert all(filled.told_at is None for filled in bench.heard(news.PanelFilled))


def test_nobody_is_told_what_was_said_of_somebody_else(bench: Bench) -> None:
    bench.directory.people[PhoneNumber(ANNAS_NUMBER)] = Candidates((ANNA, OTHER))
    bench.happens(offered())
    bench.works()

    for person in (ANNA, OTHER):
        bench.happens(acts.PersonChosen("c1", person))
        bench.works()

    assert bench.departments[0].asked == [ANNA.customer, OTHER.customer]
