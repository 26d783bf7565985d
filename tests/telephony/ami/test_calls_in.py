"""Calls that ring the extension, in the orders in which Asterisk may tell of them."""

import itertools
from datetime import timedelta

import pytest

from screenpop.events.calls import CallOffered, CallUpdated, PartyChanged
from tests.telephony.ami.pbx import Desk, Pbx, event, story

IN = "in +48221234567"


@pytest.fixture
def pbx() -> Pbx:
    return Pbx()


def test_a_phone_that_is_dialled_and_never_rings_is_told_of_nobody(pbx: Pbx):
    caller = pbx.outside()
    phone = pbx.phone(caller)
    pbx.say("DialBegin", caller.fields(), phone.fields("Dest"))
    pbx.dial_ends(caller, phone, "BUSY")
    pbx.hangs_up(phone, caller, cause=17)
    assert story(pbx.said) == []


def test_whatever_says_that_it_rings_makes_it_ring():
    for order in itertools.permutations(range(4)):
        pbx = Pbx()
        caller = pbx.outside()
        phone = pbx.phone(caller)
        begun = len(pbx.said)
        pbx.rings(caller, phone)
        told = pbx.said[begun:]
        pbx.hangs_up(phone, cause=127)
        pbx.hangs_up(caller, cause=127)
        shuffled = [*pbx.said[:begun], *(told[place] for place in order), *pbx.said[-2:]]
        assert story(shuffled) == [IN, "missed"], order


def test_what_is_said_of_a_phone_after_it_hung_up_does_not_make_it_ring_again(pbx: Pbx):
    caller = pbx.outside()
    phone = pbx.phone(caller)
    pbx.rings(caller, phone)
    pbx.hangs_up(phone, cause=127)
    pbx.dial_ends(caller, phone, "CANCEL")
    pbx.hangs_up(caller, cause=127)
    assert story(pbx.said) == [IN, "missed"]
    assert story(pbx.only_of("101")) == [IN, "missed"]


@pytest.mark.parametrize("at_once", [False, True])
def test_a_call_waiting_beside_a_talk_is_a_call_of_its_own_and_a_busy_phone_none(pbx: Pbx, at_once: bool):
    first, second = pbx.outside(), pbx.outside("+48220000002")
    phone = pbx.phone(first)
    pbx.rings(first, phone)
    pbx.answers(first, phone)
    beside = pbx.phone(second)
    if at_once:
        pbx.rings(second, beside)
    else:
        pbx.say("DialBegin", second.fields(), beside.fields("Dest"))
    pbx.hangs_up(beside, second, cause=17)
    pbx.hangs_up(first, phone)
    rang = ["in +48220000002", "declined"] if at_once else []
    assert story(pbx.said) == [IN, "answered", *rang, "ended"]


def test_two_devices_of_one_desk_are_one_call(pbx: Pbx):
    caller = pbx.outside()
    desk, soft = pbx.phone(caller), pbx.phone(caller)
    pbx.rings(caller, desk)
    pbx.rings(caller, soft)
    pbx.answers(caller, soft)
    pbx.dial_ends(caller, desk, "CANCEL")
    pbx.hangs_up(desk, cause=26)
    assert Desk().hears(pbx.said).story() == [IN, "answered"]
    pbx.hangs_up(soft, caller)
    assert story(pbx.said) == [IN, "answered", "ended"]
    assert story(pbx.only_of("101")) == [IN, "answered", "ended"]


def test_a_device_that_declines_does_not_end_what_the_other_still_rings(pbx: Pbx):
    caller = pbx.outside()
    desk, soft = pbx.phone(caller), pbx.phone(caller, tech="SIP")
    pbx.rings(caller, desk)
    pbx.rings(caller, soft)
    pbx.hangs_up(soft, cause=21)
    assert Desk().hears(pbx.said).story() == [IN]
    pbx.hangs_up(desk, caller, cause=127)
    assert story(pbx.said) == [IN, "missed"]


