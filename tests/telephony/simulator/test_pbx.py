from collections.abc import Callable

import pytest

from screenpop.errors import LineUnreachable
from screenpop.events.calls import (
    CallAnswered,
    CallEnded,
    CallOffered,
    Ending,
    LineDown,
    PartyChanged,
    Presented,
)
from screenpop.ports.line import Line
from telephony.simulator.pbx import LittlePbx
from telephony.simulator.ring import Ring
from tests.telephony.reports import Reports

ANNA = Ring("+48225550123", 'Anna "Ania" Wąs', did="5101")
JAN = Ring("+48221234567", "Jan Kowalski")

Listen = Callable[..., Reports]
both_modes = pytest.mark.parametrize("mode", ["contact", "watch"])


@both_modes
def test_a_call_is_heard_of_with_all_that_it_says(pbx: LittlePbx, listen: Listen, mode: str):
    reports = listen(mode)

    call_id = pbx.offer(ANNA)

    offered = reports.next(CallOffered)
    assert offered.call_id == call_id
    assert offered.line == mode
    assert offered.caller == Presented("+48225550123", 'Anna "Ania" Wąs')
    assert offered.did == "5101"


@both_modes
def test_a_withheld_caller_is_heard_of_without_number_and_name(pbx: LittlePbx, listen: Listen, mode: str):
    reports = listen(mode)

    pbx.offer(Ring("+48225550123", "Anna Wąs", withheld=True))

    assert reports.next(CallOffered).caller == Presented(None, withheld=True)


@both_modes
def test_who_passed_the_call_on_is_heard_of(pbx: LittlePbx, listen: Listen, mode: str):
    reports = listen(mode)

    pbx.offer(Ring("+48225550123", transferred_by="102"))

    assert reports.next(CallOffered).transferred_by == "102"


@both_modes
@pytest.mark.parametrize(
    "name", ["Ada\r\nReason: SIP;cause=200", "<&>\"'", "\x00\x07Zoë\x1b[1m", "สมชาย ใจดี", "a" * 300]
)
def test_a_name_may_hold_anything_and_breaks_nothing(pbx: LittlePbx, listen: Listen, mode: str, name: str):
    reports = listen(mode)

    call_id = pbx.offer(Ring("+48225550123", name))
    pbx.hang_up(call_id)

    offered = reports.next(CallOffered)
    assert offered.caller.number == "+48225550123"
    printable = "".join(sign if sign.isprintable() else " " for sign in name)
    assert offered.caller.name == " ".join(printable.split())[:256]
    reports.next(CallEnded)


@pytest.mark.parametrize(
    ("word", "ending"),
    [
        (LittlePbx.hang_up, Ending.MISSED),
        (LittlePbx.answer_elsewhere, Ending.ANSWERED_ELSEWHERE),
        (LittlePbx.decline, Ending.DECLINED),
        (LittlePbx.be_busy, Ending.BUSY),
        (LittlePbx.stop_ringing, Ending.NO_ANSWER),
    ],
)
def test_how_ringing_ends_is_known_to_a_contact_only(
    pbx: LittlePbx, listen: Listen, word: Callable[[LittlePbx, str], None], ending: Ending
):
    contact, watch = listen("contact"), listen("watch")

    call_id = pbx.offer(ANNA)
    for reports in (contact, watch):
        assert reports.next(CallOffered).call_id == call_id
    word(pbx, call_id)
    assert pbx.wait_until_over(call_id, 3)

    for reports, expected in ((contact, ending), (watch, Ending.UNKNOWN)):
        assert reports.next(CallEnded).ending is expected
        reports.nothing(within=0.05)


def test_picking_up_the_desk_phone_is_seen_by_a_watcher(pbx: LittlePbx, listen: Listen):
    contact, watch = listen("contact"), listen("watch")

    call_id = pbx.offer(ANNA)
    contact.next(CallOffered)
    watch.next(CallOffered)
    pbx.answer(call_id)
    pbx.hang_up(call_id)
    assert pbx.wait_until_over(call_id, 3)

    assert contact.next(CallEnded).ending is Ending.ANSWERED_ELSEWHERE
    contact.nothing(within=0.05)
    assert watch.next(CallAnswered).call_id == call_id
    assert watch.next(CallEnded).ending is Ending.ENDED
    watch.nothing(within=0.05)


