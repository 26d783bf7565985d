"""The heartbeat of a line: how soon it notices what is wrong, what it costs, and how it mends it."""

import queue
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest

from screenpop.errors import KeyringLocked
from screenpop.events.calls import LineDown, LineUp
from screenpop.ports.kinds import LineSurroundings
from screenpop.sentences import say
from telephony.sip import heartbeat, subscription
from telephony.sip.account import Account
from telephony.sip.contact_line import ContactLine
from telephony.sip.heartbeat import heartbeat_after
from telephony.sip.message import Message
from telephony.sip.watch_line import WatchLine
from telephony.wire import backoff
from telephony.wire.guard import Guard
from tests.telephony.reports import Reports
from tests.telephony.sip.pbx import ScriptedPbx
from tests.telephony.sip.test_watch_line import GRANTED, document, notify

Start = Callable[..., ContactLine | WatchLine]


@pytest.fixture
def start(pbx: ScriptedPbx, reports: Reports, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """Start a line whose heart beats every second; it is stopped at the end."""
    monkeypatch.setattr(backoff, "PAUSES", (0.05, 0.1))
    monkeypatch.setattr(heartbeat, "PATIENCE", 0.7)
    monkeypatch.setattr(subscription, "SIGN_OFF_PATIENCE", 0.05)
    monkeypatch.setattr("telephony.sip.registration.SIGN_OFF_PATIENCE", 0.05)
    started: list[ContactLine | WatchLine] = []

    def begin(
        kind: type[ContactLine] | type[WatchLine],
        *,
        beats: float = 1.0,
        host: str = "127.0.0.1",
        password: Callable[[], str | None] = lambda: "pw101",
    ) -> ContactLine | WatchLine:
        account = Account(host, pbx.address[1], "101", "101", heartbeat=beats)
        line = kind("line", account, LineSurroundings(reports.put, password))
        started.append(line)
        line.start()
        return line

    yield begin
    for line in started:
        line.stop()


def subscribed(pbx: ScriptedPbx, reports: Reports) -> Message:
    subscribe = pbx.hears("SUBSCRIBE")
    pbx.answers(subscribe, 200, *GRANTED)
    notify(pbx, subscribe, "", cseq=0)
    reports.next(LineUp)
    return subscribe


def authorization(request: Message) -> str:
    return request.first("Authorization") or ""


def woken(line: ContactLine | WatchLine) -> None:
    """The computer has slept."""
    thread = line._endpoint.thread
    thread.call_soon(lambda: [do() for do in thread._woken])


def test_no_two_desks_beat_alike_and_none_beats_late():
    beats = {heartbeat_after(30.0, at_the_latest=500.0) for _ in range(500)}
    assert len(beats) > 400
    assert all(24.0 <= beat <= 30.0 for beat in beats)
    assert heartbeat_after(30.0, at_the_latest=7.0) == 7.0


@pytest.mark.parametrize("kind", [ContactLine, WatchLine])
def test_a_heartbeat_costs_one_round_trip(
    kind: type[ContactLine] | type[WatchLine], pbx: ScriptedPbx, reports: Reports, start: Start
):
    start(kind)
    pbx.challenges(pbx.hears(), more=', qop="auth"')
    first = pbx.hears()
    pbx.answers(first, 200, *GRANTED)
    if kind is WatchLine:
        notify(pbx, first, "", cseq=0)
    reports.next(LineUp)
    counts = ["nc=00000001" in authorization(first)]
    for number in (2, 3):
        beat = pbx.hears(within=1.5)
        counts.append(f"nc={number:08x}" in authorization(beat) and 'nonce="n1"' in authorization(beat))
        pbx.answers(beat, 200, *GRANTED)
    assert counts == [True, True, True]
    reports.nothing()


def test_a_nonce_that_is_too_old_is_no_refusal(pbx: ScriptedPbx, reports: Reports, start: Start):
    start(ContactLine)
    pbx.challenges(pbx.hears("REGISTER"))
    pbx.registers()
    reports.next(LineUp)
    pbx.challenges(pbx.hears("REGISTER"), nonce="n2")  # a PBX that does not even say that it is stale
    again = pbx.registers()
    assert 'nonce="n2"' in authorization(again)
    reports.nothing()


@pytest.mark.parametrize("kind", [ContactLine, WatchLine])
def test_a_pbx_that_is_gone_is_noticed_and_found_again(
    kind: type[ContactLine] | type[WatchLine], pbx: ScriptedPbx, reports: Reports, start: Start
):
    start(kind)
    if kind is WatchLine:
        subscribed(pbx, reports)
    else:
        pbx.registers()
        reports.next(LineUp)
    began = time.monotonic()
    down = reports.next(LineDown)
    assert time.monotonic() - began < 2.5
    assert "does not answer" in str(down.reason)
    assert down.tries_again
    up = False
    while not up:  # answers to attempts that were given up come too late
        request = pbx.hears()
        pbx.answers(request, 200, *GRANTED)
        if kind is WatchLine and not request.to_tag:
            pbx.says(document(pbx, request, "", cseq=0), request.peer)
        with suppress(queue.Empty):
            up = bool(reports.next(LineUp, within=0.1))


def test_a_forgotten_subscription_is_begun_anew_at_once(
    pbx: ScriptedPbx, reports: Reports, start: Start, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(backoff, "PAUSES", (60.0,))
    start(WatchLine)
    first = subscribed(pbx, reports)
    pbx.answers(pbx.hears("SUBSCRIBE"), 481)
    again = pbx.hears("SUBSCRIBE", within=0.5)
    assert again.call_id != first.call_id
    assert again.to_tag == ""
    reports.nothing()


def test_a_subscription_without_news_is_told_and_tried_again(
    pbx: ScriptedPbx, reports: Reports, start: Start, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(subscription, "FIRST_NEWS_WITHIN", 0.2)
    start(WatchLine, beats=30)
    silent = pbx.hears("SUBSCRIBE")
    pbx.answers(silent, 200, *GRANTED)
    assert "sends no NOTIFY" in str(reports.next(LineDown).reason)
    again = pbx.hears("SUBSCRIBE")
    assert again.call_id != silent.call_id
    pbx.answers(again, 200, *GRANTED)
    notify(pbx, again, "", cseq=0)
    reports.next(LineUp)


@pytest.mark.parametrize("kind", [ContactLine, WatchLine])
def test_after_a_sleep_the_pbx_is_asked_at_once(
    kind: type[ContactLine] | type[WatchLine], pbx: ScriptedPbx, reports: Reports, start: Start
):
    line = start(kind, beats=300)
    if kind is WatchLine:
        subscribed(pbx, reports)
    else:
        pbx.registers()
        reports.next(LineUp)
    woken(line)
    beat = pbx.hears(within=1)
    pbx.answers(beat, 200, *GRANTED)
    reports.nothing()


def test_after_a_sleep_a_line_that_waits_tries_at_once(
    pbx: ScriptedPbx, reports: Reports, start: Start, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(backoff, "PAUSES", (60.0,))
    line = start(WatchLine)
    assert isinstance(reports.next(LineDown), LineDown)
    while True:
        try:
            pbx.hears("SUBSCRIBE", within=0.1)
        except AssertionError:
            break
    woken(line)
    subscribed(pbx, reports)


def test_after_a_sleep_a_line_that_gave_up_stays_quiet(pbx: ScriptedPbx, reports: Reports, start: Start):
    line = start(WatchLine)
    pbx.challenges(pbx.hears("SUBSCRIBE"))
    pbx.challenges(pbx.hears("SUBSCRIBE"), nonce="n2")
    assert not reports.next(LineDown).tries_again
    woken(line)
    pbx.hears_nothing(0.5)


def test_a_new_address_of_this_computer_is_told_to_the_pbx_and_the_old_one_taken_back(
    pbx: ScriptedPbx, reports: Reports, start: Start, monkeypatch: pytest.MonkeyPatch
):
    start(ContactLine)
    first = pbx.registers()
    reports.next(LineUp)
    monkeypatch.setattr("telephony.sip.transport._address_facing", lambda _: "127.0.0.7")

    second = pbx.registers()
    third = pbx.hears("REGISTER")

    assert second.peer[0] == "127.0.0.7"
    assert "<sip:101@127.0.0.7:" in (second.first("Contact") or "")
    old = (first.first("Contact") or "").partition(";")[0]
    assert (third.first("Contact") or "").startswith(old)
    assert third.number("Expires") == 0
    reports.nothing()


def test_a_new_address_of_this_computer_gets_a_new_subscription(
    pbx: ScriptedPbx, reports: Reports, start: Start, monkeypatch: pytest.MonkeyPatch
):
    start(WatchLine)
    first = subscribed(pbx, reports)
    monkeypatch.setattr("telephony.sip.transport._address_facing", lambda _: "127.0.0.7")
    second = pbx.hears("SUBSCRIBE")
    assert second.peer[0] == "127.0.0.7"
    assert second.call_id != first.call_id
    pbx.answers(second, 200, *GRANTED)
    notify(pbx, second, "", cseq=0)
    reports.nothing()


def test_a_name_that_comes_to_stand_for_another_address_is_followed(
    pbx: ScriptedPbx, reports: Reports, start: Start, monkeypatch: pytest.MonkeyPatch
):
    found = ["127.0.0.1"]
    monkeypatch.setattr(Guard, "addresses", lambda _: found)
    other = ScriptedPbx("127.0.0.3", pbx.address[1])
    start(ContactLine, host="pbx.example")
    pbx.registers()
    reports.next(LineUp)
    found = ["127.0.0.3"]
    pbx.registers()  # the heartbeat goes its usual way while the resolver is asked
    other.registers()
    reports.nothing()
    other.close()


def test_a_locked_keyring_is_asked_again(
    pbx: ScriptedPbx, reports: Reports, start: Start, monkeypatch: pytest.MonkeyPatch
):
    for module in ("registration", "subscription"):
        monkeypatch.setattr(f"telephony.sip.{module}.ASK_LATER", 0.2)
    unlocked = threading.Event()

    def keyring() -> str:
        if not unlocked.is_set():
            raise KeyringLocked(say("The keyring is locked."))
        return "pw101"

    start(ContactLine, password=keyring)
    pbx.challenges(pbx.hears("REGISTER"))
    down = reports.next(LineDown)
    assert (str(down.reason), down.tries_again) == ("The keyring is locked.", True)
    unlocked.set()
    pbx.challenges(pbx.hears("REGISTER"))
    assert authorization(pbx.registers())
    reports.next(LineUp)


def test_a_line_that_is_up_wakes_less_than_once_a_second(
    pbx: ScriptedPbx, reports: Reports, start: Start, monkeypatch: pytest.MonkeyPatch
):
    line = start(ContactLine, beats=30)
    pbx.registers()
    reports.next(LineUp)
    waits: list[float | None] = []
    thread = line._endpoint.thread
    until_next = thread._until_next
    monkeypatch.setattr(thread, "_until_next", lambda: waits.append(until_next()) or waits[-1])
    quiet = threading.Event()
    thread.call_soon(lambda: thread.call_later(2.0, quiet.set))
    assert quiet.wait(4)
    assert len(waits) <= 4
