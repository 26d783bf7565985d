"""The settings window, on a file of the invented company and under a policy that presets and locks."""

import tempfile
from collections.abc import Iterable
from pathlib import Path

from screenpop.ports.checks import Check
from screenpop.settings.draft import Draft
from screenpop.settings.model import Settings
from ui.background import Background
from ui.gallery.stage import Stage
from ui.settings.form import Asked
from ui.settings.window import SettingsWindow

_SETTINGS = """
region = "PL"
agent = "anna"

[line]
kind = "sip"
mode = "watch"
server = "pbx.hurt-bud.example:5060"
transport = "tls"
extension = "101"
username = "101"

[window]
corner = "bottom-right"
cards = 4

[verification]
needed = 2

[[verification.checks]]
name = "number"
ask = "What is your customer number?"

[[verification.checks]]
name = "street"
ask = "In which street was the last delivery?"
"""
_POLICY = """
[lock.verification]
policy = "amounts"
reveal = false

[preset.wrap_up]
follow_up = "Call back"
"""


class _Nobody:
    """Tries nothing, and keeps no password."""

    def line(self, _settings: Settings, _name: str, /) -> Iterable[Check]:
        return ()

    def source(self, _settings: Settings, _name: str, /) -> Iterable[Check]:
        return ()

    def department(self, _settings: Settings, _name: str, _customer: str, /) -> Iterable[Check]:
        return ()

    def directory(self, _settings: Settings, _wanted: str, /) -> Iterable[Check]:
        return ()

    def record(self, _settings: Settings, /) -> Iterable[Check]:
        return ()

    def rings(self, _settings: Settings, _name: str, /) -> Iterable[Check]:
        return ()

    def close(self) -> None:
        pass

    def get(self, _name: str, /) -> str | None:
        return None


def nobody_asked(background: Background) -> Asked:
    """Whom a form asks that is only looked at."""
    nobody = _Nobody()
    return Asked(background, nobody, lambda _origin: nobody)


def settings_window(stage: Stage, section: str) -> SettingsWindow:
    """The window at one section; the stage lets go of it."""
    with tempfile.TemporaryDirectory() as folder:
        file, policy = Path(folder) / "settings.toml", Path(folder) / "policy.toml"
        file.write_text(_SETTINGS, encoding="utf-8")
        policy.write_text(_POLICY, encoding="utf-8")
        draft = Draft(file, stage.kinds, policy=policy)
        draft.file = Path("settings.toml")  # not where it happened to be made
    background = Background()
    window = SettingsWindow(stage.application.look, draft, nobody_asked(background))
    stage.shown.append((window, background))
    window.turn_to(section)
    window.show()
    stage.play()
    return window
