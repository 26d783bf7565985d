"""Rows without end: fetched as they are seen, let go of when they are far, never mixed up."""

import threading
from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from screenpop.errors import RecordUnavailable
from screenpop.sentences import Sentence, say
from ui.background import Background
from ui.components.look import Look
from ui.log.columns import Column
from ui.log.paged_rows import KEPT, PAGE, PagedRows

COLUMNS: tuple[Column[int], ...] = (Column(say("Number"), 60, lambda number, _: f"#{number}"),)


class Numbers:
    """Rows 0, 1, 2 …; a page may be held back, or fail."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.asked: list[int | None] = []
        self.go_on = threading.Event()
        self.go_on.set()
        self.trouble: RecordUnavailable | None = None

    def __call__(self, at_most: int, after: int | None) -> Sequence[int]:
        self.asked.append(after)
        self.go_on.wait(10)
        if self.trouble:
            raise self.trouble
        first = 0 if after is None else after + 1
        return range(first, min(self.count, first + at_most))


@pytest.fixture
def rows(look: Look, background: Background) -> PagedRows[int]:
    return PagedRows(look, background, COLUMNS)


def here(rows: PagedRows[int]) -> list[int]:
    return [told.row for row in range(rows.rowCount()) if (told := rows.at(row))]


def read_all(qtbot: QtBot, rows: PagedRows[int]) -> None:
    while not rows.complete:
        known = rows.rowCount()
        rows.need(known - 1, known - 1)
        qtbot.waitUntil(lambda known=known: rows.rowCount() > known or rows.complete)


@pytest.mark.parametrize("count", [0, 1, PAGE - 1, PAGE, PAGE + 1, 3 * PAGE])
def test_every_row_comes_once_in_order(qtbot: QtBot, rows: PagedRows[int], count: int) -> None:
    rows.read(Numbers(count))
    qtbot.waitUntil(lambda: not rows.starting)
    read_all(qtbot, rows)
    assert here(rows) == list(range(count))


def test_a_cell_is_its_text_and_the_heading_its_column(qtbot: QtBot, rows: PagedRows[int]) -> None:
    rows.read(Numbers(3))
    qtbot.waitUntil(lambda: not rows.starting)
    assert rows.index(2, 0).data() == "#2"
    assert rows.headerData(0, Qt.Orientation.Horizontal) == "Number"


def test_rows_far_away_are_let_go_of_and_come_back_when_they_are_seen(
    qtbot: QtBot, rows: PagedRows[int]
) -> None:
    count = (KEPT + 10) * PAGE
    rows.read(Numbers(count))
    qtbot.waitUntil(lambda: not rows.starting)
    read_all(qtbot, rows)
    assert rows.rowCount() == count
    assert len(here(rows)) <= KEPT * PAGE
    assert rows.at(5) is None

    rows.need(0, 20)
    qtbot.waitUntil(lambda: rows.at(5) is not None)
    assert rows.index(5, 0).data() == "#5"


def test_what_was_wanted_before_does_not_come_into_what_is_wanted_now(
    qtbot: QtBot, rows: PagedRows[int], background: Background
) -> None:
    slow, quick = Numbers(250), Numbers(7)
    slow.go_on.clear()
    rows.read(slow)
    rows.read(quick)
    qtbot.waitUntil(lambda: not rows.starting)
    slow.go_on.set()
    qtbot.waitUntil(lambda: background.idle)
    assert here(rows) == list(range(7))


def test_of_many_wishes_in_a_row_few_are_asked_and_the_last_one_counts(
    qtbot: QtBot, rows: PagedRows[int]
) -> None:
    wishes = [Numbers(count) for count in range(1, 21)]
    wishes[0].go_on.clear()
    wishes[1].go_on.clear()
    for wish in wishes:
        rows.read(wish)
    for wish in wishes[:2]:
        wish.go_on.set()
    qtbot.waitUntil(lambda: not rows.starting)
    assert here(rows) == list(range(20))
    assert sum(bool(wish.asked) for wish in wishes) == 3


def test_a_page_that_fails_is_told_and_asked_for_again_when_it_is_seen(
    qtbot: QtBot, rows: PagedRows[int]
) -> None:
    told: list[Sentence] = []
    rows.troubled.connect(told.append)
    numbers = Numbers(2 * PAGE)
    rows.read(numbers)
    qtbot.waitUntil(lambda: not rows.starting)
    numbers.trouble = RecordUnavailable(say("gone"))
    rows.need(PAGE - 1, PAGE - 1)
    qtbot.waitUntil(lambda: [str(each) for each in told] == ["gone"])

    numbers.trouble = None
    rows.need(PAGE - 1, PAGE - 1)
    qtbot.waitUntil(lambda: rows.rowCount() == 2 * PAGE)


def test_until_a_new_reading_is_here_the_old_rows_stay(qtbot: QtBot, rows: PagedRows[int]) -> None:
    rows.read(Numbers(3))
    qtbot.waitUntil(lambda: not rows.starting)
    held = Numbers(5)
    held.go_on.clear()
    rows.read(held)
    assert here(rows) == [0, 1, 2]
    held.go_on.set()
    qtbot.waitUntil(lambda: here(rows) == [0, 1, 2, 3, 4])
