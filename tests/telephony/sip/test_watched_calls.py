from pathlib import Path

import pytest

from screenpop.events.calls import (
    CallAnswered,
    CallEnded,
    CallOffered,
    CallUpdated,
    Direction,
    Facts,
    LineEvent,
    PartyChanged,
    Presented,
)
from screenpop.ports.kinds import FactsTable
from telephony.facts import FactRules
from telephony.sip.dialog_info import read_dialog_info
from telephony.sip.dialog_table import DialogTable
from telephony.sip.dialogs import Dialog, DialogParty, DialogState
from telephony.sip.pace import Pace
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
        self.calls = WatchedCalls(
            "line", frozenset({"101", "anna"}), self.events.append, FactRules(FactsTable(name="{queue}|"))
        )

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


def outgoing(state: str = "early", remote: DialogParty | None = ANNA, **more) -> Dialog:
    return Dialog("101", DialogState(state), incoming=False, remote=remote, **more)


def test_an_outgoing_call_is_told_with_who_is_called(watching: Watching):
    assert watching.follow(outgoing("trying"), outgoing(), outgoing("confirmed"), terminated()) == [
        ("CallOffered", "1", "+48225550123"),
        ("CallAnswered", "1"),
        ("CallEnded", "1", "ended"),
    ]
    offered = watching.events[0]
    assert isinstance(offered, CallOffered)
    assert (offered.direction, offered.did) == (Direction.OUT, None)


def test_an_outgoing_call_waits_until_it_is_known_who_is_called(watching: Watching):
    assert watching.follow(outgoing("trying", None), outgoing("early", DialogParty("sip:101@pbx"))) == []
    assert watching.follow(outgoing("confirmed")) == [
        ("CallOffered", "1", "+48225550123"),
        ("CallAnswered", "1"),
    ]


def test_what_began_unseen_and_says_no_direction_is_not_reported(watching: Watching):
    assert watching.follow(confirmed(), confirmed(ANNA), terminated()) == []


@pytest.mark.parametrize(
    ("event", "code", "came_in", "went_out"),
    [
        (None, None, "unknown", "no_answer"),
        ("cancelled", None, "unknown", "no_answer"),
        ("cancelled", 487, "unknown", "no_answer"),
        ("rejected", None, "declined", "declined"),
        ("rejected", 486, "busy", "busy"),
        ("rejected", 600, "busy", "busy"),
        ("rejected", 603, "declined", "declined"),
        ("rejected", 480, "no_answer", "no_answer"),
        ("rejected", 408, "no_answer", "no_answer"),
        ("rejected", 487, "unknown", "no_answer"),
        ("rejected", 404, "unknown", "unknown"),
        ("timeout", 408, "no_answer", "no_answer"),
        ("replaced", None, "answered_elsewhere", "unknown"),
        ("remote-bye", None, "ended", "ended"),
        ("local-bye", None, "ended", "ended"),
        ("error", 503, "unknown", "unknown"),
        ("flown-away", None, "unknown", "unknown"),
    ],
)
def test_a_dialog_may_say_itself_how_it_ended(
    watching: Watching, event: str | None, code: int | None, came_in: str, went_out: str
):
    over = Dialog("101", DialogState.TERMINATED, event=event, code=code)

    assert watching.follow(early(), over)[-1] == ("CallEnded", "1", came_in)
    assert watching.follow(outgoing(), over)[-1] == ("CallEnded", "1", went_out)
    assert watching.follow(early(), confirmed(), over)[-1] == ("CallEnded", "1", "ended")


def test_an_early_dialog_without_direction_is_a_caller_if_it_names_one(watching: Watching):
    nameless = Dialog("101", DialogState.EARLY)
    ourselves = Dialog("101", DialogState.EARLY, remote=DialogParty("sip:101@pbx"))
    from_outside = Dialog("101", DialogState.EARLY, remote=ANNA)

    assert watching.follow(nameless, ourselves) == []
    assert watching.follow(from_outside) == [("CallOffered", "1", "+48225550123")]


def test_an_outgoing_call_that_loses_its_direction_is_no_caller(watching: Watching):
    assert watching.follow(outgoing(), Dialog("101", DialogState.EARLY, remote=JAN)) == [
        ("CallOffered", "1", "+48225550123")
    ]