def test_a_phone_that_rings_again_for_the_same_caller_is_another_call(pbx: Pbx):
    caller = pbx.outside()
    pbx.joins_queue(caller, "support")
    first = pbx.phone(caller)
    pbx.queue_rings(caller, first, "support")
    pbx.say("AgentRingNoAnswer", caller.fields(), first.fields("Dest"), Queue="support", RingTime="15000")
    pbx.hangs_up(first, cause=26)
    again = pbx.phone(caller)
    pbx.queue_rings(caller, again, "support")
    pbx.answers(caller, again)
    pbx.hangs_up(again, caller)
    desk = Desk().hears(pbx.said)
    assert desk.story() == [IN, "no_answer", IN, "answered", "ended"]
    assert len({offer.call_id for offer in desk.of(CallOffered)}) == 2
    assert all(offer.call_id.startswith(caller.uniqueid) for offer in desk.of(CallOffered))


def test_a_ring_group_that_tries_once_more_rings_twice(pbx: Pbx):
    caller = pbx.outside()
    for _ in range(2):
        phones = [pbx.phone(caller, extension) for extension in ("101", "102")]
        for phone in phones:
            pbx.rings(caller, phone)
        for phone in phones:
            pbx.dial_ends(caller, phone, "NOANSWER")
        pbx.hangs_up(*phones)
    pbx.hangs_up(caller)
    assert story(pbx.said) == [IN, "no_answer", IN, "no_answer"]


def test_a_queue_whose_members_are_rung_through_local_channels(pbx: Pbx):
    caller = pbx.outside(exten="5700")
    pbx.joins_queue(caller, "sales")
    near = pbx.channel("Local/101@from-queue", caller)
    far = pbx.channel(
        "Local/101@from-queue", caller, number="+48221234567", person="Jan Kowalski", exten="101"
    )
    pbx.say("AgentCalled", caller.fields(), near.fields("Dest"), Queue="sales")
    phone = pbx.phone(caller)
    pbx.rings(far, phone)
    desk = Desk().hears(pbx.said)
    (offer,) = desk.of(CallOffered)
    assert (offer.facts.queue, offer.did, offer.caller.number) == ("sales", "5700", "+48221234567")
    colleague = pbx.phone(caller, "102")
    pbx.rings(caller, colleague)
    pbx.answers(caller, colleague)
    pbx.hangs_up(near, far, phone)
    pbx.hangs_up(colleague, caller)
    assert story(pbx.said) == [IN, "answered_elsewhere"]


def test_a_member_of_a_later_penalty_rings_later_and_waited_longer(pbx: Pbx):
    caller = pbx.outside()
    pbx.joins_queue(caller, "support")
    desk = Desk().hears(pbx.said)
    first = pbx.phone(caller, "102")
    pbx.queue_rings(caller, first, "support")
    pbx.hangs_up(first)
    desk.now += 75
    phone = pbx.phone(caller)
    pbx.queue_rings(caller, phone, "support")
    desk.hears(pbx.said[3:])
    assert desk.of(CallOffered)[0].facts.waited == timedelta(seconds=75)


def test_the_queue_s_name_may_come_after_the_call_was_told_of(pbx: Pbx):
    caller = pbx.outside()
    phone = pbx.phone(caller)
    pbx.rings(caller, phone)
    pbx.say("AgentCalled", caller.fields(), phone.fields("Dest"), Queue="support")
    pbx.state(phone, "6")
    pbx.say(
        "AgentConnect", caller.fields(), phone.fields("Dest"), Queue="support", HoldTime="32", RingTime="2"
    )
    late = [update.facts for update in Desk().hears(pbx.said).of(CallUpdated)]
    assert [(facts.queue, facts.waited) for facts in late] == [
        ("support", None),
        (None, timedelta(seconds=30)),
    ]


def test_who_left_the_queue_is_not_said_to_come_from_it(pbx: Pbx):
    caller = pbx.outside()
    pbx.joins_queue(caller, "support")
    pbx.leaves_queue(caller, "support")
    pbx.rings(caller, pbx.phone(caller))
    assert Desk().hears(pbx.said).of(CallOffered)[0].facts.queue is None


@pytest.mark.parametrize("number", ["<unknown>", "", "anonymous", "Unavailable"])
def test_a_caller_without_a_number_pops_as_withheld_once_all_is_heard(pbx: Pbx, number: str):
    caller = pbx.outside(number, "Anonymous")
    phone = pbx.phone(caller)
    pbx.rings(caller, phone)
    desk = Desk().hears(pbx.said)
    assert desk.story() == ["in withheld"]
    assert desk.of(CallOffered)[0].caller.name is None
    assert Desk().hears(pbx.only_of("101")).story() == ["in withheld"]


