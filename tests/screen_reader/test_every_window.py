"""In every window, whatever the keyboard can reach has a name, and is seen to have the keyboard."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from screenpop.bootstrap.kinds import all_kinds
from screenpop.bootstrap.supervision import Supervision
from screenpop.settings.reading import read_settings
from screenpop.settings.sections import SECTIONS
from tests.screen_reader.focus import reachable, unnamed, unseen
from tests.ui.settings.desk import settings_desk
from ui.assistant.pages import TITLES
from ui.clock import stopped
from ui.components.look import Look
from ui.gallery.beginning import assistant_window
from ui.gallery.company import EIGHT
from ui.gallery.people import NOON
from ui.gallery.scenes import SCENES
from ui.gallery.stage import Stage
from ui.language import language_for
from ui.pop.card import Card
from ui.theme.fonts import load_fonts
from ui.theme.theme import Theme
from ui.wording import Wording

FEWEST = 3


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[Stage]:
    with stopped(NOON):
        built = Stage(EIGHT, "light", "en", all_kinds())
        yield built
        built.clear()
        built.close()


@pytest.fixture
def look(qtbot: QtBot) -> Look:
    load_fonts()
    return Look(Theme("light"), Wording(language_for("en")))


@pytest.fixture
def supervision(qtbot: QtBot, tmp_path: Path) -> Iterator[Supervision]:
    file = tmp_path / "settings.toml"
    file.write_text(
        f'region = "PL"\nagent = "anna"\ndata = "{(tmp_path / "data").as_posix()}"\n'
        '[secrets]\nfrom = "environment"\n[line]\nkind = "simulator"\n[supervision]\nrole = "supervisor"\n',
        encoding="utf-8",
    )
    made = Supervision(read_settings(file, all_kinds()))
    made.start()
    QApplication.setCursorFlashTime(0)
    yield made
    made.application.close()
    made.stop()
    qtbot.wait(0)


def entered(qtbot: QtBot, window: QWidget) -> QWidget:
    """The agent is in the window."""
    window.show()
    if isinstance(window, Card):
        window.let_in()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


@pytest.mark.parametrize(
    "scene", [name for name in SCENES if "settings" not in name and "assistant" not in name]
)
def test_of_a_card_and_of_the_home_window_all_is_named_and_seen(
    qtbot: QtBot, stage: Stage, scene: str
) -> None:
    window = entered(qtbot, SCENES[scene](stage))

    assert len(reachable(window)) >= FEWEST
    assert unnamed(window) == []
    assert list(unseen(window)) == []


def test_of_the_settings_every_part_of_every_page_is_named_and_seen(
    qtbot: QtBot, look: Look, tmp_path: Path
) -> None:
    QApplication.setCursorFlashTime(0)
    with settings_desk(look, tmp_path) as desk:
        entered(qtbot, desk.window)
        desk.open_all()
        troubles = {}
        for section in SECTIONS:
            desk.window.turn_to(section.name)
            qtbot.wait(0)
            assert len(reachable(desk.window)) >= FEWEST
            troubles[section.name] = [*unnamed(desk.window), *unseen(desk.window)]

    qtbot.wait(0)
    assert {name: found for name, found in troubles.items() if found} == {}


@pytest.mark.parametrize("name", TITLES)
def test_of_the_assistant_every_part_of_every_page_is_named_and_seen(
    qtbot: QtBot, stage: Stage, name: str
) -> None:
    window = entered(qtbot, assistant_window(stage, name))

    assert reachable(window)
    assert unnamed(window) == []
    assert list(unseen(window)) == []


def test_of_the_supervisors_window_every_part_of_every_view_is_named_and_seen(
    qtbot: QtBot, supervision: Supervision
) -> None:
    window = supervision.application.window
    entered(qtbot, window)
    troubles = {}
    for view in window.views:
        window.turn_to(view)
        entered(qtbot, window)
        qtbot.waitUntil(lambda: bool(reachable(window)), timeout=20_000)
        qtbot.waitUntil(lambda: supervision.application.idle, timeout=20_000)
        troubles[str(view.title)] = [*unnamed(window), *unseen(window)]

    assert {name: found for name, found in troubles.items() if found} == {}
