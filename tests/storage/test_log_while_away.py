import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from screenpop.errors import RecordUnavailable, UnknownCall
from screenpop.events.calls import Ending
from screenpop.record.filters import LogFilter
from screenpop.sentences import say
from screenpop.storage.call_log import DatabaseCallLog
from screenpop.storage.database import Database
from screenpop.storage.log_while_away import LogWhileAway
from screenpop.storage.spool.spool import Spool
from tests.storage.made_entries import Keeping, keep_call, started, wrapped_up

EVERYTHING = LogFilter()


class AwayLog:
    """The shared log, out of reach; or there again."""

    def __init__(self) -> None:
        self.back: DatabaseCallLog | None = None

    def __getattr__(self, question: str) -> Callable[..., object]:
        if self.back is not None:
            return getattr(self.back, question)

        def fail(*_: object, **__: object) -> object:
            raise RecordUnavailable(say("The server is away."))

        return fail


@pytest.fixture
def spool(tmp_path: Path) -> Iterator[Spool]:
    with closing(Spool(tmp_path / "spool.db")) as spool:
        yield spool


@pytest.fixture
def shared() -> AwayLog:
    return AwayLog()


@pytest.fixture
def log(shared: AwayLog, spool: Spool) -> Iterator[LogWhileAway]:
    with closing(LogWhileAway(shared, spool, lambda: shared.back is not None)) as log:
        yield log


def test_what_waits_here_is_shown_like_any_call_while_the_database_is_away(log, spool):
    keep_call(spool, "call-1", customer_id="K-1", customer="Łódź Sp.", ending=Ending.MISSED)
    keep_call(spool, "call-2", customer_id="K-2", ending=Ending.ENDED, note="promised Friday")

    assert [call.call_id for call in log.page(EVERYTHING, at_most=10)] == ["call-2", "call-1"]
    (missed,) = log.page(LogFilter(text="lodz"), at_most=10)
    assert (missed.call_id, missed.customer, missed.ending) == ("call-1", "Łódź Sp.", Ending.MISSED)
    assert log.latest("call-2").note == "promised Friday"


def test_pages_follow_one_another(log, spool):
    for number in range(5):
        keep_call(spool, f"call-{number}")
    first = log.page(EVERYTHING, at_most=3)

    rest = log.page(EVERYTHING, at_most=3, older_than=first[-1])

    assert [call.call_id for call in (*first, *rest)] == [f"call-{number}" for number in (4, 3, 2, 1, 0)]


def test_what_comes_while_it_is_shown_is_shown_too(log, spool):
    call = keep_call(spool, "call-1")
    assert log.latest("call-1").note is None

    spool.keep(wrapped_up(call.id, "a note"))
    keep_call(spool, "call-2")

    assert log.latest("call-1").note == "a note"
    assert len(log.page(EVERYTHING, at_most=10)) == 2


def test_what_belongs_to_a_call_that_the_database_has_does_not_hide_the_others(log, spool):
    spool.keep(wrapped_up(started().id, "of a call that was delivered"))
    keep_call(spool, "call-2")

    assert [call.call_id for call in log.page(EVERYTHING, at_most=10)] == ["call-2"]


def test_with_nothing_to_show_it_says_what_is_wrong(log):
    with pytest.raises(RecordUnavailable, match="The server is away"):
        log.page(EVERYTHING, at_most=10)


def test_a_call_that_may_be_in_the_database_is_not_said_to_be_unknown(log, spool):
    keep_call(spool, "call-1")

    with pytest.raises(RecordUnavailable, match="The server is away"):
        log.latest("of last week")


def test_an_export_is_not_half_a_log(log, spool):
    keep_call(spool, "call-1")

    with pytest.raises(RecordUnavailable, match="The server is away"):
        list(log.all(EVERYTHING))


def test_when_the_database_is_back_it_is_asked(log, spool, shared, tmp_path):
    keep_call(spool, "call-1")
    log.latest("call-1")

    with closing(Database(tmp_path / "record.db")) as database:
        shared.back = DatabaseCallLog(database)
        with pytest.raises(UnknownCall):
            log.latest("call-1")
        assert log.page(EVERYTHING, at_most=1) == []


def test_what_is_shown_meanwhile_is_on_no_disk(log, spool, tmp_path):
    keep_call(spool, "call-1")
    files = set(tmp_path.iterdir())
    log.latest("call-1")

    assert set(tmp_path.iterdir()) == files


def test_several_threads_may_ask_at_once(log, spool):
    keep_call(spool, "call-1")
    seen: list[str] = []
    threads = [threading.Thread(target=lambda: seen.append(log.latest("call-1").call_id)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert seen == ["call-1"] * 6


def test_a_server_that_is_away_is_not_asked_for_each_page(log, spool, shared, monkeypatch):
    keep_call(spool, "call-1")
    log.page(EVERYTHING, at_most=1)
    asked: list[str] = []
    monkeypatch.setattr(AwayLog, "__getattr__", lambda _, question: asked.append(question))

    log.page(EVERYTHING, at_most=1)

    assert asked == []


def test_a_database_that_takes_nothing_and_can_be_read_is_read(spool, shared, tmp_path):
    keep_call(spool, "waits")
    with closing(Database(tmp_path / "record.db")) as database:
        keep_call(Keeping(database), "there before")
        shared.back = DatabaseCallLog(database)
        log = LogWhileAway(shared, spool, lambda: False)

        assert [call.call_id for call in log.page(EVERYTHING, at_most=9)] == ["there before"]
        log.close()
