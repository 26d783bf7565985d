"""A desk whose record is a server: what is saved arrives, also when the server was away; readers see it meanwhile."""

import csv
import io
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from screenpop.storage.database import Database
from tests.main_job.rings import ringing
from tests.program import screenpop, watching
from tests.servers import PostgreSQL

SETTINGS = """
region = "PL"
agent = "anna"
data = "data"
[secrets]
from = "environment"
[line]
kind = "simulator"
[record]
database = "{url}"
"""


class Team:
    """A server with a record, and one desk of it."""

    def __init__(self, postgresql: PostgreSQL, folder: Path) -> None:
        self.postgresql = postgresql
        self.name = postgresql.create_database()
        url = postgresql.url(self.name, login="postgres")
        with closing(Database(url, password=postgresql.password)) as database:
            database.upgrade()
        self.config = folder / "settings.toml"
        self.config.write_text(SETTINGS.format(url=url))
        self.secret = {"SCREENPOP_SECRET_RECORD": postgresql.password()}

    def run(self, *arguments: str) -> tuple[int, str, str]:
        done = screenpop(*arguments, "--config", self.config, **self.secret)
        return done.returncode, done.stdout, done.stderr

    def logged(self) -> tuple[dict[str, str], str]:
        """Each call's note by the call's id, as `log export` has them; and what it says beside."""
        code, told, beside = self.run("log", "export", "--format", "csv")
        assert code == 0, beside
        return {row["call_id"]: row["note"] for row in csv.DictReader(io.StringIO(told))}, beside

    def notes_on_the_server(self) -> Sequence[str]:
        return [
            note
            for (note,) in self.postgresql.run_sql(
                "select note from screenpop.wrap_ups order by at", self.name
            )
        ]

    @contextmanager
    def outage(self) -> Iterator[None]:
        self.postgresql.stop()
        try:
            yield
        finally:
            self.postgresql.start()


@pytest.fixture
def team(postgresql: PostgreSQL, tmp_path: Path) -> Team:
    return Team(postgresql, tmp_path)


def until(condition: Callable[[], bool], within: float = 30) -> None:
    end = time.monotonic() + within
    while not condition():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.2)


def test_an_outage_of_the_server_is_noticed_by_nobody_on_the_phone_and_loses_nothing(team):
    with watching(team.config, **team.secret) as program:
        program.expect("line_up")
        with ringing(team.config, "+48601234567", "--answer"):
            first = program.expect("call_answered", within=20)["call_id"]
        assert first in team.logged()[0]

        with team.outage():
            with ringing(team.config, "+48226203040", "--answer"):
                second = program.expect("call_answered", within=20)["call_id"]
            code, told, beside = team.run(
                "wrap-up", second, "--disposition", "Solved", "--note", "while it was away"
            )
            assert (code, told) == (0, "saved\n"), beside
            assert "saved here" in beside
            assert "cannot be reached" in beside
            code, listed, beside = team.run("log", "list")
            assert code == 0, beside
            assert (
                "while it was away" in listed or "22 620" in listed or "226203040" in listed.replace(" ", "")
            )
            code, told, beside = team.run("wrap-up", "nobody", "--note", "x")
            assert (code, told) == (2, "")
            assert "cannot be reached" in beside, "a call that may be on the server is not unknown"

        until(lambda: team.notes_on_the_server() == ["while it was away"], within=90)
        notes, beside = team.logged()
        assert notes == {first: "", second: "while it was away"}
        assert beside == ""


def test_a_program_that_ends_while_the_server_is_away_ends_in_time_and_the_next_one_delivers(team):
    with watching(team.config, **team.secret) as program:
        program.expect("line_up")
        with team.outage():
            with ringing(team.config, "+48601234567"):
                call_id = program.expect("pop_opened", within=20)["call_id"]
            program.expect("pop_closed", within=20)
            began = time.monotonic()
            assert program.end() == 0
            assert time.monotonic() - began < 3

    assert call_id in team.logged()[0]


def test_check_says_who_the_login_is_and_what_waits(team):
    team.postgresql.run_sql("insert into screenpop.member values ('postgres', 'anna', 'agent')", team.name)
    _, told, _ = team.run("check")
    assert "answers and fits this program; this login is the agent “anna”, its role “agent”" in told

    with team.outage():
        _, told, _ = team.run("check")
    assert "FAILED  record: database" in told
    assert "cannot be reached" in told

    team.postgresql.run_sql("update screenpop.member set agent = 'jan'", team.name)
    code, told, _ = team.run("check")
    assert code == 1
    assert "knows this login as the agent “jan”" in told
