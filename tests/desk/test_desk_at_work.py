"""The desk on its own thread, with real crews: what a running program relies on."""

import queue
import threading
from collections.abc import Iterator
from datetime import timedelta
from unittest.mock import Mock

import pytest

from screenpop.customers import Candidates
from screenpop.desk.call_desk import CallDesk
from screenpop.desk.neighbours import Neighbours
from screenpop.events import calls, news
from screenpop.phone_numbers import NumberReader, PhoneNumber
from screenpop.record.entries import CallFinished, CallStarted
from tests.desk.conftest import ANNA, ANNAS_NUMBER, offered
from tests.fakes import NOON, FakeDepartment, FakeDirectory, FakeRecord


class AtWork:
    """A desk with a department that hangs and one that does not."""

    def __init__(self) -> None:
        self.told: queue.SimpleQueue[news.News] = queue.SimpleQueue()
        self.slow = FakeDepartment("accounting", deadline=timedelta(milliseconds=100))
        self.quick = FakeDepartment("sales")
        self.record = FakeRecord()
        self.desk = CallDesk(
            Neighbours(
                directory=FakeDirectory({PhoneNumber(ANNAS_NUMBER): Candidates((ANNA,))}),
                departments=(self.slow, self.quick),
                record=self.record,
                reader=NumberReader("PL"),
                agent="anna",
                announce=self.told.put,
            ),
        )
        self.thread = threading.Thread(target=self.desk.run, name="desk")

    def hears(self, number: int) -> list[news.News]:
        return [self.told.get(timeout=2) for _ in range(number)]


@pytest.fixture
def at_work() -> Iterator[AtWork]:
    bench = AtWork()
    bench.thread.start()
    yield bench
    bench.desk.stop()
    bench.slow.released.set()
    bench.thread.join(3)
    assert not bench.thread.is_alive()


def test_a_hanging_department_is_told_at_its_deadline_and_holds_up_nobody(at_work: AtWork) -> None:
    at_work.slow.released.clear()
    at_work.desk.post(offered())

    opened, identified, filled, failed = at_work.hears(4)
    assert isinstance(opened, news.PopOpened)
    assert isinstance(identified, news.CallerIdentified)
    assert isinstance(filled, news.PanelFilled)
    assert filled.department == "sales"
    assert isinstance(failed, news.PanelFailed)
    assert (failed.department, str(failed.reason)) == ("accounting", "no answer in time")
    assert 80 < failed.took_ms < 1000


def test_what_was_heard_before_the_end_is_recorded(at_work: AtWork) -> None:
    for number in range(20):
        at_work.desk.post(offered(call_id=f"c{number}"))
    at_work.desk.stop()
    at_work.thread.join(3)

    started = [entry for entry in at_work.record.entries if type(entry).__name__ == "CallStarted"]
    assert len(started) == 20


def test_a_call_that_rings_when_the_program_ends_has_an_end_in_the_record(at_work: AtWork) -> None:
    at_work.desk.post(offered(call_id="rings"))
    at_work.desk.post(offered(call_id="talks"))
    at_work.desk.post(calls.CallAnswered("line", "talks", NOON))
    at_work.desk.stop()
    at_work.thread.join(3)

    started = {entry.id: entry.call_id for entry in at_work.record.entries if isinstance(entry, CallStarted)}
    ends = [entry for entry in at_work.record.entries if isinstance(entry, CallFinished)]
    assert [(started[end.call], end.ending) for end in ends] == [("rings", calls.Ending.UNKNOWN)]


def test_an_idle_desk_does_not_wake_up(at_work: AtWork) -> None:
    at_work.desk.post(offered())
    at_work.hears(4)
    woken = threading.Event()
    inner = at_work.desk._next

    def counted() -> object:
        woken.set()
        return inner()

    at_work.desk._next = counted  # type: ignore[method-assign,assignment] # watches how often the thread comes by
    assert not woken.wait(0.3)


def test_the_next_call_pops_though_one_went_wrong(
    at_work: AtWork, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    wrong = Mock(side_effect=[ValueError("Anna's own words")])
    monkeypatch.setattr(at_work.desk, "_announce", wrong)
    at_work.desk.post(calls.LineUp("line", NOON))
    at_work.desk.post(offered())

    assert isinstance(at_work.hears(1)[0], news.PopOpened)
    assert "ValueError" in caplog.text
    assert "Anna" not in caplog.text
