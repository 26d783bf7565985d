"""The program itself, killed right after it said that a wrap-up is saved."""

import json
import signal
from pathlib import Path

from tests.faults.spools import what_waits
from tests.main_job.rings import ringing
from tests.program import screenpop, watching

SETTINGS = """
region = "PL"
agent = "anna"
data = "{data}"

[secrets]
from = "environment"

[line]
kind = "simulator"

[record]
database = "{database}"
"""


def saved_before_a_kill(tmp_path: Path, database: str) -> tuple[Path, str]:
    """A desk's settings, and the call whose wrap-up was said to be saved when the desk was killed."""
    config = tmp_path / "settings.toml"
    config.write_text(SETTINGS.format(data=tmp_path / "data", database=database))
    with watching(config, SCREENPOP_SECRET_RECORD="nobody's") as program:
        program.expect("line_up", within=60)
        with ringing(config, "+48225550123", "--name", "Anna", "--answer"):
            call_id = program.expect("pop_opened", within=30)["call_id"]
        program.expect("pop_closed", within=30, call_id=call_id)
        wrapped_up = screenpop(
            *("wrap-up", call_id, "--disposition", "Solved", "--note", "To Friday", "--config", config),
            SCREENPOP_SECRET_RECORD="nobody's",
        )
        program.process.send_signal(signal.SIGKILL)
    assert wrapped_up.stdout.strip() == "saved", wrapped_up.stderr
    return config, call_id


def test_a_wrap_up_that_was_said_to_be_saved_is_in_the_log_after_a_kill(tmp_path):
    config, call_id = saved_before_a_kill(tmp_path, "")

    listed = screenpop("log", "list", "--format", "json", "--config", config)

    rows = json.loads(listed.stdout)
    assert [(row["call_id"], row["note"]) for row in rows] == [(call_id, "To Friday")]


def test_a_wrap_up_is_saved_without_the_server_and_waits_for_it_after_a_kill(tmp_path):
    config, call_id = saved_before_a_kill(tmp_path, "postgresql+psycopg://anna@127.0.0.1:9/nobody-listens")

    listed = screenpop("log", "list", "--config", config, SCREENPOP_SECRET_RECORD="nobody's")

    assert "To Friday" in listed.stdout
    assert "wait for the database" in listed.stderr
    waits = what_waits(tmp_path / "data" / "spool.db")
    assert [said for said in waits if said.startswith("call")] == [f"call {call_id}"]
    assert "note To Friday" in waits
