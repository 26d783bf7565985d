"""What a desk shows of itself to colleagues and to the supervisors' board."""

from screenpop.events import acts, calls
from screenpop.record.board import DeskNow, Phase
from screenpop.record.entries import CallStarted
from screenpop.sentences import say
from tests.desk.conftest import ANNAS_NUMBER, Bench, answered, ended, offered
from tests.fakes import NOON


def phases(bench: Bench) -> list[Phase]:
    """Of the one call, as it was shown; what only changed otherwise stands once."""
    shown = [now.calls[0].phase if now.calls else None for now in bench.presence.shown]
    return [phase for place, phase in enumerate(shown) if place == 0 or phase is not shown[place - 1]]


def test_a_call_is_shown_from_its_first_ring_until_it_is_wrapped_up(bench: Bench) -> None:
    bench.happens(calls.LineUp("line", NOON), offered(facts=calls.Facts(queue="Sales")))
    bench.works()
    bench.happens(answered())
    bench.happens(ended())
    bench.happens(acts.WrappedUp("c1", "", "Solved", ""))
    bench.works()

    assert phases(bench) == [None, Phase.RINGS, Phase.TALKS, Phase.WRAPS_UP, None]
    talks = next(now for now in bench.presence.shown if now.calls and now.calls[0].phase is Phase.TALKS)
    (call,) = talks.calls
    assert (call.number, call.customer_id, call.customer, call.queue, call.since) == (
        *(ANNAS_NUMBER, "1001", "Hurt-Bud"),
        *("Sales", NOON),
    )
    assert call.call in {entry.id for entry in bench.record.entries if isinstance(entry, CallStarted)}
    assert bench.presence.shown[-1] == DeskNow({"line": True})


def test_a_call_that_nobody_answered_is_not_wrapped_up(bench: Bench) -> None:
    bench.happens(offered())
    bench.works()
    bench.happens(ended(calls.Ending.MISSED))

    assert phases(bench) == [Phase.RINGS, None]


def test_wrapping_up_is_over_when_the_card_is_put_away_or_after_ten_minutes(bench: Bench) -> None:
    for call_id, is_over in (
        ("c1", lambda: bench.happens(acts.CardPutAway("c1"))),
        ("c2", lambda: bench.passes(600)),
    ):
        bench.happens(offered(call_id=call_id), answered(call_id=call_id), ended(call_id=call_id))
        bench.passes(1)
        assert [call.phase for call in bench.presence.shown[-1].calls] == [Phase.WRAPS_UP]
        is_over()
        assert bench.presence.shown[-1].calls == ()


def test_what_is_being_written_is_shown_until_it_is_saved(bench: Bench) -> None:
    bench.happens(offered(), answered())
    bench.works()
    bench.happens(acts.NoteTyped("c1", "wants "))
    bench.happens(acts.NoteTyped("c1", "wants a refund\n"))
    assert [now.calls[0].note for now in bench.presence.shown][-2:] == ["wants", "wants a refund"]

    bench.happens(acts.WrappedUp("c1", "", "", "wants a refund"))
    bench.works()
    assert bench.presence.shown[-1].calls[0].note == ""


def test_what_was_written_of_one_party_is_not_shown_of_the_next(bench: Bench) -> None:
    bench.happens(offered(), answered())
    bench.works()
    bench.happens(acts.NoteTyped("c1", "wants a refund"))
    bench.happens(calls.PartyChanged("line", "c1", NOON, calls.Presented("+48601000111")))

    assert [call.note for call in bench.presence.shown[-1].calls] == [""]


def test_what_was_written_after_saving_goes_on_being_shown(bench: Bench) -> None:
    bench.happens(offered(), answered())
    bench.works()
    bench.happens(acts.WrappedUp("c1", "", "", "wants"), acts.NoteTyped("c1", "wants a refund"))
    bench.works()

    assert bench.presence.shown[-1].calls[0].note == "wants a refund"


def test_a_withheld_number_is_not_shown(bench: Bench) -> None:
    bench.happens(offered(None))

    assert bench.presence.shown[-1].calls[0].number is None


def test_lines_are_shown_up_and_down(bench: Bench) -> None:
    bench.happens(calls.LineUp("a", NOON), calls.LineDown("b", NOON, say("no answer")))
    bench.happens(calls.LineDown("a", NOON, say("no answer")))

    assert [now.lines for now in bench.presence.shown] == [
        *({"a": True}, {"a": True, "b": False}),
        {"a": False, "b": False},
    ]


def test_nothing_new_is_not_shown_again(bench: Bench) -> None:
    bench.happens(offered())
    bench.works()
    shown = len(bench.presence.shown)
    bench.happens(acts.NoteTyped("c1", ""), acts.AskedAgain("c1", "sales"))
    bench.works()

    assert len(bench.presence.shown) == shown


def test_a_storm_of_calls_is_looked_at_now_and_then_and_its_end_at_last(bench: Bench) -> None:
    for number in range(60):
        bench.happens(offered(f"+4822555{number:04}", call_id=f"c{number}"))
    assert len(bench.presence.shown[-1].calls) < 20

    bench.passes(0.25)
    assert len(bench.presence.shown[-1].calls) == 60
    for number in range(60):
        bench.happens(ended(calls.Ending.MISSED, call_id=f"c{number}"))
    bench.passes(1)
    assert bench.presence.shown[-1].calls == ()
    assert bench.desk._staff.presence.next_due() is None
