from pathlib import Path

import pytest

from screenpop.events.calls import (
    CallEnded,
    CallOffered,
    LineEvent,
    PartyChanged,
    Presented,
)
from telephony.sip.dialog_info import read_dialog_info
from telephony.sip.dialog_table import DialogTable
from telephony.sip.dialogs import Dialog, DialogParty, DialogState
from telephony.sip.watched_calls import WatchedCalls

ANNA = DialogParty("sip:+48225550123@pbx", "Anna Wąs")
JAN = DialogParty("sip:+48221234567@pbx", "Jan Kowalski")


def early(remote: DialogParty | None = ANNA, key: str = "101", call_id: str | None = None, **more) -> Dialog:
    return Dialog(key, DialogState.EARLY, call_id, incoming=True, remote=remote, **more)


def confirmed(
    remote: DialogParty | None = None, key: str = "101", call_id: str | None = None, **more
) -> Dialog:
    return Dialog(key, DialogState.CONFIRMED, call_id, remote=remote, **more)


def terminated(key: str = "101") -> Dialog:
    return Dialog(key, DialogState.TERMINATED)


class Watching:
    """Follows one dialog after the other, and keeps what is reported in short."""

    def __init__(self) -> None:
        self.events: list[LineEvent] = []
        self.calls = WatchedCalls("line", frozenset({"101", "anna"}), self.events.append)

    def follow(self, *dialogs: Dialog) -> list[tuple[str, ...]]:
        """What was reported: what, which call (by its order), and who or how."""
        self.events.clear()
        for dialog in dialogs:
            self.calls.follow([dialog])
        order: dict[str, int] = {}
        told = []
        for event in self.events:
            number = str(order.setdefault(event.call_id, len(order) + 1))
            match event:
                case CallOffered(caller=caller) | PartyChanged(caller=caller):
                    told.append((type(event).__name__, number, caller.number or "-"))
                case CallEnded(ending=ending):
                    told.append(("CallEnded", number, ending.value))
                case _:
                    told.append((type(event).__name__, number))
        return told


@pytest.fixture
def watching() -> Watching:
    return Watching()


def test_a_call_that_is_answered_keeps_who_it_was(watching: Watching):
    assert watching.follow(early(), confirmed(), terminated()) == [
        ("CallOffered", "1", "+48225550123"),
        ("CallAnswered", "1"),
        ("CallEnded", "1", "ended"),
    ]
    assert watching.events[0].caller == Presented("+48225550123", "Anna Wąs")
    assert len(watching.calls) == 0


def test_a_call_that_stops_ringing_has_an_unknown_ending(watching: Watching):
    assert watching.follow(early(), terminated()) == [
        ("CallOffered", "1", "+48225550123"),
        ("CallEnded", "1", "unknown"),
    ]


def test_the_pbx_name_for_a_call_is_kept(watching: Watching):
    watching.follow(early(call_id="a84b4c76e66710"))

    assert watching.events[0].call_id == "a84b4c76e66710"


@pytest.mark.parametrize("call_id", [None, "pickup-b2e6ca95"])
def test_calls_that_share_an_id_are_told_apart(watching: Watching, call_id: str | None):
    watching.follow(early(call_id=call_id), terminated(), early(call_id=call_id), terminated())

    offered = [event.call_id for event in watching.events if isinstance(event, CallOffered)]
    assert len(set(offered)) == 2


def test_told_twice_is_reported_once(watching: Watching):
    assert watching.follow(early(), early(), confirmed(), confirmed(), terminated(), terminated()) == [
        ("CallOffered", "1", "+48225550123"),
        ("CallAnswered", "1"),
        ("CallEnded", "1", "ended"),
    ]


def test_outgoing_calls_are_not_reported(watching: Watching):
    outgoing = Dialog("101", DialogState.EARLY, incoming=False, remote=ANNA)

    assert watching.follow(outgoing, confirmed(incoming=False, remote=ANNA), terminated()) == []
    assert watching.follow(confirmed(), terminated()) == []


def test_a_withheld_caller_stays_unknown(watching: Watching):
    watching.follow(early(DialogParty("sip:anonymous@anonymous.invalid", "Anonymous")))

    assert watching.events[0].caller == Presented(number=None, withheld=True)


def test_a_caller_whom_the_document_does_not_name_rings_all_the_same(watching: Watching):
    watching.follow(early(remote=None))

    assert watching.events[0].caller == Presented(number=None)


@pytest.mark.parametrize(
    ("local", "did"), [("sip:5101@pbx", "5101"), ("sip:101@pbx", None), ("sip:anna@pbx", None)]
)
def test_the_number_dialled_is_told_unless_it_is_the_extension(
    watching: Watching, local: str, did: str | None
):
    watching.follow(early(local=DialogParty(local)))

    assert watching.events[0].did == did


