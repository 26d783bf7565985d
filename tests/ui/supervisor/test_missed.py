"""Missed calls that nobody has called back: one row a caller, who waits longest first."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from screenpop.errors import RecordUnavailable
from screenpop.events.acts import DialWanted
from screenpop.events.calls import Direction, Ending
from screenpop.record.filters import LogFilter
from screenpop.record.ids import new_id
from screenpop.record.rows import LoggedCall
from screenpop.sentences import say
from tests.ui.seen import seen
from tests.ui.supervisor.records import FakeRecord, call
from ui.background import Background
from ui.components.look import Look
from ui.desktop.dialling import By, WindowDialling
from ui.supervisor.missed import MissedView
from ui.supervisor.own_looks import OwnLooks
from ui.supervisor.story import Story
from ui.supervisor.unreached import by_caller


def missed(hours_ago: float, number: str | None = "+48225550123", presented: str | None = None) -> LoggedCall:
    at = datetime.now(UTC) - timedelta(hours=hours_ago)
    return replace(
        call(0),
        id=new_id(),
        offered_at=at,
        answered_at=None,
        ending=Ending.MISSED,
        number=number,
        presented=presented,
    )


class Waiting(FakeRecord):
    """A log that holds these calls alone."""

    def __init__(self, *calls: LoggedCall) -> None:
        super().__init__()
        self.calls = calls

    def page(
        self, wanted: LogFilter, *, at_most: int, older_than: LoggedCall | None = None
    ) -> tuple[LoggedCall, ...]:
        self.asked.append(wanted)
        if self.trouble:
            raise self.trouble
        return self.calls[:at_most]


Open = Callable[..., MissedView]


@pytest.fixture
def dialled() -> list[DialWanted]:
    return []


@pytest.fixture
def opened(qtbot: QtBot, look: Look, background: Background, dialled: list[DialWanted]) -> Iterator[Open]:
    def build(record: Waiting, by: By = "line") -> MissedView:
        story = Story(look, background, record, OwnLooks(record, "anna"))
        view = MissedView(look, background, record, WindowDialling(by, dialled.append, background), story)
        qtbot.addWidget(view)
        view.resize(1130, 700)
        view.show()
        view.shown()
        qtbot.waitUntil(lambda: background.idle)
        return view

    yield build
    background.close()


def texts(view: MissedView, row: int) -> tuple[str, ...]:
    told = view.rows.at(row)
    assert told is not None
    return told.texts


def test_only_lost_calls_of_callers_nobody_reached_are_asked_for(opened: Open) -> None:
    record = Waiting(missed(1))
    opened(record)
    wanted = record.asked[-1]
    assert (wanted.direction, wanted.lost, wanted.not_reached_since) == (Direction.IN, True, True)
    assert wanted.since is not None


def test_who_waits_longest_stands_first_and_says_how_often_they_called(opened: Open) -> None:
    view = opened(Waiting(missed(1), missed(3, "+48600700800"), missed(30), missed(50)))
    assert view.rows.rowCount() == 2
    first, second = texts(view, 0), texts(view, 1)
    assert (first[0], first[3], first[4]) == ("2 days ago", "+48 22 555 01 23", "3 times")
    assert (second[0], second[3], second[4]) == ("3 hours ago", "+48 600 700 800", "once")
    assert view.foot.full == "2 callers wait"


def test_callers_who_withheld_their_number_are_not_taken_for_one() -> None:
    callers = by_caller([missed(1, None), missed(2, None), missed(3, None, "101"), missed(4, None, "101")])
    assert [len(caller.calls) for caller in callers] == [2, 1, 1]


def test_a_caller_is_called_back_by_button_and_by_key(
    qtbot: QtBot, opened: Open, dialled: list[DialWanted]
) -> None:
    view = opened(Waiting(missed(1), missed(9, "+48600700800")))
    assert view.call.text() == "Call +48 600 700 800"
    view.list.table.selectRow(1)
    assert view.call.text() == "Call +48 22 555 01 23"
    view.call.click()
    assert dialled == [DialWanted("+48225550123")]
    assert view.foot.full == "Asking the PBX to call …"


def test_where_nothing_dials_the_number_is_copied(opened: Open) -> None:
    view = opened(Waiting(missed(1)), by="off")
    view.list.table.selectRow(0)
    assert not view.call.isVisible()
    view.copy.click()
    assert QGuiApplication.clipboard().text() == "+48225550123"


def test_a_withheld_number_can_be_neither_called_nor_copied(opened: Open) -> None:
    view = opened(Waiting(missed(1, None)))
    view.list.table.selectRow(0)
    assert not view.call.isVisible()
    assert not view.copy.isVisible()


def test_a_new_caller_does_not_turn_the_reader_away_from_theirs(
    qtbot: QtBot, opened: Open, background: Background
) -> None:
    record = Waiting(missed(1), missed(3, "+48600700800"))
    view = opened(record)
    view.list.table.selectRow(1)
    record.calls = (missed(0.1, "+48600700801"), missed(0.2), missed(1), missed(5, "+48600700802"))
    view.refresh()
    qtbot.waitUntil(lambda: view.rows.rowCount() == 3 and background.idle)
    assert view.list.table.currentIndex().row() == 1
    assert view.call.text() == "Call +48 22 555 01 23"


def test_nobody_waits(opened: Open) -> None:
    assert "Nobody waits" in seen(opened(Waiting()))


def test_a_record_that_is_away_is_told(qtbot: QtBot, opened: Open) -> None:
    record = Waiting(missed(1))
    record.trouble = RecordUnavailable(say("away"))
    assert "away" in seen(opened(record))


def test_opening_a_caller_shows_their_newest_call(opened: Open) -> None:
    newest, older = missed(1), missed(2)
    view = opened(Waiting(newest, older))
    view.list.table.opened.emit(by_caller([newest, older])[0])
    story = view.findChild(Story)
    assert story is not None
    assert story.call == newest


def test_a_record_that_comes_back_is_read_again_without_being_asked_for(
    qtbot: QtBot, background: Background, opened: Open
) -> None:
    record = Waiting(missed(1))
    record.trouble = RecordUnavailable(say("away"))
    view = opened(record)
    assert not view.list.shows_rows

    record.trouble = None
    view._again.timeout.emit()
    qtbot.waitUntil(lambda: background.idle)

    assert view.list.shows_rows