def test_a_call_that_moves_to_another_dialog_goes_on(watching: Watching):
    watching.follow(early(key="a", call_id="c"))
    watching.events.clear()

    moved = confirmed(ANNA, key="b", call_id="c", incoming=True)
    watching.calls.follow([Dialog("a", DialogState.TERMINATED, "c"), moved])
    watching.calls.follow([terminated("b")])

    assert [type(event) for event in watching.events] == [CallAnswered, CallEnded]
    assert len(watching.calls) == 0


def test_branches_of_one_call_are_one_card_that_ends_with_the_last(watching: Watching):
    assert watching.follow(
        early(key="a", call_id="c"),
        early(key="b", call_id="c"),
        Dialog("a", DialogState.TERMINATED, "c", event="cancelled"),
        Dialog("b", DialogState.TERMINATED, "c", event="rejected", code=486),
    ) == [("CallOffered", "1", "+48225550123"), ("CallEnded", "1", "busy")]


def test_a_call_in_the_place_of_another_is_a_new_party_on_its_card(watching: Watching):
    colleague = DialogParty("sip:104@pbx", "Kasia")
    assert watching.follow(
        early(colleague, key="a", call_id="a"),
        confirmed(key="a", call_id="a", incoming=True),
        early(ANNA, key="b", call_id="b", replaces="a", referred_by=colleague),
        Dialog("a", DialogState.TERMINATED, "a", event="replaced"),
        confirmed(ANNA, key="b", call_id="b", incoming=True),
        Dialog("b", DialogState.TERMINATED, "b"),
    ) == [
        ("CallOffered", "1", "104"),
        ("CallAnswered", "1"),
        ("PartyChanged", "1", "+48225550123"),
        ("CallEnded", "1", "ended"),
    ]


def test_a_late_early_after_the_answer_is_no_second_call(watching: Watching):
    assert watching.follow(early(call_id="c"), confirmed(call_id="c"), early(call_id="c")) == [
        ("CallOffered", "1", "+48225550123"),
        ("CallAnswered", "1"),
    ]


def test_facts_are_read_from_the_name_and_taken_off_it(watching: Watching):
    watching.follow(early(DialogParty("sip:+48225550123@pbx", "Sales PL|Anna")))

    offered = watching.events[0]
    assert isinstance(offered, CallOffered)
    assert (offered.caller.name, offered.facts) == ("Anna", Facts(queue="Sales PL"))


def test_facts_of_a_withheld_caller_are_read_though_the_name_is_not(watching: Watching):
    watching.follow(early(DialogParty("sip:anonymous@anonymous.invalid", "Sales PL|Anna")))

    offered = watching.events[0]
    assert isinstance(offered, CallOffered)
    assert (offered.caller, offered.facts) == (Presented(None, withheld=True), Facts(queue="Sales PL"))


def test_facts_that_come_late_are_told_once(watching: Watching):
    prefixed = DialogParty("sip:+48225550123@pbx", "Sales PL|Anna Wąs")

    assert watching.follow(early(), early(prefixed), confirmed(prefixed)) == [
        ("CallOffered", "1", "+48225550123"),
        ("CallUpdated", "1"),
        ("CallAnswered", "1"),
    ]


def test_more_calls_than_any_extension_has_are_not_reported(
    watching: Watching, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(watching.calls, "_pace", Pace(2, 0))

    assert len(watching.follow(*(early(key=str(key)) for key in range(5)))) == 2
    assert watching.calls.too_many == 3


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


def test_what_the_earlier_party_keyed_is_not_the_next_one_s():
    events: list[LineEvent] = []
    watched = WatchedCalls("line", frozenset({"101"}), events.append, FactRules(FactsTable(name="{keyed}|")))
    for party in (
        DialogParty("sip:+48225550123@pbx", "4711|Anna"),
        DialogParty("sip:+48221234567@pbx", "4712|Jan"),
    ):
        watched.follow([early(party, call_id="c")])
    assert [event.facts.keyed for event in events if isinstance(event, CallOffered | CallUpdated)] == [
        "4711",
        "4712",
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


def test_who_calls_may_be_told_after_that_somebody_calls(watching: Watching):
    assert watching.follow(early(remote=None), early(ANNA), terminated()) == [
        ("CallOffered", "1", "-"),
        ("PartyChanged", "1", "+48225550123"),
        ("CallEnded", "1", "unknown"),
    ]