def test_a_transfer_shows_the_outside_caller_to_a_watcher(pbx: LittlePbx, listen: Listen):
    reports = listen("watch")

    call_id = pbx.offer(Ring("103", "Colleague"))
    pbx.answer(call_id)
    pbx.transfer(call_id, Ring("+48221234567", "Jan Kowalski", transferred_by="103"))

    reports.next(CallOffered)
    reports.next(CallAnswered)
    changed = reports.next(PartyChanged)
    assert (changed.call_id, changed.caller) == (call_id, Presented("+48221234567", "Jan Kowalski"))
    assert changed.transferred_by == "103"


@both_modes
def test_two_calls_at_once_do_not_mix(pbx: LittlePbx, listen: Listen, mode: str):
    reports = listen(mode)

    first, second = pbx.offer(ANNA), pbx.offer(JAN)
    for call_id in (second, first):
        pbx.hang_up(call_id)
        assert pbx.wait_until_over(call_id, 3)

    assert [reports.next(CallOffered).caller.number for _ in range(2)] == ["+48225550123", "+48221234567"]
    assert [reports.next(CallEnded).call_id for _ in range(2)] == [second, first]


def test_every_phone_of_the_extension_rings(pbx: LittlePbx, listen: Listen):
    phones = [listen("contact"), listen("contact"), listen("watch"), listen("watch")]

    call_id = pbx.offer(ANNA)
    for reports in phones:
        assert reports.next(CallOffered).call_id == call_id

    pbx.hang_up(call_id)
    for reports in phones:
        reports.next(CallEnded)


@both_modes
def test_a_wrong_password_is_told_once_and_not_tried_again(pbx: LittlePbx, listen: Listen, mode: str):
    reports = listen(mode, "wrong", wait=False)

    assert "password is wrong" in str(reports.next(LineDown).reason)
    reports.nothing(within=0.5)
    assert not pbx.wait_for_phone(0)
    assert pbx.phones() == (0, 0)


@both_modes
def test_a_phone_signs_off_when_it_stops(pbx: LittlePbx, listen: Listen, lines: list[Line], mode: str):
    listen(mode)
    assert pbx.wait_for_phone(3)
    assert sum(pbx.phones()) == 1

    lines[0].stop()

    assert pbx.phones() == (0, 0)


def test_a_call_rings_on_without_any_phone(pbx: LittlePbx):
    call_id = pbx.offer(ANNA)
    pbx.hang_up(call_id)

    assert pbx.wait_until_over(call_id, 0)


def test_a_call_that_is_over_cannot_be_talked_about(pbx: LittlePbx):
    call_id = pbx.offer(ANNA)
    pbx.hang_up(call_id)

    for word in (pbx.hang_up, pbx.answer, pbx.answer_elsewhere, pbx.decline):
        with pytest.raises(KeyError):
            word(call_id)


def test_a_pbx_that_does_not_run_says_so():
    with pytest.raises(LineUnreachable):
        LittlePbx().offer(ANNA)
    LittlePbx().stop()


@both_modes
def test_200_calls_leave_nothing_behind(pbx: LittlePbx, listen: Listen, mode: str):
    reports = listen(mode)

    for _ in range(200):
        call_id = pbx.offer(ANNA)
        pbx.hang_up(call_id)
        assert pbx.wait_until_over(call_id, 3)

    for _ in range(200):
        reports.next(CallOffered)
        reports.next(CallEnded)
    assert pbx.unsettled() == 0
    assert sum(pbx.phones()) == 1


def test_a_phone_that_is_gone_does_not_keep_the_call(
    pbx: LittlePbx, listen: Listen, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("telephony.simulator.leg.PATIENCE", 0.2)
    listen("contact")
    pbx._exchange.registrar._contacts = {
        uri: type(contact)(uri, ("127.0.0.1", 9), contact.until)
        for uri, contact in pbx._exchange.registrar._contacts.items()
    }

    call_id = pbx.offer(ANNA)
    pbx.hang_up(call_id)

    assert pbx.wait_until_over(call_id, 3)
    assert pbx.unsettled() == 0
