"""An agent's own figures in their window."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from pytestqt.qtbot import QtBot

from screenpop.record.span import Span
from tests.ui.scenes import Scene
from tests.ui.seen import seen
from tests.ui.supervisor.charts.figures_told import FakeFigures
from ui.background import Background
from ui.components.look import Look
from ui.history.own_figures import OwnFigures

WEDNESDAY = date(2026, 4, 1)


@pytest.fixture
def background() -> Iterator[Background]:
    made = Background()
    yield made
    made.close()


@pytest.fixture
def own(qtbot: QtBot, look: Look, background: Background) -> OwnFigures:
    made = OwnFigures(look, background, today=lambda: WEDNESDAY)
    qtbot.addWidget(made)
    return made


def test_nothing_is_there_until_the_record_can_be_asked(own: OwnFigures) -> None:
    own.refresh()

    assert not own.isVisible()


def test_an_agent_sees_their_own_day_and_their_own_week(qtbot: QtBot, own: OwnFigures) -> None:
    figures = FakeFigures()
    own.read(figures)
    qtbot.waitUntil(own.isVisible)
    assert [value.full for value in own.values] == ["9", "7", "2:05", "0:30"]

    own.time.chips["week"].click()
    qtbot.waitUntil(lambda: len(figures.asked) == 2)

    assert figures.asked == [
        Span(WEDNESDAY, WEDNESDAY),
        Span(WEDNESDAY - timedelta(days=2), WEDNESDAY),
    ]


def test_a_record_that_rests_leaves_what_is_there(
    qtbot: QtBot, own: OwnFigures, background: Background
) -> None:
    figures = FakeFigures()
    own.read(figures)
    qtbot.waitUntil(own.isVisible)

    figures.broken = True
    own.refresh()
    qtbot.waitUntil(lambda: background.idle)

    assert own.values[0].full == "9"


def test_they_stand_in_the_agent_s_window_and_count_each_call(qtbot: QtBot, scene: Scene) -> None:
    figures = FakeFigures()
    scene.application.attach(figures=figures)
    scene.application.history.show()
    qtbot.waitUntil(scene.application.history.own.isVisible)
    assert "My figures" in seen(scene.application.history)
    asked = len(figures.asked)

    scene.ring()

    qtbot.waitUntil(lambda: len(figures.asked) > asked)
