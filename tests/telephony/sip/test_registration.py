import threading
import time
from collections.abc import Callable

import pytest

from screenpop.errors import MissingSecret
from screenpop.events.calls import CallOffered, LineDown, LineUp
from screenpop.ports.kinds import LineSurroundings
from screenpop.sentences import say
from telephony.sip.contact_line import ContactLine
from telephony.sip.kind import KIND, SipSettings
from telephony.sip.library import PhoneStatus
from telephony.sip.message import Message
from tests.telephony.reports import Reports
from tests.telephony.sip.pbx import ScriptedPbx, invite

StartLine = Callable[..., ContactLine]


def _authorization(request: Message) -> str:
    return request.first("Authorization") or request.first("Proxy-Authorization") or ""


@pytest.mark.parametrize(("code", "header"), [(401, "Authorization"), (407, "Proxy-Authorization")])
def test_a_challenge_is_answered(
    code: int, header: str, pbx: ScriptedPbx, reports: Reports, start_line: StartLine
):
    start_line()
    first = pbx.hears("REGISTER")
    pbx.challenges(first, code=code)
    second = pbx.registers()

    reports.next(LineUp)
    assert _authorization(first) == ""
    assert (second.first(header) or "").startswith('Digest username="101", realm="office", nonce="n1"')
    assert second.cseq == first.cseq + 1
    assert (second.call_id, second.from_tag) == (first.call_id, first.from_tag)


def test_the_password_is_not_asked_for_before_the_pbx_asks(
    pbx: ScriptedPbx, reports: Reports, start_line: StartLine
):
    asked: list[str] = []
    start_line(password=lambda: asked.append("asked") or "pw101")
    request = pbx.hears("REGISTER")
    assert asked == []
    pbx.challenges(request)
    pbx.registers()
    reports.next(LineUp)
    assert asked == ["asked"]


def test_a_keyring_that_takes_its_time_holds_no_call_up(
    pbx: ScriptedPbx, reports: Reports, start_line: StartLine
):
    unlocked = threading.Event()
    start_line(password=lambda: "pw101" if unlocked.wait(5) else None)
    request = pbx.hears("REGISTER")
    pbx.challenges(request)
    pbx.says(invite(sender=pbx.address), request.peer)
    reports.next(CallOffered, within=0.5)
    assert pbx.hears("INVITE").code == 180
    unlocked.set()
    pbx.registers()
    reports.next(LineUp)


def test_a_password_that_nobody_stored_is_told_with_what_to_do(
    pbx: ScriptedPbx, reports: Reports, start_line: StartLine
):
    start_line(password=lambda: None, secret="line.berlin")
    pbx.challenges(pbx.hears("REGISTER"))
    assert "screenpop secret set line.berlin" in str(reports.next(LineDown).reason)
    pbx.hears_nothing(0.5)


def test_a_keyring_that_cannot_be_used_says_why(pbx: ScriptedPbx, reports: Reports, start_line: StartLine):
    def locked() -> str:
        raise MissingSecret(say("The keyring is locked."))

    start_line(password=locked)
    pbx.challenges(pbx.hears("REGISTER"))
    assert str(reports.next(LineDown).reason) == "The keyring is locked."


@pytest.mark.parametrize("code", [401, 407, 403])
def test_refused_credentials_are_told_once_and_never_tried_again(
    code: int, pbx: ScriptedPbx, reports: Reports, start_line: StartLine
):
    line = start_line()
    pbx.challenges(pbx.hears("REGISTER"))
    refused = pbx.hears("REGISTER")
    if code == 403:
        pbx.answers(refused, 403)
    else:
        pbx.challenges(refused, nonce="n2", code=code)

    down = reports.next(LineDown)
    assert "refuses user 101" in str(down.reason)
    assert 'the password called "line"' in str(down.reason)
    assert not down.tries_again
    pbx.hears_nothing(0.6)
    reports.nothing()
    assert line.get_status() is PhoneStatus.FAILED


