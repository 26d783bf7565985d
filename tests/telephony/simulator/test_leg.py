"""What one phone sees of the little PBX's calls, packet by packet."""

from collections.abc import Iterator

import pytest

from telephony.simulator.pbx import LittlePbx
from telephony.simulator.ring import Ring
from telephony.sip.message import Message, build_request
from tests.telephony.sip.pbx import ScriptedPbx

ANNA = Ring("+48225550123", "Anna Wąs")


@pytest.fixture
def phone(pbx: LittlePbx) -> Iterator[ScriptedPbx]:
    """A bare socket that is registered at the little PBX."""
    socket = ScriptedPbx()
    heads = [
        ("Via", f"SIP/2.0/UDP {socket.server};branch=z9hG4bK1"),
        ("From", "<sip:101@pbx>;tag=1"),
        ("To", "<sip:101@pbx>"),
        ("Call-ID", "1"),
        ("CSeq", "1 REGISTER"),
        ("Contact", f"<sip:101@{socket.server}>"),
    ]
    register = Message(build_request("REGISTER", "sip:pbx", heads), socket.address)
    pbx._ask(lambda exchange: exchange.registrar.register(register))
    yield socket
    socket.close()


def test_a_phone_that_has_not_been_heard_of_is_rung_again_and_not_cancelled(
    pbx: LittlePbx, phone: ScriptedPbx
):
    call_id = pbx.offer(ANNA)
    pbx.hang_up(call_id)

    invite, copy = phone.hears("INVITE"), phone.hears("INVITE")
    assert (invite.branch, invite.call_id) == (copy.branch, call_id)
    phone.answers(invite, 180)
    cancel = phone.hears("CANCEL")

    assert (cancel.branch, cancel.cseq, cancel.request_uri) == (
        invite.branch,
        invite.cseq,
        invite.request_uri,
    )
    assert cancel.all("Reason") == []
    assert cancel.to_tag == ""
    phone.answers(cancel, 200)
    phone.answers(invite, 487)
    ack = phone.hears("ACK")
    assert (ack.branch, ack.to_tag) == (invite.branch, "pbx")
    assert pbx.wait_until_over(call_id, 3)


def test_a_phone_that_declines_is_acknowledged_and_the_call_rings_on(pbx: LittlePbx, phone: ScriptedPbx):
    call_id = pbx.offer(ANNA)
    invite = phone.hears("INVITE")

    phone.answers(invite, 486)

    phone.hears("ACK")
    assert not pbx.wait_until_over(call_id, 0)
    pbx.hang_up(call_id)
    assert pbx.wait_until_over(call_id, 0)
    phone.hears_nothing()


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        (LittlePbx.answer, "SIP;cause=200"),
        (LittlePbx.answer_elsewhere, "SIP;cause=200"),
        (LittlePbx.decline, "SIP;cause=603"),
        (LittlePbx.be_busy, "SIP;cause=486"),
        (LittlePbx.stop_ringing, "SIP;cause=480"),
    ],
)
def test_a_cancel_says_why(pbx: LittlePbx, phone: ScriptedPbx, word, reason: str):
    call_id = pbx.offer(ANNA)
    phone.answers(phone.hears("INVITE"), 180)

    word(pbx, call_id)

    (told,) = phone.hears("CANCEL").all("Reason")
    assert told.startswith(reason)


def test_a_withheld_number_is_nowhere_on_the_wire(pbx: LittlePbx, phone: ScriptedPbx):
    pbx.offer(Ring("+48225550123", "Anna Wąs", withheld=True))

    invite = phone.hears("INVITE")

    said = "\n".join(f"{name}: {value}" for name in invite.read.headers.keys() for value in invite.all(name))  # noqa: SIM118 # no dict
    assert "48225550123" not in said
    assert "Anna" not in said
    assert invite.all("Privacy") == ["id"]
