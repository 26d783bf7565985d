"""A panel says what its department says, how old that is, or why it says nothing, in whatever room it has."""

from datetime import UTC, datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot

from screenpop.sentences import say
from tests.ui.scenes import EIGHT, all_answers, receivables
from tests.ui.seen import seen, texts
from ui.components.look import Look
from ui.panels.department import Department
from ui.panels.frame import Panel, Room


def panel_on(qtbot: QtBot, look: Look, department: Department, room: Room = Room.COMPACT) -> Panel:
    panel = Panel(look, department)
    panel.take_room(room)
    panel.resize(264, 128)
    qtbot.addWidget(panel)
    return panel


@pytest.mark.parametrize(
    ("department", "title"),
    [
        (Department("accounting"), "Accounting"),
        (Department("accounting", title="Księgowość"), "Księgowość"),
        (Department("books", "accounting"), "Accounting"),
        (Department("value"), "Relationship"),
        (Department("conversation"), "Said before"),
        (Department("service_contracts", "table"), "Service contracts"),
        (Department("x", "table", "<b>Contracts</b>\n"), "<b>Contracts</b>"),
        (Department("of_a_third_party"), "Of a third party"),
    ],
)
def test_a_panel_has_the_title_of_the_settings_else_of_its_kind(
    qtbot: QtBot, look: Look, department: Department, title: str
) -> None:
    assert panel_on(qtbot, look, department).title.full == title


def test_a_fresh_answer_has_no_age_and_one_that_was_kept_tells_it(qtbot: QtBot, look: Look) -> None:
    panel = panel_on(qtbot, look, Department("accounting"))
    panel.fill(receivables())
    assert not panel.age.isVisibleTo(panel)
    assert not panel.again.isVisibleTo(panel)

    told_at = datetime.now(UTC).astimezone().replace(hour=14, minute=2, second=31)
    panel.fill(receivables(), told_at)
    assert panel.age.full == "as of 14:02:31"
    assert panel.again.isVisibleTo(panel)

    panel.wait()
    assert not panel.age.isVisibleTo(panel)


def test_nothing_that_was_kept_tells_its_age_too(qtbot: QtBot, look: Look) -> None:
    panel = panel_on(qtbot, look, Department("accounting"))
    panel.fill(None, datetime.now(UTC))

    assert "Nothing on this customer" in seen(panel)
    assert panel.age.full.startswith("as of ")


def test_a_department_that_is_down_says_since_when(qtbot: QtBot, look: Look) -> None:
    panel = panel_on(qtbot, look, Department("sales"))
    since = datetime.now(UTC).astimezone().replace(hour=0, minute=0, second=1)
    panel.fail(say("the database is down"), since)

    assert {"the database is down", "down since 00:00"} <= set(texts(panel))
    assert panel.again.isVisibleTo(panel)
    panel.fail(say("the database is down"))
    assert "down since" not in seen(panel)


def test_down_since_yesterday_names_the_day(qtbot: QtBot, look: Look) -> None:
    panel = panel_on(qtbot, look, Department("sales"))
    since = datetime.now(UTC) - timedelta(days=2)
    panel.fail(say("the database is down"), since)

    assert look.wording.written.short_day(since.astimezone().date()) in panel.since.full


@pytest.mark.parametrize("department", EIGHT, ids=lambda department: department.name)
def test_every_answer_has_a_headline_for_one_line(qtbot: QtBot, look: Look, department: Department) -> None:
    answer = all_answers()[department.name]
    panel = panel_on(qtbot, look, department, Room.BRIEF)
    panel.fill(answer)

    assert panel.brief.isVisibleTo(panel)
    assert panel.brief.full
    headline = panel.brief.full
    panel.take_room(Room.FULL)
    assert not panel.brief.isVisibleTo(panel)
    panel.take_room(Room.BRIEF)
    assert panel.brief.full == headline


def test_whatever_a_panel_says_it_says_again_when_it_gets_more_room(qtbot: QtBot, look: Look) -> None:
    panel = panel_on(qtbot, look, Department("sales"), Room.BRIEF)
    panel.fail(say("no answer in time"))
    assert panel.brief.full == "no answer in time"
    panel.take_room(Room.FULL)
    assert panel.message.isVisibleTo(panel)

    panel.take_room(Room.BRIEF)
    panel.wait()
    panel.take_room(Room.FULL)
    assert "No answer yet" in seen(panel)


def test_asking_again_names_the_department_of_the_settings(qtbot: QtBot, look: Look) -> None:
    panel = panel_on(qtbot, look, Department("books", "accounting"))
    panel.fail(say("no answer in time"))

    with qtbot.waitSignal(panel.asked_again) as asked:
        panel.again.click()
    assert asked.args == ["books"]
