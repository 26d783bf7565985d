"""Captures of a real Asterisk 22.10, made with this project's own configuration: what each must lead to."""

import random
from datetime import timedelta
from pathlib import Path

import pytest

from screenpop.events.calls import CallEnded, CallOffered, CallUpdated, PartyChanged
from tests.telephony.ami.asterisk import body_of
from tests.telephony.ami.pbx import Desk

CAPTURES = Path(__file__).parent / "captures"
OUTSIDE = "+48221234567"
SEGMENTS = [1, 7, 1448, 1 << 20]

WHOLE = [
    ("s01_direct_answered", "101", [f"in {OUTSIDE}", "answered", "ended"]),
    ("s01_direct_answered", "102", []),
    ("s02_caller_hangs_up_before_answer", "101", [f"in {OUTSIDE}", "missed"]),
    ("s03_busy", "101", []),
    ("s03b_declined", "101", [f"in {OUTSIDE}", "declined"]),
    ("s04_ringgroup_answered_elsewhere", "101", [f"in {OUTSIDE}", "answered_elsewhere"]),
    ("s04_ringgroup_answered_elsewhere", "102", [f"in {OUTSIDE}", "answered", "ended"]),
    ("s04_ringgroup_answered_elsewhere", "103", [f"in {OUTSIDE}", "answered_elsewhere"]),
    ("s05_queue_pjsip_members", "101", [f"in {OUTSIDE}", "answered", "ended"]),
    ("s05_queue_pjsip_members", "102", [f"in {OUTSIDE}", "answered_elsewhere"]),
    ("s05d_queue_caller_abandon", "101", [f"in {OUTSIDE}", "missed"]),
    ("s05d_queue_caller_abandon", "102", [f"in {OUTSIDE}", "missed"]),
    ("s06_blind_transfer_101_to_102", "101", [f"in {OUTSIDE}", "answered", "ended"]),
    ("s06_blind_transfer_101_to_102", "102", [f"in {OUTSIDE}", "answered", "ended"]),
    ("s07_attended_transfer_101_to_102", "102", ["in 101", "answered", f"party {OUTSIDE}", "ended"]),
    ("s08_anonymous", "103", [f"in {OUTSIDE}", "answered", "ended"]),
    (
        "s09_nonascii_names",
        "101",
        [
            *("in +48225550101", "answered", "ended"),
            *("in +6621234567", "answered", "ended"),
            *("in +353123456", "answered", "ended"),
        ],
    ),
    ("s10_two_simultaneous", "101", ["in +48221111111", "answered", "ended"]),
    ("s10_two_simultaneous", "102", ["in +48222222222", "answered", "ended"]),
    ("s12_outbound_call_by_agent", "101", ["out 048501502503", "answered", "ended"]),
]
FILTERED = [
    (name, "answered_elsewhere" if name == "s05d_queue_caller_abandon" else "", words)
    for name, extension, words in WHOLE
    if extension == "101"
]


def replay(file: str, extension: str, segment: int) -> Desk:
    data = (CAPTURES / file).read_bytes()
    desk = Desk(extension)
    desk.hears(data[at : at + segment] for at in range(0, len(data), segment))
    assert len(desk.tracker) == 0
    return desk


@pytest.mark.parametrize("segment", SEGMENTS)
@pytest.mark.parametrize(("name", "extension", "words"), WHOLE)
def test_a_capture_leads_to_its_calls(name: str, extension: str, words: list[str], segment: int):
    assert replay(f"{name}.ami", extension, segment).story() == words


@pytest.mark.parametrize("segment", SEGMENTS)
@pytest.mark.parametrize(("name", "ends", "words"), FILTERED)
def test_a_filtered_capture_leads_to_the_same_calls_but_for_what_it_cannot_tell(
    name: str, ends: str, words: list[str], segment: int
):
    expected = [*words[:-1], ends] if ends else words
    assert replay(f"{name}.ami-desk101", "101", segment).story() == expected


@pytest.mark.parametrize("file", ["s09_nonascii_names.ami", "s09_nonascii_names.ami-desk101"])
@pytest.mark.parametrize("segment", SEGMENTS)
def test_names_are_exact_in_any_alphabet_and_with_any_quotes(file: str, segment: int):
    names = [offer.caller.name for offer in replay(file, "101", segment).of(CallOffered)]
    assert names == ["Zażółć Gęślą Jaźń", "สมชาย ใจดี", 'O"Brien, \\ & <Sons>']


