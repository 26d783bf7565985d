"""Where the files that ship with the program lie: icons, fonts, translations, presets."""

from pathlib import Path

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
