import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import pytest

from screenpop.errors import NotKept, RecordUnavailable
from screenpop.ports.record import SpooledEntry, SpoolState
from screenpop.record.entries import Entry, WrapUp
from screenpop.sentences import say
from screenpop.storage.spool import courier as courier_module
from screenpop.storage.spool import telling
from screenpop.storage.spool.courier import Courier
from screenpop.storage.spool.spool import Spool
from tests.storage.made_entries import started, wrapped_up

AWAY = say("The record's server cannot be reached.")


@dataclass
class FakeShared:
    """A database in memory, which may be away, refuse entries, or lose its answer after the commit."""

    away: bool = False
    refuses: Callable[[Entry], bool] = lambda _: False
    loses_answers: int = 0
    entries: list[Entry] = field(default_factory=list)
    tries: int = 0
    batches: list[int] = field(default_factory=list)
    changed: threading.Condition = field(default_factory=threading.Condition)

    def deliver(self, entries: Sequence[SpooledEntry], /) -> None:
        with self.changed:
            self.tries += 1
            self.changed.notify_all()
            if self.away:
                raise RecordUnavailable(AWAY)
            if any(self.refuses(each.entry) for each in entries):
                raise NotKept(say("refused"))
            known = {entry.id for entry in self.entries}
            self.entries += [each.entry for each in entries if each.entry.id not in known]
            if entries:
                self.batches.append(len(entries))
            if entries and self.loses_answers:
                self.loses_answers -= 1
                raise RecordUnavailable(AWAY)

    def close(self) -> None:
        """Nothing to let go of."""

    def wait_for(self, count: int) -> None:
        with self.changed:
            assert self.changed.wait_for(lambda: len(self.entries) >= count, 20)


class Told:
    """Hears what the courier says, and when."""

    def __init__(self) -> None:
        self.states: list[tuple[float, SpoolState]] = []
        self._changed = threading.Condition()

    def __call__(self, state: SpoolState) -> None:
        with self._changed:
            self.states.append((time.monotonic(), state))
            self._changed.notify_all()

    def wait_for(self, wanted: Callable[[SpoolState], bool]) -> None:
        with self._changed:
            assert self._changed.wait_for(lambda: bool(self.states) and wanted(self.states[-1][1]), 20)


@pytest.fixture
def spool(tmp_path: Path) -> Iterator[Spool]:
    with closing(Spool(tmp_path / "spool.db")) as spool:
        yield spool


