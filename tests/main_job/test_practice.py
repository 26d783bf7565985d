"""A call to practise with, through the running program: told like any other, and held by no file of the desk."""

import csv
import io
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.main_job.rings import plot, ringing, story_of
from tests.main_job.site import Site
from tests.program import News, screenpop, watching

CALLED = """
[[called]]
numbers = ["22 200 00 00"]
label = "Brand A"
panels = ["sales"]
"""


def test_practice_leaves_nothing_in_log_spool_and_record_and_a_real_call_does(tmp_path: Path) -> None:
    config = Site(tmp_path / "site").config
    config.write_text(config.read_text() + CALLED)
    with watching(config) as program:
        program.expect("line_up")
        stories: list[list[News]] = []
        for arguments in (("--practice", "--answer"), ("--answer",)):
            with ringing(config, "0601234567", "--did", "+48222000000", *arguments):
                call_id = program.expect("pop_opened")["call_id"]
                program.expect("pop_closed")
            stories.append(story_of(call_id, program.told))
        program.rest(0.2)
    practice, real = stories

    for story in stories:
        assert plot(story) == [
            *("pop_opened", "caller_identified", "panel_filled", "call_answered", "pop_closed")
        ]
        assert story[0]["called"] == "Brand A"
        assert {news["department"] for news in story if news["news"] == "panel_filled"} == {"sales"}
    assert practice[0]["practice"] is True
    assert "practice" not in real[0]

    exported = screenpop("log", "export", "--format", "csv", "--config", config)
    logged = [row["call_id"] for row in csv.DictReader(io.StringIO(exported.stdout))]
    assert logged == [real[0]["call_id"]]
    data = next(config.parent.rglob("spool.db")).parent
    for file in ("spool.db", "record.db"):
        held = _everything_in(data / file)
        assert practice[0]["call_id"] not in held
    assert real[0]["call_id"] in held


def _everything_in(file: Path) -> str:
    with closing(sqlite3.connect(file)) as database:
        return "\n".join(database.iterdump())
