"""What the list is asked for: each choice is a condition of the log."""

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import QDate
from pytestqt.qtbot import QtBot

from screenpop.events.calls import Direction
from screenpop.record.filters import LogFilter
from ui.clock import local_today
from ui.components.look import Look
from ui.history.filters import MINE, MISSED, TO_WRAP_UP, Filters
from ui.history.questions import DAYS, days_ago
from ui.log.words import NOT_ANSWERED

OUTCOMES = ("Solved", "Call back")


@pytest.fixture
def filters(qtbot: QtBot, look: Look) -> Filters:
    made = Filters(look, "anna", OUTCOMES)
    qtbot.addWidget(made)
    made.show()
    return made


def test_all_calls_are_everybody_s(filters: Filters) -> None:
    assert filters.wanted(None) == LogFilter()
    assert filters.wanted("hurt") == LogFilter(text="hurt")


def test_each_list_is_a_question(qtbot: QtBot, filters: Filters) -> None:
    filters.begun = frozenset([UUID(int=1)])
    wanted = {}
    for name in (MISSED, TO_WRAP_UP, MINE):
        with qtbot.waitSignal(filters.changed):
            filters.lists.chips[name].click()
        wanted[name] = filters.wanted(None)

    assert wanted[MISSED] == LogFilter(
        agent="anna", direction=Direction.IN, endings=NOT_ANSWERED, not_reached_since=True
    )
    assert wanted[TO_WRAP_UP] == LogFilter(
        since=days_ago(DAYS), agent="anna", to_wrap_up=True, begun=frozenset([UUID(int=1)])
    )
    assert wanted[MINE] == LogFilter(agent="anna")


def test_closer_conditions_hold_while_they_are_seen(qtbot: QtBot, filters: Filters) -> None:
    filters.more.click()
    filters.days.chips["6"].click()
    filters.directions.chips["out"].click()
    filters.dispositions.chips["Solved"].click()
    assert filters.wanted("x") == LogFilter(
        since=days_ago(6), direction=Direction.OUT, dispositions=frozenset({"Solved"}), text="x"
    )

    with qtbot.waitSignal(filters.changed):
        filters.more.click()
    assert filters.wanted("x") == LogFilter(text="x")


def test_a_range_of_days_begins_and_ends_with_this_calendar_s_days(filters: Filters) -> None:
    filters.more.click()
    assert not filters.first.isVisible()
    filters.days.chips["range"].click()
    filters.first.edit.setDate(QDate(2026, 3, 2))
    filters.last.edit.setDate(QDate(2026, 3, 29))

    wanted = filters.wanted(None)
    assert filters.first.isVisible()
    assert wanted.since == datetime(2026, 3, 2).astimezone()
    assert wanted.before == datetime(2026, 3, 30).astimezone()
    assert days_ago(0).date() == local_today()
    assert days_ago(1).date() == local_today() - timedelta(days=1)
    assert date(2026, 3, 2) == wanted.since.date()


def test_a_list_says_how_many_wait_in_it_and_none_is_not_worth_a_word(filters: Filters) -> None:
    filters.show_count(MISSED, 3)
    assert filters.lists.chips[MISSED].text() == "Missed  3"
    filters.show_count(MISSED, 0)
    assert filters.lists.chips[MISSED].text() == "Missed"


def test_without_outcomes_nothing_is_to_be_wrapped_up_and_without_an_agent_nothing_is_mine(
    qtbot: QtBot, look: Look
) -> None:
    bare = Filters(look, "", ())
    qtbot.addWidget(bare)
    assert list(bare.lists.chips) == ["all", "missed"]
    bare.show_count(TO_WRAP_UP, 3)
