"""A record's server that takes every connection and never says a word."""

import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.main_job.rings import ringing
from tests.main_job.site import QUESTIONS, Site
from tests.program import watching


@pytest.fixture
def silent() -> Iterator[str]:
    """Its address."""
    with closing(socket.socket()) as door:
        door.bind(("127.0.0.1", 0))
        door.listen(50)
        yield f"postgresql+psycopg://anna@127.0.0.1:{door.getsockname()[1]}/calls"


def test_no_card_waits_for_it_and_the_program_ends_in_time(tmp_path: Path, silent: str) -> None:
    site = Site(tmp_path / "site")
    site.questions = {"conversation": "", "sales": QUESTIONS["sales"]}
    config = site.config
    config.write_text(f'{config.read_text()}\n[record]\ndatabase = "{silent}"\n', encoding="utf-8")
    with watching(config, SCREENPOP_SECRET_RECORD="pw") as program:
        program.expect("line_up")
        with ringing(config, "601234567", "--answer"):
            opened = program.expect("pop_opened")
            quick = program.expect("panel_filled", call_id=opened["call_id"], department="sales")
            silent_one = program.expect("panel_failed", department="conversation")
            program.expect("pop_closed", ending="ended")
        code = program.end()  # which waits no longer than five seconds

    assert quick["took_ms"] < 1_000
    assert silent_one["reason"] == "no answer in time"
    assert code == 0
