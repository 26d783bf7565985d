"""The network is cut while a desk saves on the server itself: what was said to be saved is there, and there once."""

import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from screenpop.desk.keeping import ActKept, Keeping
from screenpop.errors import NotKept
from screenpop.events.acts import WrappedUp
from screenpop.ports.record import SharedRecord
from screenpop.record.entries import Entry
from screenpop.record.ids import new_id
from screenpop.storage.spool.straight import StraightRecord
from tests.faults.desk import shared_record
from tests.faults.how_many import NETWORK_CUTS
from tests.faults.network.cutter import Cut
from tests.faults.network.test_network_cuts import some_cuts
from tests.faults.shared import Outcome
from tests.faults.without_ids import WithoutIdsOfTheirOwn
from tests.storage.made_entries import started, wrapped_up


@pytest.fixture
def other_end(shared, far_place) -> Iterator[SharedRecord]:
    with closing(shared_record(far_place, shared.password)) as other_end:
        yield other_end


class AtOnce:
    """A crew that works while it is told to."""

    def take(self, job) -> None:
        job()

    def dismiss(self, within: float) -> None:
        pass


class DeskOnServer:
    """Keeps calls and their notes as a desk does; an agent whose note is refused saves it again until it is not.

    Attributes:
        saved: What was said to be saved, in order.
        refusals: How often it was not.
    """

    def __init__(self, other_end: SharedRecord) -> None:
        self.record = StraightRecord(other_end)
        self.saved: list[str] = []
        self.refusals = 0
        self._kept: list[ActKept] = []
        self.keeping = Keeping(self.record, AtOnce(), self._kept.append)

    def call(self, name: str, before_note: Callable[[], object] = lambda: None) -> None:
        """One call, wrapped up; something may happen before its note is saved."""
        now = datetime.now(UTC)
        call = started(name, at=now)
        self.keeping.keep(call)
        before_note()
        while True:
            note = replace(wrapped_up(call.id, name), at=datetime.now(UTC), id=new_id())
            self.keeping.keep_act(WrappedUp(name, "", "", name), note)
            if self._kept.pop().failure is None:
                break
            self.refusals += 1
            self.record._failed_at = 0.0  # an agent takes longer than that
        self.saved += [f"call {name}", f"note {name}"]


def after(cuts: list[Cut], cutter, shared, desk: DeskOnServer) -> Outcome:
    """What became of what the desk saved while the network was cut so often: half the cuts are armed for a note."""
    desk.call("before")
    for turn, cut in enumerate(cuts):
        arming = Arming(cutter, cut)
        if turn % 4 < 2:
            arming.arm()
        for number in range(1_000):
            desk.call(f"{turn}/{number}", before_note=arming.arm)
            if arming.is_cut and arming.is_cut.is_set():
                break
        assert arming.is_cut, cut
        assert arming.is_cut.is_set(), cut
    return shared.outcome(desk.saved)


class Arming:
    """One cut, armed once."""

    def __init__(self, cutter, cut: Cut) -> None:
        self._cutter, self._cut = cutter, cut
        self.is_cut: threading.Event | None = None

    def arm(self) -> None:
        """From now on; nothing the second time."""
        self.is_cut = self.is_cut or self._cutter.cut(self._cut)


def test_network_cuts_lose_nothing_that_was_saved_on_the_server_and_double_nothing(
    cutter, shared, other_end, note
):
    desk = DeskOnServer(other_end)

    outcome = after(list(some_cuts(NETWORK_CUTS)), cutter, shared, desk)

    after_commit = cutter.happened["answer to commit"]
    note(f"{NETWORK_CUTS} network cuts while saving on the server, {after_commit} after a COMMIT: {outcome}")
    assert outcome == Outcome(outcome.saved, frozenset(), frozenset(), in_order=True)


def test_a_note_whose_server_stays_away_after_the_commit_is_there_once_when_it_is_saved_again(
    cutter, shared, other_end
):
    desk = DeskOnServer(other_end)
    desk.call("before")
    call = started("1", at=datetime.now(UTC))
    desk.keeping.keep(call)
    kept: list[ActKept] = []
    keeping = Keeping(_AwayAfter(desk.record, cutter), AtOnce(), kept.append)

    is_cut = cutter.cut(Cut("answer to commit"))
    keeping.keep_act(WrappedUp("1", "", "", "1"), replace(wrapped_up(call.id, "1"), at=datetime.now(UTC)))
    assert is_cut.wait(20)
    assert kept[0].failure
    cutter.come_back()
    desk.record._failed_at = 0.0
    keeping.keep_act(WrappedUp("1", "", "", "1"), replace(wrapped_up(call.id, "1"), id=new_id()))

    assert kept[1].failure is None
    outcome = shared.outcome(["call before", "note before", "call 1", "note 1"])
    assert outcome == Outcome(4, frozenset(), frozenset(), in_order=True)


class _AwayAfter:
    """A record whose server is away from its first failure on."""

    def __init__(self, record: StraightRecord, cutter) -> None:
        self._record = record
        self._cutter = cutter
        shared = record._shared
        before = shared.deliver

        def deliver(entries) -> None:
            try:
                before(entries)
            except Exception:
                cutter.go_away()
                raise

        shared.deliver = deliver

    def keep(self, entry: Entry, /) -> None:
        self._record.keep(entry)


def test_these_cuts_would_show_a_doubled_entry(cutter, shared, other_end):
    desk = DeskOnServer(WithoutIdsOfTheirOwn(other_end))

    outcome = after([Cut("answer to commit")] * 4, cutter, shared, desk)

    assert outcome.doubled


def test_a_server_that_is_away_refuses_and_keeps_nothing(cutter, shared, other_end):
    record = StraightRecord(other_end)
    record.keep(started("1", at=datetime.now(UTC)))
    cutter.go_away()

    with pytest.raises(NotKept, match="Not saved: this computer saves on the server"):
        record.keep(started("2", at=datetime.now(UTC)))

    cutter.come_back()
    assert shared.outcome(["call 1"]) == Outcome(1, frozenset(), frozenset(), in_order=True)