def test_a_stale_nonce_is_no_refusal(pbx: ScriptedPbx, reports: Reports, start_line: StartLine):
    start_line()
    pbx.challenges(pbx.hears("REGISTER"))
    pbx.challenges(pbx.hears("REGISTER"), nonce="n2", more=", stale=true")
    again = pbx.registers()
    reports.next(LineUp)
    assert 'nonce="n2"' in _authorization(again)


def test_a_pbx_that_is_stale_for_ever_is_not_asked_for_ever(
    pbx: ScriptedPbx, reports: Reports, start_line: StartLine
):
    start_line()
    for nonce in range(4):
        pbx.challenges(pbx.hears("REGISTER"), nonce=str(nonce), more=", stale=true")
    reports.next(LineDown)


def test_credentials_that_worked_survive_one_refusal(
    pbx: ScriptedPbx, reports: Reports, start_line: StartLine
):
    start_line()
    pbx.challenges(pbx.hears("REGISTER"))
    pbx.registers(expires=4)
    reports.next(LineUp)
    pbx.challenges(pbx.hears("REGISTER"), nonce="n2")
    pbx.challenges(pbx.hears("REGISTER"), nonce="n3")  # the registrar came up anew in between
    reports.next(LineDown)
    pbx.registers()
    reports.next(LineUp)


def test_a_registrar_that_wants_longer_gets_longer(pbx: ScriptedPbx, reports: Reports, start_line: StartLine):
    start_line(expires=60)
    short = pbx.hears("REGISTER")
    pbx.answers(short, 423, ("Min-Expires", "300"))
    long = pbx.registers(expires=300)
    reports.next(LineUp)
    assert (short.number("Expires"), long.number("Expires")) == (60, 300)