def test_who_passed_the_call_on_is_told(watching: Watching):
    watching.follow(early(referred_by=DialogParty("sip:102@pbx")))

    assert watching.events[0].transferred_by == "102"


def test_a_call_that_is_talking_when_the_watch_begins_is_shown(watching: Watching):
    assert watching.follow(confirmed(JAN, incoming=True)) == [
        ("CallOffered", "1", "+48221234567"),
        ("CallAnswered", "1"),
    ]


def test_another_party_on_the_call_is_told(watching: Watching):
    assert watching.follow(early(), confirmed(ANNA), confirmed(JAN), terminated()) == [
        ("CallOffered", "1", "+48225550123"),
        ("CallAnswered", "1"),
        ("PartyChanged", "1", "+48221234567"),
        ("CallEnded", "1", "ended"),
    ]


def test_another_party_while_it_rings_is_told_where_the_pbx_names_calls(watching: Watching):
    assert watching.follow(early(call_id="c"), early(JAN, call_id="c")) == [
        ("CallOffered", "1", "+48225550123"),
        ("PartyChanged", "1", "+48221234567"),
    ]


def test_two_calls_with_ids_of_their_own_do_not_mix(watching: Watching):
    assert watching.follow(
        early(key="a", call_id="a"),
        early(JAN, key="b", call_id="b"),
        confirmed(key="b", call_id="b"),
        terminated("a"),
        terminated("b"),
    ) == [
        ("CallOffered", "1", "+48225550123"),
        ("CallOffered", "2", "+48221234567"),
        ("CallAnswered", "2"),
        ("CallEnded", "1", "unknown"),
        ("CallEnded", "2", "ended"),
    ]


def test_a_second_caller_during_a_talk_who_is_picked_up_is_told_by_name(watching: Watching):
    assert watching.follow(early(), confirmed(), early(JAN), confirmed(JAN), terminated()) == [
        ("CallOffered", "1", "+48225550123"),
        ("CallAnswered", "1"),
        ("CallOffered", "2", "+48221234567"),
        ("CallAnswered", "2"),
        ("CallEnded", "1", "ended"),
        ("CallEnded", "2", "ended"),
    ]


def test_calls_under_one_id_end_by_the_name_that_the_pbx_gives_them(watching: Watching):
    ended = Dialog("101", DialogState.TERMINATED, "a")

    assert watching.follow(early(call_id="a"), early(JAN, call_id="b"), confirmed(call_id="b"), ended) == [
        ("CallOffered", "1", "+48225550123"),
        ("CallOffered", "2", "+48221234567"),
        ("CallAnswered", "2"),
        ("CallEnded", "1", "unknown"),
    ]


def test_an_extension_does_not_ring_without_end(watching: Watching):
    for number in range(100):
        watching.follow(early(DialogParty(f"sip:+4822555{number:04}@pbx")))

    assert len(watching.calls) == 8
    assert [type(event) for event in watching.events] == [CallEnded, CallOffered]


def test_asterisks_documents_lead_to_the_calls_that_were(shared: Path, watching: Watching):
    captured = (shared / "ami" / "s15_dialog_info_notify_bodies.txt").read_text("utf-8")
    table = DialogTable()
    dialogs = [
        dialog
        for part in captured.split("<?xml")[1:]
        for dialog in table.apply(read_dialog_info(f"<?xml{part.partition('---')[0]}".encode()))
    ]

    assert watching.follow(*dialogs) == [
        ("CallOffered", "1", "+48221234567"),
        ("CallAnswered", "1"),
        ("CallEnded", "1", "ended"),
        ("CallOffered", "2", "103"),
        ("CallAnswered", "2"),
        ("CallOffered", "3", "+48222222222"),
        ("CallEnded", "3", "unknown"),
        ("CallEnded", "2", "ended"),
        ("CallOffered", "4", "+48221234567"),
        ("CallAnswered", "4"),
        ("CallEnded", "4", "ended"),
    ]
    assert len(watching.calls) == 0


def test_a_name_that_comes_late_is_told_once(watching: Watching):
    nameless = DialogParty("sip:+48225550123@pbx", None)

    assert watching.follow(early(nameless), early(), early(), confirmed(ANNA), terminated()) == [
        ("CallOffered", "1", "+48225550123"),
        ("CallUpdated", "1"),
        ("CallAnswered", "1"),
        ("CallEnded", "1", "ended"),
    ]


def test_a_pbx_that_writes_the_extension_itself_for_the_caller_changes_no_party(watching: Watching):
    itself = DialogParty("sip:101@pbx", "Anna")

    assert watching.follow(early(), confirmed(itself), terminated()) == [
        ("CallOffered", "1", "+48225550123"),
        ("CallAnswered", "1"),
        ("CallEnded", "1", "ended"),
    ]
