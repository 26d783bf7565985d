"""Which calls have the cards when there are more calls than cards."""

from collections.abc import Iterable
from datetime import timedelta

from screenpop.customers import Identity, Match
from screenpop.events.calls import NO_FACTS, Ending
from tests.ui.scenes import ANNA, NOW, caller
from ui.card.call import Call
from ui.pop.turns import in_order

KNOWN = Identity(Match.EXACT, (ANNA,), ANNA.customer, ANNA)
NOBODY = Identity(Match.UNKNOWN)


def call(name: str, second: int, identity: Identity | None = None, **more: object) -> Call:
    made = Call(name, NOW + timedelta(seconds=second), caller(), None, NO_FACTS, None)
    made.identity = identity
    for key, value in more.items():
        setattr(made, key, value)
    return made


def order(calls: Iterable[Call], **more: set[str]) -> list[str]:
    asked = {"worked_on": set(), "just_shown": set(), **more}
    return [each.call_id for each in in_order(calls, **asked)]


def test_the_call_that_is_talked_on_comes_before_any_that_rings():
    assert order([call("talking", 0, KNOWN, answered_at=NOW), call("new", 9, KNOWN)]) == ["talking", "new"]


def test_the_card_that_the_agent_works_in_stays_even_if_its_call_is_over():
    over = call("over", 0, KNOWN, answered_at=NOW, ending=Ending.ENDED)

    assert order([over, call("new", 9)], worked_on={"over"}) == ["over", "new"]
    assert order([over, call("new", 9)]) == ["new", "over"]


def test_a_customer_comes_before_callers_whom_nobody_knows_and_so_does_who_is_not_known_yet():
    calls = [call("customer", 0, KNOWN), call("unasked", 1), call("robot", 2, NOBODY)]

    assert order(calls) == ["unasked", "customer", "robot"]


def test_a_call_that_has_just_got_its_card_is_not_pushed_out_by_the_next_one_like_it():
    calls = [call("shown", 0, NOBODY), call("new", 1, NOBODY), call("customer", 0, KNOWN)]

    assert order(calls, just_shown={"shown"}) == ["customer", "shown", "new"]
