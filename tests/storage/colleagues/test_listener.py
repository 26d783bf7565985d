"""What desks call out to one another over a real server, and what everybody on the channel may see of it."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest

from screenpop.events.colleagues import ColleaguesHeard, ColleagueTold, DayTold
from screenpop.permission import Channel
from screenpop.ports.record import SpooledEntry
from screenpop.record.board import DeskNow, Phase
from screenpop.record.entries import Entry, FactLearned, GestureGiven, PermissionNoted, WrapUp
from screenpop.record.ids import new_id
from screenpop.storage.colleagues.listener import Listener
from screenpop.storage.colleagues.notices import Notice, heard
from screenpop.storage.colleagues.presence import DatabasePresence
from screenpop.storage.database import Database
from screenpop.storage.shared_record import DatabaseRecord
from tests.servers import PostgreSQL
from tests.storage.desks import Heard, calling
from tests.storage.made_entries import NOON, claimed, found, promised, settled, started

PAUSE = 0.5


@contextmanager
def listening(server: Database, agent: str = "anna") -> Iterator[tuple[Heard, Heard, Listener]]:
    told, changes = Heard(), Heard()
    listener = Listener(server, agent, report=told, desks_changed=changes)
    listener.start()
    try:
        told.until(lambda told: told == [ColleaguesHeard()])
        yield told, changes, listener
    finally:
        listener.stop()


def deliver(server: Database, agent: str, *entries: Entry) -> None:
    spooled = [SpooledEntry(place, entry, NOON, None) for place, entry in enumerate(entries)]
    DatabaseRecord(server, agent).deliver(spooled)


def a_call(agent: str = "ewa") -> tuple[Entry, Entry, Entry]:
    call = started(agent=agent)
    return call, found(call.id), WrapUp(new_id(), call.id, NOON, agent, "", "Solved", "a secret note")


def test_notes_and_facts_of_any_desk_are_told_with_their_customer(server: Database) -> None:
    with listening(server) as (told, _, _):
        deliver(server, "ewa", *a_call())
        told.until(lambda told: told[1:] == [ColleagueTold("K-1")])
        deliver(server, "ewa", FactLearned(new_id(), None, NOON, "ewa", "K-9", "hobby", "bees"))
        told.until(lambda told: told[2:] == [ColleagueTold("K-9")])


def test_what_is_promised_claimed_and_settled_anywhere_is_told(server: Database) -> None:
    promise = promised(agent="ewa", customer_id="K-7")
    with listening(server) as (told, _, _):
        deliver(server, "ewa", promise)
        told.until(lambda told: set(told[1:]) == {DayTold(), ColleagueTold("K-7")})
        deliver(server, "ewa", claimed(promise, "ewa"), settled(promise, "ewa"))
        told.until(lambda told: told[3:] == [DayTold()])


def test_a_customer_whom_one_s_own_desk_may_read_from_now_on_is_told(server: Database) -> None:
    with listening(server) as (told, _, _):
        deliver(server, "ewa", *a_call("ewa")[:2])
        deliver(server, "anna", *a_call("anna")[:2])
        told.until(lambda told: told[1:] == [ColleagueTold("K-1")])
        deliver(server, "anna", FactLearned(new_id(), None, NOON, "anna", "K-9", "hobby", "bees"))
        told.until(lambda told: told[2:] == [ColleagueTold("K-9")])


def test_what_a_colleague_writes_is_told_and_one_s_own_draft_is_not(server: Database) -> None:
    call = calling(note="wants")
    with listening(server) as (told, changes, _):
        for agent, customer in (("anna", "K-1"), ("ewa", "K-2")):
            presence = DatabasePresence(server, agent)
            presence._tell(DeskNow({}, (calling(customer, "wants"),)), signs_off=False)
        told.until(lambda told: told[1:] == [ColleagueTold("K-2")])
        changes.until(lambda told: len(told) == 3)

        presence._tell(DeskNow({}, (call,)), signs_off=False)
        presence._tell(DeskNow({}, (call,)), signs_off=False)
        told.until(lambda told: set(told[2:]) == {ColleagueTold("K-2"), ColleagueTold("K-1")})


def test_what_a_customer_was_given_or_forbids_is_told(server: Database) -> None:
    forbids = PermissionNoted(new_id(), None, NOON, "ewa", "K-7", None, Channel.ALL, allowed=False)
    with listening(server) as (told, _, _):
        deliver(server, "ewa", forbids)
        told.until(lambda told: told[1:] == [ColleagueTold("K-7")])
        deliver(server, "ewa", GestureGiven(new_id(), None, NOON, "ewa", "K-8", "sweets", None))
        told.until(lambda told: told[2:] == [ColleagueTold("K-8")])


def test_a_desk_that_rings_concerns_the_board_and_no_card(server: Database) -> None:
    with listening(server) as (told, changes, _):
        presence = DatabasePresence(server, "ewa")
        for phase in (Phase.RINGS, Phase.TALKS):
            presence._tell(DeskNow({}, (calling(phase=phase),)), signs_off=False)
        changes.until(lambda told: len(told) == 3)

        assert told.told == [ColleaguesHeard()]


def test_nobody_on_the_channel_reads_a_note_or_a_name(
    server: Database, postgresql: PostgreSQL, upgraded: str
) -> None:
    with closing(
        psycopg.connect(postgresql.owner_url(upgraded).replace("+psycopg", ""), autocommit=True)
    ) as eavesdropper:
        eavesdropper.execute("listen screenpop")
        deliver(server, "ewa", *a_call())
        DatabasePresence(server, "ewa")._tell(DeskNow({}, (calling(note="a secret draft"),)), signs_off=False)
        overheard = [json.loads(told.payload) for told in eavesdropper.notifies(timeout=5, stop_after=4)]

    assert overheard == [
        {"agent": "ewa", "what": "noted", "customer_id": "K-1"},
        {"agent": "ewa", "what": "found", "customer_id": "K-1"},
        {"agent": "ewa", "what": "typing", "customer_id": "K-1"},
        {"agent": "ewa", "what": "desk", "customer_id": None},
    ]


@pytest.mark.parametrize(
    "said",
    [
        "",
        "x",
        "[]",
        "null",
        '{"agent": 1, "what": "noted"}',
        '{"agent": "a", "what": "all"}',
        "\ud800",
        "[" * 7_000,
    ],
)
def test_nonsense_on_the_channel_is_not_heard(said: str) -> None:
    assert heard(said) is None


def test_a_strange_customer_s_number_is_no_customer() -> None:
    assert heard('{"agent": "a", "what": "noted", "customer_id": 7}') == Notice("a", "noted")


def test_it_stops_within_a_second(server: Database) -> None:
    with listening(server) as (_, _, listener):
        began = time.monotonic()
        listener.stop()
        assert time.monotonic() - began < 1.0


def test_it_is_not_woken_where_nothing_is_called_out(server: Database) -> None:
    with listening(server) as (_, _, listener):
        time.sleep(PAUSE)  # until it has begun to wait
        before = naps_of(listener._thread)
        time.sleep(PAUSE)  # idleness is what is measured
        assert naps_of(listener._thread) == before


def naps_of(thread: threading.Thread) -> str:
    """How often a thread has gone to sleep."""
    status = Path(f"/proc/self/task/{thread.native_id}/status").read_text(encoding="utf-8")
    return next(line for line in status.splitlines() if line.startswith("voluntary_ctxt_switches"))


def test_after_the_server_was_away_it_listens_again_and_says_that_something_may_have_been_missed(
    postgresql: PostgreSQL, server: Database, caplog: pytest.LogCaptureFixture
) -> None:
    with listening(server) as (told, _, _):
        postgresql.restart()
        told.until(lambda told: told == [ColleaguesHeard()] * 2, within=30)
        deliver(server, "ewa", *a_call())
        told.until(lambda told: told[2:] == [ColleagueTold("K-1")])

    assert "cannot be heard" in caplog.text
    assert postgresql.password() not in caplog.text
