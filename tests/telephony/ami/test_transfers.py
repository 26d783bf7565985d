"""Calls that pass from one phone to another."""

import pytest

from screenpop.events.calls import CallOffered, PartyChanged
from tests.telephony.ami.pbx import Channel, Desk, Pbx, story

OUTSIDE = "+48221234567"
IN = f"in {OUTSIDE}"


@pytest.fixture
def pbx() -> Pbx:
    return Pbx()


def talk(pbx: Pbx, extension: str = "101") -> tuple[Channel, Channel]:
    caller = pbx.outside()
    phone = pbx.phone(caller, extension)
    pbx.rings(caller, phone)
    pbx.answers(caller, phone)
    return caller, phone


def test_a_call_passed_on_and_passed_back_is_two_calls_and_says_each_time_from_whom(pbx: Pbx):
    caller, first = talk(pbx)
    pbx.passes_on(first, caller, "102")
    pbx.hangs_up(first)
    second = pbx.phone(caller, "102")
    second.number = "102"
    pbx.rings(caller, second)
    pbx.answers(caller, second)
    pbx.passes_on(second, caller, "101")
    pbx.hangs_up(second)
    again = pbx.phone(caller)
    pbx.rings(caller, again)
    pbx.answers(caller, again)
    pbx.hangs_up(again, caller)
    desk = Desk().hears(pbx.said)
    assert desk.story() == [IN, "answered", "ended", IN, "answered", "ended"]
    assert [offer.transferred_by for offer in desk.of(CallOffered)] == [None, "102"]
    assert Desk("102").hears(pbx.said).of(CallOffered)[0].transferred_by == "101"


def test_a_call_passed_to_a_queue_rings_with_the_queue_and_from_whom(pbx: Pbx):
    caller, first = talk(pbx, "102")
    first.number = "102"
    pbx.passes_on(first, caller, "5700")
    pbx.hangs_up(first)
    pbx.joins_queue(caller, "support")
    phone = pbx.phone(caller)
    pbx.queue_rings(caller, phone, "support")
    (offer,) = Desk().hears(pbx.said).of(CallOffered)
    assert (offer.transferred_by, offer.facts.queue, offer.did) == ("102", "support", "5101")


def test_a_transfer_that_failed_passes_nothing_on(pbx: Pbx):
    caller, first = talk(pbx, "102")
    pbx.say("BlindTransfer", {"Result": "Fail"}, first.fields("Transferer"), caller.fields("Transferee"))
    pbx.rings(caller, pbx.phone(caller))
    assert Desk().hears(pbx.said).of(CallOffered)[0].transferred_by is None


def test_a_filtered_desk_that_is_told_of_transfers_to_it_says_from_whom(pbx: Pbx):
    caller, first = talk(pbx)
    pbx.passes_on(first, caller, "102")
    transfer = pbx.said[-1]
    pbx.hangs_up(first)
    begun = len(pbx.said)
    phone = pbx.phone(caller, "102")
    pbx.rings(caller, phone)
    pbx.hangs_up(phone, cause=127)
    own = [said for said in pbx.only_of("102") if said in pbx.said[begun:]]
    desk = Desk("102").hears([transfer, *own])
    assert desk.of(CallOffered)[0].transferred_by == "101"
    assert len(desk.tracker) == 0


def test_an_attended_transfer_completed_while_it_rings_shows_the_outside_caller(pbx: Pbx):
    caller, first = talk(pbx)
    consults = pbx.channel("PJSIP/101", number="101", person="Anna Nowak", exten="102", state="4")
    phone = pbx.phone(consults, "102")
    pbx.rings(consults, phone)
    pbx.say(
        "AttendedTransfer",
        {"Result": "Success"},
        first.fields("OrigTransferer"),
        consults.fields("SecondTransferer"),
        DestType="App",
    )
    consults.name, consults.number = (
        "PJSIP/trunk-00000001",
        OUTSIDE,
    )  # the caller takes the consulting channel's place
    pbx.say("NewConnectedLine", consults.fields())
    pbx.connects(phone, OUTSIDE, "Jan Kowalski")
    pbx.hangs_up(first)
    pbx.answers(consults, phone)
    pbx.hangs_up(phone, consults, caller)
    desk = Desk("102").hears(pbx.said)
    assert desk.story() == ["in 101", f"party {OUTSIDE}", "answered", "ended"]
    assert desk.of(PartyChanged)[0].transferred_by == "101"
    assert story(pbx.said, "101") == [IN, "answered", "out 102", "no_answer", "ended"]


