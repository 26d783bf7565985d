import time
from datetime import UTC, datetime, timedelta

import pytest

from screenpop.events.calls import NO_FACTS, CallEnded, CallOffered, Ending, PartyChanged
from telephony.sip import transactions
from telephony.sip.contact_line import ContactLine
from tests.telephony.sip.pbx import Reports, ScriptedPbx, invite


def test_a_call_rings_and_nobody_picks_up_here(pbx: ScriptedPbx, line: ContactLine, reports: Reports):
    pbx.says(invite(sender=pbx.address))

    offered = reports.next(CallOffered)
    ringing = pbx.hears()
    assert (offered.line, offered.call_id, offered.facts) == ("line", "call-1", NO_FACTS)
    assert (offered.caller.number, offered.caller.name) == ("+48225550123", "Anna Nowak")
    assert datetime.now(UTC) - offered.at < timedelta(seconds=2)
    assert offered.at.tzinfo is UTC
    assert ringing.code == 180
    assert ringing.to_tag
    assert str(ringing.first("Contact")).startswith(f"<sip:101@{pbx.line[0]}:{pbx.line[1]}>")
    reports.nothing()


def test_a_hundred_copies_of_an_invite_are_one_call(pbx: ScriptedPbx, line: ContactLine, reports: Reports):
    for _ in range(100):
        pbx.says(invite(sender=pbx.address))
    reports.next(CallOffered)
    tags = {pbx.hears().to_tag for _ in range(100)}
    assert len(tags) == 1
    reports.nothing()


def test_another_branch_of_the_same_call_does_not_pop_twice(
    pbx: ScriptedPbx, line: ContactLine, reports: Reports
):
    pbx.says(invite(sender=pbx.address, branch="z9hG4bK-one"))
    pbx.says(invite(sender=pbx.address, branch="z9hG4bK-two"))
    reports.next(CallOffered)
    assert [pbx.hears().code, pbx.hears().code] == [180, 482]
    reports.nothing()


def test_two_calls_at_once_are_two_calls(pbx: ScriptedPbx, line: ContactLine, reports: Reports):
    for call in ("a", "b"):
        pbx.says(invite(sender=pbx.address, call_id=call, branch=f"z9hG4bK-{call}"))
    assert {reports.next(CallOffered).call_id for _ in range(2)} == {"a", "b"}
    pbx.says(invite(sender=pbx.address, call_id="b", branch="z9hG4bK-b", method="CANCEL"))
    assert reports.next(CallEnded).call_id == "b"


@pytest.mark.parametrize(
    ("reason", "ending"),
    [
        ("Subject: none", Ending.MISSED),
        ('Reason: SIP;cause=200;text="Call completed elsewhere"', Ending.ANSWERED_ELSEWHERE),
        ("Reason: Q.850;cause=16, SIP;cause=200", Ending.ANSWERED_ELSEWHERE),
        ("Reason: Q.850;cause=17", Ending.BUSY),
    ],
)
def test_a_cancelled_call_ends_as_its_reason_says(
    reason: str, ending: Ending, pbx: ScriptedPbx, line: ContactLine, reports: Reports
):
    pbx.says(invite(sender=pbx.address))
    reports.next(CallOffered)
    pbx.says(invite(sender=pbx.address, method="CANCEL", headers=[reason]))
    ended = reports.next(CallEnded)
    assert (ended.call_id, ended.ending) == ("call-1", ending)


def test_a_cancelled_invite_is_refused_until_that_is_acknowledged(
    pbx: ScriptedPbx, line: ContactLine, reports: Reports
):
    pbx.says(invite(sender=pbx.address))
    pbx.says(invite(sender=pbx.address, method="CANCEL"))
    assert [pbx.hears().code for _ in range(3)] == [180, 200, 487]
    first = time.monotonic()
    assert pbx.hears("INVITE").code == 487
    assert 0.3 < time.monotonic() - first < 1.5
    pbx.says(invite(sender=pbx.address, method="ACK"))
    pbx.hears_nothing(1.2)


def test_a_late_copy_of_an_ended_invite_rings_nothing(pbx: ScriptedPbx, line: ContactLine, reports: Reports):
    pbx.says(invite(sender=pbx.address))
    pbx.says(invite(sender=pbx.address, method="CANCEL"))
    pbx.says(invite(sender=pbx.address, method="CANCEL"))
    pbx.says(invite(sender=pbx.address, method="ACK"))
    pbx.says(invite(sender=pbx.address))
    reports.next(CallOffered)
    reports.next(CallEnded)
    reports.nothing()
    assert [pbx.hears().code for _ in range(5)] == [180, 200, 487, 200, 487]


