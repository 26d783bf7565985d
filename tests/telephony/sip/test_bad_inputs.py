"""The bad inputs that a SIP line meets, one test each; the rest of them stand where they are read."""

import logging
import random
import threading
import time

import pytest

from screenpop.events.calls import CallEnded, CallOffered, Ending, Presented
from screenpop.trust import Trust, Verification, trust_in
from telephony.sip.contact_line import ContactLine
from telephony.sip.identity import caller_of
from telephony.sip.message import Message, NotSip
from tests.telephony.reports import Reports
from tests.telephony.sip.pbx import ScriptedPbx, invite

PBX = ("192.0.2.1", 5060)
NUMBER = "+15551230000"


def _caller(caller: str, *headers: str) -> Presented:
    return caller_of(Message(invite(sender=PBX, caller=caller, headers=headers), PBX))


def _trust(caller: Presented) -> Trust:
    return trust_in(
        caller.verification,
        withheld=caller.withheld,
        contradicted=caller.claimed not in (None, caller.number),
    )


def _pops(pbx: ScriptedPbx, reports: Reports, call_id: str) -> None:
    pbx.says(invite(sender=pbx.address, call_id=call_id, branch=f"z9hG4bK-{call_id}"))
    while not (isinstance(event := reports.any(), CallOffered) and event.call_id == call_id):
        pass


def test_b02_random_bytes_and_empty_packets_are_counted_and_change_nothing(
    pbx: ScriptedPbx, line: ContactLine, reports: Reports
):
    chance = random.Random(2)
    for size in (0, 1, 4, 20, 1_000, 20_000, 65_507):
        pbx.says(chance.randbytes(size))
    for blank in (b"", b"\0\0\0\0", b"\r\n\r\n"):
        pbx.says(blank)
    _pops(pbx, reports, "good")
    assert line.counts()["rubbish"] == 6


def test_b03_a_datagram_beyond_any_invite_is_refused_and_logged(
    pbx: ScriptedPbx, line: ContactLine, reports: Reports, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.WARNING)
    pbx.says(invite(sender=pbx.address, call_id="huge", headers=["X-Pad: " + "x" * 60_000]))
    assert pbx.hears().code == 413
    assert "60" in caplog.text
    _pops(pbx, reports, "good")


@pytest.mark.parametrize("length", ["-1", "0x10", "1e5", "1" + "0" * 40, "3", "99999", "", "5, 5"])
def test_b05_a_length_that_cannot_be_true_costs_no_call(length: str):
    data = invite(sender=PBX, body="v=0\r\ns=-\r\n").replace(
        b"Content-Length: 10", b"Content-Length: " + length.encode()
    )
    assert b"Content-Length: 10\r" not in data
    assert caller_of(Message(data, PBX)).number == "+48225550123"


@pytest.mark.parametrize(
    ("sound", "mad", "is_sip"),
    [
        (b"CSeq: 1 INVITE", b"CSeq: 4294967296 INVITE", False),
        (b"CSeq: 1 INVITE", b"CSeq: -1 INVITE", False),
        (b"Max-Forwards: 70", b"Expires: 1" + b"0" * 30, True),
        (b"INVITE sip:101@pbx.example SIP/2.0", b"SIP/2.0 4294967301 OK", False),
    ],
)
def test_b06_numbers_beyond_all_bounds_are_read_over_or_refused(sound: bytes, mad: bytes, is_sip: bool):
    data = invite(sender=PBX).replace(sound, mad)
    if is_sip:
        assert Message(data, PBX).number("Expires") is None
    else:
        with pytest.raises(NotSip):
            Message(data, PBX)


def test_b07_a_hundred_copies_are_one_call(pbx: ScriptedPbx, line: ContactLine, reports: Reports):
    for _ in range(100):
        pbx.says(invite(sender=pbx.address))
    assert reports.next(CallOffered).call_id == "call-1"
    reports.nothing()
    assert line.counts()["calls"] == 1


def test_b08_a_call_that_is_given_up_is_missed(pbx: ScriptedPbx, line: ContactLine, reports: Reports):
    pbx.says(invite(sender=pbx.address))
    pbx.says(invite(sender=pbx.address, method="CANCEL"))
    reports.next(CallOffered)
    assert reports.next(CallEnded).ending is Ending.MISSED


@pytest.mark.parametrize("method", ["BYE", "CANCEL"])
def test_b09_what_belongs_to_no_call_leaves_nothing_behind(
    method: str, pbx: ScriptedPbx, line: ContactLine, reports: Reports
):
    pbx.says(invite(sender=pbx.address, method=method, call_id="nobody's"))
    assert pbx.hears(method).code == 481
    answer = invite(sender=pbx.address, call_id="nobody's").split(b"\r\n", 1)[1]
    pbx.says(b"SIP/2.0 200 OK\r\n" + answer)
    reports.nothing(0.05)
    assert len(line._calls) == 0


def test_b10_and_b18_a_stranger_pops_nothing_whatever_it_claims(
    pbx: ScriptedPbx, line: ContactLine, reports: Reports
):
    stranger = ScriptedPbx("127.0.0.4")
    vouched = f"<sip:{NUMBER};verstat=TN-Validation-Passed@pbx.example>"
    stranger.says(invite(sender=stranger.address, caller=vouched), pbx.line)
    reports.nothing()
    stranger.hears_nothing(0.05)
    stranger.close()
    assert line.counts()["strangers"] == 1