def test_a_caller_whom_the_dialplan_withholds_is_not_shown(pbx: Pbx):
    caller = pbx.outside()
    pbx.say(
        "NewCallerid", caller.fields(), **{"CID-CallingPres": "35 (Presentation Prohibited, Network Number)"}
    )
    phone = pbx.phone(caller)
    pbx.rings(caller, phone)
    pbx.connects(phone, caller.number, "Jan K.")
    desk = Desk().hears(pbx.said)
    assert desk.story() == ["in withheld"]
    assert "Jan" not in str(desk.events)
    assert "+48221234567" not in str(desk.events)


def test_the_caller_is_who_dials_where_the_leg_does_not_say(pbx: Pbx):
    caller = pbx.outside()
    phone = pbx.phone(caller)
    pbx.rings(caller, phone, far=False)
    assert Desk().hears(pbx.said).story() == [IN]
    assert Desk().hears(pbx.only_of("101")).story() == [IN]


@pytest.mark.parametrize(
    ("device", "number", "exten", "did"),
    [
        ("PJSIP/trunk", "+48221234567", "+48225550100", "+48225550100"),
        ("PJSIP/trunk", "<unknown>", "225550100", "225550100"),
        ("PJSIP/trunk", "+48221234567", "s", None),
        ("PJSIP/trunk", "+48221234567", "101", None),
        ("PJSIP/102", "102", "600", None),
        ("PJSIP/102", "+48225550102", "600", None),
        ("DAHDI/i1/221234567", "221234567", "225550100", "225550100"),
    ],
)
def test_the_number_dialled_is_what_an_outside_caller_dialled_first(
    pbx: Pbx, device: str, number: str, exten: str, did: str | None
):
    caller = pbx.channel(device, number=number, person="", exten=exten, state="4")
    phone = pbx.phone(caller)
    caller.exten = "s"
    pbx.rings(caller, phone)
    assert Desk().hears(pbx.said).of(CallOffered)[0].did == did


def test_a_filtered_stream_believes_only_a_full_number_dialled(pbx: Pbx):
    for exten, did in (("+48225550100", "+48225550100"), ("5101", None)):
        caller = pbx.outside(exten=exten)
        pbx.rings(caller, pbx.phone(caller))
        pbx.hangs_up(caller)
        assert Desk().hears(pbx.only_of("101")).of(CallOffered)[-1].did == did


def test_a_phone_that_rang_before_we_came_is_told_of_at_the_next_word(pbx: Pbx):
    caller = pbx.outside()
    phone = pbx.phone(caller)
    pbx.rings(caller, phone)
    missed = len(pbx.said)
    pbx.say("DialState", caller.fields(), phone.fields("Dest"), DialStatus="RINGING")
    pbx.answers(caller, phone)
    pbx.hangs_up(phone, caller)
    assert story(pbx.said[missed:]) == [IN, "answered", "ended"]
    assert story(pbx.said[missed + 1 :]) == [IN, "answered", "ended"]
    assert story(pbx.said[-2:]) == []


@pytest.mark.parametrize(
    "channel", ["PJSIP/1010-00000001", "PJSIP/101-work-00000001", "IAX2/101-00000001", "PJSIP/101"]
)
def test_another_s_channel_is_not_ours(pbx: Pbx, channel: str):
    caller = pbx.outside()
    phone = pbx.phone(caller)
    phone.name = channel
    pbx.said.pop()
    pbx.rings(caller, phone)
    pbx.hangs_up(phone, caller)
    assert story(pbx.said) == []


def test_follow_me_to_a_mobile_that_answers_is_answered_elsewhere(pbx: Pbx):
    caller = pbx.outside()
    phone, mobile = pbx.phone(caller), pbx.channel("PJSIP/trunk", caller)
    pbx.rings(caller, phone)
    pbx.rings(caller, mobile)
    pbx.answers(caller, mobile)
    pbx.dial_ends(caller, phone, "CANCEL")
    pbx.hangs_up(phone, cause=26)
    pbx.hangs_up(mobile, caller)
    assert story(pbx.said) == [IN, "answered_elsewhere"]