def test_a_silent_registrar_is_told_once_and_tried_again(
    pbx: ScriptedPbx, reports: Reports, start_line: StartLine, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("telephony.sip.heartbeat.PATIENCE", 0.3)
    monkeypatch.setattr("telephony.wire.backoff.PAUSES", (0.1, 0.2))
    start_line()
    attempts = {pbx.hears("REGISTER").call_id for _ in range(3)}
    down = reports.next(LineDown)
    reports.nothing(0.3)
    assert str(down.reason) == f"The PBX {pbx.server} does not answer; trying again."
    assert len(attempts) == 1
    while True:
        try:
            pbx.registers(within=1)
        except AssertionError:
            break
    reports.next(LineUp)


@pytest.mark.parametrize("code", [400, 404, 480, 500, 503, 603])
def test_any_other_refusal_is_tried_again(
    code: int, pbx: ScriptedPbx, reports: Reports, start_line: StartLine
):
    start_line()
    pbx.answers(pbx.hears("REGISTER"), code)
    assert f"({code} " in str(reports.next(LineDown).reason)
    pbx.registers()
    reports.next(LineUp)


def test_a_registrar_may_ask_for_patience(pbx: ScriptedPbx, reports: Reports, start_line: StartLine):
    start_line()
    pbx.answers(pbx.hears("REGISTER"), 503, ("Retry-After", "1"))
    refused = time.monotonic()
    reports.next(LineDown)
    pbx.registers()
    assert time.monotonic() - refused > 0.95
    reports.next(LineUp)


def test_our_own_lifetime_counts_among_several_contacts(
    pbx: ScriptedPbx, reports: Reports, start_line: StartLine
):
    start_line()
    request = pbx.hears("REGISTER")
    ours = (request.first("Contact") or "").partition(";")[0]
    pbx.answers(
        request,
        200,
        ("Contact", f"<sip:101@192.0.2.7:5062>;expires=3600, {ours};expires=4"),
        ("Expires", "3600"),
    )
    reports.next(LineUp)
    pbx.registers(within=2.5)


def test_the_contact_is_where_the_pbx_sees_us(pbx: ScriptedPbx, reports: Reports, start_line: StartLine):
    start_line()
    first = pbx.hears("REGISTER")
    seen = pbx.address[0], first.peer[1] + 1
    top = (first.first("Via") or "").replace(";rport", f";received={seen[0]};rport={seen[1]}")
    lines = [
        "SIP/2.0 200 OK",
        f"Via: {top}",
        f"From: {first.first('From')}",
        f"To: {first.first('To')};tag=pbx",
        f"Call-ID: {first.call_id}",
        f"CSeq: {first.cseq} REGISTER",
    ]
    pbx.says("\r\n".join([*lines, "", ""]).encode(), first.peer)
    second = pbx.hears("REGISTER")
    assert f"<sip:101@{seen[0]}:{seen[1]}>" in str(second.first("Contact"))


def test_stopping_signs_off(pbx: ScriptedPbx, reports: Reports, start_line: StartLine):
    line = start_line()
    pbx.registers()
    reports.next(LineUp)
    stopping = threading.Thread(target=line.stop)
    stopping.start()
    request = pbx.hears("REGISTER")
    pbx.answers(request, 200)
    stopping.join()
    assert request.number("Expires") == 0
    assert "expires=0" in str(request.first("Contact"))
    reports.nothing()


def test_stopping_does_not_wait_for_a_dead_pbx(pbx: ScriptedPbx, reports: Reports, start_line: StartLine):
    line = start_line()
    pbx.registers()
    reports.next(LineUp)
    before = time.monotonic()
    line.stop()
    assert time.monotonic() - before < 2


def test_a_line_that_never_started_can_be_stopped(pbx: ScriptedPbx, start_line: StartLine):
    line = start_line(host="does.not.exist.invalid")
    line.stop()
    line.stop()


def test_a_pbx_without_an_address_is_told(
    reports: Reports, start_line: StartLine, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("telephony.wire.guard.Guard.addresses", lambda guard: [])
    start_line(host="pbx.example")
    assert str(reports.next(LineDown).reason) == "The PBX pbx.example has no known address; trying again."


def test_the_pbx_is_looked_up_again_when_it_does_not_answer(
    pbx: ScriptedPbx, reports: Reports, start_line: StartLine, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("telephony.sip.heartbeat.PATIENCE", 0.2)
    found = iter([["127.0.0.9"], ["127.0.0.1"]])
    monkeypatch.setattr("telephony.wire.guard.Guard.addresses", lambda guard: next(found, ["127.0.0.1"]))
    start_line(host="pbx.example")
    reports.next(LineDown)
    pbx.registers()
    reports.next(LineUp)


def test_a_port_that_another_program_has_is_named(pbx: ScriptedPbx, reports: Reports, start_line: StartLine):
    start_line(listen_port=pbx.address[1])
    taken = f"Port {pbx.address[1]} of this computer is taken by another program; trying again."
    assert str(reports.next(LineDown).reason) == taken


def test_a_registrar_that_wants_ever_more_is_not_asked_without_a_pause(
    pbx: ScriptedPbx, reports: Reports, start_line: StartLine
):
    start_line(expires=60)
    for wanted in (100, 200, 300, 400):
        pbx.answers(pbx.hears("REGISTER"), 423, ("Min-Expires", str(wanted)))
    reports.next(LineDown)


def test_a_pbx_may_be_reached_by_ipv6(reports: Reports):
    pbx = ScriptedPbx("::1")
    settings = SipSettings(server=pbx.server, extension="101", mode="contact")
    line = KIND.build(settings, LineSurroundings(report=reports.put, password=lambda: None))
    line.start()
    contact = str(pbx.registers().first("Contact"))
    reports.next(LineUp)
    target = contact.partition("<")[2].partition(">")[0]
    pbx.says(invite(sender=pbx.address, target=target, to="<sip:900100@pbx.example>"))

    assert contact.startswith("<sip:101@[::1]:")
    assert reports.next(CallOffered).did == "900100"
    assert pbx.hears("INVITE").code == 180
    pbx.lets_go(line)
    pbx.close()
