"""Somebody new, in one click: kept, known at once, and nobody's secrets are asked for."""

from screenpop.customers import Candidates, Customer, Match, Person
from screenpop.errors import SourceUnavailable
from screenpop.events import acts, calls, news
from screenpop.phone_numbers import PhoneNumber
from screenpop.record.entries import CallerFound
from screenpop.sentences import say
from tests.desk.conftest import ANNAS_NUMBER, Bench, offered
from tests.fakes import NOON


def notes(bench: Bench, name: str = "Ewa Nowa", company: str = "Nowa sp. z o.o.", note: str = "roof") -> None:
    bench.happens(acts.ProspectNoted("c1", name, company, note))
    bench.works()


def test_somebody_new_is_kept_with_their_number_and_is_who_calls(bench: Bench) -> None:
    bench.directory.people.clear()
    bench.happens(offered())
    bench.works()

    notes(bench)

    (prospect,) = bench.directory.taken_in
    assert (prospect.number, prospect.name, prospect.company, prospect.note, prospect.agent) == (
        ANNAS_NUMBER,
        "Ewa Nowa",
        "Nowa sp. z o.o.",
        "roof",
        "anna",
    )
    assert bench.heard(news.ProspectKept)[-1].person.prospect
    assert bench.heard(news.CallerIdentified)[-1].identity.person.customer.name == "Nowa sp. z o.o."
    found = [entry for entry in bench.record.entries if isinstance(entry, CallerFound)]
    assert found[-1].customer == "Nowa sp. z o.o."


def test_who_was_noted_is_not_taken_for_who_came_on_the_call_meanwhile(bench: Bench) -> None:
    bench.happens(offered("+48225550999"), acts.ProspectNoted("c1", "Ewa Nowa", ""))
    transferred = calls.Presented(ANNAS_NUMBER, "A. Was", withheld=False)
    bench.happens(calls.PartyChanged("line", "c1", NOON, transferred, "101"))

    bench.works()

    (prospect,) = bench.directory.taken_in
    assert prospect.number == "+48225550999"
    assert bench.heard(news.ProspectKept)[-1].person.prospect
    assert bench.heard(news.CallerIdentified)[-1].identity.person is not None
    assert not bench.heard(news.CallerIdentified)[-1].identity.person.prospect


def test_no_department_is_asked_about_whom_only_an_agent_knows(bench: Bench) -> None:
    prospect = Person(Customer("p1", "Nowa"), "Ewa Nowa", prospect=True)
    bench.directory.people[PhoneNumber(ANNAS_NUMBER)] = Candidates((prospect,))

    bench.happens(offered())
    bench.works()

    (identified,) = bench.heard(news.CallerIdentified)
    assert (identified.identity.match, identified.asked) == (Match.EXACT, ())
    assert not bench.departments[0].asked


def test_a_withheld_caller_who_says_their_name_is_kept_without_a_number(bench: Bench) -> None:
    bench.happens(offered(None))

    notes(bench, company="")

    assert bench.directory.taken_in[0].number is None


def test_what_cannot_be_kept_is_said(bench: Bench) -> None:
    bench.directory.failure = SourceUnavailable(say("the disk is full"))
    bench.happens(offered())
    bench.works()

    notes(bench)

    assert str(bench.heard(news.ProspectNotKept)[-1].reason) == "the disk is full"


def test_nobody_in_particular_is_not_kept(bench: Bench) -> None:
    bench.happens(offered())
    bench.works()

    notes(bench, name=" ", company="")

    assert not bench.directory.taken_in
    assert "needs a name" in str(bench.heard(news.ProspectNotKept)[-1].reason)


def test_a_call_that_the_desk_has_let_go_is_no_silence(bench: Bench) -> None:
    bench.happens(acts.ProspectNoted("long-gone", "Ewa", ""))

    assert isinstance(bench.told[-1], news.ProspectNotKept)
