"""What stands in the program's code is known, and nothing else."""

import pytest

from screenpop.diagnostics.log_lines import mark_of
from screenpop.diagnostics.support.own_words import OwnWords

_PRIVATE = "".join(["Ann", "a Wąs-Świątkowska, ", "+48 600 777 123"])


@pytest.fixture(scope="module")
def words() -> OwnWords:
    return OwnWords()


def test_texts_that_are_logged_are_found_by_their_marks(words: OwnWords) -> None:
    for text in ("Not kept: %s", "The PBX {server} does not answer.", "{count} row for {customer}"):
        assert words.marked(mark_of(text)) == text
    assert words.marked(mark_of(_PRIVATE)) is None
    assert not words.is_known(_PRIVATE)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("screenpop.desk.keeping", "screenpop.desk.keeping"),
        ("sqlalchemy.engine.base", "sqlalchemy.engine.base"),
        ("json.decoder", "json.decoder"),
        ("screenpop.desk.anna", "(another module)"),
        ("anna", "(another module)"),
        ("sqlalchemy.Wąs", "(another module)"),
    ],
)
def test_modules(words: OwnWords, name: str, told: str) -> None:
    assert words.module(name) == told


@pytest.mark.parametrize(
    ("path", "module"),
    [
        (
            "/home/anna/.local/lib/python3.11/site-packages/screenpop/desk/keeping.py",
            "screenpop.desk.keeping",
        ),
        ("/usr/lib/screenpop/_internal/ui/application.py", "ui.application"),
        ("screenpop/desk/keeping.py", "screenpop.desk.keeping"),
        ("C:\\Users\\anna\\screenpop\\desk\\keeping.py", "screenpop.desk.keeping"),
        ("/home/anna/.pyenv/lib/python3.11/json/decoder.py", "json.decoder"),
        ("/home/anna/lib/python3.11/site-packages/httpx/_client.py", "httpx._client"),
        ("threading.py", "threading"),
        ("<frozen runpy>", "runpy"),
        ("/home/anna/secret.py", "(another module)"),
        ("<string>", "(another module)"),
    ],
)
def test_paths_become_modules(words: OwnWords, path: str, module: str) -> None:
    assert words.module_at(path) == module


def test_functions_are_told_of_our_own_modules_only(words: OwnWords) -> None:
    assert words.function("screenpop.desk.keeping", "anna") == ""
    assert words.function("ui.application", "Application.run") == "Application.run"
    assert words.function("ui.application", "run") == "run"
    assert words.function("json.decoder", "decode") == ""


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("ValueError", "ValueError"),
        ("screenpop.errors.NotKept", "screenpop.errors.NotKept"),
        ("sqlalchemy.exc.OperationalError", "sqlalchemy.exc.OperationalError"),
        ("screenpop.errors.Anna", "(another kind of error)"),
        ("Anna", "(another kind of error)"),
        ("print", "(another kind of error)"),
    ],
)
def test_kinds_of_errors(words: OwnWords, kind: str, told: str) -> None:
    assert words.kind(kind) == told
