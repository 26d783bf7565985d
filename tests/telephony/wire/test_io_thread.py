import logging
import socket
import threading
import time

import pytest

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
