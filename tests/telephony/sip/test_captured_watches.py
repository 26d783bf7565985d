"""What a real Asterisk told the watchers of an extension leads to the calls that were."""

import re
from collections import defaultdict
from pathlib import Path

import pytest

from screenpop.events.calls import CallEnded, CallOffered, LineEvent
from screenpop.ports.kinds import FactsTable
from telephony.facts import FactRules
from telephony.sip.dialog_info import read_dialog_info
from telephony.sip.dialog_table import DialogTable
from telephony.sip.message import Message
from telephony.sip.watched_calls import WatchedCalls

OUTSIDE = "+48221234567"
TALK = ("offered {}", "answered", "ended")
NOT_HERE = ("offered {}", "unknown")


def _talk(number: str = OUTSIDE) -> list[str]:
    return [word.format(number) for word in TALK]


def _not_here(number: str = OUTSIDE) -> list[str]:
    return [word.format(number) for word in NOT_HERE]


SECOND_CALL_MEANWHILE = ["offered 103", "answered", *_not_here("+48222222222"), "ended"]
EXPECTED = {
    "s01_direct_answered": {"101": _talk()},
    "s02_caller_hangs_up_before_answer": {"102": []},
    "s03b_declined": {"101": _not_here()},
    "s04_ringgroup_answered_elsewhere": {"101": _not_here(), "102": _talk()},
    "s05_queue_pjsip_members": {"101": _talk(), "102": _not_here()},
    "s05d_queue_caller_abandon": {"101": _not_here(), "102": _not_here()},
    "s06_blind_transfer_101_to_102": {"101": _talk(), "102": _talk()},
    "s07_attended_transfer_101_to_102": {"101": _talk(), "102": _talk("101")},
    "s08_anonymous": {"101": _not_here("withheld"), "102": _not_here("withheld")},
    "s09_nonascii_names": {"101": [*_talk("+48225550101"), *_talk("+6621234567"), *_talk("+353123456")]},
    "s10_two_simultaneous": {"101": _talk("+48221111111"), "102": _talk("+48222222222")},
    "s12_outbound_call_by_agent": {"101": []},
    "s15_dialog_info_subscribe": {"101": [*_talk(), *SECOND_CALL_MEANWHILE, *_talk()], "102": _not_here()},
}


def _watched(capture: Path) -> dict[tuple[str, str], list[Message]]:
    """The NOTIFYs of each subscription, by extension and Call-ID."""
    told: dict[tuple[str, str], list[Message]] = defaultdict(list)
    for part in re.split(rb"^=== [^\n]*\n", capture.read_bytes(), flags=re.MULTILINE)[1:]:
        extension = re.search(rb'<dialog-info [^>]*entity="sip:(\d+)@', part)
        if part.startswith(b"NOTIFY") and extension is not None:
            message = Message(part)
            told[extension[1].decode(), message.call_id].append(message)
    return told


def _word(event: LineEvent) -> str:
    match event:
        case CallOffered(caller=caller):
            return f"offered {caller.number or 'withheld'}"
        case CallEnded(ending=ending):
            return ending.value
        case _:
            return type(event).__name__.removeprefix("Call").lower()


def _followed(notifies: list[Message], extension: str, *, times: int) -> list[LineEvent]:
    events: list[LineEvent] = []
    table, calls = (
        DialogTable(),
        WatchedCalls("line", frozenset({extension}), events.append, FactRules(FactsTable())),
    )
    heard = -1
    for notify in notifies:
        if notify.cseq > heard:  # the capture has a message as often as it was sent
            heard = notify.cseq
            for _ in range(times):
                calls.follow(table.apply(read_dialog_info(notify.content)))
    assert len(calls) == 0
    return events


@pytest.mark.parametrize("times", [1, 2], ids=["once", "told again by every refresh"])
@pytest.mark.parametrize("name", EXPECTED)
def test_a_captured_watch_leads_to_the_calls_that_were(shared: Path, name: str, times: int):
    subscriptions = _watched(shared / "ami" / f"{name}.sip")

    assert {extension for extension, _ in subscriptions} == set(EXPECTED[name])
    for (extension, _), notifies in subscriptions.items():
        events = _followed(notifies, extension, times=times)
        assert [_word(event) for event in events] == EXPECTED[name][extension]


def test_every_capture_with_a_watch_is_read(shared: Path):
    with_a_watch = {one.stem for one in (shared / "ami").glob("*.sip") if b"<dialog-info" in one.read_bytes()}

    assert with_a_watch == set(EXPECTED)


def test_names_keep_every_letter(shared: Path):
    subscriptions = _watched(shared / "ami" / "s09_nonascii_names.sip")
    (extension, _), notifies = next(iter(subscriptions.items()))

    offered = [one for one in _followed(notifies, extension, times=1) if isinstance(one, CallOffered)]

    assert [one.caller.name for one in offered] == [
        "Zażółć Gęślą Jaźń",
        "สมชาย ใจดี",
        'O\\"Brien, \\\\ & <Sons>',
    ]
