"""Two running programs: what one desk saves, the other's panel shows within a second."""

import time
from pathlib import Path

from screenpop.events import acts
from tests.context.conftest import Company
from tests.context.desks import at_work
from tests.main_job.rings import ringing
from tests.program import Watching, screenpop, watching

WITHIN = 1.0


def a_call_is_over(desk: Watching, config: Path) -> str:
    """A customer has called, and been talked with."""
    with ringing(config, "601234567", "--answer"):
        opened = desk.expect("pop_opened")
        desk.expect("pop_closed", call_id=opened["call_id"], ending="ended")
    return str(opened["call_id"])


def test_the_second_agent_reads_the_first_ones_wrap_up_within_a_second(company: Company) -> None:
    first, second = company.desk("anna"), company.desk("ewa")
    with watching(first) as anna, watching(second) as ewa:
        anna.expect("line_up")
        ewa.expect("line_up")
        call_id = a_call_is_over(anna, first)
        with ringing(second, "601234567", "--answer"):
            before = ewa.expect("panel_filled", department="conversation")
            assert before["answer"]["said"] == []
            saved = screenpop(
                *("wrap-up", call_id, "--disposition", "Call back", "--note", "wants 5 more"),
                *("--config", first),
            )
            began = time.monotonic()
            after = ewa.expect("panel_filled", department="conversation", within=WITHIN)
            took = time.monotonic() - began

    assert saved.stdout.strip() == "saved"
    (said,) = after["answer"]["said"]
    assert (said["channel"], said["text"], said["who"], said["status"]) == (
        *("call", "wants 5 more"),
        *("anna", "Call back"),
    )
    assert after["call_id"] == before["call_id"]
    assert took < WITHIN
    for config in (first, second):
        assert config.with_suffix(".stderr").read_text(encoding="utf-8") == ""


def test_the_second_agent_reads_what_the_first_one_is_typing_within_a_second(company: Company) -> None:
    first, second = company.desk("anna"), company.desk("ewa")
    with at_work(first) as (anna,), watching(second) as ewa:
        ewa.expect("line_up")
        call_id = anna.talks()
        with ringing(second, "601234567", "--answer"):
            opened = ewa.expect("pop_opened")
            ewa.expect("panel_filled", call_id=opened["call_id"], department="conversation")
            began = time.monotonic()
            anna.site.desk.post(acts.NoteTyped(call_id, "wants 5 more"))
            told = ewa.expect("panel_filled", department="conversation")
            took = time.monotonic() - began

    assert told["call_id"] == opened["call_id"]
    assert [(said["text"], said["who"], said["status"]) for said in told["answer"]["said"]] == [
        ("wants 5 more", "anna", "typing")
    ]
    assert took < WITHIN
