"""It isn't them: during a call, after it or out of the log, another customer takes the first one's place."""

from screenpop.customers import Customer, Person
from screenpop.errors import SourceUnavailable
from screenpop.events import acts, calls, news
from screenpop.phone_numbers import PhoneNumber
from screenpop.record import entries
from screenpop.record.ids import new_id
from screenpop.sentences import say
from screenpop.trust import Verification
from tests.desk.conftest import ANNAS_NUMBER, Bench, answered, ended, offered
from tests.fakes import NOON, FakeMemory

JAN = Person(Customer("1002", "Inna firma"), "Jan Nowak")


def corrected(**more: object) -> acts.CustomerCorrected:
    return acts.CustomerCorrected("c1", JAN, **more)  # type: ignore[arg-type] # a test names real fields


def found(bench: Bench) -> list[tuple[str, str | None]]:
    kept = (each for each in bench.record.entries if isinstance(each, entries.CallerFound))
    return [(each.customer_id, each.contact) for each in kept]


def test_during_a_call_everybody_is_asked_about_the_other_customer(bench: Bench) -> None:
    bench.happens(offered(), answered())
    bench.works()
    bench.happens(corrected())
    bench.works()

    assert bench.heard(news.CallerIdentified)[-1].identity.person == JAN
    assert [asked.id for asked in bench.departments[0].asked] == ["1001", "1002"]
    assert found(bench) == [("1001", "Anna Wąs"), ("1002", "Jan Nowak")]


def test_it_is_said_to_be_saved_once_it_is(bench: Bench) -> None:
    bench.happens(offered(), answered())
    bench.works()
    bench.happens(corrected())
    assert not bench.heard(news.Kept)
    bench.works()

    assert [told.act for told in bench.heard(news.Kept)] == [corrected()]


def test_after_the_call_its_record_moves_too(bench: Bench) -> None:
    bench.happens(offered(), answered(), ended())
    bench.works()
    bench.happens(corrected())
    bench.works()

    assert found(bench)[-1] == ("1002", "Jan Nowak")
    assert bench.heard(news.CallerIdentified)[-1].identity.customer == JAN.customer


def test_a_call_out_of_the_log_moves_without_being_at_hand(bench: Bench) -> None:
    logged = new_id()
    bench.happens(acts.CustomerCorrected("", JAN, logged=logged))
    bench.works()

    (entry,) = bench.record.entries
    assert isinstance(entry, entries.CallerFound)
    assert (entry.call, entry.customer_id) == (logged, "1002")
    assert bench.heard(news.Kept)
    assert not bench.heard(news.CallerIdentified)


def test_another_call_of_the_log_leaves_the_call_at_hand_alone(bench: Bench) -> None:
    bench.happens(offered())
    bench.works()
    bench.happens(corrected(logged=new_id()))
    bench.works()

    assert [
        told.identity.customer.id for told in bench.heard(news.CallerIdentified) if told.identity.customer
    ] == ["1001"]


def test_what_names_no_call_is_refused(bench: Bench) -> None:
    bench.happens(corrected())

    assert len(bench.heard(news.NotKept)) == 1
    assert not bench.record.entries


def test_what_is_not_saved_is_said_and_the_number_is_not_proposed(bench: Bench) -> None:
    bench.happens(offered(), answered())
    bench.works()
    bench.record.full = True
    bench.happens(corrected(number=ANNAS_NUMBER))
    bench.works()

    assert len(bench.heard(news.NotKept)) == 1
    assert not bench.directory.remembered
    assert not bench.directory.taken_in


def test_what_was_not_saved_and_is_saved_again_is_told_as_saved(bench: Bench) -> None:
    bench.happens(offered(), answered())
    bench.works()
    bench.record.full = True
    bench.happens(corrected(number=ANNAS_NUMBER))
    bench.works()
    bench.record.full = False
    bench.happens(corrected(number=ANNAS_NUMBER))
    bench.works()

    assert len(bench.heard(news.NotKept)) == 1
    assert len(bench.heard(news.Kept)) == 1
    assert bench.directory.remembered == [(PhoneNumber(ANNAS_NUMBER), JAN)]


def test_the_number_is_remembered_and_offered_as_one_of_the_customers(bench: Bench) -> None:
    bench.happens(offered(), answered())
    bench.works()
    bench.happens(corrected(number=ANNAS_NUMBER))
    bench.works()

    assert bench.directory.remembered == [(PhoneNumber(ANNAS_NUMBER), JAN)]
    (proposal,) = bench.directory.taken_in
    assert (proposal.number, proposal.customer_id, proposal.company, proposal.name) == (
        ANNAS_NUMBER,
        "1002",
        "Inna firma",
        "Jan Nowak",
    )
    assert [told.number for told in bench.heard(news.NumberProposed)] == [ANNAS_NUMBER]


def test_without_a_number_nothing_is_proposed(bench: Bench) -> None:
    bench.happens(offered(), answered())
    bench.works()
    bench.happens(corrected())
    bench.works()

    assert not bench.directory.taken_in


def test_a_number_that_may_be_forged_is_proposed_to_nobody(bench: Bench) -> None:
    forged = calls.Presented(ANNAS_NUMBER, verification=Verification.FAILED)
    bench.happens(calls.CallOffered("line", "c1", NOON, forged), answered())
    bench.works()
    bench.happens(corrected(number=ANNAS_NUMBER))
    bench.works()

    assert found(bench)[-1] == ("1002", "Jan Nowak")
    assert not bench.directory.taken_in
    assert not bench.directory.remembered


def test_a_directory_that_is_away_loses_the_proposal_and_not_the_correction(bench: Bench) -> None:
    bench.happens(offered(), answered())
    bench.works()
    bench.directory.failure = SourceUnavailable(say("away"))
    bench.happens(corrected(number=ANNAS_NUMBER))
    bench.works()

    assert bench.heard(news.Kept)
    assert not bench.heard(news.NumberProposed)


def test_what_is_remembered_of_both_customers_is_asked_anew(bench: Bench) -> None:
    memory = FakeMemory()
    desk = Bench(bench.directory, (), bench.record, memory=memory)
    desk.happens(acts.CustomerOpened("card-1", "1001"))
    desk.happens(offered(), answered())
    desk.works()
    memory.asked.clear()
    desk.happens(corrected())
    desk.works()

    assert "1001" in memory.asked
    assert memory.asked.count("1002") == 2


def test_a_shortened_name_on_a_card_whose_call_was_let_go_is_nobody(bench: Bench) -> None:
    shortened = Person(Customer("", "Inna firma"), "J. N.")
    bench.happens(acts.CustomerCorrected("gone", shortened, logged=new_id()))
    bench.works()

    assert len(bench.heard(news.NotKept)) == 1
    assert not bench.record.entries
