"""What every line promises the desk, whatever it speaks and to whom."""

import socket
import threading
import time
from collections.abc import Callable

import pytest

from screenpop.events.calls import CallAnswered, CallEnded, CallOffered, LineDown, LineUp
from screenpop.ports.line import Line
from tests.peers import until
from tests.telephony.contract.benches import CALLER, Bench
from tests.telephony.contract.heard import Heard

AT_ONCE = 0.2
STOPS_WITHIN = 2.0
POPS_WITHIN = 3.0
NOTICES_WITHIN = 20.0
COMES_BACK_WITHIN = 30.0

Start = Callable[[Line], Line]


def stopping_takes(line: Line) -> float:
    began = time.monotonic()
    line.stop()
    return time.monotonic() - began


def test_it_says_once_that_it_is_up(line: Line, heard: Heard):
    heard.nothing(since=1, for_seconds=0.5)

    (up,) = heard.events
    assert isinstance(up, LineUp)
    assert up.line == line.name


def test_a_call_that_is_taken_is_told_in_order_under_one_id(line: Line, heard: Heard, bench: Bench):
    with bench.calls(taken=True) as call:
        offered = heard.first(CallOffered, within=POPS_WITHIN)
        call.pick_up()
        if bench.tells_answer:
            heard.first(CallAnswered)
        call.hang_up()
    heard.first(CallEnded)
    heard.nothing(heard.mark(), for_seconds=0.3)

    course = [CallOffered, CallAnswered, CallEnded] if bench.tells_answer else [CallOffered, CallEnded]
    assert [type(event) for event in heard.calls()] == course
    assert {event.call_id for event in heard.calls()} == {offered.call_id}
    assert {event.line for event in heard.calls()} == {line.name}
    assert offered.caller.number == CALLER
    assert heard.first(CallEnded).ending is bench.taken


def test_callers_who_give_up_are_told_one_by_one(line: Line, heard: Heard, bench: Bench):
    for _ in range(2):
        since = heard.mark()
        with bench.calls(taken=False) as call:
            offered = heard.first(CallOffered, since, POPS_WITHIN)
            call.hang_up()
        ended = heard.first(CallEnded, since)

        assert [type(event) for event in heard.calls(since)] == [CallOffered, CallEnded]
        assert (ended.call_id, ended.ending) == (offered.call_id, bench.given_up)
    assert len({event.call_id for event in heard.calls()}) == 2


def test_it_reports_nothing_after_it_was_stopped(line: Line, heard: Heard, bench: Bench):
    with bench.calls(taken=False) as call:
        heard.first(CallOffered)
        since = heard.mark()
        took = stopping_takes(line)
        heard.nothing(since, for_seconds=0.5)
        call.drop()

    heard.nothing(since, for_seconds=0.2)
    assert took < STOPS_WITHIN


def test_stopping_it_twice_is_no_trouble(line: Line):
    line.stop()
    assert stopping_takes(line) < AT_ONCE


def test_a_line_that_never_started_can_be_stopped(bench: Bench, heard: Heard):
    assert stopping_takes(bench.line(heard.put)) < AT_ONCE
    assert heard.events == []


def test_its_counts_are_whole_numbers(line: Line, heard: Heard, bench: Bench):
    with bench.calls(taken=False) as call:
        heard.first(CallOffered)
        call.hang_up()
    counts = line.counts()

    assert counts
    assert all(type(count) is int and count >= 0 for count in counts.values()), counts


def test_it_leaves_no_thread_and_closes_its_sockets(bench: Bench, heard: Heard, started: Start):
    before = set(threading.enumerate())
    line = started(bench.line(heard.put))
    heard.first(LineUp)
    assert set(threading.enumerate()) > before

    line.stop()

    until(lambda: set(threading.enumerate()) <= before, "the end of every thread", within=1)


def test_it_stops_in_time_though_its_pbx_is_dead(remote: Bench, heard: Heard, started: Start):
    line = started(remote.line(heard.put))
    heard.first(LineUp)
    remote.freeze()
    try:
        took = stopping_takes(line)
    finally:
        remote.kill()
        remote.start()

    assert took < STOPS_WITHIN
    assert len(heard.events) == 1


def test_a_wrong_password_is_told_once_and_not_tried_again(remote: Bench, heard: Heard, started: Start):
    before = remote.attempts()
    started(remote.line(heard.put, password="not-the-password"))
    down = heard.first(LineDown)
    heard.nothing(since=1, for_seconds=6)

    assert not down.tries_again
    assert "password" in str(down.reason)
    assert "not-the-password" not in str(down.reason)
    assert remote.attempts() - before == remote.attempts_to_be_refused


def test_it_says_that_its_pbx_is_gone_and_comes_back_with_it(remote: Bench, heard: Heard, started: Start):
    started(remote.line(heard.put))
    heard.first(LineUp)
    since = heard.mark()
    remote.kill()
    down = heard.first(LineDown, since, within=NOTICES_WITHIN)
    assert heard.find(LineUp, since, within=1) is None
    remote.start()
    heard.first(LineUp, since, within=COMES_BACK_WITHIN)
    reasons = [str(event.reason) for event in heard.events if isinstance(event, LineDown)]
    since = heard.mark()
    with remote.calls(taken=False) as call:
        offered = heard.first(CallOffered, since, POPS_WITHIN)
        call.hang_up()

    assert down.tries_again
    assert all(reasons)
    assert len(set(reasons)) == len(reasons)
    assert offered.caller.number == CALLER


def test_it_starts_at_once_though_its_pbx_has_no_address(
    remote: Bench, heard: Heard, started: Start, monkeypatch: pytest.MonkeyPatch
):
    answered = threading.Event()
    unpatched = socket.getaddrinfo

    def hangs(host: str, *args, **kwargs):
        if host != "pbx.invalid":
            return unpatched(host, *args, **kwargs)
        answered.wait(5)
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", hangs)
    line = remote.line(heard.put, server="pbx.invalid:5060")
    began = time.monotonic()
    started(line)
    took = time.monotonic() - began
    answered.set()
    down = heard.first(LineDown)

    assert took < AT_ONCE
    assert down.tries_again
    assert "pbx.invalid" in str(down.reason)


def test_it_stops_in_time_though_the_resolver_hangs(
    remote: Bench, heard: Heard, started: Start, monkeypatch: pytest.MonkeyPatch
):
    answered = threading.Event()

    def hangs(*args, **kwargs):
        answered.wait(5)
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", hangs)
    line = started(remote.line(heard.put, server="pbx.invalid:5060"))
    took = stopping_takes(line)
    answered.set()
    heard.nothing(since=0, for_seconds=0.3)

    assert took < STOPS_WITHIN
