"""Says which of our own texts are cut where English is not: in our languages, and in one a third longer, as German is.

`python -m tests.ui.gallery.long_texts` writes one line for each. A text with values in it may be cut, for their length
is anybody's guess, and so may whatever came from outside; so do texts that are painted within a list.
"""

import gettext
import tempfile
from collections.abc import Iterator
from functools import partial
from itertools import cycle
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING

from screenpop.bootstrap.kinds import all_kinds
from screenpop.commands.gallery import prepare

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

LONGER = 0.35
_LETTERS = "äöüßenrstih"


class Recorded(gettext.NullTranslations):
    """A language; `fixed` is what it has said without a value."""

    def __init__(self, catalogue: gettext.NullTranslations) -> None:
        super().__init__()
        self.fixed: set[str] = set()
        self._catalogue = catalogue

    def gettext(self, message: str) -> str:
        return self._said(message, self._catalogue.gettext(message))

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self._said(msgid1, self._catalogue.ngettext(msgid1, msgid2, n))

    def _said(self, template: str, text: str) -> str:
        if "{" not in template:
            self.fixed.add(text)
        return text


class Lengthened(gettext.NullTranslations):
    """English with a third more letters."""

    def gettext(self, message: str) -> str:
        letters = cycle(_LETTERS)
        return message + "".join(next(letters) for _ in range(ceil(len(message) * LONGER)))

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


def main() -> None:
    from screenpop.settings.sections import SECTIONS
    from ui.assistant.pages import TITLES
    from ui.clock import stopped
    from ui.gallery.beginning import assistant_window
    from ui.gallery.company import EIGHT
    from ui.gallery.configuring import settings_window
    from ui.gallery.people import NOON
    from ui.gallery.scenes import SCENES
    from ui.gallery.stage import Stage
    from ui.language import Language, language_for

    pages = {f"settings, {each.name}": partial(settings_window, section=each.name) for each in SECTIONS}
    beginnings = {f"assistant, {name}": partial(assistant_window, name=name) for name in TITLES}
    scenes = {**SCENES, **pages, **beginnings}
    languages = [Language("de", "de_DE", Lengthened()), *map(language_for, ("pl", "hu", "th"))]
    with stopped(NOON):
        stage = Stage(EIGHT, "light", "en", all_kinds())
        english: dict[str, set[str]] = {}
        for name, scene in scenes.items():
            english[name] = {place for place, _text in cut_texts(scene(stage))}
            stage.clear()
        for language in languages:
            recorded = Recorded(language.catalogue)
            stage.application._program.speak(Language(language.code, language.locale, recorded))
            for name, scene in scenes.items():
                for place, text in cut_texts(scene(stage)):
                    if text in recorded.fixed and place not in english[name]:
                        print(f"{language.code}, {name}: “{text}” at {place}")  # noqa: T201 # the test reads it
                stage.clear()
        stage.close()


def cut_texts(root: "QWidget") -> Iterator[tuple[str, str]]:
    """Where a text is cut or stands partly outside of what holds it, and which."""
    from PySide6.QtWidgets import QWidget

    for part in root.findChildren(QWidget):
        if not part.isVisibleTo(root):
            continue
        text, room, needed = _room(part)
        owner = part.parentWidget()
        outside = bool(text) and not owner.rect().contains(part.geometry())
        if needed > room or outside:
            yield _place(part, root), text


def _room(part: "QWidget") -> tuple[str, int, int]:
    """The part's text, the room that it has and the room that it needs, both 0 where there is no text to be cut."""
    from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit

    from ui.components.badge import Badge
    from ui.components.line import Line

    if isinstance(part, Line):
        return part.full, part.width(), part.fontMetrics().horizontalAdvance(part.full)
    if isinstance(part, QAbstractButton) and part.text():
        return part.text(), part.width(), part.sizeHint().width()
    if isinstance(part, QLineEdit) and not part.text():
        hint = part.placeholderText()
        return hint, part.width(), part.fontMetrics().horizontalAdvance(hint) + 4
    if isinstance(part, QLabel) and part.wordWrap():
        return part.text(), part.height(), part.heightForWidth(part.width())
    if isinstance(part, Badge):
        return part.accessibleName(), part.width(), part.sizeHint().width()
    return "", 0, 0


def _place(part: "QWidget", root: "QWidget") -> str:
    names = []
    while part is not root:
        owner = part.parentWidget()
        alike = [each for each in owner.children() if type(each) is type(part)]
        names.append(f"{type(part).__name__}{alike.index(part)}")
        part = owner
    return "/".join(reversed(names))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as screens:
        prepare(Path(screens), 1)
        main()
