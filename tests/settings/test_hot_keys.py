"""Keys are read as people write them, and what is none is told in words."""

import pytest

from screenpop.settings.hot_keys import HotKey, read_hot_key, read_hot_keys
from screenpop.settings.model import KeysTable


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Ctrl+Alt+C", HotKey(("Ctrl", "Alt"), "C")),
        ("alt + ctrl + c", HotKey(("Ctrl", "Alt"), "C")),
        ("Super+Shift+9", HotKey(("Shift", "Meta"), "9")),
        ("F12", HotKey((), "F12")),
        ("shift+f1", HotKey(("Shift",), "F1")),
        ("Ctrl+PgUp", HotKey(("Ctrl",), "PgUp")),
    ],
)
def test_a_key_is_read_as_people_write_it(text: str, key: HotKey) -> None:
    assert read_hot_key(text) == key


@pytest.mark.parametrize(
    "text",
    ["C", "Shift+C", "Ctrl+", "Ctrl+Ä", "Ctrl+Alt", "Ctrl+Ctrl+C", "F25", "+", "Space", "Hyper+C", "Ctrl+CC"],
)
def test_a_key_that_one_types_with_or_that_is_none_is_refused(text: str) -> None:
    assert read_hot_key(text) is None


def test_what_is_wrong_with_the_settings_keys_is_told_and_the_others_count() -> None:
    read = read_hot_keys(KeysTable(card="Ctrl+Alt+C", put_away="Alt+Ctrl+c", no_cards="C"))

    assert read.keys == {"card": HotKey(("Ctrl", "Alt"), "C")}
    assert [str(each) for each in read.troubles] == [
        "[keys] put_away: Ctrl+Alt+C stands for card already.",
        "[keys] no_cards: “C” is no key that can be used everywhere.",
    ]


def test_no_key_is_no_trouble() -> None:
    read = read_hot_keys(KeysTable(card="", put_away="", no_cards=""))
    assert (read.keys, read.troubles) == ({}, ())
