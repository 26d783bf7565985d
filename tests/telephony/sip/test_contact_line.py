import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from screenpop.events.calls import (
    NO_FACTS,
    CallEnded,
    CallOffered,
    CallUpdated,
    Ending,
    Facts,
    LineUp,
    PartyChanged,
    Presented,
)
from screenpop.ports.kinds import FactsTable
from telephony.sip import transactions
from telephony.sip.contact_line import ContactLine
from telephony.sip.pace import Pace
from tests.telephony.reports import Reports
from tests.telephony.sip.pbx import ScriptedPbx, invite


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
    assert [pbx.hears().code for _ in range(5)] == [180, 180, 180, 480, 180]
    assert [type(reports.any()) for _ in range(5)] == [*[CallOffered] * 3, CallEnded, CallOffered]
    for call in range(1, 4):
        pbx.says(invite(sender=pbx.address, call_id=f"c{call}", branch=f"z9hG4bK-{call}", method="CANCEL"))
    assert sorted(pbx.hears().code for _ in range(6)) == [200] * 3 + [487] * 3
    end = time.monotonic() + 2
    while len(line._calls) and time.monotonic() < end:
        time.sleep(0.01)
    assert len(line._calls) == 0


def test_what_comes_faster_than_any_pbx_calls_is_turned_away(
    pbx: ScriptedPbx, line: ContactLine, reports: Reports, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(line._calls, "_pace", Pace(2, 0))
    for call in range(3):
        pbx.says(invite(sender=pbx.address, call_id=f"c{call}", branch=f"z9hG4bK-{call}"))
    answers = [pbx.hears() for _ in range(3)]
    assert [answer.code for answer in answers] == [180, 180, 503]
    assert answers[2].first("Retry-After") == "1"
    assert line.counts()["too_many"] == 1


def test_an_invite_that_is_too_large_is_refused_and_counted(
    pbx: ScriptedPbx, line: ContactLine, reports: Reports, caplog: pytest.LogCaptureFixture
):
    pbx.says(invite(sender=pbx.address, body="x" * 17_000))
    assert pbx.hears().code == 413
    reports.nothing(0.05)
    assert line.counts()["too_large"] == 1
    assert "was refused" in caplog.text


def test_a_bye_ends_a_call_that_rings(pbx: ScriptedPbx, line: ContactLine, reports: Reports):
    pbx.says(invite(sender=pbx.address))
    pbx.says(invite(sender=pbx.address, method="BYE", cseq=2, branch="z9hG4bK-bye"))
    reports.next(CallOffered)
    assert reports.next(CallEnded).ending is Ending.MISSED
    assert [pbx.hears().code for _ in range(3)] == [180, 200, 487]


def test_a_session_timer_changes_nothing(pbx: ScriptedPbx, line: ContactLine, reports: Reports):
    timer = ["Supported: timer", "Require: timer", "Session-Expires: 1800;refresher=uac", "Min-SE: 90"]
    pbx.says(invite(sender=pbx.address, headers=timer))
    reports.next(CallOffered)
    assert pbx.hears().code == 180
    pbx.says(invite(sender=pbx.address, method="UPDATE", cseq=2, branch="z9hG4bK-u", headers=timer))
    assert pbx.hears("UPDATE").code == 200
    reports.nothing(0.05)


def _within(pbx: ScriptedPbx, cseq: int, *headers: str) -> None:
    """News within the call that rings."""
    pbx.says(
        invite(sender=pbx.address, method="UPDATE", cseq=cseq, branch=f"z9hG4bK-{cseq}", headers=headers)
    )


def test_a_party_who_is_the_same_is_told_once(pbx: ScriptedPbx, line: ContactLine, reports: Reports):
    pbx.says(invite(sender=pbx.address, headers=['P-Asserted-Identity: "Jan" <sip:+48221234567@pbx>']))
    reports.next(CallOffered)
    for cseq in (2, 3):
        _within(pbx, cseq, "P-Asserted-Identity: <sip:+48221234567@pbx>")
    reports.nothing()
    for cseq in (4, 5):
        _within(pbx, cseq, 'P-Asserted-Identity: "Ola" <sip:+48600100200@pbx>')
    changed = reports.next(PartyChanged)
    assert changed.caller == Presented(number="+48600100200", name="Ola")
    reports.nothing()


@pytest.mark.parametrize(
    "headers",
    [
        ("P-Asserted-Identity: <sip:anonymous@anonymous.invalid>",),
        ("P-Asserted-Identity: <sip:+48600100200@pbx>", "Privacy: id"),
        ("Remote-Party-ID: <sip:+48600100200@pbx>;privacy=full",),
    ],
)
def test_a_new_party_may_be_withheld(
    headers: tuple[str, ...], pbx: ScriptedPbx, line: ContactLine, reports: Reports
):
    pbx.says(invite(sender=pbx.address))
    reports.next(CallOffered)
    _within(pbx, 2, *headers)
    assert reports.next(PartyChanged).caller == Presented(number=None, withheld=True)


def test_a_party_may_change_by_a_new_from(pbx: ScriptedPbx, line: ContactLine, reports: Reports):
    pbx.says(invite(sender=pbx.address))
    reports.next(CallOffered)
    caller = '"Ola" <sip:+48600100200@pbx.example>'
    pbx.says(invite(sender=pbx.address, method="UPDATE", cseq=2, branch="z9hG4bK-u", caller=caller))
    assert reports.next(PartyChanged).caller == Presented(number="+48600100200", name="Ola")


REPLACES = ["Require: replaces", "Replaces: call-1;to-tag=ours;from-tag=caller", "Referred-By: <sip:104@pbx>"]


def test_an_invite_in_the_place_of_a_ringing_one_is_a_new_party_on_its_card(
    pbx: ScriptedPbx, line: ContactLine, reports: Reports
):
    colleague, outside = '"Kasia" <sip:104@pbx>', '"Ola" <sip:+48600100200@pbx>'
    pbx.says(invite(sender=pbx.address, caller=colleague))
    reports.next(CallOffered)
    second = invite(
        sender=pbx.address, call_id="call-2", branch="z9hG4bK-2", caller=outside, headers=REPLACES
    )
    pbx.says(second)
    changed = reports.next(PartyChanged)
    assert (changed.call_id, changed.caller.number, changed.transferred_by) == (
        "call-1",
        "+48600100200",
        "104",
    )
    pbx.says(invite(sender=pbx.address, method="CANCEL"))
    reports.nothing()
    pbx.says(invite(sender=pbx.address, call_id="call-2", branch="z9hG4bK-2", method="CANCEL"))
    assert reports.next(CallEnded).call_id == "call-1"
    assert [pbx.hears().code for _ in range(6)] == [180, 180, 200, 487, 200, 487]


def test_an_invite_in_the_place_of_a_call_elsewhere_rings_and_says_who_passed_it_on(
    pbx: ScriptedPbx, line: ContactLine, reports: Reports
):
    pbx.says(invite(sender=pbx.address, call_id="call-2", headers=REPLACES))
    offered = reports.next(CallOffered)
    assert (offered.call_id, offered.transferred_by) == ("call-2", "104")


FACTS = FactsTable(name="{queue}|{keyed}|", headers={"X-Waited": "waited", "x-BRAND": "brand"})


def test_facts_are_read_from_name_and_headers_and_taken_off_the_name(
    pbx: ScriptedPbx, reports: Reports, start_line: Callable[..., ContactLine]
):
    start_line(facts=FACTS)
    pbx.registers()
    reports.next(LineUp)
    told = ["X-Waited: 75", "X-Brand: Brand A"]
    pbx.says(invite(sender=pbx.address, caller='"SAL|4711|Anna" <sip:+48225550123@pbx>', headers=told))
    offered = reports.next(CallOffered)
    assert offered.caller.name == "Anna"
    assert offered.facts == Facts("SAL", "Brand A", timedelta(seconds=75), "4711")
    _within(pbx, 2, 'P-Asserted-Identity: "SAL|4712|Jan" <sip:+48221234567@pbx>')
    assert reports.next(PartyChanged).caller.name == "Jan"
    assert reports.next(CallUpdated).facts == Facts(keyed="4712")
    reports.nothing(0.05)


def test_a_withheld_caller_brings_facts_and_no_name(
    pbx: ScriptedPbx, reports: Reports, start_line: Callable[..., ContactLine]
):
    start_line(facts=FACTS)
    pbx.registers()
    reports.next(LineUp)
    pbx.says(invite(sender=pbx.address, caller='"SAL|4711|Anna" <sip:anonymous@anonymous.invalid>'))
    offered = reports.next(CallOffered)
    assert (offered.caller, offered.facts) == (Presented(None, withheld=True), Facts("SAL", keyed="4711"))


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
