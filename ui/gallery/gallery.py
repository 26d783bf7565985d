"""All the pictures there are, by name; makes the ones that are wanted."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QPixmap

from screenpop.ports.kinds import Kinds
from screenpop.settings.model import LanguageName, ThemeName
from ui.clock import stopped
from ui.components.look import Look
from ui.components.picture import picture_of, save_image
from ui.gallery.company import EIGHT
from ui.gallery.panel_sheets import panel_sheets
from ui.gallery.parts import component_sheets
from ui.gallery.people import NOON
from ui.gallery.scenes import SCENES
from ui.gallery.stage import Stage

THEMES: Sequence[ThemeName] = ("light", "dark", "high-contrast")
LANGUAGES: Sequence[LanguageName] = ("en", "pl", "hu", "th")


@dataclass(frozen=True, slots=True)
class Wanted:
    """One language's pictures.

    Attributes:
        scenes: By their names.
        sheets: Pages of components and panels, by what their names hold; "" is in every name.
    """

    language: LanguageName
    themes: Sequence[ThemeName] = THEMES
    scenes: Sequence[str] = tuple(SCENES)
    sheets: Sequence[str] = ()


def everything() -> Sequence[Wanted]:
    """All scenes in all languages and themes; components and panels in all themes."""
    return [Wanted(language, sheets=("",) if language == "en" else ()) for language in LANGUAGES]


def save_pictures(wanted: Sequence[Wanted], folder: Path, kinds: Kinds, suffix: str = "") -> Iterator[Path]:
    """Make the pictures and save them; gives the files as they come.

    Args:
        wanted: Which.
        kinds: What the settings can name.
        folder: Where they are put, made if it is not there.
        suffix: Stands behind each name.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with stopped(NOON):
        for each in wanted:
            for name, picture in _pictures(each, kinds):
                file = folder / f"{name}{suffix}.png"
                save_image(picture, file)
                yield file


def _sheets(look: Look) -> Iterator[tuple[str, Callable[[], QPixmap]]]:
    yield from component_sheets(look)
    yield from panel_sheets(look)


def _pictures(wanted: Wanted, kinds: Kinds) -> Iterator[tuple[str, QPixmap]]:
    stage = Stage(EIGHT, wanted.themes[0], wanted.language, kinds)
    try:
        for theme in wanted.themes:
            stage.application.choose_theme(theme)
            behind = f"{theme}-{wanted.language}"
            for name in wanted.scenes:
                yield f"{name}-{behind}", picture_of(SCENES[name](stage))
                stage.clear()
            for name, page in _sheets(stage.application.look):
                if any(each in name for each in wanted.sheets):
                    yield f"{name}-{theme}", page()
    finally:
        stage.close()
