"""Fixtures for the windows: a scene whose application goes again, whatever the test did."""

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.scenes import Scene
from ui.background import Background
from ui.components.look import Look
from ui.language import language_for
from ui.theme.fonts import load_fonts
from ui.theme.theme import Theme
from ui.wording import Wording


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[Callable[..., Scene]]:
    """Builds scenes; closes them after the test."""
    built: list[Scene] = []

    def build(**parts: object) -> Scene:
        built.append(Scene(**parts))  # type: ignore[arg-type] # as Scene says
        return built[-1]

    yield build
    for scene in built:
        scene.application.close()
    qtbot.wait(0)


@pytest.fixture
def scene(stage: Callable[..., Scene]) -> Scene:
    return stage()


@pytest.fixture
def look(qtbot: QtBot) -> Look:
    """English, light."""
    load_fonts()
    return Look(Theme("light"), Wording(language_for("en")))


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    made = Background()
    yield made
    made.close()
