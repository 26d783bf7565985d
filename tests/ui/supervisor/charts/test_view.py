"""The charts as they are seen, pointed at, read out, and as they fail."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from screenpop.record.agent_figures import AgentFigures, Hidden, People
from screenpop.record.figures import Counts, Figures, OfferCounts, Spread
from screenpop.record.span import Span
from tests.ui.seen import seen
from tests.ui.supervisor.charts.figures_told import NOTHING, SOME, WEEK, FakeFigures
from ui.background import Background
from ui.components.look import Look
from ui.supervisor.charts.time_span import DAYS, TimeSpan
from ui.supervisor.charts.view import ChartsView

TODAY = date(2026, 3, 31)


@pytest.fixture
def opened(qtbot: QtBot, look: Look) -> Iterator[Callable[[FakeFigures], ChartsView]]:
    background = Background()
    views: list[ChartsView] = []

    def open_view(figures: FakeFigures) -> ChartsView:
        view = ChartsView(look, background, figures)
        views.append(view)
        view.resize(1100, 1300)
        view.show()
        view.shown()
        qtbot.waitUntil(lambda: view.foot.full != "Counting …", timeout=20_000)
        return view

    yield open_view
    background.close()
    for view in views:
        view.close()
        view.deleteLater()


def test_figures_are_asked_for_behind_the_window(opened: Callable[[FakeFigures], ChartsView]) -> None:
    figures = FakeFigures()
    view = opened(figures)

    assert view.sheet is not None
    assert threading.main_thread() not in figures.threads
    assert view.sheet.tiles.tiles["calls"].figure.full == "1,216"
    told = seen(view)
    assert "known only to the PBX" in told
    assert "(AMI)" in told


def test_two_times_are_compared_of_the_same_length(opened: Callable[[FakeFigures], ChartsView]) -> None:
    figures = FakeFigures()
    opened(figures)

    now, before = figures.asked
    assert (now.last - now.first, before.last - before.first) == (timedelta(days=29), timedelta(days=29))
    assert before.last == now.first - timedelta(days=1)


def test_what_is_pointed_at_by_keys_is_told_in_words(
    qtbot: QtBot, opened: Callable[[FakeFigures], ChartsView]
) -> None:
    view = opened(FakeFigures())
    assert view.sheet is not None
    panel = view.sheet.by_day

    qtbot.keyClick(panel.picture, Qt.Key.Key_Right)
    qtbot.keyClick(panel.picture, Qt.Key.Key_Right)
    qtbot.keyClick(panel.picture, Qt.Key.Key_Right)

    assert panel.reading.full.startswith("Wed, 1 Apr:  8 calls")
    assert panel.picture.accessibleDescription() == panel.reading.full
    qtbot.keyClick(panel.picture, Qt.Key.Key_Left)
    assert panel.reading.full == "Tue, 31 Mar:  0 calls"


def test_the_heat_map_is_gone_through_in_both_directions(
    qtbot: QtBot, opened: Callable[[FakeFigures], ChartsView]
) -> None:
    view = opened(FakeFigures())
    assert view.sheet is not None
    plot = view.sheet.by_hour.picture

    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down):
        qtbot.keyClick(plot, key)

    assert view.sheet.by_hour.reading.full == "Wed, 09:00–10:00:  0 calls"


def test_the_mouse_points_at_the_column_below_it(
    qtbot: QtBot, opened: Callable[[FakeFigures], ChartsView]
) -> None:
    view = opened(FakeFigures())
    assert view.sheet is not None
    plot = view.sheet.by_day.picture
    box = plot.getPlotItem().getViewBox()
    scene = box.mapViewToScene(QPoint(2, 100))

    qtbot.mouseMove(plot.viewport(), plot.mapFromScene(scene))

    assert plot.cell == (0, 2)
    assert view.sheet.by_day.reading.full.startswith("Wed, 1 Apr")


def test_every_chart_is_a_table_at_the_press_of_a_key(
    qtbot: QtBot, opened: Callable[[FakeFigures], ChartsView]
) -> None:
    view = opened(FakeFigures())
    sheet = view.sheet
    assert sheet is not None

    for panel in (sheet.by_day, sheet.by_hour, sheet.answer, sheet.talk, sheet.dispositions, sheet.offers):
        assert not panel.table.isVisibleTo(view)
        panel.as_table.setFocus()
        qtbot.keyClick(panel.as_table, Qt.Key.Key_Space)
        assert panel.table.isVisibleTo(view)
        assert panel.table.accessibleName()
        assert panel.table.model().rowCount() > 0
    model = sheet.by_day.table.model()
    assert model.data(model.index(0, 1)) == "1,206"
    assert model.data(model.index(0, 1), Qt.ItemDataRole.AccessibleTextRole) == "Answered: 1,206"


def test_a_time_without_calls_says_so(opened: Callable[[FakeFigures], ChartsView]) -> None:
    view = opened(FakeFigures(NOTHING))
    assert view.sheet is not None

    assert view.sheet.by_day.nothing.isVisibleTo(view)
    assert not view.sheet.by_day.as_table.isEnabled()
    assert view.sheet.tiles.tiles["calls"].figure.full == "0"
    assert view.sheet.tiles.tiles["answered"].figure.full == "–"
    assert "No calls in this time" in seen(view)


def test_a_record_that_cannot_be_read_is_told_and_tried_again(
    qtbot: QtBot, opened: Callable[[FakeFigures], ChartsView]
) -> None:
    figures = FakeFigures()
    figures.broken = True
    view = opened(figures)
    assert view.notice.isVisibleTo(view)
    assert view.notice.more.text() == "the server <b>rests</b>"

    figures.broken = False
    view.notice.button.click()

    qtbot.waitUntil(lambda: view.sheet is not None and view.sheet.isVisibleTo(view), timeout=20_000)


def test_an_answer_that_comes_after_another_wish_is_not_shown(
    qtbot: QtBot, opened: Callable[[FakeFigures], ChartsView]
) -> None:
    figures = FakeFigures()
    view = opened(figures)
    figures.week_may_come.clear()
    view.time.chips.chips["week"].click()
    view.time.chips.chips["year"].click()
    year = datetime.now().astimezone().date().year
    qtbot.waitUntil(lambda: str(year - 2) in view.foot.full, timeout=20_000)

    figures.week_may_come.set()
    qtbot.waitUntil(lambda: view._background.idle, timeout=20_000)

    assert str(year - 2) in view.foot.full


def test_a_tile_says_how_it_changed_in_words_and_whether_that_is_good(
    opened: Callable[[FakeFigures], ChartsView],
) -> None:
    before = Figures(
        WEEK,
        {(WEEK.first, 9): Counts(answered=500, missed=500)},
        answer=Spread(((24, 1),)),
        offers=(OfferCounts("again", accepted=1, declined=1),),
    )
    view = opened(FakeFigures(SOME, before))
    assert view.sheet is not None
    below = {name: tile.below.full for name, tile in view.sheet.tiles.tiles.items()}

    assert below["calls"] == "▲ 22%"
    assert below["answered"] == "▲ 49 points"
    assert below["unanswered"] == "▼ 50 points"
    assert below["answer"] == "▼ 50%"
    assert below["offers"] == "▼ 25 points"
    assert below["talk"] == "nothing before"


@pytest.mark.parametrize(
    ("people", "told"),
    [
        (People((), Hidden.OFF), "“per_agent” under [supervision]"),
        (People((), Hidden.FEW, 7), "Fewer than 7 agents had calls"),
        (People(()), "No calls in this time"),
    ],
)
def test_why_there_are_no_figures_by_agent_is_said(
    opened: Callable[[FakeFigures], ChartsView], people: People, told: str
) -> None:
    view = opened(FakeFigures(people=people))
    assert view.sheet is not None

    assert told in view.sheet.people.why.text()
    assert not view.sheet.people.table.isVisibleTo(view)


def test_figures_by_agent_stand_in_a_table_and_acceptance_only_where_it_is_shown(
    opened: Callable[[FakeFigures], ChartsView],
) -> None:
    anna = AgentFigures(
        "anna", 9, 7, Spread(((125, 7),)), Spread(((30, 7),)), (("Solved", 7),), OfferCounts("", accepted=1)
    )
    ewa = AgentFigures("<i>ewa</i>", 4, 2)
    view = opened(FakeFigures(people=People((anna, ewa))))
    assert view.sheet is not None

    model = view.sheet.people.table.model()
    rows = [[model.data(model.index(row, column)) for column in range(7)] for row in range(2)]
    assert rows == [
        ["anna", "9", "7", "2:05", "0:30", "Solved", "1 of 1"],
        ["<i>ewa</i>", "4", "2", "–", "–", "–", "–"],
    ]


def test_a_time_is_chosen_from_one_day_to_another_in_either_order(qtbot: QtBot, look: Look) -> None:
    time = TimeSpan(look, today=lambda: TODAY)
    qtbot.addWidget(time)
    assert time.span() == Span(TODAY - timedelta(days=29), TODAY)

    time.chips.chips["week"].click()
    assert time.span() == Span(TODAY - timedelta(days=6), TODAY)
    time.choose(DAYS)
    time.first.edit.setDate(TODAY)
    time.last.edit.setDate(date(2026, 3, 1))

    assert time.span() == Span(date(2026, 3, 1), TODAY)


def test_the_drawing_library_is_loaded_by_nothing_but_charts_that_are_looked_at() -> None:
    watch = (
        "import sys\n"
        "import screenpop.bootstrap.desktop, ui.application\n"
        "import ui.supervisor.application, ui.supervisor.views, ui.supervisor.charts.view\n"
        "print([name for name in ('pyqtgraph', 'numpy') if name in sys.modules])"
    )
    told = subprocess.run(
        [sys.executable, "-c", watch], capture_output=True, text=True, timeout=60, check=True
    )

    assert told.stdout.strip() == "[]"