def test_hold_changes_nothing(pbx: Pbx):
    caller = pbx.outside()
    phone = pbx.phone(caller)
    pbx.rings(caller, phone)
    pbx.answers(caller, phone)
    for word in ("Hold", "MusicOnHoldStart", "Unhold"):
        pbx.say(word, phone.fields())
    pbx.hangs_up(phone, caller)
    assert story(pbx.said) == [IN, "answered", "ended"]


def test_facts_come_from_the_name_from_variables_and_from_the_queue_in_this_order(pbx: Pbx):
    caller = pbx.outside(person="SAL|4711|Jan")
    pbx.said[-1] = pbx.said[-1].replace(b"\r\n\r\n", b"\r\nChanVariable: BRAND=Brand A\r\n\r\n")
    phone = pbx.phone(caller)
    pbx.queue_rings(caller, phone, "support")
    pbx.say("VarSet", caller.fields(), Variable="HELD", Value="75")
    pbx.say("UserEvent", caller.fields(), UserEvent="Ivr", Customer="4712")
    desk = Desk(name="{queue}|{keyed}|", variables={"brand": "brand", "HELD": "waited", "customer": "keyed"})
    desk.hears(pbx.said)
    (offer,) = desk.of(CallOffered)
    assert (offer.caller.name, offer.facts.queue, offer.facts.keyed) == ("Jan", "SAL", "4711")
    assert offer.facts.brand == "Brand A"
    late = [update.facts for update in desk.of(CallUpdated)]
    assert [(facts.waited, facts.keyed) for facts in late] == [(timedelta(seconds=75), None), (None, "4712")]


def test_the_next_party_s_keyed_number_is_told_though_the_earlier_one_keyed_the_same(pbx: Pbx):
    caller = pbx.outside(person="SAL|4711|Jan")
    phone = pbx.phone(caller)
    pbx.rings(caller, phone)
    pbx.connects(phone, "+48601000111", "SAL|4711|Ola")
    desk = Desk(name="{queue}|{keyed}|").hears(pbx.said)
    assert desk.of(PartyChanged)[0].caller.number == "+48601000111"
    assert [update.facts.keyed for update in desk.of(CallUpdated)] == ["4711"]


def test_older_servers_write_variables_with_their_channel(pbx: Pbx):
    caller = pbx.outside()
    phone = pbx.phone(caller)
    pbx.rings(caller, phone)
    line = b"\r\nChanVariable(PJSIP/101-00000002): KEYED=4711\r\n\r\n"
    pbx.said[-2] = pbx.said[-2].replace(b"\r\n\r\n", line)
    told = Desk(variables={"KEYED": "keyed"}).hears(pbx.only_of("101")).of(CallOffered)
    assert told[0].facts.keyed == "4711"


def test_a_name_that_comes_late_is_told_and_one_that_is_the_number_is_none(pbx: Pbx):
    caller = pbx.outside(person="+48221234567")
    phone = pbx.phone(caller)
    pbx.rings(caller, phone)
    pbx.connects(phone, "+48221234567", "Jan Kowalski")
    desk = Desk().hears(pbx.said)
    assert desk.of(CallOffered)[0].caller.name is None
    assert [update.name for update in desk.of(CallUpdated)] == ["Jan Kowalski"]


def test_many_channels_are_bounded_and_a_call_pops_all_the_same(pbx: Pbx):
    desk = Desk()
    for count in range(12_000):
        uniqueid = f"1700000001.{count}"
        desk.hears(
            [event("Newchannel", Channel=f"PJSIP/x-{count:08x}", Uniqueid=uniqueid, Linkedid=uniqueid)]
        )
    assert len(desk.tracker) <= 15_000
    caller = pbx.outside()
    pbx.rings(caller, pbx.phone(caller))
    assert desk.hears(pbx.said).story() == [IN]
    desk.now += 24 * 3600
    desk.tracker.sweep()
    assert desk.story() == [IN, "unknown"]
    assert len(desk.tracker) == 0


def test_an_extension_with_more_legs_than_can_be_lets_go_of_the_oldest():
    desk, pbx = Desk(), Pbx()
    for _ in range(70):
        caller = pbx.outside()
        pbx.rings(caller, pbx.phone(caller))
        phone = pbx.channel("PJSIP/101", number="101", exten="048501502503", state="4")
        pbx.connects(phone, "048501502503")
    desk.hears(pbx.said)
    assert desk.story().count("unknown") == 140 - 64
    assert len(desk.tracker._extension.legs) == 64
