"""A CRM over HTTP through the running program: its answers are on the card, and one bad answer is on one panel."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from screenpop.shipped import RESOURCES
from tests.connectors.sources.rest.crm import TOKEN, Crm
from tests.connectors.web.server import Answer, Asked, WebServer, serving
from tests.main_job.rings import ringing, story_of
from tests.program import News, watching

SETTINGS = """
region = "PL"
agent = "anna"
data = "data"
preset = "{example}"
[secrets]
from = "environment"
[line]
kind = "simulator"
[sources.crm]
url = "{url}"
[departments.accounting]
deadline = "600ms"
"""
EXAMPLE = RESOURCES / "presets" / "examples" / "crm.toml"
DEPARTMENTS = ["accounting", "conversation", "sales", "value"]
BEGINS = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
BAD = {
    "10 GB": lambda write: write(BEGINS + b"Content-Length: 10000000000\r\n\r\n["),
    "HTML": lambda write: write(BEGINS + b"Content-Length: 6\r\n\r\n<html>"),
    "NaN": lambda write: write(BEGINS + b'Content-Length: 13\r\n\r\n{"data": NaN}'),
}


@pytest.fixture
def crm() -> Iterator[WebServer]:
    with serving(Crm()) as server:
        yield server


@pytest.fixture
def card(crm: WebServer, tmp_path: Path) -> Callable[[], dict[str, News]]:
    """Ring once; what each department told."""
    config = tmp_path / "settings.toml"
    config.write_text(SETTINGS.format(example=EXAMPLE, url=crm.url))

    def ring() -> dict[str, News]:
        with watching(config, SCREENPOP_SECRET_SOURCES_CRM=TOKEN) as program:
            program.expect("line_up", within=20)
            with ringing(config, "600100002", "--answer"):
                opened = program.expect("pop_opened")
                program.expect("pop_closed", call_id=opened["call_id"])
            story = story_of(opened["call_id"], program.told)
        return {news["department"]: news for news in story if "department" in news}

    return ring


def test_what_the_crm_knows_is_on_the_card(card):
    told = card()

    assert {name: news["news"] for name, news in told.items()} == dict.fromkeys(DEPARTMENTS, "panel_filled")
    assert told["accounting"]["answer"]["balances"][0]["balance"] == "61.50"
    assert told["value"]["answer"]["segment"] == "gold"


@pytest.mark.parametrize("bad", [*BAD, "slow loris"])
def test_a_bad_answer_is_on_its_own_panel_and_the_others_are_shown(crm, card, bad):
    usual = crm.respond

    def drip(write: Callable[[bytes], None]) -> None:
        write(BEGINS + b"Content-Length: 100\r\n\r\n")
        while not crm.over.wait(0.2):
            write(b" ")

    def respond(asked: Asked) -> Answer:
        return Answer(raw=BAD.get(bad, drip)) if asked.path == "/v1/invoices" else usual(asked)

    crm.respond = respond
    told = card()

    assert {name: news["news"] for name, news in told.items()} == {
        "accounting": "panel_failed",
        "conversation": "panel_filled",
        "sales": "panel_filled",
        "value": "panel_filled",
    }
    assert told["accounting"]["took_ms"] < 1500
    assert TOKEN not in str(told)
