"""Two lines that tell of one call in different words: one card, one row in the log, nothing shown that is withheld."""

from datetime import timedelta

import pytest

from screenpop.events import calls, news
from screenpop.record import entries
from screenpop.sentences import say
from tests.desk.conftest import ANNAS_NUMBER, Bench, offered
from tests.fakes import NOON

Ending = calls.Ending
OTHER_NUMBER = "+48226203040"


@pytest.fixture
def two_lines(bench: Bench) -> Bench:
    """A watch, which is told who asked not to be known, and a manager interface, which is not; both work."""
    bench.happens(calls.LineUp("watch", NOON), calls.LineUp("ami", NOON))
    bench.told.clear()
    return bench


def by_ami(
    number: str | None = ANNAS_NUMBER, *, call_id: str = "1795.1", name: str | None = "Anna", **more: object
) -> calls.CallOffered:
    """A call as the manager interface tells it: under a name of its own, with the number whatever was asked."""
    caller = calls.Presented(number, name, privacy_known=False)
    return calls.CallOffered("ami", call_id, NOON, caller, **more)  # type: ignore[arg-type] # a test names real fields


def by_watch(number: str | None = ANNAS_NUMBER, *, call_id: str = "dialog-1") -> calls.CallOffered:
    return offered(number, call_id=call_id, line="watch")


def opened(bench: Bench) -> list[tuple[str, str | None]]:
    return [(pop.call_id, pop.caller.number) for pop in bench.heard(news.PopOpened)]


SUPPORT = calls.Facts(queue="support", waited=timedelta(seconds=42))


def test_two_names_of_one_call_make_one_card_with_what_both_know(two_lines: Bench):
    two_lines.happens(by_watch(), by_ami(facts=SUPPORT, did="+48225550100"))

    assert opened(two_lines) == [("dialog-1", ANNAS_NUMBER)]
    (late,) = two_lines.heard(news.CallUpdated)
    assert (late.call_id, late.facts, late.did) == ("dialog-1", SUPPORT, "+48225550100")


def test_whichever_line_is_quicker(two_lines: Bench):
    two_lines.happens(by_ami("022 555 01 23", facts=SUPPORT))
    assert not two_lines.told

    two_lines.happens(by_watch())
    assert opened(two_lines) == [("dialog-1", ANNAS_NUMBER)]
    assert two_lines.heard(news.CallUpdated)[0].facts == SUPPORT


def test_what_was_told_while_an_offer_waited_is_not_lost(two_lines: Bench):
    two_lines.happens(by_ami(), calls.CallAnswered("ami", "1795.1", NOON), by_watch())
    assert [answered.call_id for answered in two_lines.heard(news.CallAnswered)] == ["dialog-1"]

    two_lines.happens(calls.CallEnded("ami", "1795.1", NOON, Ending.ENDED))
    two_lines.happens(calls.CallEnded("watch", "dialog-1", NOON, Ending.ENDED))
    assert [closed.ending for closed in two_lines.heard(news.PopClosed)] == [Ending.ENDED]


@pytest.mark.parametrize("ami_first", [True, False])
def test_a_number_that_the_sip_side_withholds_is_never_shown_nor_kept(two_lines: Bench, ami_first: bool):
    said = [by_ami(facts=SUPPORT), by_watch(None)]
    two_lines.happens(*(said if ami_first else said[::-1]))
    two_lines.passes(0.5)
    two_lines.happens(
        calls.CallUpdated("ami", "1795.1", NOON, name="Anna"),
        calls.PartyChanged("ami", "1795.1", NOON, calls.Presented(ANNAS_NUMBER, "Anna", privacy_known=False)),
    )
    two_lines.passes(5)
    two_lines.works()

    assert opened(two_lines) == [("dialog-1", None)]
    assert two_lines.heard(news.CallUpdated)[0].facts == SUPPORT
    assert not two_lines.heard(news.PartyChanged)
    everything = repr(two_lines.told) + repr(two_lines.record.entries)
    assert ANNAS_NUMBER not in everything
    assert "Anna" not in everything