def test_the_same_call_may_ring_again_once_its_first_end_is_acknowledged(
    pbx: ScriptedPbx, line: ContactLine, reports: Reports
):
    pbx.says(invite(sender=pbx.address))
    pbx.says(invite(sender=pbx.address, method="CANCEL"))
    pbx.says(invite(sender=pbx.address, method="ACK"))
    for branch in ("z9hG4bK-again", "z9hG4bK-again-elsewhere"):
        pbx.says(invite(sender=pbx.address, branch=branch))
    kinds = [type(reports.any()) for _ in range(3)]
    assert kinds == [CallOffered, CallEnded, CallOffered]
    assert [pbx.hears().code for _ in range(5)] == [180, 200, 487, 180, 482]
    reports.nothing()


def test_a_branch_that_comes_after_the_cancel_of_the_first_is_no_new_call(
    pbx: ScriptedPbx, line: ContactLine, reports: Reports
):
    pbx.says(invite(sender=pbx.address))
    pbx.says(invite(sender=pbx.address, method="CANCEL"))
    pbx.says(invite(sender=pbx.address, branch="z9hG4bK-slow"))
    pbx.says(invite(sender=pbx.address, branch="z9hG4bK-slow", method="CANCEL"))
    assert [type(reports.any()) for _ in range(2)] == [CallOffered, CallEnded]
    assert [pbx.hears().code for _ in range(5)] == [180, 200, 487, 482, 481]
    reports.nothing()
    assert line.counts()["merged"] == 1


def test_a_later_attempt_of_the_caller_is_a_new_call(pbx: ScriptedPbx, line: ContactLine, reports: Reports):
    pbx.says(invite(sender=pbx.address))
    pbx.says(invite(sender=pbx.address, method="CANCEL"))
    pbx.says(invite(sender=pbx.address, branch="z9hG4bK-next", cseq=2))
    assert [type(reports.any()) for _ in range(3)] == [CallOffered, CallEnded, CallOffered]


def test_another_attempt_while_it_rings_is_the_same_card(
    pbx: ScriptedPbx, line: ContactLine, reports: Reports
):
    pbx.says(invite(sender=pbx.address))
    pbx.says(invite(sender=pbx.address, branch="z9hG4bK-next", cseq=2))
    reports.next(CallOffered)
    assert [pbx.hears().code for _ in range(2)] == [180, 482]
    reports.nothing()


def test_two_callers_under_one_call_id_are_two_calls(pbx: ScriptedPbx, line: ContactLine, reports: Reports):
    pbx.says(invite(sender=pbx.address))
    pbx.says(invite(sender=pbx.address, branch="z9hG4bK-2").replace(b"tag=caller", b"tag=other"))
    ids = [reports.next(CallOffered).call_id for _ in range(2)]
    assert ids == ["call-1", "call-1;from-tag=other"]
    pbx.says(invite(sender=pbx.address, method="CANCEL"))
    assert reports.next(CallEnded).call_id == "call-1"
    reports.nothing()


@pytest.mark.parametrize(
    ("method", "code"),
    [("BYE", 481), ("CANCEL", 481), ("PRACK", 481), ("MESSAGE", 405), ("REFER", 405), ("FOO", 501)],
)
def test_what_belongs_to_no_call_changes_nothing(
    method: str, code: int, pbx: ScriptedPbx, line: ContactLine, reports: Reports
):
    pbx.says(invite(sender=pbx.address, method=method))
    assert pbx.hears(method).code == code
    reports.nothing(0.05)


def test_an_extension_we_do_not_understand_is_named(pbx: ScriptedPbx, line: ContactLine, reports: Reports):
    pbx.says(invite(sender=pbx.address, headers=["Require: timer, 100rel", "Require: nothing-such"]))
    refused = pbx.hears()
    assert (refused.code, refused.first("Unsupported")) == (420, "100rel, nothing-such")
    reports.nothing(0.05)


def test_options_say_what_we_can(pbx: ScriptedPbx, line: ContactLine):
    pbx.says(invite(sender=pbx.address, method="OPTIONS"))
    answer = pbx.hears("OPTIONS")
    assert (answer.code, answer.first("Accept")) == (200, "application/sdp")
    assert "INVITE" in answer.all("Allow")


@pytest.mark.parametrize(("method", "code"), [("UPDATE", 200), ("INVITE", 491)])
def test_a_new_party_on_the_line_is_told(
    method: str, code: int, pbx: ScriptedPbx, line: ContactLine, reports: Reports
):
    pbx.says(invite(sender=pbx.address))
    reports.next(CallOffered)
    tag = pbx.hears().to_tag
    pbx.says(
        invite(
            sender=pbx.address,
            method=method,
            cseq=2,
            branch="z9hG4bK-update",
            to=f"<sip:101@pbx.example>;tag={tag}",
            headers=['P-Asserted-Identity: "Hurt-Bud" <sip:+48223334455@pbx>', "Referred-By: <sip:104@pbx>"],
        )
    )
    changed = reports.next(PartyChanged)
    assert (changed.call_id, changed.transferred_by) == ("call-1", "104")
    assert (changed.caller.number, changed.caller.name) == ("+48223334455", "Hurt-Bud")
    assert pbx.hears(method).code == code


