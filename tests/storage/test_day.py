"""What is due, in a file and on a server."""

from datetime import timedelta

import pytest

from screenpop.errors import RecordUnavailable
from screenpop.promises import Promised, PromiseEnd, PromiseKind
from screenpop.sentences import say
from screenpop.storage.colleagues.memory import DatabaseMemory
from screenpop.storage.database import Database
from screenpop.storage.day import DatabaseDay
from screenpop.storage.day_while_away import DayWhileAway
from screenpop.storage.spool.spool import Spool
from tests.storage.made_entries import NOON, Keeping, claimed, keep_call, promised, settled


def keep(record: Keeping, *entries: object) -> None:
    for entry in entries:
        record.keep(entry)


def what(day: DatabaseDay | DayWhileAway) -> list[tuple[str, str | None]]:
    return [(one.what, one.taken_by) for one in day.due()]


def test_what_is_due_is_told_the_most_urgent_first_with_all_that_is_known_of_it(record, database):
    call = keep_call(record, "call-1")
    later = promised("Send the catalogue", due=NOON + timedelta(days=3))
    sooner = promised("", kind=PromiseKind.CALL_BACK, call=call.id, taken_by="anna", contact=None)
    keep(record, later, sooner)

    first, second = DatabaseDay(database).due()

    assert first == Promised(
        *(sooner.id, PromiseKind.CALL_BACK, NOON + timedelta(hours=3), "", "anna", "anna"),
        *("K-1", "Hurt-Bud", None, "+48225550123", call.id),
    )
    assert second.what == "Send the catalogue"
    assert DatabaseDay(database).find(later.id) == second
    assert DatabaseDay(database).due(at_most=1) == (first,)


@pytest.mark.parametrize("end", PromiseEnd)
def test_what_is_settled_is_due_no_more(record, database, end):
    promise, other = promised("settled"), promised("open")
    keep(record, promise, other, settled(promise, end=end), settled(promise, "ola"))

    assert what(DatabaseDay(database)) == [("open", None)]
    assert DatabaseDay(database).find(promise.id) is None


def test_of_two_who_claim_the_same_the_first_one_has_it_until_they_let_go(record, database):
    promise, day = promised("offer"), DatabaseDay(database)
    keep(record, promise, claimed(promise, "ola"), claimed(promise, "anna"))
    assert what(day) == [("offer", "ola")]

    keep(record, claimed(promise, "anna", lets_go=True))
    assert what(day) == [("offer", "ola")]

    keep(record, claimed(promise, "ola", lets_go=True), claimed(promise, "anna"))
    assert what(day) == [("offer", "anna")]


def test_a_card_is_told_what_is_owed_to_its_customer(record, database):
    done = promised("done")
    keep(record, promised("second", due=NOON + timedelta(days=2)), promised("first"), done, settled(done))
    keep(record, promised("of another", customer_id="K-2"))

    owed = DatabaseMemory(database, "anna").promises("K-1")

    assert [promise.what for promise in owed] == ["first", "second"]


@pytest.fixture
def spool(tmp_path):
    spool = Spool(tmp_path / "spool.db")
    yield spool
    spool.close()


class AwayDay:
    """The shared database, there or away."""

    def __init__(self, database: Database) -> None:
        self._day = DatabaseDay(database)
        self.away = False

    def __getattr__(self, question: str) -> object:
        if self.away:
            raise RecordUnavailable(say("The server is away."))
        return getattr(self._day, question)


def test_while_the_database_is_away_what_was_read_counts_with_what_this_desk_did_since(
    record, database, spool
):
    mine, theirs, done = promised("mine"), promised("theirs", taken_by="ola"), promised("done")
    keep(record, mine, theirs, done)
    shared = AwayDay(database)
    day = DayWhileAway(shared, spool, lambda: not shared.away)
    assert len(day.due()) == 3

    shared.away = True
    for entry in (claimed(mine), claimed(theirs), settled(done), promised("new", due=NOON)):
        spool.keep(entry)

    assert what(day) == [("new", None), ("mine", "anna"), ("theirs", "ola")]
    assert day.find(done.id) is None
    assert day.find(mine.id).taken_by == "anna"


def test_a_day_that_was_never_read_is_not_told_as_empty(database, spool):
    shared = AwayDay(database)
    shared.away = True
    day = DayWhileAway(shared, spool, lambda: False)

    with pytest.raises(RecordUnavailable):
        day.due()
    spool.keep(promised("said while it was away"))
    assert what(day) == [("said while it was away", None)]
