"""No text of ours is cut in a language that needs more room than English, in any scene of the gallery."""

import subprocess
import sys
from pathlib import Path

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.gallery.long_texts import Lengthened, cut_texts
from ui.components.button import Button
from ui.components.line import Line
from ui.components.look import Look

ROOT = Path(__file__).resolve().parents[3]


def test_nothing_is_cut_in_a_longer_language_nor_in_one_of_ours() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.gallery.long_texts"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""


def test_a_longer_language_is_a_third_longer() -> None:
    assert (
        Lengthened()
        .gettext("What was said, what was promised")
        .startswith("What was said, what was promisedäöüß")
    )
    assert len(Lengthened().gettext("x" * 100)) == 135


def test_a_cut_line_and_a_squeezed_button_are_found(qtbot: QtBot, look: Look) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    root.resize(300, 100)
    line, button = Line(parent=root), Button(look.theme, "Benachrichtigen", parent=root)
    line.tell("Zahlungsbedingungen")
    line.resize(40, 20)
    button.setGeometry(0, 30, 60, 32)
    fitting = Button(look.theme, "Ja", parent=root)
    fitting.setGeometry(0, 64, 80, 32)
    root.show()

    assert sorted(text for _place, text in cut_texts(root)) == ["Benachrichtigen", "Zahlungsbedingungen"]
