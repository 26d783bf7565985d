"""A computer that keeps nothing saves in the shared database: “saved” is its COMMIT, and nothing is there twice."""

import threading
from collections.abc import Callable, Sequence

import pytest

from screenpop.errors import NotKept, NotTaken, RecordUnavailable
from screenpop.ports.record import SpooledEntry
from screenpop.sentences import Sentence, say
from screenpop.storage.spool.straight import StraightRecord
from tests.storage.made_entries import started, wrapped_up

AWAY = RecordUnavailable(say("The record's server cannot be reached."))


class Server:
    """Takes entries, each once, until it is told otherwise."""

    def __init__(self) -> None:
        self.there: dict[object, SpooledEntry] = {}
        self.troubles: list[Exception] = []
        self.is_away = threading.Event()
        self.after_commit: Callable[[], None] = lambda: None

    def deliver(self, entries: Sequence[SpooledEntry], /) -> None:
        if self.is_away.is_set():
            raise AWAY
        if entries and self.troubles:
            raise self.troubles.pop(0)
        for each in entries:
            self.there.setdefault(each.entry.id, each)
        if entries:
            self.after_commit()

    def close(self) -> None:
        pass


@pytest.fixture
def server() -> Server:
    return Server()


def test_what_is_kept_is_in_the_database_when_keep_returns(server):
    call = started()

    StraightRecord(server).keep(call)

    assert list(server.there) == [call.id]


def test_an_answer_that_is_lost_after_the_commit_is_found_out_and_nothing_is_doubled(server):
    lost = [AWAY]

    def lose_the_answer() -> None:
        if lost:
            raise lost.pop()

    server.after_commit = lose_the_answer
    call = started()

    StraightRecord(server).keep(call)

    assert list(server.there) == [call.id]
    assert not lost


def test_a_server_that_is_away_is_told_in_words_and_the_same_entry_may_come_again(server):
    told: list[Sentence | None] = []
    record = StraightRecord(server, tell=told.append)
    call = started()
    server.is_away.set()

    with pytest.raises(
        NotKept, match=r"Not saved: this computer saves on the server\. The record's server cannot"
    ):
        record.keep(call)

    assert told == [AWAY.sentence]
    assert not server.there


def test_a_server_that_was_silent_a_moment_ago_is_not_waited_for_again(server):
    record = StraightRecord(server)
    server.is_away.set()
    with pytest.raises(NotKept):
        record.keep(started())
    server.is_away.clear()

    with pytest.raises(NotKept):
        record.keep(started())

    assert not server.there


def test_a_server_that_is_back_is_noticed_by_itself_and_told(server):
    told: list[Sentence | None] = []
    is_back = threading.Event()
    record = StraightRecord(server, tell=told.append, is_back=is_back.set, first_pause=0.01)
    server.is_away.set()
    record.start()
    with pytest.raises(NotKept):
        record.keep(started())

    server.is_away.clear()

    assert is_back.wait(20)
    record.keep(started())
    record.stop()
    assert [each for each in told if each] == [AWAY.sentence]
    assert told[-1] is None


def test_what_the_database_will_never_take_is_told_apart_from_what_may_pass(server):
    server.troubles = [NotKept(say("not yours"))]
    record = StraightRecord(server)

    with pytest.raises(NotTaken, match="not yours"):
        record.keep(started())

    assert record.trouble is None


def test_what_no_database_keeps_is_refused_without_asking_it(server):
    with pytest.raises(NotKept, match="characters; 20000 can be saved"):
        StraightRecord(server).keep(wrapped_up(started().id, "x" * 20_001))

    assert not server.there
