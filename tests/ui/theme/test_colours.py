"""Every text can be read on every ground it stands on (WCAG 2: contrast of 4.5 and more, 7 in high contrast)."""

import re
from dataclasses import fields

import pytest

from ui.theme.colours import DARK, HIGH_CONTRAST, LIGHT, Colours

ON = {
    "ink": ("ground", "surface", "field", "selected"),
    "quiet": ("ground", "surface", "field", "selected"),
    "accent": ("ground", "surface", "field", "selected"),
    "on_accent": ("accent",),
    "bad": ("ground", "surface", "field", "selected", "bad_ground"),
    "warn": ("ground", "surface", "field", "selected", "warn_ground"),
    "good": ("ground", "surface", "field", "selected", "good_ground"),
    "on_header": ("ringing", "talking", "over"),
    "on_header_quiet": ("ringing", "talking", "over"),
    "on_alarm": ("alarm",),
    "on_caution": ("caution",),
}
THEMES = {"light": LIGHT, "dark": DARK, "high-contrast": HIGH_CONTRAST}
LEAST = {"light": 4.5, "dark": 4.5, "high-contrast": 7.0}


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(
    ("text", "ground"), [(text, ground) for text, grounds in ON.items() for ground in grounds]
)
def test_text_can_be_read(name: str, text: str, ground: str) -> None:
    colours = THEMES[name]
    assert contrast(getattr(colours, text), getattr(colours, ground)) >= LEAST[name]


def test_in_high_contrast_whatever_can_be_worked_with_has_a_strong_border() -> None:
    grounds = (HIGH_CONTRAST.ground, HIGH_CONTRAST.surface, HIGH_CONTRAST.field)
    borders = (HIGH_CONTRAST.line, HIGH_CONTRAST.edge, HIGH_CONTRAST.accent)
    assert all(contrast(border, ground) >= 7 for border in borders for ground in grounds)


@pytest.mark.parametrize("colours", THEMES.values(), ids=THEMES)
def test_the_focus_is_seen_on_every_ground(colours: Colours) -> None:
    assert all(
        contrast(colours.accent, getattr(colours, ground)) >= 3 for ground in ("ground", "surface", "field")
    )


@pytest.mark.parametrize("colours", THEMES.values(), ids=THEMES)
def test_what_a_chart_shows_is_seen_on_its_surface(colours: Colours) -> None:
    assert all(contrast(each, colours.surface) >= 3 for each in (*colours.chart, colours.heat[1]))


@pytest.mark.parametrize("colours", THEMES.values(), ids=THEMES)
def test_every_colour_is_one(colours: Colours) -> None:
    values = [getattr(colours, field.name) for field in fields(colours)]
    flat = [each for value in values for each in (value if isinstance(value, tuple) else (value,))]
    assert all(re.fullmatch("#[0-9a-f]{6}", each) for each in flat)


def test_the_computation_knows_black_on_white() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
