"""Our colours as a QPalette, so that plain widgets are painted right by Qt itself, without a style sheet."""

from enum import Enum

from PySide6.QtGui import QColor, QPalette

from ui.theme.colours import Colours

Role = QPalette.ColorRole


class Ink(Enum):
    """What a text's colour means, and the palette's role that carries it.

    Qt has no roles for good, bad and warning, so seldom used ones stand for them; a colour change is then one
    `setPalette`, and every label follows without Python.
    """

    PLAIN = Role.WindowText
    QUIET = Role.PlaceholderText
    GOOD = Role.LinkVisited
    BAD = Role.BrightText


def palette_of(colours: Colours) -> QPalette:
    """The palette of the whole application."""
    return _palette(
        {
            Role.Window: colours.ground,
            Role.WindowText: colours.ink,
            Role.Base: colours.surface,
            Role.AlternateBase: colours.field,
            Role.Text: colours.ink,
            Role.Button: colours.field,
            Role.ButtonText: colours.ink,
            Role.PlaceholderText: colours.quiet,
            Role.Highlight: colours.accent,
            Role.HighlightedText: colours.on_accent,
            Role.Accent: colours.accent,
            Role.Link: colours.accent,
            Role.LinkVisited: colours.good,
            Role.BrightText: colours.bad,
            Role.ToolTipBase: colours.surface,
            Role.ToolTipText: colours.ink,
            Role.Light: colours.surface,
            Role.Midlight: colours.field,
            Role.Mid: colours.line,
            Role.Dark: colours.line,
            Role.Shadow: colours.line,
        }
    )


def on(ground: str, ink: str, quiet: str) -> QPalette:
    """The palette of a part that has a ground of its own, as the card's header has."""
    inks = dict.fromkeys((Role.WindowText, Role.Text, Role.ButtonText), ink)
    stood_back = dict.fromkeys((Role.PlaceholderText, Role.Link, Role.LinkVisited), quiet)
    return _palette({Role.Window: ground, Role.Base: ground, **inks, **stood_back, Role.BrightText: ink})


def _palette(roles: dict[QPalette.ColorRole, str]) -> QPalette:
    palette = QPalette()
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    return palette
