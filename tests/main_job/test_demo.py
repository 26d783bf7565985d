"""`screenpop demo` as a newcomer without a display runs it: from nothing to pictures."""

import os
from pathlib import Path

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
]


def colours_of(picture: Path) -> set[int]:
    image = QImage(str(picture))
    return {image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}


def test_a_newcomer_without_a_display_gets_a_picture_of_every_scene(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    environment |= {"XDG_CACHE_HOME": str(tmp_path / "cache"), "XDG_DATA_HOME": str(tmp_path / "data")}
    pictures = tmp_path / "pictures"

    shown = screenpop("demo", "--pictures", pictures, timeout=180, **environment)

    assert shown.returncode == 0, shown.stderr
    assert shown.stdout.split() == [str(pictures / scene) for scene in SCENES]
    assert sorted(picture.name for picture in pictures.iterdir()) == SCENES
    for scene in SCENES:
        assert len(colours_of(pictures / scene)) > 30, scene
    waiting, filled = (QImage(str(pictures / scene)) for scene in SCENES[:2])
    assert waiting != filled
