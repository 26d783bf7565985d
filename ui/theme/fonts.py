"""The fonts that ship with the program, so that it looks the same everywhere."""

from PySide6.QtGui import QFont, QFontDatabase

from screenpop.shipped import RESOURCES
from ui.theme.scale import FAMILIES, Type


def load_fonts() -> None:
    """Make the shipped fonts known to Qt; once a program."""
    for file in sorted((RESOURCES / "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))


def font(kind: Type) -> QFont:
    """The font of a type size, with figures that stand below one another."""
    made = QFont(list(FAMILIES))
    made.setPixelSize(kind.pixels)
    made.setWeight(QFont.Weight(kind.weight))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made