@pytest.mark.parametrize(
    ("file", "did"), [("s05_queue_pjsip_members.ami", "5700"), ("s05_queue_pjsip_members.ami-desk101", None)]
)
def test_the_queue_is_told_and_the_number_dialled_where_the_root_is_seen(file: str, did: str | None):
    (offer,) = replay(file, "101", 1448).of(CallOffered)
    assert (offer.facts.queue, offer.did) == ("support", did)


def test_a_transferred_call_says_from_whom_and_an_internal_call_has_no_number_dialled():
    (blind,) = replay("s06_blind_transfer_101_to_102.ami", "102", 7).of(CallOffered)
    assert (blind.transferred_by, blind.did, blind.caller.name) == ("101", "5101", "Jan Kowalski")
    attended = replay("s07_attended_transfer_101_to_102.ami", "102", 7)
    (offer,), (change,) = attended.of(CallOffered), attended.of(PartyChanged)
    assert (offer.did, offer.caller.name, change.transferred_by) == (None, "Anna Nowak", "101")
    assert change.caller.name == "Jan Kowalski"
    assert [update.did for update in attended.of(CallUpdated)] == ["5101"]


def test_numbers_may_have_been_withheld_and_say_so():
    (offer,) = replay("s08_anonymous.ami", "103", 1448).of(CallOffered)
    assert not offer.caller.privacy_known


def test_one_call_has_one_id_and_each_of_two_its_own():
    calls = replay("s09_nonascii_names.ami", "101", 1448)
    offered = [offer.call_id for offer in calls.of(CallOffered)]
    assert offered == [end.call_id for end in calls.of(CallEnded)]
    assert len(set(offered)) == 3


def test_the_wait_in_the_queue_is_the_time_until_the_phone_rang():
    data = (CAPTURES / "s05_queue_pjsip_members.ami").read_bytes()
    desk = Desk("101")
    before, ringing = data[: data.index(b"Event: AgentCalled")], data[data.index(b"Event: AgentCalled") :]
    desk.hears([before])
    desk.now += 252
    desk.hears([ringing])
    assert desk.of(CallOffered)[0].facts.waited == timedelta(minutes=4, seconds=12)


@pytest.mark.parametrize(("name", "extension", "words"), WHOLE)
def test_events_that_overtake_one_another_change_nothing(name: str, extension: str, words: list[str]):
    said = body_of((CAPTURES / f"{name}.ami").read_bytes()).split(b"\r\n\r\n")[:-1]
    told = [one + b"\r\n\r\n" for one in said if b"Channel: " in one]
    chance = random.Random(name)
    for _ in range(30):
        order = list(told)
        for _ in range(6):
            at = chance.randrange(len(order) - 1)
            order[at], order[at + 1] = order[at + 1], order[at]
        assert Desk(extension).hears(order).story() == words


def test_nothing_is_left_after_five_thousand_calls():
    data = [
        (CAPTURES / f"{name}.ami{end}").read_bytes()
        for name in ("s01_direct_answered", "s05d_queue_caller_abandon", "s07_attended_transfer_101_to_102")
        for end in ("", "-desk101")
    ]
    desk = Desk("101")
    while len(desk.of(CallOffered)) < 5000:
        desk.hears(data * 50)
    assert len(desk.tracker) == 0


@pytest.mark.parametrize("file", ["s04_ringgroup_answered_elsewhere.ami", "s05_queue_pjsip_members.ami"])
def test_all_phones_that_ring_for_one_caller_are_told_the_same_link(file: str):
    told = {offer.facts.linked for who in ("101", "102") for offer in replay(file, who, 1448).of(CallOffered)}

    (linked,) = told
    assert linked
    assert linked.encode() in (CAPTURES / file).read_bytes()


def test_callers_who_ring_at_the_same_time_are_not_linked():
    told = [replay("s10_two_simultaneous.ami", who, 1448).of(CallOffered)[0] for who in ("101", "102")]

    assert told[0].facts.linked != told[1].facts.linked


def test_a_transferred_call_keeps_its_link():
    told = [
        replay("s06_blind_transfer_101_to_102.ami", who, 1448).of(CallOffered)[0] for who in ("101", "102")
    ]

    assert told[0].facts.linked == told[1].facts.linked


def test_after_an_attended_transfer_the_call_is_linked_with_the_callers_first_one():
    first = replay("s07_attended_transfer_101_to_102.ami", "101", 1448).of(CallOffered)[0]
    second = replay("s07_attended_transfer_101_to_102.ami", "102", 1448)

    assert second.of(CallOffered)[0].facts.linked != first.facts.linked
    assert [update.facts.linked for update in second.of(CallUpdated)] == [first.facts.linked]
