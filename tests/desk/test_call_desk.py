"""The way of one call over the desk."""

from datetime import timedelta

import pytest

from screenpop.answers.cross_sell import Suggestions
from screenpop.customers import Candidates, Customer, Match, Person
from screenpop.errors import SourceUnavailable
from screenpop.events import acts, calls, news
from screenpop.phone_numbers import PhoneNumber
from screenpop.record import entries
from screenpop.record.entries import LineChanged
from screenpop.record.ids import new_id
from screenpop.sentences import say
from screenpop.trust import Trust, Verification
from tests.desk.conftest import ANNA, ANNAS_NUMBER, Bench, offered
from tests.fakes import NOON

Ending = calls.Ending


def ended(ending: Ending, *, call_id: str = "c1", line: str = "line") -> calls.CallEnded:
    return calls.CallEnded(line, call_id, NOON, ending)


def answered(*, call_id: str = "c1", line: str = "line") -> calls.CallAnswered:
    return calls.CallAnswered(line, call_id, NOON)


def test_the_bare_number_is_shown_before_the_directory_is_asked(bench: Bench) -> None:
    bench.happens(offered(did="+48225550100"))

    (opened,) = bench.told
    assert isinstance(opened, news.PopOpened)
    assert opened.caller.number == ANNAS_NUMBER
    assert opened.did == "+48225550100"
    assert opened.caller.trust is Trust.UNCONFIRMED


def test_every_department_is_asked_at_the_same_time_about_the_one_customer(bench: Bench) -> None:
    bench.happens(offered())
    bench.works("directory")

    (identified,) = bench.heard(news.CallerIdentified)
    assert identified.identity.match is Match.EXACT
    assert identified.asked == ("accounting", "sales", "credit", "cross_sell")
    assert all(len(bench.crews[name].jobs) == 1 for name in identified.asked)

    bench.works()
    assert {filled.department for filled in bench.heard(news.PanelFilled)} == set(identified.asked)
    assert all(department.asked == [ANNA.customer] for department in bench.departments)


def test_a_department_that_was_held_up_is_not_asked_about_calls_that_are_over(bench: Bench) -> None:
    for call_id in ("gone", "overdue", "rings"):
        bench.happens(offered(call_id=call_id))
        bench.works("directory")
        if call_id == "gone":
            bench.happens(ended(Ending.MISSED, call_id="gone"))
        if call_id == "overdue":
            bench.passes(2.1)
    bench.works("sales")

    (sales,) = [department for department in bench.departments if department.name == "sales"]
    assert len(sales.asked) == 1
    (filled,) = bench.heard(news.PanelFilled)
    assert filled.call_id == "rings"


def test_a_department_that_hangs_holds_up_no_other(bench: Bench) -> None:
    bench.happens(offered())
    bench.works("directory", "sales", "credit", "cross_sell")
    assert len(bench.heard(news.PanelFilled)) == 3

    bench.passes(2.1)
    (failed,) = bench.heard(news.PanelFailed)
    assert (failed.department, str(failed.reason)) == ("accounting", "no answer in time")


def test_a_late_answer_is_not_painted_under_the_agents_eyes(bench: Bench) -> None:
    bench.happens(offered())
    bench.works("directory")
    bench.passes(2.1)
    bench.works("accounting")

    assert not any(filled.department == "accounting" for filled in bench.heard(news.PanelFilled))


def test_a_department_that_raises_says_so_on_its_own_panel(bench: Bench) -> None:
    bench.departments[0].failure = SourceUnavailable(say("the books are closed"))
    bench.departments[1].failure = ZeroDivisionError("secret detail")
    bench.happens(offered())
    bench.works()

    reasons = {failed.department: str(failed.reason) for failed in bench.heard(news.PanelFailed)}
    assert reasons == {"accounting": "the books are closed", "sales": "internal error"}
    assert len(bench.heard(news.PanelFilled)) == 2


def test_a_failed_panel_can_be_asked_again(bench: Bench) -> None:
    bench.departments[0].failure = SourceUnavailable(say("the books are closed"))
    bench.happens(offered())
    bench.works()
    bench.departments[0].failure = None

    bench.happens(acts.AskedAgain("c1", "accounting"))
    bench.works()

    assert [asked.department for asked in bench.heard(news.PanelAsked)] == ["accounting"]
    assert bench.heard(news.PanelFilled)[-1].department == "accounting"


