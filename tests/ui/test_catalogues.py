"""Every text is there in every language, with all its values and plural forms, and compiled as it is written."""

import ast
from io import BytesIO
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from screenpop.shipped import RESOURCES
from ui.language import DOMAIN, LANGUAGES, language_for

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("screenpop", "telephony", "connectors", "ui")
KEYWORDS = {"say": (1,), "say_many": (1, 2)}
TRANSLATED = [code for code in LANGUAGES if code != "en"]


@pytest.fixture(scope="module")
def texts() -> set[str | tuple[str, ...]]:
    """What the program says, by its English."""
    found = set()
    for package in PACKAGES:
        for _file, _line, text, _comments, _context in extract_from_dir(ROOT / package, keywords=KEYWORDS):
            found.add(text)
    assert len(found) > 200
    return found


def catalogue(language: str) -> Catalog:
    with (RESOURCES / "translations" / language / "LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as file:
        return read_po(file, locale=language)


def values_in(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_text_is_missing(language: str, texts: set) -> None:
    known = catalogue(language)
    missing = []
    for text in texts:
        message = known.get(text if isinstance(text, str) else text[0])
        said = (
            (message.string,)
            if message and isinstance(message.string, str)
            else message.string
            if message
            else ()
        )
        if not said or not all(said) or (message and message.fuzzy):
            missing.append(text)
    assert missing == [], "run `make texts`, then translate these in resources/translations"


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_says_the_same_values(language: str) -> None:
    known = catalogue(language)
    for message in known:
        if not message.id:
            continue
        english = message.id if isinstance(message.id, str) else message.id[1]
        for said in [message.string] if isinstance(message.string, str) else message.string:
            assert values_in(said) <= values_in(english) | {"count"}, message.id
            assert values_in(english) - values_in(said) <= {"count"}, message.id


@pytest.mark.parametrize(("language", "forms"), [("pl", 3), ("hu", 2), ("th", 1)])
def test_plurals_have_the_forms_of_the_language(language: str, forms: int) -> None:
    known = catalogue(language)
    assert known.num_plurals == forms
    assert {len(message.string) for message in known if isinstance(message.id, tuple)} == {forms}


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_compiled_catalogue_is_the_written_one(language: str) -> None:
    compiled = BytesIO()
    write_mo(compiled, catalogue(language))
    shipped = RESOURCES / "translations" / language / "LC_MESSAGES" / f"{DOMAIN}.mo"
    assert shipped.read_bytes() == compiled.getvalue(), "run `make texts`"


def test_no_text_hides_in_a_formatted_string_where_it_is_not_collected() -> None:
    hidden = [
        f"{file}:{inner.lineno}"
        for package in PACKAGES
        for file in (ROOT / package).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.JoinedStr)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Call) and isinstance(inner.func, ast.Name) and inner.func.id in KEYWORDS
    ]
    assert hidden == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_language_speaks(language: str) -> None:
    said = language_for(language).catalogue.gettext("Number withheld")
    assert said != "Number withheld"
