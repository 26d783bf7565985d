"""`screenpop demo` as a newcomer without a display runs it: from nothing to pictures."""

import os
import time
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from PySide6.QtGui import QImage

from tests.program import screenpop

SCENES = [
    "01-ringing.png",
    "02-all-filled.png",
    "03-talking.png",
    "04-shared-number.png",
    "05-main-number.png",
    "06-withheld.png",
    "07-unknown.png",
    "08-failed-department.png",
    "09-dark.png",
    "10-history-dark.png",
    "11-history.png",
    "12-said-in-full.png",
    "13-new-prospect.png",
    "14-my-day.png",
    "15-not-for-everybody.png",
    "16-offer-accepted.png",
    "17-gesture-given.png",
    "18-serve-first.png",
    "19-objection.png",
]
SUPERVISION = [
    f"supervisor-{view}-{theme}.png"
    for theme in ("light", "dark")
    for view in (
        *("1-call-log", "2-missed", "3-charts", "3-charts-below", "4-offers", "4-offers-below"),
        *("5-live-board", "6-audit"),
    )
]


def colours_of(picture: Path) -> set[int]:
    image = QImage(str(picture))
    return {image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """That of somebody without a display, who runs the demo for the first time."""
    home = tmp_path_factory.mktemp("home")
    ours = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    return {**ours, "XDG_CACHE_HOME": str(home / "cache"), "XDG_DATA_HOME": str(home / "data")}


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the first demo is to leave its pictures."""
    return tmp_path_factory.mktemp("demo") / "pictures"


@pytest.fixture(scope="module")
def shown(environment: dict[str, str], pictures: Path) -> CompletedProcess[str]:
    """The first demo, which makes the company."""
    return screenpop("demo", "--pictures", pictures, timeout=180, **environment)


def test_a_newcomer_without_a_display_gets_a_picture_of_every_scene(
    shown: CompletedProcess[str], pictures: Path
) -> None:
    assert shown.returncode == 0, shown.stderr
    assert shown.stdout.split() == [str(pictures / scene) for scene in SCENES + SUPERVISION]
    assert sorted(picture.name for picture in pictures.iterdir()) == sorted(SCENES + SUPERVISION)
    for scene in SCENES + SUPERVISION:
        assert len(colours_of(pictures / scene)) > 30, scene
    waiting, filled = (QImage(str(pictures / scene)) for scene in SCENES[:2])
    assert waiting != filled


@pytest.mark.usefixtures("shown")
def test_it_ends_at_once_when_it_is_over_in_the_middle_of_a_scene(environment: dict[str, str]) -> None:
    began = time.monotonic()

    over = screenpop("demo", "--seconds", "6", timeout=60, **environment | {"QT_QPA_PLATFORM": "minimal"})

    assert over.returncode == 0
    assert "Traceback" not in over.stderr
    assert 6 < time.monotonic() - began < 30  # not at once, and not never
