import contextlib
import logging
import os
import socket
import threading
import time

import pytest

from telephony.wire import io_thread
from telephony.wire.io_thread import MOST_CANCELLED, IoThread


def test_what_is_asked_is_done_in_order_on_the_thread(thread: IoThread):
    done, where = [], set()
    over = threading.Event()
    for number in range(100):
        thread.call_soon(
            lambda number=number: (done.append(number), where.add(threading.current_thread().name))
        )
    thread.call_soon(over.set)
    assert over.wait(1)
    assert (done, where) == (list(range(100)), {"line test"})


def test_timers_ring_in_the_order_of_their_time_and_not_when_cancelled(thread: IoThread):
    rung: list[str] = []
    over = threading.Event()

    def set_them() -> None:
        thread.call_later(0.06, over.set)
        thread.call_later(0.04, lambda: rung.append("second"))
        thread.call_later(0.02, lambda: rung.append("first"))
        thread.call_later(0.03, lambda: rung.append("never")).cancel()

    thread.call_soon(set_them)
    assert over.wait(1)
    assert rung == ["first", "second"]


def test_cancelled_timers_do_not_pile_up_until_they_would_be_due(thread: IoThread):
    rung: list[str] = []
    held: list[int] = []
    over = threading.Event()

    def set_them() -> None:
        thread.call_later(0.02, lambda: rung.append("kept"))
        for _ in range(5000):
            thread.call_later(300, lambda: rung.append("never")).cancel()
        held.append(len(thread._timers))
        thread.call_later(0.04, over.set)

    thread.call_soon(set_them)
    assert over.wait(2)
    assert rung == ["kept"]
    assert held[0] <= 2 * MOST_CANCELLED


def test_an_error_is_logged_and_ends_nothing(thread: IoThread, caplog: pytest.LogCaptureFixture):
    over = threading.Event()
    with caplog.at_level(logging.ERROR):
        thread.call_soon(lambda: 1 / 0)
        thread.call_later(0, lambda: 1 / 0)
        thread.call_later(0.01, over.set)
        thread.call_soon(lambda: None)
        assert over.wait(1)
    assert [record.message for record in caplog.records] == ["the line went on after an unexpected error"] * 2


def test_something_slow_is_done_aside(thread: IoThread):
    results: list[tuple[str, str]] = []
    over, unblock = threading.Event(), threading.Event()

    def slow() -> str:
        unblock.wait(2)
        return threading.current_thread().name

    def then(where: str) -> None:
        results.append((where, threading.current_thread().name))
        over.set()

    thread.call_soon(lambda: thread.aside(slow, then))
    quick = threading.Event()
    thread.call_soon(quick.set)
    assert quick.wait(1)
    unblock.set()
    assert over.wait(1)
    assert results == [("line test: aside", "line test")]


def test_it_closes_what_it_listens_to(thread: IoThread):
    ear, mouth = socket.socketpair()
    heard = threading.Event()
    thread.call_soon(lambda: thread.listen(ear, lambda: (ear.recv(10), heard.set())))
    mouth.send(b"x")
    assert heard.wait(1)
    thread.stop(timeout=1)
    assert ear.fileno() == -1
    mouth.close()
    thread.call_soon(lambda: None)


def test_a_thread_that_was_never_started_leaves_no_socket_open():
    IoThread("never").stop(timeout=1)


def test_a_sleeping_computer_makes_timers_due(thread: IoThread, monkeypatch: pytest.MonkeyPatch):
    really = time.monotonic
    slept = [0.0]
    monkeypatch.setattr("telephony.wire.io_thread.uptime", lambda: really() + slept[0])
    refreshed = threading.Event()
    set_up = threading.Event()
    thread.call_soon(lambda: (thread.call_later(100, refreshed.set), set_up.set()))
    assert set_up.wait(1)
    slept[0] = 101.0
    thread.call_soon(lambda: None)
    assert refreshed.wait(1)


