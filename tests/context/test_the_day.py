"""What one desk promises, another one sees and claims; of two that claim the same, one has it, and both know who."""

import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from screenpop.events import acts, news
from screenpop.promises import Promised, PromiseEnd, PromiseKind
from tests.context.conftest import Company
from tests.context.desks import CUSTOMER, Desk, at_work

TOMORROW = datetime.now(UTC) + timedelta(days=1)


def day(desk: Desk) -> Sequence[Promised]:
    return desk.site.record.day.due()


def until(desk: Desk, holds: Callable[[Sequence[Promised]], bool]) -> Sequence[Promised]:
    """The day as this desk reads it each time that it is told that the day has changed."""
    while True:
        desk.expect(news.DayChanged)
        desk.forget()
        if holds(found := day(desk)):
            return found


def promise(desk: Desk, call_id: str, what: str, *, mine: bool) -> None:
    act = acts.PromiseMade(call_id, PromiseKind.CALL_BACK, TOMORROW, what, mine)
    desk.site.desk.post(act)
    desk.expect(news.Kept, lambda told: told.act == act)


def test_a_call_that_is_owed_is_claimed_by_a_colleague_and_seen_to(company: Company) -> None:
    company.grant("anna", "ola")
    with at_work(company.desk("anna"), company.desk("ola")) as (anna, ola):
        promise(anna, anna.talks(), "about the roof", mine=False)
        (owed,) = until(ola, len)
        assert (owed.customer_id, owed.taken_by, owed.made_by) == (CUSTOMER, None, "anna")

        ola.site.desk.post(acts.PromiseClaimed(owed.id))
        (claimed,) = until(anna, lambda found: found[0].taken_by is not None)
        assert claimed.taken_by == "ola"

        claim = acts.PromiseClaimed(owed.id)
        anna.site.desk.post(claim)
        refused, _ = anna.expect(news.NotKept)
        assert (refused.act, str(refused.reason)) == (claim, "ola sees to it already.")

        ola.site.desk.post(acts.PromiseSettled(owed.id, PromiseEnd.KEPT))
        assert until(anna, lambda found: not found) == ()


def test_of_two_that_claim_the_same_at_the_same_time_one_has_it_and_both_desks_say_who(
    company: Company,
) -> None:
    company.grant("anna", "ola")
    with at_work(company.desk("anna"), company.desk("ola")) as (anna, ola):
        promise(anna, anna.talks(), "", mine=False)
        (owed,) = until(ola, len)
        ready = threading.Barrier(2)

        def claim(desk: Desk) -> None:
            ready.wait(10)
            desk.site.desk.post(acts.PromiseClaimed(owed.id))
            desk.expect((news.Kept, news.NotKept), lambda told: told.act == acts.PromiseClaimed(owed.id))  # type: ignore[arg-type] # either

        claiming = [threading.Thread(target=claim, args=(desk,)) for desk in (anna, ola)]
        for thread in claiming:
            thread.start()
        for thread in claiming:
            thread.join(20)
        for desk in (anna, ola):
            assert desk.site.record.deliver(10.0).waiting == 0

        ((mine,), (theirs,)) = day(anna), day(ola)
        assert mine.taken_by == theirs.taken_by
        assert mine.taken_by in ("anna", "ola")


def test_a_card_tells_what_is_owed_to_the_caller_until_a_colleague_has_done_it(company: Company) -> None:
    company.grant("anna", "ola")
    with at_work(company.desk("anna"), company.desk("ola")) as (anna, ola):
        promise(anna, anna.talks(), "the offer", mine=False)
        (owed,) = until(ola, len)

        ola.rings()
        told, _ = ola.expect(news.Recalled, lambda told: bool(told.recollection.promises))
        assert told.recollection.promises[0].what == "the offer"

        ola.forget()
        anna.site.desk.post(acts.PromiseSettled(owed.id, PromiseEnd.KEPT))
        ola.expect(news.Recalled, lambda told: not told.recollection.promises)
