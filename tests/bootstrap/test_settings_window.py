"""The settings window beside the desk's windows and alone; settings that cannot work are mended there."""

from argparse import Namespace
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from pytestqt.qtbot import QtBot

from screenpop.bootstrap import autostart, bell, settings_window
from screenpop.bootstrap.settings_window import DeskSettings, SettingsProgram
from screenpop.commands import settings as settings_command
from tests.ui.scenes import Scene
from ui.desktop.program_menu import Entry
from ui.theme.colours import DARK

FILE = 'region = "PL"\nagent = "anna"\ndata = "desk"\n[line]\nkind = "simulator"\n'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "settings.toml"
    file.write_text(FILE)
    return file


@pytest.fixture
def scene(qtbot: QtBot) -> Iterator[Scene]:
    scene = Scene()
    yield scene
    scene.application.close()
    qtbot.wait(0)


def gone() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_the_menu_opens_one_window_and_a_language_is_spoken_at_once(
    scene: Scene, file: Path, tmp_path: Path
) -> None:
    desk = DeskSettings(scene.application, file, tmp_path / "none.toml")
    scene.application.offer_settings(desk.open)
    assert scene.application.standby.menu.offers(Entry.SETTINGS)
    scene.application.standby.menu.choose(Entry.SETTINGS)
    window = desk.window
    scene.application.history.settings.click()
    assert desk.window is window is not None

    window.form.choose(("window", "language"), "pl", "system")
    window.form.choose(("window", "theme"), "dark", "system")
    window.save()

    assert window.foot.keep.text() == "Zapisz"
    assert scene.application.look.theme.colours is DARK
    assert 'language = "pl"' in file.read_text()
    desk.close()
    assert desk.window is None
    gone()


def test_a_file_that_is_no_toml_is_told_in_the_home_window(scene: Scene, file: Path) -> None:
    file.write_text("region =")
    desk = DeskSettings(scene.application, file, None)

    desk.open()
    QCoreApplication.processEvents()

    assert desk.window is None
    assert "is not valid TOML" in scene.application.history.banner.text.text()


def test_alone_the_window_mends_what_cannot_work(file: Path, tmp_path: Path, qtbot: QtBot) -> None:
    file.write_text(FILE.replace('"PL"', '"XX"') + '[window]\nlanguage = "klingon"\n')
    program = SettingsProgram(file, tmp_path / "none.toml")
    window = program.window

    def mend() -> None:
        assert not window.foot.keep.isEnabled()
        window.form.choose(("window", "language"), "hu", "system")
        window.form.choose(("region",), "HU")
        window.save()
        window.close()

    QTimer.singleShot(0, mend)
    assert program.run() == 0
    assert 'region = "HU"' in file.read_text()
    gone()


def test_starting_at_sign_in_is_switched_at_once(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    switched: list[object] = []
    monkeypatch.setattr(
        autostart, "follow", lambda **told: switched.append((told["wanted"], told["settings"]))
    )
    program = SettingsProgram(file, None)

    program.window.form.choose(("window", "autostart"), value=True, default=False)
    program.window.save()

    assert switched == [(True, file)]
    assert program.window.foot.told.text() == "Saved."
    program.close()
    gone()


def test_settings_that_are_locked_by_the_policy_stay_so_through_the_window(
    file: Path, tmp_path: Path
) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text('[lock.verification]\npolicy = "verify"\n')
    program = SettingsProgram(file, policy)

    program.window.form.choose(("verification", "policy"), "show", "show")
    program.window.form.choose(("window", "cards"), 2, 4)
    program.window.save()

    assert "verification" not in file.read_text()
    program.close()
    gone()


@pytest.mark.parametrize(
    ("report", "left_alone"), [({"line": {}}, True), ({"error": "x"}, False), (None, False)]
)
def test_a_line_of_a_program_that_runs_beside_it_is_left_alone(
    file: Path, monkeypatch: pytest.MonkeyPatch, report: object, left_alone: bool
) -> None:
    monkeypatch.setattr(bell, "ask", lambda *_: report)
    draft = settings_window.draft_of(file, None)

    used = settings_window._in_use_by_another(draft.settings(), "line")

    assert (used is not None and used.passed) == left_alone


def test_the_command_opens_the_window_of_the_program_that_runs(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[object, ...]] = []

    def ask(*question: object) -> Callable[[], None] | dict[str, object]:
        asked.append(question)
        return {}

    monkeypatch.setattr(bell, "ask", ask)

    arguments = Namespace(config=str(file), sits=None, sits_at=None, assistant=False, admx=None)
    assert settings_command.command(arguments) == 0
    assert asked == [(file.parent / "desk", "settings", None)]