def test_whoever_asked_is_told_of_a_sleep_before_the_timers_that_are_due_then(
    thread: IoThread, monkeypatch: pytest.MonkeyPatch
):
    really, slept = time.monotonic, [0.0]
    monkeypatch.setattr("telephony.wire.io_thread.uptime", lambda: really() + slept[0])
    done: list[str] = []
    over, set_up = threading.Event(), threading.Event()

    def set_them() -> None:
        thread.on_wake(lambda: done.append("woken"))
        thread.call_later(100, lambda: (done.append("timer"), over.set()))
        set_up.set()

    thread.call_soon(set_them)
    assert set_up.wait(1)
    slept[0] = 101.0
    thread.call_soon(lambda: None)
    assert over.wait(1)
    assert done == ["woken", "timer"]


def test_a_sleep_is_noticed_within_seconds(thread: IoThread, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("telephony.wire.io_thread.LONGEST_WAIT", 0.05)
    really, slept = time.monotonic, [0.0]
    monkeypatch.setattr("telephony.wire.io_thread.uptime", lambda: really() + slept[0])
    woken = threading.Event()
    thread.call_soon(lambda: (thread.on_wake(woken.set), slept.__setitem__(0, 0.0)))
    assert not woken.wait(0.2)
    slept[0] = 60.0  # nothing rings: the wait itself must end
    assert woken.wait(1)


def test_a_socket_is_told_when_it_has_room_until_nobody_cares(thread: IoThread):
    one, other = socket.socketpair()
    one.settimeout(0)
    told: list[None] = []
    full, roomy = threading.Event(), threading.Event()

    def has_room() -> None:
        told.append(None)
        thread.when_writable(one, None)
        roomy.set()

    def fill() -> None:
        with contextlib.suppress(BlockingIOError):
            while True:
                one.send(bytes(65536))
        thread.when_writable(one, has_room)
        full.set()

    thread.call_soon(fill)
    assert full.wait(1)
    assert not roomy.wait(0.05)
    other.recv(1 << 24)
    assert roomy.wait(1)
    assert told == [None]
    thread.call_soon(lambda: (thread.forget(one), one.close()))
    thread.stop(timeout=1)
    other.close()


def test_more_sockets_than_select_knows_are_watched(thread: IoThread):
    resource = pytest.importorskip("resource")
    allowed, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(allowed, 1300), most))
    spare = [os.open(os.devnull, os.O_RDONLY) for _ in range(1050)]
    ear, mouth = socket.socketpair()
    for one in spare:
        os.close(one)
    assert ear.fileno() > 1024
    heard = threading.Event()
    thread.call_soon(lambda: thread.listen(ear, lambda: (ear.recv(10), heard.set())))
    mouth.send(b"x")
    assert heard.wait(1)
    mouth.close()


def test_a_socket_that_is_forgotten_by_an_earlier_one_is_heard_no_more(thread: IoThread):
    pairs = [socket.socketpair() for _ in range(2)]
    heard: list[int] = []
    over = threading.Event()

    def hear(number: int) -> None:
        heard.append(number)
        for ear, _ in pairs:
            thread.forget(ear)

    def listen() -> None:
        for number, (ear, mouth) in enumerate(pairs):
            mouth.send(b"x")
            thread.listen(ear, lambda number=number: hear(number))
        thread.call_later(0.1, over.set)

    thread.call_soon(listen)
    assert over.wait(1)
    assert len(heard) == 1
    for pair in pairs:
        for one in pair:
            one.close()


def test_what_fails_aside_is_tried_again(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(io_thread, "ASIDE_AGAIN_AFTER", 0.01)
    thread, done = IoThread("test"), threading.Event()
    results = iter([ValueError("not yet"), "there"])

    def slow() -> str:
        result = next(results)
        if isinstance(result, Exception):
            raise result
        return result

    thread.start()
    try:
        thread.call_soon(lambda: thread.aside(slow, lambda _: done.set()))
        assert done.wait(3)
    finally:
        thread.stop(1)
