"""The line at a real socket."""

import queue
import threading
from pathlib import Path

import pytest

from screenpop.errors import KeyringLocked, MissingSecret
from screenpop.events.calls import CallAnswered, CallEnded, CallOffered, Ending, LineDown, LineUp
from screenpop.ports.line import Dials
from screenpop.sentences import Sentence, say
from telephony.ami import ami_line, liveness, session
from telephony.ami.ami_line import AmiLine
from telephony.wire import backoff
from tests.telephony.ami.asterisk import Asterisk, body_of
from tests.telephony.ami.conftest import MakeLine
from tests.telephony.ami.pbx import Pbx
from tests.telephony.ami.test_captures import CAPTURES
from tests.telephony.reports import Reports
from tests.telephony.wire.certificates import Authority, server_context

CAPTURE = body_of((CAPTURES / "s01_direct_answered.ami").read_bytes())


def follows_a_call(asterisk: Asterisk, reports: Reports, seed: int = 1) -> None:
    asterisk.play(CAPTURE, random_seed=seed)
    offer = reports.next(CallOffered)
    assert (offer.caller.number, offer.line) == ("+48221234567", "line")
    assert reports.next(CallAnswered).call_id == offer.call_id
    assert reports.next(CallEnded).ending is Ending.ENDED


@pytest.mark.parametrize("seed", range(5))
def test_it_signs_on_and_follows_calls_however_tcp_splits_them(
    asterisk: Asterisk, make_line: MakeLine, reports: Reports, seed: int
):
    line = make_line()
    assert reports.next(LineUp).line == "line"
    login = asterisk.next("Login")
    assert (login["ActionID"], login["Username"], login["Secret"]) == ("1", "desk101", "pw101")
    assert login["Events"] == "call,agent"
    follows_a_call(asterisk, reports, seed)
    assert line.counts()["kept"] == 0
    assert line.counts()["events"] > line.counts()["ignored"] > 0
    line.stop()
    assert asterisk.next("Logoff")
    reports.nothing()


def test_the_password_may_be_proved_instead_of_sent(
    asterisk: Asterisk, make_line: MakeLine, reports: Reports
):
    make_line(login="md5")
    reports.next(LineUp)
    assert asterisk.next("Challenge")["AuthType"] == "MD5"
    login = asterisk.next("Login")
    assert "Secret" not in login
    assert "pw101" not in str(login)


def test_it_signs_on_over_tls_and_checks_the_certificate(
    tmp_path: Path, make_line: MakeLine, reports: Reports
):
    authority = Authority(tmp_path)
    safe = Asterisk(server_context(authority.signs("127.0.0.1")))
    try:
        make_line(server=safe.server, tls=True, ca_file=str(authority.file))
        reports.next(LineUp)
        follows_a_call(safe, reports)
    finally:
        safe.close()


def test_a_server_that_another_authority_vouches_for_gets_no_password(
    tmp_path: Path, make_line: MakeLine, reports: Reports
):
    other = tmp_path / "other"
    other.mkdir()
    safe = Asterisk(server_context(Authority(tmp_path).signs("127.0.0.1")))
    try:
        make_line(server=safe.server, tls=True, ca_file=str(Authority(other).file))
        assert "authority that this computer does not know" in str(reports.next(LineDown).reason)
        assert safe.logins == 0
    finally:
        safe.close()


def test_a_server_that_waits_for_us_to_speak_first_is_spoken_to(make_line: MakeLine, reports: Reports):
    silent = Asterisk(greets=False)
    try:
        make_line(server=silent.server)
        reports.next(LineUp)
        silent.play(b"Asterisk Call Manager/11.0.0\r\n" + CAPTURE)
        assert reports.next(CallOffered).caller.number == "+48221234567"
    finally:
        silent.close()


