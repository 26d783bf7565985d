"""Calls that the extension makes."""

import pytest

from screenpop.events.calls import CallOffered, Direction
from tests.telephony.ami.pbx import Channel, Desk, Pbx, story

FAR = "048501502503"
OUT = f"out {FAR}"


@pytest.fixture
def pbx() -> Pbx:
    return Pbx()


def calls(pbx: Pbx, dialled: str = FAR, tech: str = "PJSIP") -> tuple[Channel, Channel]:
    phone = pbx.channel(f"{tech}/101", number="101", person="Anna Nowak", exten=dialled, state="4")
    trunk = pbx.channel("PJSIP/trunk", phone)
    pbx.say("DialBegin", phone.fields(), trunk.fields("Dest"))
    pbx.connects(phone, dialled)
    pbx.state(trunk, "5")
    return phone, trunk


@pytest.mark.parametrize(
    ("status", "cause", "ending"),
    [
        ("BUSY", 17, "busy"),
        ("NOANSWER", 16, "no_answer"),
        ("CANCEL", 127, "no_answer"),
        ("CHANUNAVAIL", 0, "unknown"),
        ("CONGESTION", 34, "unknown"),
        ("NOANSWER", 21, "declined"),
    ],
)
def test_a_call_that_nobody_answers_says_why(pbx: Pbx, status: str, cause: int, ending: str):
    phone, trunk = calls(pbx)
    pbx.dial_ends(phone, trunk, status)
    pbx.hangs_up(trunk, phone, cause=cause)
    assert story(pbx.said) == [OUT, ending]


def test_a_call_is_answered_when_the_other_side_answers_not_when_the_dialplan_does(pbx: Pbx):
    phone = pbx.channel("PJSIP/101", number="101", exten=FAR, state="4")
    pbx.state(phone, "6")
    trunk = pbx.channel("PJSIP/trunk", phone)
    pbx.say("DialBegin", phone.fields(), trunk.fields("Dest"))
    pbx.connects(phone, FAR)
    assert Desk().hears(pbx.said).story() == [OUT]
    pbx.answers(phone, trunk)
    pbx.hangs_up(trunk, phone)
    desk = Desk().hears(pbx.said)
    assert desk.story() == [OUT, "answered", "ended"]
    assert desk.of(CallOffered)[0].direction is Direction.OUT


@pytest.mark.parametrize("dialled", ["*97", "*8", "8500"])
def test_a_feature_of_the_pbx_is_no_call(pbx: Pbx, dialled: str):
    phone = pbx.channel("PJSIP/101", number="101", exten=dialled, state="4")
    pbx.state(phone, "6")
    pbx.hangs_up(phone)
    assert story(pbx.said) == []


def test_a_call_that_found_no_way_out_is_told_of_at_its_end(pbx: Pbx):
    phone = pbx.channel("PJSIP/101", number="101", exten=FAR, state="4")
    pbx.hangs_up(phone, cause=34)
    assert story(pbx.said) == [OUT, "unknown"]


def test_chan_sip_tells_of_a_calling_phone_first_as_down(pbx: Pbx):
    phone = pbx.channel("SIP/101", number="101", exten=FAR)
    pbx.state(phone, "4")
    trunk = pbx.channel("SIP/trunk", phone)
    pbx.say("DialBegin", phone.fields(), trunk.fields("Dest"))
    pbx.connects(phone, FAR)
    pbx.answers(phone, trunk)
    pbx.hangs_up(trunk, phone)
    assert story(pbx.said) == [OUT, "answered", "ended"]


def originated(pbx: Pbx) -> Channel:
    """Click to dial: the PBX rings the phone itself, and shows whom it will call."""
    phone = pbx.channel("PJSIP/101", number="101", exten=FAR)
    pbx.connects(phone, FAR)
    pbx.say("DialBegin", phone.fields("Dest"))
    pbx.state(phone, "5")
    return phone


def test_click_to_dial_pops_nothing_and_becomes_a_call_out(pbx: Pbx):
    phone = originated(pbx)
    assert Desk().hears(pbx.said).story() == []
    pbx.say("DialEnd", phone.fields("Dest"), DialStatus="ANSWER")
    pbx.state(phone, "6")
    trunk = pbx.channel("PJSIP/trunk", phone)
    pbx.say("DialBegin", phone.fields(), trunk.fields("Dest"))
    pbx.state(trunk, "5")
    assert Desk().hears(pbx.said).story() == [OUT]
    pbx.answers(phone, trunk)
    pbx.hangs_up(trunk, phone)
    assert story(pbx.said) == [OUT, "answered", "ended"]


def test_click_to_dial_that_the_agent_does_not_pick_up_is_nothing(pbx: Pbx):
    phone = originated(pbx)
    pbx.hangs_up(phone)
    assert story(pbx.said) == []


def test_a_phone_that_the_pbx_rings_without_any_caller_is_not_called(pbx: Pbx):
    root = pbx.channel("Local/101@from-internal")
    phone = pbx.phone(root)
    pbx.say("DialBegin", phone.fields("Dest"))
    pbx.state(phone, "5")
    pbx.hangs_up(phone)
    assert story(pbx.said) == []


def test_the_completion_of_a_call_to_a_busy_colleague_is_a_call_out(pbx: Pbx):
    phone = pbx.channel("PJSIP/101", number="101", exten="102")
    pbx.state(phone, "5")
    pbx.state(phone, "6")
    colleague = pbx.phone(phone, "102")
    pbx.rings(phone, colleague)
    pbx.connects(phone, "102", "Bob Stone")
    pbx.answers(phone, colleague)
    pbx.hangs_up(colleague, phone)
    assert story(pbx.said) == ["out 102", "answered", "ended"]
    assert story(pbx.said, "102") == ["in 101", "answered", "ended"]


def test_a_short_number_that_leads_outside_shows_who_is_there(pbx: Pbx):
    phone = pbx.channel("PJSIP/101", number="101", exten="901", state="4")
    pbx.connects(phone, "+48501502503", "Speed dial")
    assert Desk().hears(pbx.said).story() == ["out +48501502503"]


def test_another_party_on_a_call_out_is_told_of(pbx: Pbx):
    phone, trunk = calls(pbx, "102")
    pbx.answers(phone, trunk)
    pbx.connects(phone, "+48221234567", "Jan Kowalski")
    pbx.hangs_up(trunk, phone)
    assert story(pbx.said) == ["out 102", "answered", "party +48221234567", "ended"]
