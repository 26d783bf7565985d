"""`screenpop watch` and `screenpop ring`: exactly the news and the fields that other programs rely on, in order."""

import csv
import io
import json
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.main_job.rings import DEPARTMENTS, panels, plot, ringing, story_of
from tests.main_job.site import HANGS, TODAY, Site
from tests.program import News, screenpop, watching

CALLS: Mapping[str, tuple[str, ...]] = {
    "exact": ("0601234567", "--name", "A. Świątkowska", "--did", "+48 22 200 00 00", "--answer"),
    "shared": ("+48226203040",),
    "several customers": ("+3612345678", "--did", "300"),
    "unknown": ("+12025550143",),
    "withheld": ("withheld", "--name", "Somebody"),
    "internal": ("204", "--name", "Marek"),
}
PRESENTED_FIELDS = [
    *("news", "call_id", "at", "number", "presented", "name", "withheld", "internal", "did", "queue", "trust")
]


@dataclass
class Morning:
    """What one running program told while all these calls came, and where its site lies."""

    site: Site
    told: Sequence[News]
    stories: Mapping[str, Sequence[News]]
    raw: str


@pytest.fixture(scope="module")
def morning(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Morning]:
    """All calls at once, through one running program."""
    site = Site(tmp_path_factory.mktemp("simulated") / "site")
    config = site.config
    with watching(config) as program:
        program.expect("line_up")
        call_ids = {}
        with ExitStack() as calls:
            for name, arguments in CALLS.items():
                calls.enter_context(ringing(config, *arguments))
                call_ids[name] = program.expect("pop_opened")["call_id"]
        while sum(news["news"] == "pop_closed" for news in program.told) < len(CALLS):
            program.expect("pop_closed")
        program.rest(0.2)
        stories = {name: story_of(call_id, program.told) for name, call_id in call_ids.items()}
        yield Morning(site, program.told, stories, config.with_suffix(".stderr").read_text())


def test_the_line_is_told_before_any_call(morning: Morning):
    first = morning.told[0]
    assert list(first) == ["news", "at", "line", "reason"]
    assert (first["news"], first["line"]) == ("line_up", "line")


def test_every_news_has_its_time_in_utc_with_microseconds(morning: Morning):
    for news in morning.told:
        at = datetime.strptime(news["at"], "%Y-%m-%dT%H:%M:%S.%f%z")
        assert news["at"].endswith("+00:00")
        assert abs(datetime.now(UTC) - at) < timedelta(minutes=2)


def test_an_answered_call_of_one_person_is_told_from_ring_to_end(morning: Morning):
    story = morning.stories["exact"]
    opened, identified = story[0], story[1]

    assert plot(story) == [
        *("pop_opened", "caller_identified", "panel_filled", "call_answered", "pop_closed")
    ]
    assert list(opened) == PRESENTED_FIELDS
    told = {key: opened[key] for key in PRESENTED_FIELDS[3:]}
    assert told == {
        "number": "+48601234567",
        "presented": "0601234567",
        "name": "A. Świątkowska",
        "withheld": False,
        "internal": False,
        "did": "+48222000000",
        "queue": None,
        "trust": "unconfirmed",
    }
    assert list(identified) == ["news", "call_id", "at", "match", "customers"]
    assert identified["match"] == "exact"
    assert identified["customers"] == [
        {
            "id": "C1",
            "name": "Hurt-Bud",
            "contact": "Anna Wąs-Świątkowska",
            "active": True,
            "internal": False,
        }
    ]
    assert story[-1]["ending"] == "ended"
    assert list(story[-1]) == ["news", "call_id", "at", "ending"]
    assert list(story[-2]) == ["news", "call_id", "at"]


def test_each_department_answers_by_its_own_number_for_the_customer(morning: Morning):
    filled = panels(morning.stories["exact"])

    assert sorted(filled) == DEPARTMENTS
    for news in filled.values():
        assert list(news) == ["news", "call_id", "at", "department", "answer", "took_ms"]
        assert 0 < news["took_ms"] < 2000
    books = filled["accounting"]["answer"]
    assert books["balances"] == [
        {
            "currency": "PLN",
            "balance": "4300.50",
            "overdue": "3100.00",
            "oldest_days": 47,
            "aging": {
                "current": "1200.50",
                "1_30": "0.00",
                "31_60": "3100.00",
                "61_90": "0.00",
                "over_90": "0.00",
            },
        },
        {
            "currency": "EUR",
            "balance": "80.00",
            "overdue": "0.00",
            "oldest_days": 0,
            "aging": {
                "current": "80.00",
                "1_30": "0.00",
                "31_60": "0.00",
                "61_90": "0.00",
                "over_90": "0.00",
            },
        },
    ]
    assert [item["document"] for item in books["open_items"]] == ["A-1/1", "A-1/2", "A-1/3"]
    assert books["open_items"][1] == {
        "document": "A-1/2",
        "due": TODAY.isoformat(),
        "amount": "1200.50",
        "currency": "PLN",
        "disputed": True,
    }
    assert (books["last_payment"], books["as_of"]) == (None, None)
    standing = filled["credit"]["answer"]
    assert {
        key: standing[key] for key in ("limit", "exposure", "available", "hold", "terms", "currency")
    } == {
        "limit": "20000.00",
        "exposure": "18400.00",
        "available": "1600.00",
        "hold": False,
        "terms": "2/10 net 30",
        "currency": "PLN",
    }
    dealings = filled["sales"]["answer"]
    days = [purchase["at"] for purchase in dealings["purchases"]]
    assert len(days) == 20
    assert days == sorted(days, reverse=True)
    assert dealings["purchases"][0] == {
        "at": (TODAY - timedelta(days=30)).isoformat(),
        "product": "S-1",
        "name": "Article S-1",
        "quantity": "2",
        "amount": "49.90",
        "currency": "PLN",
    }
    assert (dealings["orders"], dealings["quotes"]) == ([], [])
    assert filled["cross_sell"]["answer"] == {"offers": []}