def test_a_colleague_s_short_number_is_no_new_party(pbx: Pbx):
    caller, phone = talk(pbx)
    pbx.connects(phone, "103", "Żaneta")
    pbx.connects(phone, "101", "Anna Nowak")
    pbx.hangs_up(phone, caller)
    assert story(pbx.said) == [IN, "answered", "ended"]


def picked_up(pbx: Pbx, *, told: bool) -> None:
    """102 rings; 101 dials *8 and takes the call; Asterisk swaps the channels of the two."""
    caller = pbx.outside()
    rung = pbx.phone(caller, "102")
    pbx.rings(caller, rung)
    picker = pbx.channel("PJSIP/101", number="101", person="Anna Nowak", exten="*8", state="4")
    pbx.state(picker, "6")
    if told:
        pbx.say("Pickup", picker.fields(), rung.fields("Target"))
    rung.name, picker.name = picker.name, f"{rung.name}<ZOMBIE>"
    rung.state = "6"
    if not told:
        pbx.connects(rung, OUTSIDE, "Jan Kowalski")
    pbx.hangs_up(picker)
    pbx.say("BridgeEnter", rung.fields())
    pbx.hangs_up(rung, caller)


@pytest.mark.parametrize("told", [True, False])
def test_a_call_that_a_colleague_picks_up_is_answered_elsewhere_and_is_the_colleague_s(pbx: Pbx, told: bool):
    picked_up(pbx, told=told)
    assert story(pbx.said, "102") == [IN, "answered_elsewhere"]
    assert story(pbx.said, "101") == [IN, "answered", "ended"]


def test_a_pick_up_whose_channels_stay_what_they_are_goes_on_until_the_picker_hangs_up(pbx: Pbx):
    caller = pbx.outside()
    rung = pbx.phone(caller, "102")
    pbx.rings(caller, rung)
    picker = pbx.channel("PJSIP/101", number="101", exten="*8", state="4")
    pbx.say("Pickup", picker.fields(), rung.fields("Target"))
    pbx.hangs_up(rung, cause=26)
    assert Desk().hears(pbx.said).story() == [IN, "answered"]
    pbx.hangs_up(picker, caller)
    assert story(pbx.said, "101") == [IN, "answered", "ended"]
    assert story(pbx.said, "102") == [IN, "answered_elsewhere"]


def test_the_agent_s_other_device_may_pick_up(pbx: Pbx):
    caller = pbx.outside()
    rung = pbx.phone(caller)
    pbx.rings(caller, rung)
    picker = pbx.channel("SIP/101", number="101", exten="*8", state="4")
    pbx.say("Pickup", picker.fields(), rung.fields("Target"))
    pbx.hangs_up(rung)
    pbx.hangs_up(picker, caller)
    assert story(pbx.said) == [IN, "answered", "ended"]


def test_a_parked_call_that_is_fetched_shows_who_waited_there_and_who_parked_it(pbx: Pbx):
    caller, first = talk(pbx, "102")
    pbx.passes_on(first, caller, "700")
    pbx.hangs_up(first)
    fetcher = pbx.channel("PJSIP/101", number="101", exten="701", state="4")
    pbx.state(fetcher, "6")
    pbx.say(
        "UnParkedCall", caller.fields("Parkee"), fetcher.fields("Retriever"), ParkerDialString="PJSIP/102"
    )
    pbx.connects(fetcher, OUTSIDE, "Jan Kowalski")
    pbx.hangs_up(fetcher, caller)
    desk = Desk().hears(pbx.said)
    assert desk.story() == [IN, "answered", "ended"]
    assert (desk.of(CallOffered)[0].transferred_by, desk.of(CallOffered)[0].did) == ("102", "5101")
    assert len(desk.tracker) == 0


def test_a_parked_call_that_comes_back_rings_with_its_caller(pbx: Pbx):
    caller, first = talk(pbx)
    pbx.hangs_up(first)
    again = pbx.phone(caller)
    pbx.rings(caller, again)
    pbx.hangs_up(again, caller, cause=127)
    assert story(pbx.said) == [IN, "answered", "ended", IN, "missed"]