def test_an_update_that_names_nobody_changes_nobody(pbx: ScriptedPbx, line: ContactLine, reports: Reports):
    pbx.says(invite(sender=pbx.address))
    reports.next(CallOffered)
    pbx.hears()
    pbx.says(invite(sender=pbx.address, method="UPDATE", cseq=2))
    assert pbx.hears("UPDATE").code == 200
    reports.nothing(0.05)


def test_the_reply_says_where_it_saw_the_sender(pbx: ScriptedPbx, line: ContactLine):
    pbx.says(invite(sender=("10.9.9.9", 5060)).replace(b";branch", b";rport;branch"))
    top = str(pbx.hears().first("Via"))
    assert f"received={pbx.address[0]}" in top
    assert f"rport={pbx.address[1]}" in top


def test_a_call_that_nobody_ends_rings_out(
    pbx: ScriptedPbx, line: ContactLine, reports: Reports, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(transactions, "LONGEST_RINGING", 0.2)
    pbx.says(invite(sender=pbx.address))
    reports.next(CallOffered)
    assert reports.next(CallEnded).ending is Ending.NO_ANSWER
    assert [pbx.hears().code, pbx.hears().code] == [180, 480]


def test_an_invite_says_itself_how_long_it_may_ring(pbx: ScriptedPbx, line: ContactLine, reports: Reports):
    pbx.says(invite(sender=pbx.address, headers=["Expires: 1"]))
    reports.next(CallOffered)
    assert reports.next(CallEnded, within=2).ending is Ending.NO_ANSWER


def test_the_table_of_calls_is_bounded_and_swept(
    pbx: ScriptedPbx, line: ContactLine, reports: Reports, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(transactions, "MOST_CALLS", 3)
    monkeypatch.setattr(transactions, "LINGER", 0.1)
    for call in range(4):
        pbx.says(invite(sender=pbx.address, call_id=f"c{call}", branch=f"z9hG4bK-{call}"))
    assert [pbx.hears().code for _ in range(4)] == [180, 180, 180, 503]
    for call in range(3):
        pbx.says(invite(sender=pbx.address, call_id=f"c{call}", branch=f"z9hG4bK-{call}", method="CANCEL"))
    assert sorted(pbx.hears().code for _ in range(6)) == [200] * 3 + [487] * 3
    end = time.monotonic() + 2
    while len(line._calls) and time.monotonic() < end:
        time.sleep(0.01)
    assert len(line._calls) == 0


def test_fifty_calls_a_second_all_pop(pbx: ScriptedPbx, line: ContactLine, reports: Reports):
    sent = time.monotonic()
    for call in range(200):
        pbx.says(invite(sender=pbx.address, call_id=f"c{call}", branch=f"z9hG4bK-{call}"))
    assert [reports.next(CallOffered).call_id for _ in range(200)] == [f"c{call}" for call in range(200)]
    assert time.monotonic() - sent < 4


def test_strangers_by_the_thousand_hold_up_no_real_call(
    pbx: ScriptedPbx, line: ContactLine, reports: Reports
):
    stranger = ScriptedPbx("127.0.0.3")
    for call in range(1000):
        stranger.says(invite(sender=stranger.address, call_id=f"s{call}"), pbx.line)
    sent = time.monotonic()
    pbx.says(invite(sender=pbx.address))
    assert reports.next(CallOffered).call_id == "call-1"
    assert time.monotonic() - sent < 0.25
    stranger.close()


def test_from_the_wire_to_the_report_it_takes_no_time(pbx: ScriptedPbx, line: ContactLine, reports: Reports):
    took = []
    for call in range(50):
        data = invite(sender=pbx.address, call_id=f"c{call}", branch=f"z9hG4bK-{call}")
        sent = time.perf_counter()
        pbx.says(data)
        reports.next(CallOffered)
        took.append(time.perf_counter() - sent)
    assert sorted(took)[25] < 0.01


def test_a_ringing_call_is_let_go_when_the_program_stops(
    pbx: ScriptedPbx, line: ContactLine, reports: Reports
):
    pbx.says(invite(sender=pbx.address))
    reports.next(CallOffered)
    assert pbx.hears().code == 180
    line.stop()
    assert pbx.hears("INVITE").code == 480
    reports.nothing(0.05)