def test_several_people_of_one_customer_are_listed_and_the_customer_is_asked_about(morning: Morning):
    story = morning.stories["shared"]

    assert plot(story) == ["pop_opened", "caller_identified", "panel_filled", "pop_closed"]
    assert story[1]["match"] == "shared"
    assert {(one["id"], one["contact"]) for one in story[1]["customers"]} == {
        ("C2", "Jan Łoś"),
        ("C2", "Maria Łoś"),
    }
    assert sorted(panels(story)) == DEPARTMENTS
    assert story[-1]["ending"] == "missed"


def test_nobody_is_asked_about_several_customers(morning: Morning):
    story = morning.stories["several customers"]

    assert plot(story) == ["pop_opened", "caller_identified", "pop_closed"]
    assert story[0]["did"] == "300"
    assert story[1]["match"] == "shared"
    assert {one["id"] for one in story[1]["customers"]} == {"C3", "C4"}


def test_an_unknown_number_is_nobodys(morning: Morning):
    story = morning.stories["unknown"]

    assert plot(story) == ["pop_opened", "caller_identified", "pop_closed"]
    assert (story[0]["number"], story[0]["internal"]) == ("+12025550143", False)
    assert (story[1]["match"], story[1]["customers"]) == ("unknown", [])


def test_a_withheld_number_is_neither_told_nor_guessed(morning: Morning):
    story = morning.stories["withheld"]

    assert plot(story) == ["pop_opened", "caller_identified", "pop_closed"]
    shown = {key: story[0][key] for key in ("number", "presented", "name", "withheld", "trust")}
    assert shown == {
        "number": None,
        "presented": None,
        "name": None,
        "withheld": True,
        "trust": "withheld",
    }
    assert (story[1]["match"], story[1]["customers"]) == ("withheld", [])


def test_a_colleagues_short_number_is_internal(morning: Morning):
    story = morning.stories["internal"]

    assert (story[0]["number"], story[0]["presented"], story[0]["internal"]) == (None, "204", True)
    assert story[1]["match"] == "exact"
    (colleague,) = story[1]["customers"]
    assert (colleague["contact"], colleague["internal"], colleague["active"]) == ("Marek Nowak", True, True)


def test_every_call_stands_in_the_log_with_its_ending(morning: Morning):
    done = screenpop("log", "export", "--format", "csv", "--config", morning.site.config)

    assert done.returncode == 0, done.stderr
    rows = {row["call_id"]: row for row in csv.DictReader(io.StringIO(done.stdout))}
    assert list(next(iter(rows.values()))) == [
        *("call_id", "offered_at", "answered_at", "ended_at", "agent", "direction", "number", "presented"),
        *("did", "queue", "customer", "contact", "ending", "reason", "disposition", "note"),
    ]
    kept = {name: rows[story[0]["call_id"]] for name, story in morning.stories.items()}
    assert len(rows) == len(CALLS)
    assert {name: row["ending"] for name, row in kept.items()} == {
        name: "ended" if name == "exact" else "missed" for name in CALLS
    }
    answered = kept["exact"]
    assert (answered["agent"], answered["direction"]) == ("anna", "in")
    assert (answered["number"], answered["did"]) == ("+48601234567", "+48222000000")
    assert "Hurt-Bud" in answered["customer"] or answered["customer"] == "C1"
    assert answered["contact"] == "Anna Wąs-Świątkowska"
    times = [datetime.fromisoformat(answered[key]) for key in ("offered_at", "answered_at", "ended_at")]
    assert times == sorted(times)
    assert not kept["withheld"]["number"]
    assert not kept["withheld"]["presented"]
    assert "Somebody" not in done.stdout


def test_a_wrap_up_is_said_to_be_saved_and_is_in_the_log(morning: Morning):
    call_id = morning.stories["shared"][0]["call_id"]
    note = "wants the offer; says “tomorrow”, =1+1"
    config = ("--config", morning.site.config)

    done = screenpop("wrap-up", call_id, "--disposition", "Call back", "--note", note, *config)

    assert (done.returncode, done.stdout) == (0, "saved\n"), done.stderr
    listed = json.loads(screenpop("log", "export", "--format", "json", *config).stdout)
    row = next(row for row in listed if row["call_id"] == call_id)
    assert (row["disposition"], row["note"]) == ("Call back", note)
    assert screenpop("wrap-up", "no-such-call", "--note", "x", *config).returncode == 2


def test_a_ring_without_a_running_program_says_so(site: Site):
    done = screenpop("ring", "601234567", "--config", site.config)

    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1


def test_it_ends_in_time_though_a_department_hangs_for_half_a_minute(site: Site, tmp_path: Path):
    site.questions["credit"] = f'source = "risk"\ndeadline = "30s"\nstanding = """{HANGS}"""\n'
    config = site.config
    with watching(config) as program:
        program.expect("line_up")
        with ExitStack() as call:
            ring = call.enter_context(ringing(config, "601234567"))
            program.expect("panel_filled", department="accounting")
            begin = time.monotonic()
            code = program.end()
            took = time.monotonic() - begin
            ring.kill()
            ring.communicate()
            call.pop_all()

    assert code == 0
    assert took < 3
