"""The theme's fonts and icons are there, and it changes while the program runs."""

import ast
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontDatabase, QFontInfo, QRawFont
from pytestqt.qtbot import QtBot

from screenpop.shipped import RESOURCES
from ui.theme.colours import DARK, HIGH_CONTRAST, LIGHT
from ui.theme.fonts import font, load_fonts
from ui.theme.icons import Icon, Icons, application_icon
from ui.theme.scale import FAMILIES, Type
from ui.theme.theme import Choice, Theme

UI = Path(__file__).resolve().parents[3] / "ui"


def test_the_shipped_fonts_are_used_with_their_licence_beside_them(qtbot: QtBot) -> None:
    load_fonts()
    assert set(FAMILIES) <= set(QFontDatabase.families())
    assert "SIL OPEN FONT LICENSE" in (RESOURCES / "fonts" / "OFL.txt").read_text()
    for kind in Type:
        assert QFontInfo(font(kind)).family() == "Noto Sans"


def test_every_sign_on_the_windows_is_in_a_shipped_font() -> None:
    """A sign that only the system's fonts have would look different on every desk, or be an empty box."""
    fonts = [QRawFont(str(file), 13) for file in (RESOURCES / "fonts").glob("*Regular.ttf")]
    missing = {
        f"{sign} in {file}"
        for file in [*UI.rglob("*.py"), *(RESOURCES / "translations").rglob("*.po")]
        if "gallery" not in file.parts
        for sign in _written(file)
        if ord(sign) > 127 and sign.isprintable() and not any(f.supportsCharacter(ord(sign)) for f in fonts)
    }
    assert missing == set()


def _written(file: Path) -> set[str]:
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".po":
        return set(text)
    strings = (each.value for each in ast.walk(ast.parse(text)) if isinstance(each, ast.Constant))
    return {sign for each in strings if isinstance(each, str) for sign in each}


def test_there_is_an_icon_for_every_name_and_no_other(qtbot: QtBot) -> None:
    files = {file.stem for file in (RESOURCES / "icons").glob("*.svg")} - {"screenpop"}
    assert files == {icon.value for icon in Icon}
    assert not application_icon().isNull()


@pytest.mark.parametrize("icon", list(Icon))
def test_an_icon_is_drawn_in_the_colour_asked_for(qtbot: QtBot, icon: Icon) -> None:
    image = Icons().pixmap(icon, QColor("#ff0000"), 24).toImage()
    drawn = [
        image.pixelColor(x, y) for x in range(24) for y in range(24) if image.pixelColor(x, y).alpha() > 200
    ]
    assert drawn
    assert all(colour.red() > 240 and colour.green() < 20 for colour in drawn)


def test_light_and_dark_change_at_run_time(qtbot: QtBot) -> None:
    theme = Theme("light")
    assert theme.colours is LIGHT
    with qtbot.waitSignal(theme.changed):
        theme.choose("dark")
    assert theme.colours is DARK
    theme.choose("high-contrast")
    assert theme.colours is HIGH_CONTRAST
    theme.choose("light")


def test_the_systems_high_contrast_is_followed_unless_another_theme_is_chosen(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme, chosen = Theme("system"), Theme("light")
    wish = Qt.ContrastPreference.HighContrast
    for each in (theme, chosen):
        monkeypatch.setattr(each, "_manners", SimpleNamespace(contrastPreference=lambda: wish))
        each._follow()
    assert theme.colours is HIGH_CONTRAST
    assert chosen.colours is LIGHT
    theme.choose("light")


@pytest.mark.parametrize("name", ["light", "dark", "high-contrast"])
def test_what_the_mouse_is_over_looks_otherwise_in_every_theme(qtbot: QtBot, name: Choice) -> None:
    theme = Theme(name)
    for role in ("field", "accent"):
        rest = theme.colour(role)
        assert (
            len({each.name() for each in (rest, theme.touched(rest), theme.touched(rest, pressed=True))}) == 3
        )
