"""What stands in the form is really tried: sources are connected to, questions put, lines signed on to."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from screenpop.bootstrap import settings_trials
from screenpop.bootstrap.kinds import all_kinds
from screenpop.bootstrap.settings_trials import SiteTrials
from screenpop.events.calls import CallOffered, LineDown, LineUp, Presented
from screenpop.ports.checks import Check
from screenpop.ports.kinds import Kinds, LineKind, LineSettings, LineSurroundings
from screenpop.sentences import say
from screenpop.settings.draft import Draft
from screenpop.settings.model import Settings

FILE = """\
region = "PL"
agent = "anna"
data = "desk"
[secrets]
from = "environment"
[line]
kind = "simulator"
[sources.crm]
kind = "sql"
url = "sqlite:///crm.db"
[directory]
source = "crm"
contacts = "select phone as number, no as customer_id, name as customer, led as ref_accounting from people"
[departments.accounting]
source = "crm"
open_items = "select due, open as balance, currency from items where account = :ref"
"""
AT = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    with closing(sqlite3.connect(tmp_path / "crm.db")) as crm, crm:
        crm.execute("create table people (phone, no, name, led)")
        crm.execute("insert into people values ('+48 22 555 01 23', '1001', 'Hurt-Bud', 'L7')")
        crm.execute("create table items (account, due, open, currency)")
        crm.execute("insert into items values ('L7', '2026-01-02', '100.00', 'PLN')")
    (tmp_path / "settings.toml").write_text(FILE)
    return Draft(tmp_path / "settings.toml", all_kinds())


def told(checks: Iterator[Check]) -> list[tuple[bool, str]]:
    return [(check.passed, f"{check.subject}: {check.told}") for check in checks]


def test_a_source_connects_or_says_why_not(draft: Draft) -> None:
    assert told(SiteTrials().source(draft.part("sources"), "crm"))[0][0]

    draft.choose(("sources", "crm", "url"), "sqlite:///nowhere.db")
    ((passed, why),) = told(SiteTrials().source(draft.part("sources"), "crm"))
    assert not passed
    assert "nowhere.db" in why


def test_a_department_reads_the_customer_that_is_named_with_its_own_number(draft: Draft) -> None:
    found = told(SiteTrials().department(draft.settings(), "accounting", "1001"))

    assert all(passed for passed, _ in found)
    assert any("1 row for Hurt-Bud (1001)" in line for _, line in found)
    nobody = told(SiteTrials().department(draft.settings(), "accounting", "4711"))
    assert any("no rows for 4711" in line for _, line in nobody)
    anybody = told(SiteTrials().department(draft.settings(), "accounting", ""))
    assert any("1 row for Hurt-Bud (1001)" in line for _, line in anybody)


def test_a_question_that_is_wrong_names_the_column(draft: Draft) -> None:
    draft.choose(("departments", "accounting", "open_items"), "select due, open, currency from items")

    found = told(SiteTrials().department(draft.settings(), "accounting", "1001"))

    assert any(not passed and "balance" in line for passed, line in found)


@pytest.mark.parametrize(
    ("number", "passed", "line"),
    [
        ("22 555 01 23", True, "+48225550123: Hurt-Bud"),
        ("22 555 01 24", False, "+48225550124: Nobody has this number."),
        ("x", False, "x: That is no number."),
    ],
)
def test_a_number_is_looked_up_before_anything_was_imported(
    draft: Draft, number: str, passed: bool, line: str
) -> None:
    assert told(SiteTrials().directory(draft.settings(), number))[-1] == (passed, line)


def test_a_directory_that_is_not_there_yet_says_what_it_needs(draft: Draft) -> None:
    ((passed, line),) = told(SiteTrials().directory(draft.part("sources"), ""))

    assert not passed
    assert "It needs a source or an address book" in line


def test_the_record_is_reached(draft: Draft) -> None:
    assert told(SiteTrials().record(draft.part("record")))[0][0]


def test_a_line_signs_on_and_off(draft: Draft) -> None:
    assert told(SiteTrials().line(draft.part("line"), "line")) == [
        (True, "line line: A simulated call arrived.")
    ]


def in_use(settings: Settings, *, up: bool) -> SiteTrials:
    return SiteTrials(
        settings, lambda name: Check(f"line {name}", passed=up, told=say("ready" if up else "down"))
    )


def test_a_line_that_works_here_is_left_alone_and_says_how_it_stands(
    draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = draft.settings()
    monkeypatch.setattr(settings_trials, "all_kinds", lambda: pytest.fail("it was tried"))

    assert told(in_use(settings, up=True).line(settings, "line")) == [(True, "line line: ready")]
    assert told(in_use(settings, up=True).rings(settings, "line"))[-1][1].endswith("its card must come.")


def test_a_line_that_does_not_work_here_is_tried(draft: Draft) -> None:
    settings = draft.settings()

    assert "simulated call arrived" in told(in_use(settings, up=False).line(settings, "line"))[0][1]


class FakeLine:
    """Reports what a test gives it as soon as it is started."""

    started: list["FakeLine"] = []  # noqa: RUF012 # each test clears it

    def __init__(self, surroundings: LineSurroundings, events: tuple[object, ...]) -> None:
        self._surroundings, self._events = surroundings, events
        self.stopped = False

    def start(self) -> None:
        FakeLine.started.append(self)
        for event in self._events:
            self._surroundings.report(event)  # type: ignore[arg-type] # a line's events

    def stop(self) -> None:
        self.stopped = True


@pytest.fixture
def rings(draft: Draft, monkeypatch: pytest.MonkeyPatch):
    FakeLine.started = []
    trials = SiteTrials()

    def ring(*events: object) -> Iterator[Check]:
        kind = LineKind(
            "simulator", LineSettings, lambda _, surroundings: FakeLine(surroundings, events), lambda *_: ()
        )
        monkeypatch.setattr(settings_trials, "all_kinds", lambda: Kinds((kind,), (), ()))
        return trials.rings(draft.part("line"), "line")

    ring.trials = trials  # type: ignore[attr-defined] # for the test that closes it
    return ring


def call(number: str | None) -> CallOffered:
    return CallOffered("line", "c1", AT, Presented(number, withheld=number is None))


def test_a_line_that_rings_says_who_calls_and_is_let_go(rings) -> None:
    found = told(rings(LineUp("line", AT), call("+48225550123")))

    assert [line for _, line in found] == [
        "line line: It is ready: call it now, within 30 seconds.",
        "line line: It rings: +48225550123.",
    ]
    assert FakeLine.started[0].stopped
    assert "withholds" in told(rings(call(None)))[0][1]


def test_a_line_that_nobody_calls_says_so(rings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings_trials, "_RINGS_WITHIN", 0)

    assert told(rings()) == [(False, "line line: No call came within 0 seconds.")]


def test_a_line_that_is_refused_waits_for_nobody(rings) -> None:
    found = told(rings(LineDown("line", AT, say("wrong password"), tries_again=False)))

    assert found == [(False, "line line: wrong password")]


def test_nobody_waits_for_a_call_once_the_window_is_closed(rings) -> None:
    checks = rings(LineUp("line", AT))
    next(checks)
    ended = threading.Event()
    waiting = threading.Thread(target=lambda: (list(checks), ended.set()))
    waiting.start()

    rings.trials.close()

    assert ended.wait(10)
    waiting.join()