def test_a_withheld_call_beside_another_one_takes_the_right_partner(two_lines: Bench):
    two_lines.happens(
        by_ami(OTHER_NUMBER, call_id="other", facts=calls.Facts(queue="orders")),
        by_watch(None, call_id="withheld"),
        by_ami(call_id="hidden", facts=SUPPORT),
    )
    two_lines.happens(by_watch(OTHER_NUMBER, call_id="plain"))
    two_lines.passes(0.5)
    two_lines.passes(5)

    assert opened(two_lines) == [("withheld", None), ("plain", OTHER_NUMBER)]
    queues = {late.call_id: late.facts.queue for late in two_lines.heard(news.CallUpdated)}
    assert queues == {"withheld": "support", "plain": "orders"}


def test_a_number_withheld_long_ago_is_not_shown_by_a_line_that_comes_up_during_the_call(two_lines: Bench):
    two_lines.happens(by_watch(None), calls.CallAnswered("watch", "dialog-1", NOON))
    two_lines.passes(60)
    two_lines.happens(by_ami(facts=SUPPORT), calls.CallAnswered("ami", "1795.1", NOON))
    two_lines.passes(5)
    two_lines.works()

    assert opened(two_lines) == [("dialog-1", None)]
    assert ANNAS_NUMBER not in repr(two_lines.told) + repr(two_lines.record.entries)

    two_lines.happens(by_watch(OTHER_NUMBER, call_id="next"), by_ami(OTHER_NUMBER, call_id="1795.2"))
    two_lines.passes(5)
    assert opened(two_lines)[1:] == [("next", OTHER_NUMBER)]


@pytest.mark.parametrize("number", [ANNAS_NUMBER, None], ids=["open", "withheld"])
def test_a_line_that_is_cut_off_while_it_rings_and_comes_back_tells_of_the_same_call(
    two_lines: Bench, number: str | None
):
    two_lines.happens(by_watch(number), by_ami())
    two_lines.passes(5)
    two_lines.happens(
        calls.LineDown("ami", NOON, say("lost")),
        calls.CallEnded("ami", "1795.1", NOON, Ending.UNKNOWN),
        calls.LineUp("ami", NOON),
    )
    two_lines.passes(5)
    assert not two_lines.heard(news.PopClosed)

    two_lines.happens(by_ami(call_id="1795.1-again"), calls.CallAnswered("ami", "1795.1-again", NOON))
    two_lines.passes(5)
    two_lines.happens(calls.CallEnded("watch", "dialog-1", NOON, Ending.UNKNOWN))
    two_lines.happens(calls.CallEnded("ami", "1795.1-again", NOON, Ending.ENDED))
    two_lines.works()

    assert opened(two_lines) == [("dialog-1", number)]
    assert [one.ending for one in two_lines.heard(news.PopClosed)] == [Ending.ENDED]
    if number is None:
        assert ANNAS_NUMBER not in repr(two_lines.told) + repr(two_lines.record.entries)


def test_a_call_that_only_the_manager_interface_tells_of_is_shown_after_a_while(two_lines: Bench):
    two_lines.happens(by_ami())
    two_lines.passes(0.5)
    assert not opened(two_lines)

    two_lines.passes(1.6)
    assert opened(two_lines) == [("1795.1", ANNAS_NUMBER)]


def test_the_manager_interface_alone_shows_the_number_at_once(bench: Bench):
    bench.happens(calls.LineUp("ami", NOON), by_ami())
    assert opened(bench) == [("1795.1", ANNAS_NUMBER)]


def test_nobody_waits_for_a_line_that_is_down(two_lines: Bench):
    two_lines.happens(calls.LineDown("watch", NOON, say("gone")), by_ami())
    assert opened(two_lines) == [("1795.1", ANNAS_NUMBER)]


