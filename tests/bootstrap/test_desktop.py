"""What the windows are told of the lines behind them."""

import gc
from pathlib import Path
from unittest.mock import Mock

import pytest
from pytestqt.qtbot import QtBot

from screenpop.bootstrap import desktop as desktop_module
from screenpop.bootstrap.desktop import Desktop, _elsewhere
from screenpop.bootstrap.kinds import all_kinds
from screenpop.events.acts import DialWanted
from screenpop.ports.kinds import LineSettings
from screenpop.settings.reading import read_settings
from telephony.simulator.settings import SimulatorSettings
from telephony.sip.kind import SipSettings


def sip(**told: str) -> LineSettings:
    return SipSettings.model_validate({"server": "127.0.0.1", "extension": "101", **told})


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((sip(mode="contact"),), "keep"),
        ((sip(mode="contact", elsewhere="close"),), "close"),
        ((sip(mode="watch"),), "close"),
        ((sip(mode="contact"), sip(mode="watch")), "close"),
        ((SimulatorSettings(),), "close"),
        ((SimulatorSettings(mode="contact"),), "keep"),
    ],
    ids=[
        "a contact",
        "a contact told to close",
        "a watch",
        "both",
        "the simulator",
        "the simulator as a contact",
    ],
)
def test_a_card_stays_only_if_elsewhere_may_be_the_agents_own_phone(
    lines: tuple[LineSettings, ...], expected: str
) -> None:
    assert _elsewhere(lines) == expected


def test_a_desk_that_cannot_start_says_so_in_the_window(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('region = "PL"\ndata = "data"\n')
    monkeypatch.setattr(desktop_module, "Site", Mock(side_effect=RuntimeError("Anna’s own words")))
    desktop = Desktop(read_settings(file, all_kinds()))

    desktop._open()

    banner = desktop.application.history.banner
    qtbot.waitUntil(lambda: banner.text.text() == "internal error")
    desktop.application.close()
    assert "RuntimeError" in caplog.text
    assert "Anna" not in caplog.text


def test_what_is_built_once_is_not_searched_for_rubbish(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('region = "PL"\ndata = "data"\n')
    monkeypatch.setattr(desktop_module, "Site", Mock())
    monkeypatch.setattr(desktop_module, "RecordFigures", Mock())
    monkeypatch.setattr(desktop_module, "SupervisorsWindow", Mock(of=Mock(return_value=None)))
    monkeypatch.setattr(desktop_module, "autostart", Mock())
    monkeypatch.setattr(desktop_module, "BUILT_AFTER", 0.0)
    gc.unfreeze()
    desktop = Desktop(read_settings(file, all_kinds()))
    try:
        desktop._open()
        assert gc.get_freeze_count() > 10_000
    finally:
        gc.unfreeze()
        desktop.application.close()


def test_a_number_that_is_to_be_called_before_the_lines_are_built_is_not_left_hanging(
    qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('region = "PL"\ndata = "data"\n[dial]\nby = "line"\n')
    desktop = Desktop(read_settings(file, all_kinds()))
    told: list[str] = []
    desktop.application.feed.announced.connect(lambda each: told.append(str(each.refusal)))

    desktop.post(DialWanted("+48225550123"))

    qtbot.waitUntil(lambda: told == ["The line is not there yet"])
    desktop.application.close()


def test_panels_stand_in_the_order_of_the_settings_under_their_titles(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(
        'region = "PL"\ndata = "data"\n[sources.books]\nkind = "sql"\nurl = "sqlite:///books.db"\n'
        '[departments.contracts]\nkind = "table"\ntitle = "Service contracts"\nsource = "books"\n'
        'rows = "select 1 as a"\n'
        '[departments.credit]\nsource = "books"\nstanding = "select 1 as credit_limit"\n'
    )
    desktop = Desktop(read_settings(file, all_kinds()))
    card = desktop.application.stack._new_card()

    assert [panel.title.full for panel in card.panels.values()] == ["Service contracts", "Credit"]
    card.deleteLater()
    desktop.application.close()
