"""A wrap-up in the making: saved when all of it is, and nothing of it twice."""

from datetime import UTC, datetime
from uuid import UUID

from screenpop.events.acts import NoteTyped, PromiseMade, WrappedUp
from screenpop.promises import PromiseKind
from screenpop.sentences import say
from ui.wrap_up.draft import Draft, Saving
from ui.wrap_up.follow_up import FollowUp

DUE = datetime(2026, 3, 6, 9, tzinfo=UTC)
FULL = say("The disk is full.")


def with_follow_up() -> Draft:
    return Draft("Order", "Call back", "wants an offer", follow_up=FollowUp(DUE, " send it "))


def test_a_follow_up_goes_with_the_wrap_up_and_saved_is_when_both_are() -> None:
    draft = with_follow_up()
    wrap_up, promise = draft.send("c1")
    assert wrap_up == WrappedUp("c1", "Order", "Call back", "wants an offer")
    assert promise == PromiseMade("c1", PromiseKind.CALL_BACK, DUE, "send it")

    draft.settle(wrap_up, None)
    assert draft.saving is Saving.ON_ITS_WAY
    draft.settle(promise, None)

    assert (draft.saving, draft.due, draft.follow_up) == (Saving.SAVED, DUE, None)


def test_what_was_kept_of_two_is_not_sent_again() -> None:
    draft = with_follow_up()
    wrap_up, promise = draft.send("c1")
    draft.settle(promise, None)
    draft.settle(wrap_up, FULL)
    assert (draft.saving, draft.trouble) == (Saving.NOT_SAVED, FULL)

    assert draft.send("c1") == (wrap_up,)
    draft.settle(wrap_up, None)
    assert draft.saving is Saving.SAVED


def test_a_promise_that_is_kept_while_one_writes_on_is_not_made_twice() -> None:
    draft = with_follow_up()
    _, promise = draft.send("c1")
    draft.write("Order", "Call back", "wants an offer, and a visit")
    draft.settle(promise, None)

    assert draft.saving is Saving.OPEN
    assert draft.send("c1") == (WrappedUp("c1", "Order", "Call back", "wants an offer, and a visit"),)


def test_a_wrap_up_corrected_and_corrected_back_is_saved_each_time() -> None:
    draft = Draft(note="one")
    for note in ("one", "two", "one"):
        draft.write("", "", note)
        (act,) = draft.send("c1")
        assert act == WrappedUp("c1", "", "", note)
        draft.settle(act, None)


def test_a_follow_up_alone_is_worth_saving() -> None:
    draft = Draft(logged=UUID(int=7), follow_up=FollowUp(DUE, call_back=False))
    assert draft.unsaved
    assert draft.send("c1") == (PromiseMade("c1", PromiseKind.CALL_BACK, DUE, "", logged=UUID(int=7)),)


def test_what_is_to_be_done_and_is_no_call_back_is_a_promise() -> None:
    promise = FollowUp(DUE, "send the offer", mine=False, call_back=False).promise("c1", None)
    assert (promise.kind, promise.mine) == (PromiseKind.PROMISE, False)


def test_a_practice_call_has_nothing_to_be_saved() -> None:
    draft = Draft(note="as if", practice=True)
    assert not draft.unsaved


def test_a_cleared_text_is_remembered_until_another_is_begun() -> None:
    draft = Draft()
    for note in ("w", "wants", "wants it", ""):
        draft.write("", "", note)
    assert draft.cleared == "wants it"
    draft.write("", "Solved", "")
    assert draft.cleared == "wants it"
    draft.write("", "Solved", "n")
    assert draft.cleared == ""


def test_what_is_typed_is_told_with_reason_and_outcome() -> None:
    draft = Draft("Order", "Solved", "x", logged=UUID(int=7))
    assert draft.typed("c1") == NoteTyped("c1", "x", "Order", "Solved", UUID(int=7))
