"""Where the files that ship with the program lie: icons, fonts, translations, presets; and its other half."""

import importlib.util
import sys
from functools import cache
from pathlib import Path

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
COMPANION = "screenpop-learn"
"""The package of learning and its libraries, which are too large for every desk."""


@cache
def version() -> str:
    """This program's."""
    from importlib.metadata import (  # noqa: PLC0415 # 50 ms, for whoever wants to know
        version as of_package,
    )

    return of_package("screenpop")


def companion() -> Path:
    """The packaged program's other half, beside its folder: /usr/lib/screenpop-learn/screenpop-learn."""
    program = f"{COMPANION}.exe" if sys.platform == "win32" else COMPANION
    return Path(sys.executable).resolve().parent.parent / COMPANION / program


def learning_package() -> str:
    """What is to be installed for learning, beside a packaged program or a wheel."""
    return COMPANION if getattr(sys, "frozen", False) else "screenpop[learning]"


def has_learning() -> bool:
    """Are the libraries of learning in this very program? From source they are, and in the other half itself."""
    return all(importlib.util.find_spec(name) is not None for name in ("connectors.learning", "duckdb"))


def can_learn() -> bool:
    """Can this installation learn, by itself or by its other half?"""
    return has_learning() or companion().is_file()
