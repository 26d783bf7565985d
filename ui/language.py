"""The reader's language: which one it is, and its catalogue of texts."""

import gettext
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

from screenpop.shipped import RESOURCES

DOMAIN = "screenpop"
LANGUAGES = ("en", "pl", "hu", "th")
_COUNTRIES = {"en": "en_GB", "pl": "pl_PL", "hu": "hu_HU", "th": "th_TH"}


@dataclass(frozen=True, slots=True)
class Language:
    """A language with its texts.

    Attributes:
        code: "en", "pl", "hu", "th".
        locale: Language and country, by which dates and amounts are written.
        catalogue: Its texts; English is the key and the fall-back.
    """

    code: str
    locale: str
    catalogue: gettext.NullTranslations


def language_for(wanted: str, *, translations: Path = RESOURCES / "translations") -> Language:
    """Load a language.

    Args:
        wanted: One of `LANGUAGES`, or "system" for the one that the desktop speaks.
        translations: The folder of the catalogues.
    """
    system = _system_locale()
    code = wanted if wanted in LANGUAGES else system[:2]
    code = code if code in LANGUAGES else "en"
    written = system if system[:2] == code and "_" in system else _COUNTRIES[code]
    file = translations / code / "LC_MESSAGES" / f"{DOMAIN}.mo"
    if not file.is_file():
        return Language(code, written, gettext.NullTranslations())
    with file.open("rb") as opened:
        return Language(code, written, gettext.GNUTranslations(opened))


def qt_texts(code: str) -> QTranslator:
    """Qt's own texts, as in the menu of a text field; English where Qt has none."""
    translator = QTranslator()
    translator.load(f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    return translator


def _system_locale() -> str:
    name = QLocale.system().name()
    return name if "_" in name else _COUNTRIES["en"]
