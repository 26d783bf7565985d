"""Nobody changes what an agent sees without saying so: chosen pictures are made anew and compared with the stored ones.

`make pictures` renews them; whoever does looks at them, and names them in the commit.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from tests.ui.gallery.chosen import SCALES

ROOT = Path(__file__).resolve().parents[3]
STORED = ROOT / "tests" / "pictures"
CHANGED = ROOT / "demo-output" / "changed-pictures"
ROUNDING = 12
"""Of 255: processors with other vector instructions round the edges of letters and corners a little differently."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with all of them, made in programs of their own: the scale is chosen before Qt is loaded."""
    folder = tmp_path_factory.mktemp("pictures")
    for scale in SCALES:
        done = subprocess.run(
            [sys.executable, "-m", "tests.ui.gallery.chosen", str(folder), str(scale)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )
        assert done.returncode == 0, done.stderr
    return folder


def test_what_an_agent_sees_is_what_was_stored(qtbot: QtBot, made: Path) -> None:
    names = {file.name for file in made.glob("*.png")}
    assert names == {file.name for file in STORED.glob("*.png")}, "run `make pictures`"
    changed = sorted(name for name in names if _differ(STORED / name, made / name))
    for name in changed:
        CHANGED.mkdir(parents=True, exist_ok=True)
        shutil.copy(made / name, CHANGED / name)
    assert changed == [], f"look at them in {CHANGED}; if they are as they should be, run `make pictures`"


def test_the_stored_pictures_stay_few() -> None:
    assert sum(file.stat().st_size for file in STORED.glob("*.png")) < 3_000_000


def test_the_page_of_pictures_shows_each_of_them() -> None:
    shown = re.findall(r"\(\.\./tests/pictures/([^)]+)\)", (ROOT / "docs" / "gallery.md").read_text())
    assert sorted(shown) == sorted(file.name for file in STORED.glob("*.png"))


def test_a_changed_picture_is_seen(qtbot: QtBot, tmp_path: Path) -> None:
    stored = next(STORED.glob("*.png"))
    picture = QImage(str(stored))
    assert not _differ(stored, stored)
    picture.setPixelColor(30, 30, QColor("#ff00ff"))
    picture.save(str(tmp_path / "changed.png"))
    assert _differ(stored, tmp_path / "changed.png")


def _differ(stored: Path, made: Path) -> bool:
    one, other = _opaque(stored), _opaque(made)
    if one.size() != other.size():
        return True
    painter = QPainter(one)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Difference)
    painter.drawImage(0, 0, other)
    painter.end()
    difference = one.convertToFormat(QImage.Format.Format_RGBA8888)
    channels = bytes(difference.constBits())
    return any(max(channels[colour::4]) > ROUNDING for colour in range(3))


def _opaque(file: Path) -> QImage:
    """On a ground, so that what is transparent counts too."""
    picture = QImage(str(file))
    ground = QImage(picture.size(), QImage.Format.Format_RGB32)
    ground.fill(Qt.GlobalColor.magenta)
    painter = QPainter(ground)
    painter.drawImage(0, 0, picture.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied))
    painter.end()
    return ground
