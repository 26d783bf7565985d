"""Runs a program and has all that it writes into one folder written down."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

_SOURCE = Path(__file__).with_name("journal.c")


def build(folder: Path) -> Path:
    """Compile the library that writes it down."""
    compiler = shutil.which("gcc")
    if compiler is None:
        pytest.fail("the tests of power cuts need the program gcc: install the packages gcc and libc6-dev")
    library = folder / "journal.so"
    done = subprocess.run(
        [compiler, "-Wall", "-Wextra", "-Werror", "-O1", "-shared", "-fPIC", "-o", library, _SOURCE, "-ldl"],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return library


def run(  # noqa: PLR0917 # as many as a program has
    library: Path, program: Sequence[str | Path], folder: Path, journal: Path, stdin: str = "", fails: int = 0
) -> str:
    """Run the program to its end; what it said. So many of a hundred syncs fail."""
    done = subprocess.run(
        program,
        input=stdin,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        env={
            **os.environ,
            "LD_PRELOAD": str(library),
            "JOURNAL_FOLDER": str(folder),
            "JOURNAL_FILE": str(journal),
            "JOURNAL_FAILS": str(fails),
        },
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
