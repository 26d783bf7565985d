"""The theme's fonts and icons are there, and it changes while the program runs."""

import pytest
from PySide6.QtGui import QColor, QFontDatabase, QFontInfo
from pytestqt.qtbot import QtBot

from screenpop.shipped import RESOURCES
from ui.theme.colours import DARK, LIGHT
from ui.theme.fonts import font, load_fonts
from ui.theme.icons import Icon, Icons, application_icon
from ui.theme.scale import FAMILIES, Type
from ui.theme.theme import Theme


def test_the_shipped_fonts_are_used_with_their_licence_beside_them(qtbot: QtBot) -> None:
    load_fonts()
    assert set(FAMILIES) <= set(QFontDatabase.families())
    assert "SIL OPEN FONT LICENSE" in (RESOURCES / "fonts" / "OFL.txt").read_text()
    for kind in Type:
        assert QFontInfo(font(kind)).family() == "Noto Sans"


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
    theme.choose("light")
