"""`screenpop gallery` leaves one picture for each scene and page, with names that say what they show."""

import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage

from ui.gallery.gallery import LANGUAGES, THEMES, everything
from ui.gallery.scenes import SCENES

ROOT = Path(__file__).resolve().parents[2]


def gallery(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "screenpop", "gallery", "--pictures", str(folder), *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )


def test_one_theme_and_language_have_every_scene_and_every_page(tmp_path: Path) -> None:
    done = gallery(tmp_path / "pictures", "--theme", "dark", "--language", "pl")

    assert done.returncode == 0, done.stderr
    files = sorted((tmp_path / "pictures").glob("*.png"))
    assert sorted(done.stdout.split()) == [str(file) for file in files]
    names = {file.stem for file in files}
    assert {f"{scene}-dark-pl" for scene in SCENES} < names
    assert {"components-buttons-dark", "panel-accounting-dark", "tray-dark"} < names
    assert not any(QImage(str(file)).isNull() for file in files)


def test_without_a_choice_it_is_all_of_them() -> None:
    wanted = everything()
    assert [each.language for each in wanted] == list(LANGUAGES)
    assert all(tuple(each.themes) == tuple(THEMES) for each in wanted)
    assert sum(bool(each.sheets) for each in wanted) == 1


def test_it_wants_a_folder(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "screenpop", "gallery"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
