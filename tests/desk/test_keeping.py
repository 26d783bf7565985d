"""What waits for the record, what it never takes, and what is saved once more after it was refused."""

from dataclasses import replace

import pytest

from screenpop.desk.keeping import ActKept, Keeping
from screenpop.errors import NotKept, NotTaken
from screenpop.events.acts import PermissionTold, WrappedUp
from screenpop.permission import Channel
from screenpop.record.entries import Entry, PermissionNoted, WrapUp
from screenpop.record.ids import new_id
from screenpop.sentences import say
from tests.fakes import HeldCrew
from tests.storage.made_entries import NOON, finished, picked_up, started, wrapped_up

ACT = WrappedUp("c1", "Order", "Solved", "wants a refund")


class Server:
    """A record that may be away, deaf after it took something, or refuse one entry for good."""

    def __init__(self) -> None:
        self.there: dict[object, Entry] = {}
        self.is_away = False
        self.is_unheard = False
        self.never_takes: Entry | None = None

    def keep(self, entry: Entry, /) -> None:
        if entry == self.never_takes:
            raise NotTaken(say("not yours"))
        if not self.is_away:
            self.there.setdefault(entry.id, entry)
        if self.is_away or self.is_unheard:
            raise NotKept(say("the server is away"))


class Desk:
    """A keeping whose crew works when it is told to."""

    def __init__(self) -> None:
        self.record, self.crew, self.told = Server(), HeldCrew(), list[ActKept]()
        self.keeping = Keeping(self.record, self.crew, self.told.append)

    def keeps(self, *entries: Entry) -> None:
        for entry in entries:
            self.keeping.keep(entry)
        self.crew.work()

    def saves(self, entry: WrapUp | PermissionNoted) -> ActKept:
        act = ACT if isinstance(entry, WrapUp) else PermissionTold("c1", Channel.PHONE, allowed=False)
        self.keeping.keep_act(act, entry)
        self.crew.work()
        return self.told[-1]


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_what_happened_on_the_line_waits_and_is_kept_in_order_once_the_record_is_back(desk):
    call = started()
    desk.record.is_away = True
    desk.keeps(call, picked_up(call.id), finished(call.id))
    assert not desk.record.there

    desk.record.is_away = False
    desk.keeping.try_again()
    desk.crew.work()

    assert [type(each).__name__ for each in desk.record.there.values()] == [
        *("CallStarted", "CallPickedUp", "CallFinished"),
    ]


def test_what_the_record_never_takes_holds_up_nothing_else(desk):
    refused, call = started("1"), started("2")
    desk.record.never_takes = refused

    desk.keeps(refused, call)

    assert list(desk.record.there) == [call.id]


def test_a_note_that_is_saved_again_after_a_refusal_is_there_once(desk):
    call = started()
    desk.record.is_unheard = True
    assert desk.saves(wrapped_up(call.id, "wants a refund")).failure
    desk.record.is_unheard = False

    again = desk.saves(replace(wrapped_up(call.id, "wants a refund"), at=NOON.replace(year=2027)))

    assert again.failure is None
    assert list(desk.record.there) == [again.entry.id]


def test_who_asked_is_told_by_the_id_that_they_asked_with(desk):
    call = started()
    desk.record.is_unheard = True
    desk.saves(wrapped_up(call.id, "wants a refund"))
    desk.record.is_unheard = False
    again = wrapped_up(call.id, "wants a refund")

    assert desk.saves(again).asked == again.id


def test_what_is_saved_of_one_call_changes_nothing_of_what_was_refused_of_another(desk):
    call, other = started("1"), started("2")
    desk.record.is_unheard = True
    desk.saves(wrapped_up(call.id, "wants a refund"))
    desk.record.is_unheard = False
    desk.saves(wrapped_up(other.id, "wants an invoice"))

    desk.saves(wrapped_up(call.id, "wants a refund"))

    assert [each.note for each in desk.record.there.values()] == ["wants a refund", "wants an invoice"]


def test_a_note_that_was_changed_after_a_refusal_is_another_entry(desk):
    call = started()
    desk.record.is_unheard = True
    desk.saves(wrapped_up(call.id, "wants a refund"))
    desk.record.is_unheard = False

    desk.saves(wrapped_up(call.id, "wants a refund, and an apology"))

    assert [each.note for each in desk.record.there.values()] == [
        *("wants a refund", "wants a refund, and an apology"),
    ]


def test_an_objection_that_was_taken_back_meanwhile_is_a_new_one(desk):
    def objection(*, allowed: bool) -> PermissionNoted:
        return PermissionNoted(
            new_id(), started().id, NOON, "anna", "K-1", None, Channel.PHONE, allowed=allowed
        )

    first = objection(allowed=False)
    desk.record.is_unheard = True
    desk.saves(first)
    desk.record.is_unheard = False
    desk.saves(replace(first, id=new_id(), allowed=True))

    desk.saves(replace(first, id=new_id()))

    assert [each.allowed for each in desk.record.there.values()] == [False, True, False]
