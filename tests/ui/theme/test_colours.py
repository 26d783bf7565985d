"""Every text can be read on every ground it stands on (WCAG 2: contrast of 4.5 and more)."""

import re
from dataclasses import fields

import pytest

from ui.theme.colours import DARK, LIGHT, Colours

ON = {
    "ink": ("ground", "surface", "field", "selected"),
    "quiet": ("ground", "surface", "field", "selected"),
    "accent": ("ground", "surface", "field"),
    "on_accent": ("accent",),
    "bad": ("ground", "surface", "field", "selected", "bad_ground"),
    "warn": ("surface", "warn_ground"),
    "good": ("surface", "good_ground"),
    "on_header": ("ringing", "talking", "over"),
    "on_header_quiet": ("ringing", "talking", "over"),
    "on_alarm": ("alarm",),
    "on_caution": ("caution",),
}


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground"), [(text, ground) for text, grounds in ON.items() for ground in grounds]
)
def test_text_can_be_read(colours: Colours, text: str, ground: str) -> None:
    assert contrast(getattr(colours, text), getattr(colours, ground)) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_every_colour_is_one(colours: Colours) -> None:
    values = [getattr(colours, field.name) for field in fields(colours)]
    flat = [each for value in values for each in (value if isinstance(value, tuple) else (value,))]
    assert all(re.fullmatch("#[0-9a-f]{6}", each) for each in flat)


def test_the_computation_knows_black_on_white() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
