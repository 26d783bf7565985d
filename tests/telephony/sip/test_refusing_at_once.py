"""A contact whose site has it refuse at once, so that it counts as no phone: it pops all the same."""

from collections.abc import Callable

import pytest

from screenpop.events.calls import CallEnded, CallOffered, Ending, LineUp
from telephony.sip import told_calls
from telephony.sip.contact_line import ContactLine
from tests.telephony.reports import Reports
from tests.telephony.sip.pbx import ScriptedPbx, invite


@pytest.fixture
def refusing(pbx: ScriptedPbx, reports: Reports, start_line: Callable[..., ContactLine]) -> ContactLine:
    made = start_line(on_call="refuse")
    pbx.registers()
    reports.next(LineUp)
    return made


def test_it_pops_first_and_is_no_phone_then(pbx: ScriptedPbx, refusing: ContactLine, reports: Reports):
    pbx.says(invite(sender=pbx.address))

    reports.next(CallOffered)
    assert pbx.hears().code == 488
    pbx.says(invite(sender=pbx.address, method="ACK"))
    reports.nothing()


def test_a_call_out_of_sight_is_over_after_a_while(
    pbx: ScriptedPbx, refusing: ContactLine, reports: Reports, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(told_calls, "OUT_OF_SIGHT", 0.2)
    pbx.says(invite(sender=pbx.address))

    reports.next(CallOffered)
    ended = reports.next(CallEnded)

    assert (ended.call_id, ended.ending) == ("call-1", Ending.UNKNOWN)


def test_another_attempt_of_the_same_call_is_refused_and_pops_no_second_card(
    pbx: ScriptedPbx, refusing: ContactLine, reports: Reports
):
    for cseq in (1, 2):
        branch = f"z9hG4bK-{cseq}"
        pbx.says(invite(sender=pbx.address, cseq=cseq, branch=branch))
        assert pbx.hears().code == 488
        pbx.says(invite(sender=pbx.address, cseq=cseq, branch=branch, method="ACK"))

    reports.next(CallOffered)
    reports.nothing()


def test_a_cancel_that_crossed_the_refusal_still_tells_the_ending(
    pbx: ScriptedPbx, refusing: ContactLine, reports: Reports
):
    pbx.says(invite(sender=pbx.address))
    pbx.says(invite(sender=pbx.address, method="CANCEL", headers=["Reason: SIP;cause=200"]))

    reports.next(CallOffered)
    assert reports.next(CallEnded).ending is Ending.ANSWERED_ELSEWHERE
    assert [pbx.hears().code for _ in range(2)] == [488, 200]


def test_a_bye_ends_what_is_out_of_sight(pbx: ScriptedPbx, refusing: ContactLine, reports: Reports):
    pbx.says(invite(sender=pbx.address))
    pbx.says(invite(sender=pbx.address, method="BYE", cseq=2, branch="z9hG4bK-bye"))

    reports.next(CallOffered)
    assert reports.next(CallEnded).ending is Ending.UNKNOWN


def test_calls_out_of_sight_are_bounded(
    pbx: ScriptedPbx, refusing: ContactLine, reports: Reports, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(told_calls, "MOST_CALLS", 1)
    for call in ("a", "b"):
        pbx.says(invite(sender=pbx.address, call_id=call, branch=f"z9hG4bK-{call}"))

    assert reports.next(CallOffered).call_id == "a"
    assert reports.next(CallEnded).call_id == "a"
    assert reports.next(CallOffered).call_id == "b"