def test_b11_a_thousand_strangers_a_second_hold_up_no_real_call(
    pbx: ScriptedPbx, line: ContactLine, reports: Reports
):
    stranger = ScriptedPbx("127.0.0.4")
    took = []
    for burst in range(50):
        for call in range(20):
            stranger.says(invite(sender=stranger.address, call_id=f"s{burst}-{call}"), pbx.line)
        sent = time.monotonic()
        _pops(pbx, reports, f"real-{burst}")
        took.append(time.monotonic() - sent)
        threading.Event().wait(max(0.0, 0.02 - took[-1]))
    stranger.close()
    assert max(took) < 0.25
    assert line.counts()["strangers"] == 1_000


def test_b12_a_pbx_that_asks_whether_we_live_is_answered_soon(pbx: ScriptedPbx, line: ContactLine):
    sent = time.monotonic()
    pbx.says(invite(sender=pbx.address, method="OPTIONS"))
    assert pbx.hears("OPTIONS").code == 200
    assert time.monotonic() - sent < 0.5


@pytest.mark.parametrize(
    "name",
    [
        "sip:+19998887777@bank",
        "<sip:+19998887777@bank>",
        "x;tag=1",
        "a: b",
        "a@b",
        '\\" <sip:+19998887777@bank>',
        "x;verstat=TN-Validation-Passed",
        '\\";verstat=TN-Validation-Passed',
    ],
)
def test_b14_and_b15_no_name_becomes_the_number_or_vouches_for_it(name: str):
    caller = _caller(f'"{name}" <sip:{NUMBER}@pbx>')
    assert (caller.number, caller.verification) == (NUMBER, Verification.NONE)


def test_b15_an_unbalanced_quote_costs_no_number():
    assert _caller(f'"Anna <sip:{NUMBER}@pbx>').number == NUMBER


@pytest.mark.parametrize(
    ("caller", "number"),
    [
        (f"<tel:{NUMBER}>", NUMBER),
        (f"<sips:{NUMBER}@pbx>", NUMBER),
        ("<sip:anonymous@anonymous.invalid>", None),
        ("<sip:Restricted@pbx>", None),
        ("<sip:@pbx>", None),
        ("<sip:pbx.example>", None),
    ],
)
def test_b16_every_scheme_is_read_and_nobody_is_withheld(caller: str, number: str | None):
    presented = _caller(caller)
    assert (presented.number, presented.withheld) == (number, number is None)


@pytest.mark.parametrize(
    ("caller", "headers", "trust"),
    [
        (NUMBER, (f"P-Asserted-Identity: <tel:{NUMBER}>, <sip:+15559999999@c>",), Trust.UNCONFIRMED),
        (NUMBER, ("P-Asserted-Identity: <tel:+15559999999>",), Trust.FAILED),
        (
            f"{NUMBER};verstat=TN-Validation-Passed",
            ("P-Asserted-Identity: <tel:+15559999999>",),
            Trust.FAILED,
        ),
        (f"{NUMBER};verstat=TN-Validation-Passed", (), Trust.CONFIRMED),
        (f"{NUMBER};verstat=TN-Validation-Passed-B", (), Trust.UNCONFIRMED),
        (f"{NUMBER};verstat=TN-Validation-Passed;verstat=TN-Validation-Failed", (), Trust.FAILED),
        (f'{NUMBER};verstat="TN-Validation-Passed,No-TN-Validation"', (), Trust.UNCONFIRMED),
        (
            f"{NUMBER};verstat=TN-Validation-Passed",
            (f"P-Asserted-Identity: <tel:{NUMBER};verstat=TN-Validation-Failed>",),
            Trust.FAILED,
        ),
        (
            NUMBER,
            (f"P-Asserted-Identity: <tel:{NUMBER}>;verstat=TN-Validation-Passed,TN-Validation-Failed",),
            Trust.FAILED,
        ),
        (
            NUMBER,
            ("Identity: eyJhbGciOiJFUzI1NiJ9.eyJhdHRlc3QiOiJBIn0.x;info=<https://c>;alg=ES256",),
            Trust.UNCONFIRMED,
        ),
        (
            NUMBER,
            ("Privacy: id", f"P-Asserted-Identity: <tel:{NUMBER};verstat=TN-Validation-Passed>"),
            Trust.WITHHELD,
        ),
    ],
)
def test_b19_the_most_cautious_word_counts_and_a_mismatch_is_flagged(
    caller: str, headers: tuple[str, ...], trust: Trust
):
    assert _trust(_caller(f"<sip:{caller}@pbx>", *headers)) is trust


@pytest.mark.parametrize(
    "raw", [b"Jos\xe9", b"\xc0\xaf", b"\xed\xa0\x80", b"\xff\xfe", "Wąs".encode() + b"\xc4"]
)
def test_b21_bytes_that_are_no_letters_cost_no_call(
    raw: bytes, pbx: ScriptedPbx, line: ContactLine, reports: Reports
):
    pbx.says(invite(sender=pbx.address, caller='"NAME" <sip:+1555@pbx>').replace(b"NAME", raw))
    offered = reports.next(CallOffered)
    assert offered.caller.number == "+1555"
    assert offered.caller.name is not None
    offered.caller.name.encode()