def test_a_number_shown_too_early_is_taken_back(two_lines: Bench):
    two_lines.happens(by_ami())
    two_lines.passes(2.1)
    two_lines.happens(by_watch(None))

    (changed,) = two_lines.heard(news.PartyChanged)
    assert (changed.call_id, changed.caller.number, changed.caller.withheld) == ("1795.1", None, True)


def test_two_calls_of_one_number_stay_two(two_lines: Bench):
    two_lines.happens(by_watch(call_id="d1"), by_watch(call_id="d2"))
    two_lines.happens(by_ami(call_id="a1"), by_ami(call_id="a2"))
    two_lines.passes(5)
    assert [call_id for call_id, _ in opened(two_lines)] == ["d1", "d2"]


def test_a_line_that_tells_too_late_opens_no_second_card(two_lines: Bench):
    two_lines.happens(by_watch(), calls.CallEnded("watch", "dialog-1", NOON, Ending.UNKNOWN))
    two_lines.passes(0.7)
    assert two_lines.heard(news.PopClosed)

    two_lines.happens(by_ami(), calls.CallEnded("ami", "1795.1", NOON, Ending.MISSED))
    two_lines.passes(5)
    assert len(opened(two_lines)) == 1


def test_how_a_call_ended_is_taken_from_the_line_that_knows(two_lines: Bench):
    two_lines.happens(by_watch(), by_ami())
    two_lines.happens(calls.CallEnded("watch", "dialog-1", NOON, Ending.UNKNOWN))
    assert not two_lines.heard(news.PopClosed)
    two_lines.happens(calls.CallEnded("ami", "1795.1", NOON, Ending.ANSWERED_ELSEWHERE))
    assert [closed.ending for closed in two_lines.heard(news.PopClosed)] == [Ending.ANSWERED_ELSEWHERE]


def test_a_line_that_is_lost_while_it_rings_does_not_take_the_other_line_s_card_away(two_lines: Bench):
    two_lines.happens(by_watch(), by_ami())
    two_lines.happens(
        calls.LineDown("ami", NOON, say("gone")), calls.CallEnded("ami", "1795.1", NOON, Ending.UNKNOWN)
    )
    two_lines.passes(5)
    assert not two_lines.heard(news.PopClosed)

    two_lines.happens(calls.LineUp("ami", NOON), calls.CallAnswered("watch", "dialog-1", NOON))
    assert len(two_lines.heard(news.CallAnswered)) == 1
    two_lines.happens(calls.CallEnded("watch", "dialog-1", NOON, Ending.ENDED))
    assert [closed.ending for closed in two_lines.heard(news.PopClosed)] == [Ending.ENDED]


def test_one_call_is_one_row_in_the_log(two_lines: Bench):
    two_lines.happens(by_ami(), by_watch())
    two_lines.works()
    started = [entry for entry in two_lines.record.entries if isinstance(entry, entries.CallStarted)]
    assert [entry.call_id for entry in started] == ["dialog-1"]


def test_offers_that_waited_are_all_let_go(two_lines: Bench):
    for number in range(300):
        two_lines.happens(by_ami(f"+4822555{number:04}", call_id=str(number)))
        two_lines.happens(calls.CallEnded("ami", str(number), NOON, Ending.MISSED))
    two_lines.passes(3)
    two_lines.works()
    assert len(two_lines.heard(news.PopClosed)) == 300
    assert not list(two_lines.desk._staff.reception._held)


def test_a_caller_who_rings_again_half_a_second_later_is_another_call(two_lines: Bench):
    two_lines.happens(by_ami())
    two_lines.passes(2.1)
    two_lines.happens(calls.CallEnded("ami", "1795.1", NOON, Ending.MISSED))
    two_lines.clock.seconds += 0.5
    two_lines.happens(by_watch())

    assert [call_id for call_id, _ in opened(two_lines)] == ["1795.1", "dialog-1"]
