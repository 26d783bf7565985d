"""The live board, as desks write it and supervisors read it, in a file and on a server alike."""

from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from screenpop.record.board import CallNow, DeskNow, Phase
from screenpop.storage.colleagues.board import DatabaseBoard
from screenpop.storage.colleagues.desk_states import read, written
from screenpop.storage.colleagues.presence import DatabasePresence
from screenpop.storage.database import Database
from tests.storage.desks import SINCE, calling, fall_silent, show


def test_each_desk_is_shown_with_the_call_that_matters_most(database: Database) -> None:
    show(database, "zoe")
    show(
        database,
        "anna",
        calling(phase=Phase.WRAPS_UP),
        calling(phase=Phase.TALKS),
        calling(phase=Phase.RINGS),
    )

    anna, zoe = DatabaseBoard(database).now()

    assert (anna.agent, anna.phase, anna.since, anna.number, anna.customer, anna.queue, anna.more) == (
        *("anna", Phase.TALKS, SINCE, "+48225550123", "Hurt-Bud", "Sales"),
        2,
    )
    assert (zoe.agent, zoe.phase, zoe.since, zoe.number, zoe.lines, zoe.more) == (
        *("zoe", None, None, None),
        *({"line": True}, 0),
    )


def test_a_desk_that_fell_silent_is_gone(database: Database) -> None:
    show(database, "anna", calling())
    fall_silent(database, "anna", timedelta(seconds=80))
    assert [desk.gone for desk in DatabaseBoard(database).now()] == [False]

    fall_silent(database, "anna", timedelta(seconds=100))
    assert [(desk.gone, desk.phase) for desk in DatabaseBoard(database).now()] == [(True, Phase.TALKS)]


def test_a_desk_signs_off_when_it_ends(database: Database) -> None:
    presence = DatabasePresence(database, "anna")
    presence._tell(DeskNow({"line": True}, (calling(),)), signs_off=False)
    assert len(DatabaseBoard(database).now()) == 1

    presence.start()
    presence.stop()
    assert DatabaseBoard(database).now() == []


def test_an_agent_who_moves_is_seen_where_they_sit_now(database: Database) -> None:
    for seat in ("101", "114"):
        DatabasePresence(database, "anna", seat)._tell(DeskNow({"line": True}), signs_off=False)

    assert [(desk.agent, desk.seat) for desk in DatabaseBoard(database).now()] == [("anna", "114")]
    assert read('{"lines": {}, "calls": [], "seat": 7}') == DeskNow()


def test_what_nobody_can_make_sense_of_is_left_out() -> None:
    good = calling(note="x")
    state = written(DeskNow({"line": True}, (good,)), timedelta())

    assert read(state) == DeskNow({"line": True}, (good,))
    assert read(state.replace('"phase": "talks"', '"phase": "sleeps"')) == DeskNow({"line": True})
    for never in ("0001-01-01T00:00:00+14:00", "soon", "9999-12-31T23:59:59-14:00"):
        assert read(state.replace(SINCE.isoformat(), never)) == DeskNow({"line": True})
    for nonsense in (
        "",
        "{}",
        "[]",
        "null",
        '{"lines": [], "calls": 3}',
        "[" * 90_000,
        " " * 2_000_000 + state,
    ):
        assert read(nonsense) is None
    told = read(state.replace('"note": "x"', '"note": [7], "queue": {}'))
    assert told is not None
    assert (told.calls[0].note, told.calls[0].queue) == ("", None)


def test_a_desk_whose_clock_is_wrong_is_put_right() -> None:
    off = timedelta(hours=-1)

    told = read(written(DeskNow({}, (calling(),)), off))

    assert told is not None
    assert told.calls[0].since == SINCE + off


def test_a_long_draft_is_cut() -> None:
    told = read(written(DeskNow({}, (calling(note="x" * 30_000),)), timedelta()))

    assert told is not None
    assert len(told.calls[0].note) == 2_000


def test_a_database_that_cannot_be_written_is_said_once_and_stops_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with closing(Database(tmp_path / "no" / "folder")) as database:
        (tmp_path / "no").write_text("a file in the way")
        presence = DatabasePresence(database, "anna")
        presence._tell(DeskNow({}), signs_off=False)
        presence._tell(DeskNow({}, ()), signs_off=False)

    assert [record.message.partition(":")[0] for record in caplog.records] == [
        "Colleagues do not see what this desk does"
    ]


def test_calls_with_nothing_known_are_shown_too(database: Database) -> None:
    show(database, "anna", CallNow(calling().call, Phase.RINGS, SINCE))

    (desk,) = DatabaseBoard(database).now()
    assert (desk.phase, desk.number, desk.customer) == (Phase.RINGS, None, None)


def test_a_storm_of_calls_with_long_notes_is_still_a_state_that_the_server_takes(database: Database) -> None:
    show(database, "anna", *[calling(note="\0" * 30_000, customer_id="K" * 5_000) for _ in range(100)])

    (desk,) = DatabaseBoard(database).now()
    assert desk.more == 29
