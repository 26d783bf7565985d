"""A desk's word of itself goes out at each change, but not each on its own, and never holds up the desk."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from screenpop.errors import RecordUnavailable
from screenpop.record.board import DeskNow, Phase
from screenpop.sentences import say
from screenpop.storage.colleagues import presence as presence_module
from screenpop.storage.colleagues.board import DatabaseBoard
from screenpop.storage.colleagues.presence import DatabasePresence
from screenpop.storage.database import Database
from tests.storage.desks import calling


class Counting(Database):
    """Counts what is written, and may be away or hang."""

    def __init__(self, place: Path) -> None:
        super().__init__(place)
        self.away = self.broken = False
        self.lets_go = threading.Event()
        self.lets_go.set()
        self._changed = threading.Condition()
        self.written: list[float] = []

    @contextmanager
    def writing(self) -> Iterator[object]:
        try:
            if self.away:
                raise RecordUnavailable(say("the server is away"))
            if self.broken:
                raise ZeroDivisionError("the draft of a note")
            assert self.lets_go.wait(10)
            with super().writing() as connection:
                yield connection
        finally:
            with self._changed:
                self.written.append(time.monotonic())
                self._changed.notify_all()

    def until(self, holds: Callable[[], bool]) -> None:
        with self._changed:
            assert self._changed.wait_for(holds, 10)


@pytest.fixture
def counting(path: Path) -> Iterator[Counting]:
    with closing(Counting(path)) as database:
        yield database


@pytest.fixture
def presence(counting: Counting) -> Iterator[DatabasePresence]:
    telling = DatabasePresence(counting, "anna")
    telling.start()
    counting.until(lambda: len(counting.written) == 1)
    yield telling
    counting.lets_go.set()
    telling.stop()


def shown(database: Database) -> Phase | None:
    return DatabaseBoard(database).now()[0].phase


def test_a_desk_is_seen_as_soon_as_it_starts(counting: Counting, presence: DatabasePresence) -> None:
    assert [desk.agent for desk in DatabaseBoard(counting).now()] == ["anna"]


def test_many_changes_in_a_moment_are_few_words_and_the_last_one_counts(
    counting: Counting, presence: DatabasePresence
) -> None:
    last = DeskNow({}, (calling(phase=Phase.TALKS),))
    for _ in range(100):
        presence.show(DeskNow({}, (calling(phase=Phase.RINGS),)))
    presence.show(last)
    counting.until(lambda: presence._written == last or shown(counting) is Phase.TALKS)

    assert len(counting.written) <= 3
    assert (
        min(later - earlier for earlier, later in zip(counting.written, counting.written[1:], strict=False))
        > 0.3
    )


def test_a_desk_is_not_held_up_by_a_database_that_hangs(
    counting: Counting, presence: DatabasePresence
) -> None:
    counting.lets_go.clear()
    began = time.monotonic()
    for phase in (Phase.RINGS, Phase.TALKS, Phase.WRAPS_UP):
        presence.show(DeskNow({}, (calling(phase=phase),)))

    assert time.monotonic() - began < 0.3


def test_a_desk_that_has_nothing_new_to_say_says_that_it_is_there(
    counting: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(presence_module, "SEEN_EVERY", presence_module.timedelta(milliseconds=400))
    telling = DatabasePresence(counting, "anna")
    telling.start()
    counting.until(lambda: len(counting.written) == 3)
    telling.stop()


def test_what_could_not_be_told_is_told_once_the_database_is_back(
    counting: Counting, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(presence_module, "_AGAIN_AFTER", 0.2)
    counting.away = True
    telling = DatabasePresence(counting, "anna")
    telling.show(DeskNow({}, (calling(phase=Phase.TALKS),)))
    telling.start()
    counting.until(lambda: len(counting.written) == 3)
    counting.away = False
    counting.until(lambda: bool(telling._written.calls) or len(counting.written) > 4)

    assert shown(counting) is Phase.TALKS
    assert len([record for record in caplog.records if "the server is away" in record.message]) == 1
    telling.stop()


def test_a_fault_of_the_program_does_not_end_what_a_desk_tells_and_its_words_stay_out_of_the_log(
    counting: Counting, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(presence_module, "_AGAIN_AFTER", 0.1)
    counting.broken = True
    telling = DatabasePresence(counting, "anna")
    telling.start()
    counting.until(lambda: len(counting.written) == 2)
    counting.broken = False
    telling.show(DeskNow({}, (calling(phase=Phase.TALKS),)))
    counting.until(lambda: bool(telling._written.calls) or len(counting.written) > 3)

    assert shown(counting) is Phase.TALKS
    telling.stop()

    assert "unexpected ZeroDivisionError" in caplog.text
    assert "the draft of a note" not in caplog.text
