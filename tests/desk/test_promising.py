"""What the agent promises, claims, moves and settles becomes entries, and windows hear that the day has changed."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from uuid import UUID

import pytest

from screenpop.customers import Customer, Person
from screenpop.errors import RecordUnavailable, UnknownCall
from screenpop.events import acts, news
from screenpop.events.calls import Direction
from screenpop.events.colleagues import ColleaguesHeard, DayTold
from screenpop.promises import Promised, PromiseEnd, PromiseKind
from screenpop.record.entries import PromiseMade, PromiseSettled, PromiseTaken
from screenpop.record.ids import new_id
from screenpop.record.rows import LoggedCall
from screenpop.sentences import say
from tests.desk.conftest import ANNA, ANNAS_NUMBER, Bench, answered, offered
from tests.fakes import NOON, FakeMemory

TOMORROW = NOON + timedelta(days=1)
OWED = Promised(
    *(new_id(), PromiseKind.PROMISE, NOON, "Send the offer", "ola", None),
    *("1001", "Hurt-Bud", "Anna Wąs", ANNAS_NUMBER, new_id()),
)


@dataclass
class FakeDay:
    """Knows what a test gives it; None is a database that is away."""

    promises: dict[UUID, Promised] | None = field(default_factory=dict)

    def due(self, *, at_most: int = 500) -> tuple[Promised, ...]:
        return tuple((self.promises or {}).values())[:at_most]

    def find(self, promise: UUID) -> Promised | None:
        if self.promises is None:
            raise RecordUnavailable(say("The server is away."))
        return self.promises.get(promise)


@dataclass
class FakeLog:
    """Knows one call."""

    call: LoggedCall | None = None

    def latest(self, call_id: str) -> LoggedCall:
        if self.call is None or self.call.call_id != call_id:
            raise UnknownCall(say("There is no such call."))
        return self.call


def kept(bench: Bench, kind: type) -> list:
    return [entry for entry in bench.record.entries if isinstance(entry, kind)]


def refusals(bench: Bench) -> list[str]:
    return [str(told.reason) for told in bench.heard(news.NotKept)]


def knows(bench: Bench, *promises: Promised) -> None:
    bench.desk._staff.promising._day = FakeDay({promise.id: promise for promise in promises})


def test_what_is_promised_on_a_call_is_kept_with_its_customer_and_number(bench: Bench) -> None:
    bench.happens(offered(), answered())
    bench.works()
    act = acts.PromiseMade("c1", PromiseKind.CALL_BACK, TOMORROW, "about the roof")
    bench.happens(act)
    bench.works()

    (made,) = kept(bench, PromiseMade)
    call = bench.record.entries[0].id
    assert made == PromiseMade(
        *(made.id, call, NOON, "anna", PromiseKind.CALL_BACK, TOMORROW, "about the roof", "anna"),
        *(ANNA.customer.id, ANNA.customer.name, ANNA.contact, ANNAS_NUMBER),
    )
    assert [told.act for told in bench.heard(news.Kept)] == [act]
    assert len(bench.heard(news.DayChanged)) == 1


def test_anybody_may_see_to_what_is_not_the_agents_own_and_another_number_counts(bench: Bench) -> None:
    bench.happens(offered())
    bench.works()
    bench.happens(
        acts.PromiseMade("c1", PromiseKind.PROMISE, TOMORROW, "x", mine=False, number="+48600100200")
    )
    bench.works()

    (made,) = kept(bench, PromiseMade)
    assert (made.taken_by, made.number) == (None, "+48600100200")


def test_a_call_that_the_desk_has_let_go_of_is_told_by_the_log(bench: Bench) -> None:
    logged = LoggedCall(
        *(new_id(), "old", NOON, None, None, "anna", Direction.IN, "+48600", "600", None, None, None),
        *("K-1", "Hurt-Bud", "Anna", None, None, None, None),
    )
    bench.desk._staff.promising._call_log = FakeLog(logged)
    for id_, call_id in ((logged.id, "old"), (new_id(), "old"), (logged.id, "unknown")):
        bench.happens(acts.PromiseMade(call_id, PromiseKind.CALL_BACK, TOMORROW, "", logged=id_))
    bench.works()

    first, *others = kept(bench, PromiseMade)
    assert (first.call, first.customer_id, first.customer) == (logged.id, "K-1", "Hurt-Bud")
    assert (first.contact, first.number) == ("Anna", "+48600")
    assert [(made.customer_id, made.number) for made in others] == [(None, None)] * 2


@pytest.mark.parametrize("mine", [True, False], ids=["claims", "lets go"])
def test_what_nobody_has_is_claimed_and_let_go_of(bench: Bench, mine: bool) -> None:
    knows(bench, replace(OWED, taken_by=None if mine else "anna"))
    bench.happens(acts.PromiseClaimed(OWED.id, mine))
    bench.works()

    (taken,) = kept(bench, PromiseTaken)
    assert (taken.promise, taken.agent, taken.taken_by) == (OWED.id, "anna", "anna" if mine else None)
    assert len(bench.heard(news.DayChanged)) == 1


def test_what_a_colleague_has_is_not_claimed_and_who_has_it_is_told(bench: Bench) -> None:
    knows(bench, replace(OWED, taken_by="ola"))
    claim, move = acts.PromiseClaimed(OWED.id), acts.PromiseMoved(OWED, TOMORROW)
    bench.happens(claim, move)
    bench.works()

    assert bench.record.entries == []
    assert refusals(bench) == ["ola sees to it already."] * 2
    assert [told.act for told in bench.heard(news.NotKept)] == [claim, move]
    assert bench.heard(news.DayChanged) == []


def test_what_is_settled_already_is_not_claimed(bench: Bench) -> None:
    knows(bench)
    bench.happens(acts.PromiseClaimed(OWED.id))
    bench.works()

    assert refusals(bench) == ["It is settled already."]


def test_while_nobody_can_tell_who_has_it_a_claim_is_kept(bench: Bench) -> None:
    bench.desk._staff.promising._day = FakeDay(None)
    bench.happens(acts.PromiseClaimed(OWED.id))
    bench.works()

    assert len(kept(bench, PromiseTaken)) == 1


def test_what_is_moved_is_promised_anew_of_the_same_and_the_old_promise_is_dropped(bench: Bench) -> None:
    knows(bench, replace(OWED, taken_by="anna"))
    bench.happens(acts.PromiseMoved(OWED, TOMORROW))
    bench.works()

    made, dropped = bench.record.entries
    assert isinstance(made, PromiseMade)
    assert (made.due, made.what, made.customer_id, made.number) == (TOMORROW, OWED.what, "1001", ANNAS_NUMBER)
    assert (made.taken_by, made.call) == ("anna", None)  # the call is a colleague's
    assert (dropped.promise, dropped.end) == (OWED.id, PromiseEnd.DROPPED)


def test_what_could_not_be_promised_anew_is_not_dropped(bench: Bench) -> None:
    knows(bench, OWED)
    bench.record.full = True
    bench.happens(acts.PromiseMoved(OWED, TOMORROW))
    bench.works()

    assert bench.record.entries == []
    assert refusals(bench) == ["the disk is full"]


def test_what_is_done_is_settled(bench: Bench) -> None:
    bench.happens(acts.PromiseSettled(OWED.id, PromiseEnd.KEPT))
    bench.works()

    (settled,) = kept(bench, PromiseSettled)
    assert (settled.promise, settled.agent, settled.end) == (OWED.id, "anna", PromiseEnd.KEPT)


def test_what_was_promised_on_a_call_that_was_somebody_elses_moves_with_it(bench: Bench) -> None:
    other = Person(Customer("7", "Zielona Hurtownia"), "Jan Nowak")
    call = OWED.call
    theirs, another = replace(OWED, id=new_id(), taken_by="ola"), replace(OWED, id=new_id(), call=new_id())
    knows(bench, OWED, theirs, another)
    bench.happens(acts.CustomerCorrected("gone", other, logged=call))
    bench.works()

    (made,), (dropped,) = kept(bench, PromiseMade), kept(bench, PromiseSettled)
    assert (made.customer_id, made.customer, made.contact) == ("7", "Zielona Hurtownia", "Jan Nowak")
    assert (made.call, made.due, made.what, made.number) == (call, OWED.due, OWED.what, OWED.number)
    assert (dropped.promise, dropped.end) == (OWED.id, PromiseEnd.DROPPED)


@pytest.mark.parametrize("told", [DayTold(), ColleaguesHeard()], ids=["told", "heard again"])
def test_what_changes_at_other_desks_changes_the_day(bench: Bench, told: DayTold | ColleaguesHeard) -> None:
    bench.happens(told)

    assert bench.heard(news.DayChanged) == [news.DayChanged(NOON)]


def test_a_card_tells_what_is_owed_and_asks_again_once_the_day_has_changed(bench: Bench) -> None:
    memory = FakeMemory(promised={"1001": (OWED,)})
    bench = Bench(bench.directory, (), bench.record, memory=memory)
    bench.happens(offered())
    bench.works()
    assert bench.heard(news.Recalled)[-1].recollection.promises == (OWED,)

    memory.promised.clear()
    bench.happens(DayTold())
    bench.works()

    assert bench.heard(news.Recalled)[-1].recollection.promises == ()
    asked = len(memory.asked)
    bench.happens(DayTold())
    bench.works()
    assert len(memory.asked) == asked  # nothing is owed: what others promise is told with its customer