def test_a_refused_login_is_told_once_and_never_tried_again(
    asterisk: Asterisk, make_line: MakeLine, reports: Reports, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(backoff, "PAUSES", (0.01,))
    line = make_line(password=lambda: "secret-canary")
    down = reports.next(LineDown)
    assert not down.tries_again
    assert "the user name or the password is wrong" in str(down.reason)
    assert "secret-canary" not in str(down.reason)
    reports.nothing(0.3)
    assert (asterisk.logins, asterisk.connections) == (1, 1)
    assert line.counts()["reconnects"] == 0


def test_other_refusals_are_told_apart(asterisk: Asterisk, make_line: MakeLine, reports: Reports):
    asterisk.answers["Login"] = {"Response": "Error", "Message": "Permission denied"}
    make_line()
    down = reports.next(LineDown)
    assert not down.tries_again
    assert "manager.conf" in str(down.reason)
    asterisk.answers["Login"] = {"Response": "Error", "Message": "Login Already In Use"}
    make_line()
    down = reports.next(LineDown)
    assert down.tries_again
    assert "AMI user of its own" in str(down.reason)


def test_without_a_password_it_asks_nobody(asterisk: Asterisk, make_line: MakeLine, reports: Reports):
    make_line(password=lambda: None, name="berlin")
    down = reports.next(LineDown)
    assert not down.tries_again
    assert "screenpop secret set line.berlin" in str(down.reason)
    assert asterisk.connections == 0


def test_a_locked_keyring_is_asked_again_and_a_missing_secret_is_not(
    asterisk: Asterisk, make_line: MakeLine, reports: Reports, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(session, "ASK_LATER", 0.1)
    monkeypatch.setattr(backoff, "PAUSES", (3600.0,))  # those are for PBXs; each question may put a window up
    found = iter([KeyringLocked(say("The keyring is locked.")), None])

    def locked_first() -> str:
        if (problem := next(found)) is not None:
            raise problem
        return "pw101"

    make_line(password=locked_first)
    assert reports.next(LineDown).tries_again
    reports.next(LineUp)

    def missing() -> str:
        raise MissingSecret(say("There is none."))

    make_line(password=missing)
    assert not reports.next(LineDown).tries_again


def test_what_rings_is_cleared_when_the_connection_is_lost_and_what_talks_goes_on(
    asterisk: Asterisk, make_line: MakeLine, reports: Reports
):
    line = make_line()
    reports.next(LineUp)
    pbx = Pbx()
    first, second = pbx.outside("+48220000001"), pbx.outside("+48220000002")
    talks, rings = pbx.phone(first), pbx.phone(second)
    pbx.rings(first, talks)
    pbx.answers(first, talks)
    pbx.rings(second, rings)
    asterisk.play(b"".join(pbx.said))
    talk = reports.next(CallOffered)
    reports.next(CallAnswered)
    ringing = reports.next(CallOffered)
    asterisk.hang_up()
    down = reports.next(LineDown)
    assert down.tries_again
    assert "closed the connection" in str(down.reason)
    ended = reports.next(CallEnded)
    assert (ended.call_id, ended.ending) == (ringing.call_id, Ending.UNKNOWN)
    reports.next(LineUp)
    pbx.said.clear()
    pbx.hangs_up(rings, second, talks, first)
    asterisk.play(b"".join(pbx.said))
    ended = reports.next(CallEnded)
    assert (ended.call_id, ended.ending) == (talk.call_id, Ending.ENDED)
    follows_a_call(asterisk, reports)
    assert (line.counts()["reconnects"], line.counts()["kept"]) == (1, 0)


def test_a_talk_that_ended_unheard_ends_with_the_next_one_or_when_the_phone_is_said_to_be_idle(
    asterisk: Asterisk, make_line: MakeLine, reports: Reports
):
    make_line()
    reports.next(LineUp)
    idle = b"Event: DeviceStateChange\r\nDevice: PJSIP/101\r\nState: NOT_INUSE\r\n\r\n"
    for said, ending in ((idle, Ending.ENDED), (CAPTURE, Ending.UNKNOWN)):
        pbx = Pbx()
        caller = pbx.outside()
        phone = pbx.phone(caller)
        pbx.rings(caller, phone)
        pbx.answers(caller, phone)
        asterisk.play(b"".join(pbx.said))
        talk = reports.next(CallOffered)
        reports.next(CallAnswered)
        asterisk.hang_up()
        reports.next(LineDown)
        reports.next(LineUp)
        asterisk.play(said)
        if said == CAPTURE:
            reports.next(CallOffered)
            reports.next(CallAnswered)
        ended = reports.next(CallEnded)
        assert (ended.call_id, ended.ending) == (talk.call_id, ending)


def test_a_server_that_is_away_is_told_of_once_and_found_again(
    make_line: MakeLine, reports: Reports, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(backoff, "PAUSES", (0.02,))
    gone = Asterisk()
    port = gone.port
    gone.close()
    make_line(server=f"127.0.0.1:{port}")
    assert "Nothing listens" in str(reports.next(LineDown).reason)
    reports.nothing(0.2)
    back = Asterisk(port=port)
    try:
        reports.next(LineUp)
        follows_a_call(back, reports)
    finally:
        back.close()


def test_a_silent_server_is_taken_for_dead_only_if_it_has_answered_before(
    asterisk: Asterisk, make_line: MakeLine, reports: Reports, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(liveness, "ASK_EVERY", 0.05)
    monkeypatch.setattr(liveness, "ANSWER_WITHIN", 0.05)
    asterisk.answers["Ping"] = None
    make_line()
    reports.next(LineUp)
    for action in ("Login", "Ping", "Ping", "Ping"):
        asterisk.next(action)
    reports.nothing()
    del asterisk.answers["Ping"]
    while asterisk.heard.qsize():
        asterisk.heard.get()
    asterisk.next("Ping")
    asterisk.next("Ping")
    asterisk.answers["Ping"] = None
    assert "does not answer" in str(reports.next(LineDown).reason)
    reports.next(LineUp)


def told(line: AmiLine, number: str) -> str:
    answered: queue.SimpleQueue[Sentence | None] = queue.SimpleQueue()
    line.dial(number, answered.put)
    return str(answered.get(timeout=5) or "")


def test_it_has_the_desk_phone_call(asterisk: Asterisk, make_line: MakeLine, reports: Reports):
    line = make_line(dial_context="internal")
    assert isinstance(line, Dials)
    reports.next(LineUp)
    asterisk.next("Login")
    asterisk.answers["Originate"] = {"Response": "Success", "Message": "Originate successfully queued"}
    assert told(line, "0048501502503") == ""
    asked = asterisk.next("Originate")
    assert asked["Channel"] == "PJSIP/101"
    assert (asked["Exten"], asked["Context"], asked["Priority"]) == ("0048501502503", "internal", "1")
    assert (asked["CallerID"], asked["Async"]) == ('"0048501502503" <101>', "true")


def test_a_right_that_is_missing_is_named_with_what_it_would_allow(
    asterisk: Asterisk, make_line: MakeLine, reports: Reports
):
    line = make_line()
    reports.next(LineUp)
    refusal = told(line, "102")
    assert "write = originate" in refusal
    assert "any phone" in refusal
    asterisk.answers["Originate"] = {"Response": "Error", "Message": "Originate failed"}
    assert told(line, "102") == "The PBX does not call 102 (Originate failed)."


@pytest.mark.parametrize(
    "number", ["1\r\nAction: Command", "102&PJSIP/999", "", "+" * 41, "Local/1@x", "١٢٣", "102 "]
)
def test_nothing_but_a_number_is_dialled(
    asterisk: Asterisk, make_line: MakeLine, reports: Reports, number: str
):
    line = make_line()
    reports.next(LineUp)
    asterisk.next("Login")
    assert "nothing that a telephone can dial" in told(line, number)
    assert asterisk.heard.empty()


def test_a_line_that_is_down_says_so_when_it_should_dial(make_line: MakeLine, reports: Reports):
    line = make_line(password=lambda: None)
    reports.next(LineDown)
    assert "is down" in told(line, "102")


def test_a_number_that_is_being_called_when_the_connection_breaks_is_told_of(
    asterisk: Asterisk, make_line: MakeLine, reports: Reports
):
    line = make_line()
    reports.next(LineUp)
    asterisk.next("Login")
    asterisk.answers["Originate"] = None
    threading.Thread(target=lambda: (asterisk.next("Originate"), asterisk.hang_up())).start()
    assert "did not say whether it calls" in told(line, "102")


def test_a_pbx_that_never_says_whether_it_calls_is_waited_for_only_so_long(
    asterisk: Asterisk, make_line: MakeLine, reports: Reports, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(ami_line, "DIALLED_WITHIN", 0.1)
    line = make_line()
    reports.next(LineUp)
    asterisk.answers["Originate"] = None
    answered: queue.SimpleQueue[Sentence | None] = queue.SimpleQueue()
    line.dial("102", answered.put)
    assert "did not say whether it calls" in str(answered.get(timeout=5))
    asterisk.hang_up()
    reports.next(LineDown)
    assert answered.empty()


def test_after_sleep_a_dead_connection_is_noticed_at_once_and_a_pause_is_over(
    asterisk: Asterisk, make_line: MakeLine, reports: Reports, monkeypatch: pytest.MonkeyPatch
):
    line = make_line()
    reports.next(LineUp)
    asterisk.next("Login")
    line._thread.call_soon(line._session._woken)
    asterisk.next("Ping")
    monkeypatch.setattr(backoff, "PAUSES", (3600.0,))
    asterisk.hang_up()
    reports.next(LineDown)
    line._thread.call_soon(line._session._woken)
    reports.next(LineUp)
    follows_a_call(asterisk, reports)


def test_a_refused_line_stays_refused_after_sleep(asterisk: Asterisk, make_line: MakeLine, reports: Reports):
    line = make_line(password=lambda: "wrong")
    assert not reports.next(LineDown).tries_again
    line._thread.call_soon(line._session._woken)
    reports.nothing()
    assert asterisk.logins == 1


def test_who_wakes_while_the_password_is_looked_up_signs_on_once(
    asterisk: Asterisk, make_line: MakeLine, reports: Reports
):
    asked, unlocked = threading.Semaphore(0), threading.Event()

    def slow() -> str:
        asked.release()
        assert unlocked.wait(5)
        return "pw101"

    line = make_line(password=slow)
    line._thread.call_soon(line._session._woken)
    for _ in range(2):
        assert asked.acquire(timeout=5)
    unlocked.set()

    reports.next(LineUp)
    reports.nothing()
    assert (asterisk.connections, asterisk.logins) == (1, 1)


def test_a_line_that_was_never_started_stops(reports: Reports, make_line: MakeLine):
    line = make_line()
    line.stop()
    line.stop()


def test_five_thousand_calls_over_the_wire_leave_nothing_behind(
    asterisk: Asterisk, make_line: MakeLine, reports: Reports
):
    line = make_line(facts={"variables": {"X": "queue"}})
    reports.next(LineUp)
    assert asterisk.next("Login")["Events"] == "call,agent,user,dialplan"
    capture = body_of((CAPTURES / "s01_direct_answered.ami-desk101").read_bytes())
    playing = threading.Thread(target=lambda: [asterisk.play(capture * 100) for _ in range(50)])
    playing.start()
    for _ in range(5000):
        reports.next(CallOffered)
        reports.next(CallAnswered)
        reports.next(CallEnded)
    playing.join()
    assert line.counts() | {"events": 0, "ignored": 0} == {
        "events": 0,
        "ignored": 0,
        "rubbish": 0,
        "reconnects": 0,
        "kept": 0,
    }