@pytest.fixture
def shared() -> FakeShared:
    return FakeShared()


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Failures are tried again at once."""
    monkeypatch.setattr(courier_module, "_FIRST_PAUSE", 0.02)
    monkeypatch.setattr(courier_module, "_LONGEST_PAUSE", 0.1)
    monkeypatch.setattr(telling, "_EVERY", 0.05)


@pytest.fixture
def courier(spool: Spool, shared: FakeShared, told: Told) -> Iterator[Courier]:
    courier = Courier(spool, shared, tell=told)
    yield courier
    shared.away = False
    courier.stop()


def keep(spool: Spool, count: int, first: int = 0) -> Sequence[Entry]:
    calls = [started(f"call-{number}") for number in range(first, first + count)]
    for call in calls:
        spool.keep(call)
    return calls


def test_what_was_kept_before_the_start_and_after_it_arrives_in_order(courier, spool, shared):
    before = keep(spool, 3)
    courier.start()
    shared.wait_for(3)

    after = keep(spool, 3, 3)
    courier.wake()
    shared.wait_for(6)

    assert shared.entries == [*before, *after]
    assert courier.deliver_now().waiting == 0


def test_a_courier_that_was_hurried_before_its_start_is_started_once(spool, shared):
    early = Courier(spool, shared)
    try:
        assert early.deliver_now().waiting == 0
        early.start()
    finally:
        early.stop()


def test_a_long_queue_goes_in_batches_of_one_transaction_each(courier, spool, shared):
    calls = keep(spool, 450)

    assert courier.deliver_now(20).waiting == 0

    assert shared.entries == calls
    assert shared.batches == [200, 200, 50]


def test_an_answer_that_is_lost_after_the_commit_doubles_nothing(quick, courier, spool, shared):
    shared.loses_answers = 3
    calls = keep(spool, 10)

    for _ in range(4):
        courier.deliver_now()

    assert shared.entries == calls
    assert shared.loses_answers == 0
    assert spool.state().waiting == 0


def test_an_outage_loses_nothing_is_told_and_taken_back_when_it_is_over(quick, courier, spool, shared, told):
    shared.away = True
    courier.start()
    calls = keep(spool, 5)
    courier.wake()
    told.wait_for(lambda state: state.waiting == 5 and state.trouble == AWAY)
    assert told.states[-1][1].oldest is not None

    shared.away = False

    told.wait_for(lambda state: state == SpoolState(0, None))
    assert shared.entries == calls


def test_a_database_that_cannot_be_used_is_told_though_nothing_waits(quick, courier, shared, told):
    shared.away = True
    courier.start()

    told.wait_for(lambda state: state.trouble == AWAY and state.waiting == 0)


def test_new_entries_do_not_hurry_a_database_that_is_away(courier, spool, shared, monkeypatch):
    monkeypatch.setattr(courier_module, "_FIRST_PAUSE", 60.0)
    shared.away = True
    courier.start()
    courier.deliver_now()
    tries = shared.tries

    for call in range(20):
        keep(spool, 1, call)
        courier.wake()

    assert shared.tries == tries
    shared.away = False
    assert courier.deliver_now().waiting == 0


def test_pauses_between_tries_grow(spool, shared, told, monkeypatch):
    shared.away = True
    courier = Courier(spool, shared, tell=told)
    monkeypatch.setattr(courier_module.random, "uniform", lambda _least, most: most)
    pauses = []
    for _ in range(9):
        courier._try()
        pauses.append(round(courier._due - time.monotonic()))

    assert pauses == [1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_states_are_told_at_most_once_in_so_long(quick, courier, spool, shared, told):
    shared.away = True
    courier.start()
    for number in range(100):
        keep(spool, 1, number)
        courier.wake()
    told.wait_for(lambda state: state.waiting == 100)

    times = [at for at, _ in told.states]
    assert all(later - earlier >= 0.049 for earlier, later in pairwise(times))


def test_one_entry_that_is_refused_is_set_aside_with_the_reason_and_the_rest_arrives(courier, spool, shared):
    calls = keep(spool, 8)
    shared.refuses = lambda entry: entry.id == calls[5].id
    spool.keep(wrapped_up(calls[5].id, "of the refused call"))
    spool.keep(wrapped_up(calls[6].id, "of another"))

    state = courier.deliver_now()

    assert (state.waiting, state.set_aside) == (0, 2)
    assert [entry.id for entry in shared.entries[:7]] == [call.id for call in calls if call != calls[5]]
    assert shared.entries[7].note == "of another"
    assert spool.reasons() == ["refused"]


def test_what_was_refused_is_tried_again_at_the_next_start(courier, spool, shared):
    (call,) = keep(spool, 1)
    note = wrapped_up(call.id)
    spool.keep(note)
    shared.refuses = lambda _: True
    assert courier.deliver_now().set_aside == 2
    courier.stop()

    shared.refuses = lambda _: False
    again = Courier(spool, shared)
    again.start()
    shared.wait_for(2)
    again.stop()

    assert shared.entries == [call, note]


def test_a_fault_of_the_database_s_code_holds_up_nothing_for_ever(quick, courier, spool, shared, caplog):
    calls = keep(spool, 1)
    deliver, faults = shared.deliver, iter([TypeError("a customer's name"), None])

    def faulty(entries):
        if entries and (fault := next(faults, None)):
            raise fault
        deliver(entries)

    shared.deliver = faulty
    courier.start()
    shared.wait_for(1)

    assert shared.entries == calls
    assert "Delivering failed: TypeError" in caplog.text
    assert "a customer's name" not in caplog.text


def test_an_entry_at_which_the_program_fails_every_time_is_set_aside(quick, courier, spool, shared):
    calls = keep(spool, 3)
    deliver = shared.deliver

    def faulty(entries):
        if any(each.entry == calls[1] for each in entries):
            raise TypeError("a customer's name")
        deliver(entries)

    shared.deliver = faulty
    courier.start()
    shared.wait_for(2)
    for _ in range(3):
        courier.deliver_now()

    assert shared.entries == [calls[0], calls[2]]
    assert spool.reasons() == ["internal error"]


def test_what_another_program_kept_is_delivered_though_nobody_says_so(spool, shared, tmp_path):
    courier = Courier(spool, shared, look_again=0.05)
    courier.start()
    with closing(Spool(tmp_path / "spool.db")) as other:
        other.keep(started("from another program"))

        shared.wait_for(1)

    courier.stop()


SHIPPER = """
import sys
from pathlib import Path
from screenpop.storage.spool.spool import Spool
lock = Spool(Path(sys.argv[1])).shipping_lock()
print(lock.try_lock(), flush=True)
sys.stdin.read()
"""


def test_only_one_program_ships_a_spool_and_the_next_takes_over(spool, shared, told, tmp_path):
    other = subprocess.Popen(
        [sys.executable, "-c", SHIPPER, str(tmp_path / "spool.db")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert other.stdout.readline() == "True\n"
    courier = Courier(spool, shared, tell=told)
    keep(spool, 1)
    assert courier.deliver_now(0.3).waiting == 1
    assert shared.tries == 0

    other.kill()
    other.communicate()

    shared.wait_for(1)
    courier.stop()


def test_the_end_tries_once_more_though_the_next_try_is_far_away(spool, shared, monkeypatch):
    monkeypatch.setattr(courier_module, "_FIRST_PAUSE", 60.0)
    courier = Courier(spool, shared)
    shared.away = True
    keep(spool, 1)
    courier.deliver_now()
    shared.away = False

    courier.stop()

    assert len(shared.entries) == 1


def test_the_end_waits_a_second_at_most_for_a_database_that_hangs(spool, shared, monkeypatch):
    over = threading.Event()
    monkeypatch.setattr(shared, "deliver", lambda _: over.wait(20))
    courier = Courier(spool, shared)
    keep(spool, 1)
    courier.start()
    began = time.monotonic()

    courier.stop()

    assert time.monotonic() - began < 3
    over.set()
    courier._thread.join()


def test_an_end_that_comes_while_a_batch_is_on_its_way_delivers_the_rest_too(spool, shared, monkeypatch):
    keep(spool, 250)
    under_way, go_on = threading.Event(), threading.Event()
    deliver = shared.deliver

    def slow(entries):
        if entries:
            under_way.set()
            assert go_on.wait(20)
        deliver(entries)

    monkeypatch.setattr(shared, "deliver", slow)
    courier = Courier(spool, shared)
    courier.start()
    assert under_way.wait(20)
    ending = threading.Thread(target=courier.stop)
    ending.start()
    while not courier._stopping:
        time.sleep(0.001)
    go_on.set()
    ending.join()

    assert len(shared.entries) == 250


def test_who_listens_and_stumbles_does_not_end_the_courier(quick, spool, shared, caplog):
    def stumble(_):
        raise RuntimeError("no window")

    courier = Courier(spool, shared, tell=stumble)
    shared.away = True
    courier.start()
    keep(spool, 1)
    courier.wake()
    courier.deliver_now()
    courier.deliver_now()
    shared.away = False

    shared.wait_for(1)
    courier.stop()
    assert "Telling how much waits failed: RuntimeError" in caplog.text


def test_a_courier_that_never_began_ends_at_once(spool, shared):
    Courier(spool, shared).stop()

    assert shared.tries == 0


def test_idle_it_wakes_up_less_than_once_a_second(courier, spool, shared, monkeypatch):
    looked = []
    courier.start()
    courier.deliver_now()
    monkeypatch.setattr(courier._shipping, "ship", lambda _: looked.append(1) or True)

    time.sleep(1.5)  # that nothing happens can only be seen by waiting

    assert len(looked) <= 1


def test_entries_of_an_act_are_of_the_kind_that_was_kept(courier, spool, shared):
    (call,) = keep(spool, 1)
    spool.keep(wrapped_up(call.id, "ł\n📞"))

    courier.deliver_now()

    assert isinstance(shared.entries[1], WrapUp)
    assert shared.entries[1].note == "ł\n📞"