def test_a_department_is_not_asked_again_about_a_caller_who_has_been_passed_on(bench: Bench) -> None:
    bench.departments[0].failure = SourceUnavailable(say("the books are closed"))
    bench.happens(offered())
    bench.works()
    bench.happens(
        calls.PartyChanged("line", "c1", NOON, calls.Presented(None, withheld=True)),
        acts.AskedAgain("c1", "accounting"),
    )

    assert not bench.heard(news.PanelAsked)


def test_a_withheld_number_is_never_looked_up(bench: Bench) -> None:
    bench.happens(offered(None))

    opened, _, identified, _ = bench.told
    assert isinstance(opened, news.PopOpened)
    assert (opened.caller.number, opened.caller.presented, opened.caller.name) == (None, None, None)
    assert opened.caller.trust is Trust.WITHHELD
    assert isinstance(identified, news.CallerIdentified)
    assert identified.identity.match is Match.WITHHELD
    assert identified.asked == ()


def test_a_number_of_two_customers_asks_no_department_until_the_agent_picks(bench: Bench) -> None:
    other = Person(Customer("1002", "Stal-Mix"), "Jan Lis")
    bench.directory.people[PhoneNumber(ANNAS_NUMBER)] = Candidates((ANNA, other))
    bench.happens(offered())
    bench.works()
    assert bench.heard(news.CallerIdentified)[-1].identity.match is Match.SHARED
    assert not bench.heard(news.PanelFilled)

    bench.happens(acts.PersonChosen("c1", other))
    bench.works()

    assert bench.departments[0].asked == [other.customer]
    assert bench.directory.remembered == [(PhoneNumber(ANNAS_NUMBER), other)]
    assert bench.record.entries[-1].customer_id == "1002"  # type: ignore[union-attr] # the CallerFound of the choice


def test_a_call_of_a_number_that_many_share_is_logged_to_nobody_until_one_is_picked(bench: Bench) -> None:
    people = tuple(Person(Customer("1001", "Hurt-Bud"), f"Person {n}") for n in range(8))
    bench.directory.people[PhoneNumber(ANNAS_NUMBER)] = Candidates(people)
    bench.happens(offered())
    bench.works()
    assert {getattr(entry, "contact", None) for entry in bench.record.entries} == {None}

    bench.happens(acts.PersonChosen("c1", people[5]))
    bench.works()

    found = [entry.contact for entry in bench.record.entries if getattr(entry, "contact", None)]  # type: ignore[union-attr] # a CallerFound
    assert found == ["Person 5"]


def test_a_directory_that_fails_is_told_and_may_be_asked_again(bench: Bench) -> None:
    bench.directory.failure = SourceUnavailable(say("the index is damaged"))
    bench.happens(offered())
    bench.works()
    assert [failed.department for failed in bench.heard(news.PanelFailed)] == ["directory"]

    bench.directory.failure = None
    bench.happens(acts.AskedAgain("c1", "directory"))
    bench.works()
    assert bench.heard(news.CallerIdentified)[-1].identity.match is Match.EXACT


def test_the_calls_way_is_kept_in_order(bench: Bench) -> None:
    bench.happens(offered())
    bench.works()
    bench.happens(answered(), ended(Ending.ENDED))
    bench.works()

    kinds = [type(entry) for entry in bench.record.entries]
    assert kinds[0] is entries.CallStarted
    assert set(kinds) == {
        entries.CallStarted,
        entries.CallerFound,
        entries.CustomerViewed,
        entries.CallPickedUp,
        entries.CallFinished,
    }
    assert kinds[-1] is entries.CallFinished


def test_a_wrap_up_is_saved_only_after_the_commit(bench: Bench) -> None:
    bench.happens(
        offered(), answered(), ended(Ending.ENDED), acts.WrappedUp("c1", "Invoice", "Solved", "will pay")
    )
    assert not bench.heard(news.Kept)

    bench.crews["record"].work()
    bench.desk.step()
    assert bench.heard(news.Kept)
    assert isinstance(bench.record.entries[-1], entries.WrapUp)


def test_a_full_disk_is_told_and_what_happened_waits_for_room(bench: Bench) -> None:
    bench.record.full = True
    bench.happens(offered(), answered(), ended(Ending.ENDED), acts.WrappedUp("c1", "", "Solved", "will pay"))
    bench.crews["record"].work()
    bench.desk.step()
    (refused,) = bench.heard(news.NotKept)
    assert "disk is full" in str(refused.reason)

    bench.record.full = False
    bench.happens(acts.WrappedUp("c1", "", "Solved", "will pay"))
    bench.crews["record"].work()
    bench.desk.step()
    assert [type(entry) for entry in bench.record.entries] == [
        entries.CallStarted,
        entries.CallPickedUp,
        entries.CallFinished,
        entries.WrapUp,
    ]


