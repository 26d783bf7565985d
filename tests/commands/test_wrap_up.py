from contextlib import closing
from uuid import uuid4

import pytest

from screenpop.commands.wrap_up import run_wrap_up
from screenpop.errors import NotKept, RecordUnavailable
from screenpop.sentences import say
from screenpop.storage.call_log import DatabaseCallLog
from screenpop.storage.database import Database
from screenpop.storage.spool.delivered_calls import DeliveredCall
from tests.program import screenpop
from tests.storage.made_entries import Keeping, keep_call, wrapped_up


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "record.db"


@pytest.fixture
def database(path):
    with closing(Database(path)) as database:
        yield database


@pytest.fixture
def record(database):
    return Keeping(database)


@pytest.fixture
def log(database):
    return DatabaseCallLog(database)


def test_a_wrap_up_is_in_the_log_when_saved_is_printed(record, log, capsys):
    keep_call(record, "call-1")

    assert (
        run_wrap_up(record, log, "call-1", agent="béla", disposition="Solved", note="Kész", reason="Order")
        == 0
    )

    assert capsys.readouterr().out == "saved\n"
    row = log.latest("call-1")
    assert (row.disposition, row.note, row.reason) == ("Solved", "Kész", "Order")


def test_on_a_server_a_colleagues_call_is_theirs_to_wrap_up(record, log, capsys):
    keep_call(record, "call-1")

    done = run_wrap_up(record, log, "call-1", agent="béla", disposition="Solved", note="Kész", own_only=True)

    told = capsys.readouterr()
    assert (done, told.out) == (2, "")
    assert "anna's desk" in told.err
    assert not log.latest("call-1").note


def test_saved_is_not_printed_when_it_is_not(record, log, capsys):
    keep_call(record, "call-1")

    class Full:
        def keep(self, entry):
            raise NotKept(say("The disk is full."))

    assert run_wrap_up(Full(), log, "call-1", agent="anna", disposition="Solved", note="") == 2

    told = capsys.readouterr()
    assert (told.out, told.err) == ("", "screenpop: The disk is full.\n")


def test_a_note_that_cannot_be_kept_is_one_line(record, log, capsys):
    keep_call(record, "call-1")

    assert run_wrap_up(record, log, "call-1", agent="anna", disposition="", note="n" * 20_001) == 2

    assert capsys.readouterr().err.startswith("screenpop: The note has 20001 characters")
    assert log.latest("call-1").note is None


def test_an_unknown_call_is_one_line_and_exit_code_2(record, log, capsys):
    assert run_wrap_up(record, log, "nobody", agent="anna", disposition="", note="x") == 2

    told = capsys.readouterr()
    assert (told.out, told.err) == ("", "screenpop: The call log holds no call “nobody”.\n")


def test_a_wrap_up_without_a_reason_keeps_the_one_that_is_known(record, log):
    call = keep_call(record, "call-1")
    record.keep(wrapped_up(call.id, "old", reason="Invoice"))

    run_wrap_up(record, log, "call-1", agent="anna", disposition="Call back", note="new")

    row = log.latest("call-1")
    assert (row.reason, row.disposition, row.note) == ("Invoice", "Call back", "new")


def test_the_command_saves_for_the_agent_of_the_settings(record, log, tmp_path):
    config = tmp_path / "settings.toml"
    config.write_text('region = "PL"\nagent = "anna"\ndata = "data"\n[line]\nkind = "simulator"\n')
    keep_call(record, "call-1")

    done = screenpop(
        *("wrap-up", "call-1", "--disposition", "Solved", "--note", "ใบเสนอราคา", "--config", config),
        PYTHONUTF8="1",
    )

    assert (done.returncode, done.stdout) == (0, "saved\n"), done.stderr
    assert log.latest("call-1").note == "ใบเสนอราคา"


def test_what_a_wrap_up_does_not_say_stays_as_it_is_known(record, log):
    call = keep_call(record, "call-1")
    record.keep(wrapped_up(call.id, "promised Friday", disposition="Solved"))

    run_wrap_up(record, log, "call-1", agent="anna", disposition="Call back", note=None)
    run_wrap_up(record, log, "call-1", agent="anna", disposition=None, note="promised Monday")

    row = log.latest("call-1")
    assert (row.disposition, row.note) == ("Call back", "promised Monday")


def test_a_wrap_up_that_says_nothing_is_refused(tmp_path):
    config = tmp_path / "settings.toml"
    config.write_text('region = "PL"\ndata = "data"\n')

    told = screenpop("wrap-up", "call-1", "--config", config)

    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr == "screenpop: Nothing to save; say --disposition, --note or --reason.\n"


class AwayLog:
    def latest(self, call_id):
        raise RecordUnavailable(say("The server is away."))


class Desk:
    def __init__(self):
        self.kept = []

    def keep(self, entry):
        self.kept.append(entry)


def test_a_call_that_was_delivered_before_the_database_went_away_is_wrapped_up_all_the_same(capsys):
    desk, call = Desk(), DeliveredCall(uuid4())

    code = run_wrap_up(
        desk,
        AwayLog(),
        "call-1",
        agent="anna",
        disposition="Solved",
        note="x",
        delivered={"call-1": call}.get,
    )

    assert (code, capsys.readouterr().out) == (0, "saved\n")
    assert [(kept.call, kept.reason, kept.disposition, kept.note) for kept in desk.kept] == [
        (call.id, "", "Solved", "x")
    ]


@pytest.mark.parametrize("delivered", [None, DeliveredCall(uuid4(), frozenset({"reason"}))])
def test_a_call_nobody_can_read_now_is_not_emptied(delivered, capsys):
    desk = Desk()

    code = run_wrap_up(
        desk, AwayLog(), "call-1", agent="anna", disposition="Solved", note="x", delivered=lambda _: delivered
    )

    told = capsys.readouterr()
    assert (code, told.out, told.err, desk.kept) == (2, "", "screenpop: The server is away.\n", [])