def test_an_entry_that_the_record_stumbles_over_holds_up_no_other(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep = bench.record.keep

    def stumble(entry: entries.Entry) -> None:
        if isinstance(entry, entries.CallPickedUp):
            raise OverflowError("at the end of time")
        keep(entry)

    monkeypatch.setattr(bench.record, "keep", stumble)
    bench.happens(offered(), answered(), ended(Ending.ENDED), acts.WrappedUp("c1", "", "Solved", "will pay"))
    bench.crews["record"].work()
    bench.desk.step()

    assert bench.heard(news.Kept)
    kept = [type(entry) for entry in bench.record.entries]
    assert kept == [entries.CallStarted, entries.CallFinished, entries.WrapUp]


def test_a_missed_call_takes_its_questions_back(bench: Bench) -> None:
    bench.happens(offered())
    bench.works("directory")
    bench.happens(ended(Ending.MISSED))
    bench.works()

    assert bench.heard(news.PopClosed)[0].ending is Ending.MISSED
    assert not bench.heard(news.PanelFilled)


def test_the_same_call_heard_twice_on_one_line_is_one_pop(bench: Bench) -> None:
    bench.happens(offered(), offered())
    assert len(bench.heard(news.PopOpened)) == 1


def test_a_call_id_that_comes_again_after_the_end_is_a_new_call(bench: Bench) -> None:
    bench.happens(offered(), ended(Ending.MISSED), offered())
    assert len(bench.heard(news.PopOpened)) == 2


def test_two_lines_make_one_card_and_tell_what_each_knows(bench: Bench) -> None:
    bench.happens(
        offered(line="watch"), offered(line="contact", did="+48225550100", facts=calls.Facts(queue="orders"))
    )

    assert len(bench.heard(news.PopOpened)) == 1
    (late,) = bench.heard(news.CallUpdated)
    assert (late.did, late.facts.queue, late.name) == ("+48225550100", "orders", None)


def test_picking_up_the_desk_phone_beats_the_contacts_answered_elsewhere(bench: Bench) -> None:
    bench.happens(
        offered(line="contact"),
        offered(line="watch"),
        ended(Ending.ANSWERED_ELSEWHERE, line="contact"),
        answered(line="watch"),
    )
    bench.clock.seconds += 5
    assert bench.heard(news.CallAnswered)
    assert not bench.heard(news.PopClosed)

    bench.happens(ended(Ending.ENDED, line="watch"))
    assert [closed.ending for closed in bench.heard(news.PopClosed)] == [Ending.ENDED]


def test_any_lines_knowledge_beats_not_answered_here(bench: Bench) -> None:
    bench.happens(
        offered(line="contact"),
        offered(line="watch"),
        ended(Ending.UNKNOWN, line="watch"),
        ended(Ending.ANSWERED_ELSEWHERE, line="contact"),
    )
    assert [closed.ending for closed in bench.heard(news.PopClosed)] == [Ending.ANSWERED_ELSEWHERE]


def test_an_end_that_only_one_line_tells_closes_after_a_moment(bench: Bench) -> None:
    bench.happens(offered(line="contact"), offered(line="watch"), ended(Ending.MISSED, line="contact"))
    bench.works()
    assert not bench.heard(news.PopClosed)

    bench.passes(1)
    assert [closed.ending for closed in bench.heard(news.PopClosed)] == [Ending.MISSED]


def test_a_transfer_shows_and_looks_up_the_outside_caller(bench: Bench) -> None:
    bench.happens(offered("105"))
    bench.works()
    assert bench.heard(news.PopOpened)[0].caller.internal

    bench.happens(calls.PartyChanged("line", "c1", NOON, calls.Presented(ANNAS_NUMBER, "Anna"), "105"))
    bench.works()

    (changed,) = bench.heard(news.PartyChanged)
    assert (changed.caller.number, changed.transferred_by) == (ANNAS_NUMBER, "105")
    assert bench.heard(news.CallerIdentified)[-1].identity.match is Match.EXACT


def test_who_is_named_again_is_not_looked_up_again(bench: Bench) -> None:
    bench.happens(offered())
    bench.works()
    again = calls.Presented("0048 22 555 01 23", "Anna at last")

    bench.happens(
        calls.PartyChanged("line", "c1", NOON, again), calls.PartyChanged("watch", "c1", NOON, again)
    )
    bench.works()

    assert not bench.heard(news.PartyChanged)
    assert len(bench.heard(news.CallerIdentified)) == 1
    assert [updated.name for updated in bench.heard(news.CallUpdated)] == ["Anna at last"]


def test_a_transfer_that_two_lines_tell_of_is_shown_and_looked_up_once(bench: Bench) -> None:
    bench.happens(offered("105"), offered("105", line="watch"))
    bench.works()
    bench.told.clear()

    for line in ("line", "watch", "watch"):
        bench.happens(calls.PartyChanged(line, "c1", NOON, calls.Presented(ANNAS_NUMBER, "Anna"), "105"))
    bench.works()

    assert len(bench.heard(news.PartyChanged)) == 1
    assert len(bench.heard(news.CallerIdentified)) == 1


def test_an_asserted_number_that_the_caller_contradicts_is_not_believed(bench: Bench) -> None:
    caller = calls.Presented(ANNAS_NUMBER, None, claimed="+48601000111", verification=Verification.PASSED)
    bench.happens(calls.CallOffered("line", "c1", NOON, caller))
    assert bench.heard(news.PopOpened)[0].caller.trust is Trust.FAILED


def test_the_same_number_written_otherwise_is_no_contradiction(bench: Bench) -> None:
    caller = calls.Presented(ANNAS_NUMBER, None, claimed="0048225550123", verification=Verification.PASSED)
    bench.happens(calls.CallOffered("line", "c1", NOON, caller))
    assert bench.heard(news.PopOpened)[0].caller.trust is Trust.CONFIRMED


def test_a_day_of_calls_leaves_a_bounded_number_at_hand(bench: Bench) -> None:
    for number in range(500):
        call_id = f"c{number}"
        bench.happens(offered(call_id=call_id), ended(Ending.MISSED, call_id=call_id))
        bench.works()
    assert len(bench.desk._staff.at_hand._calls) <= 100
    assert not bench.desk._staff.asking._open


def test_line_states_pass_to_the_windows(bench: Bench) -> None:
    bench.happens(calls.LineUp("line", NOON), calls.LineDown("line", NOON, say("no answer from the PBX")))
    assert [type(told) for told in bench.told] == [news.LineUp, news.LineDown]


def test_the_record_hears_of_a_line_when_its_state_changes_and_only_then(bench: Bench) -> None:
    down = calls.LineDown("line", NOON, say("no answer from the PBX"))
    bench.happens(
        calls.LineUp("line", NOON), calls.LineUp("line", NOON), down, down, calls.LineUp("line", NOON)
    )
    bench.works()

    told = [entry for entry in bench.record.entries if isinstance(entry, LineChanged)]
    assert [(entry.agent, entry.line, entry.up, entry.reason) for entry in told] == [
        ("anna", "line", True, ""),
        ("anna", "line", False, "no answer from the PBX"),
        ("anna", "line", True, ""),
    ]


def test_no_departments_deadline_is_confused_with_anothers(bench: Bench) -> None:
    bench.departments[0].deadline = timedelta(milliseconds=100)
    bench.happens(offered())
    bench.works("directory")
    bench.passes(0.2)
    bench.works("sales")

    assert [failed.department for failed in bench.heard(news.PanelFailed)] == ["accounting"]
    assert [filled.answer for filled in bench.heard(news.PanelFilled)] == [Suggestions(())]


def test_a_call_of_the_log_is_wrapped_up_though_the_desk_has_let_go_of_it(bench: Bench) -> None:
    key = new_id()
    bench.happens(acts.WrappedUp("long ago", "", "Solved", "called back", logged=key))
    bench.crews["record"].work()
    bench.desk.step()

    (entry,) = bench.record.entries
    assert isinstance(entry, entries.WrapUp)
    assert (entry.call, entry.note) == (key, "called back")
    assert [kept.call_id for kept in bench.heard(news.Kept)] == ["long ago"]


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ("0225550100", "+48225550100"),
        ("900100200", "900100200"),  # looks like a full number, and is none in Poland
        ("+15551230000", "+15551230000"),
        ("600", "600"),
        ("sales", "sales"),
        (None, None),
    ],
)
def test_what_was_dialled_is_told_in_full_only_where_it_is_a_full_number(
    bench: Bench, sent: str | None, told: str | None
) -> None:
    bench.happens(offered(did=sent))
    assert bench.heard(news.PopOpened)[0].did == told
