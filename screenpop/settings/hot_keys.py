"""The keys that work in every program, read from how people write them: "Ctrl+Alt+C"."""

import re
from dataclasses import dataclass

from screenpop.sentences import Sentence, say
from screenpop.settings.model import KeysTable

_MODIFIERS = {
    "ctrl": "Ctrl",
    "control": "Ctrl",
    "alt": "Alt",
    "shift": "Shift",
    "meta": "Meta",
    "super": "Meta",
}
_NAMED = (
    *("Space", "Tab", "Return", "Escape", "Backspace", "Insert", "Delete", "Home", "End", "PgUp", "PgDown"),
    *("Left", "Right", "Up", "Down", "Pause", "Print"),
)
_KEYS = {name.lower(): name for name in _NAMED}
_FUNCTION = re.compile(r"F([1-9]|1[0-9]|2[0-4])")


@dataclass(frozen=True, slots=True)
class HotKey:
    """A key with its modifiers.

    Attributes:
        modifiers: Of "Ctrl", "Alt", "Shift" and "Meta", in this order.
        key: "A" to "Z", "0" to "9", "F1" to "F24", or a name as "Space".
    """

    modifiers: tuple[str, ...]
    key: str

    def __str__(self) -> str:
        return "+".join((*self.modifiers, self.key))


@dataclass(frozen=True, slots=True)
class HotKeys:
    """What the settings want: the key of each wish, and what is wrong with the others."""

    keys: dict[str, HotKey]
    troubles: tuple[Sentence, ...] = ()


def read_hot_key(text: str) -> HotKey | None:
    """The key that a text names; None if it names none that every program could do without."""
    *before, last = (part.strip() for part in text.split("+"))
    modifiers = {_MODIFIERS.get(part.lower()) for part in before}
    key = last.upper() if len(last) == 1 and last.isascii() and last.isalnum() else _KEYS.get(last.lower())
    if _FUNCTION.fullmatch(last.upper()):
        key = last.upper()
    if key is None or None in modifiers or len(modifiers) < len(before):
        return None
    types = len(key) == 1 or key in _NAMED
    if types and not modifiers & {"Ctrl", "Alt", "Meta"}:
        return None
    return HotKey(tuple(each for each in ("Ctrl", "Alt", "Shift", "Meta") if each in modifiers), key)


def read_hot_keys(table: KeysTable) -> HotKeys:
    """All keys of the settings; a text that names none, and a key that stands twice, are told in words."""
    keys: dict[str, HotKey] = {}
    troubles: list[Sentence] = []
    for wish, text in (("card", table.card), ("put_away", table.put_away), ("no_cards", table.no_cards)):
        if not text.strip():
            continue
        key = read_hot_key(text)
        if key is None:
            told = say("[keys] {wish}: “{text}” is no key that can be used everywhere.", wish=wish, text=text)
            troubles.append(told)
        elif key in keys.values():
            other = next(name for name, known in keys.items() if known == key)
            told = say(
                "[keys] {wish}: {key} stands for {other} already.", wish=wish, key=str(key), other=other
            )
            troubles.append(told)
        else:
            keys[wish] = key
    return HotKeys(keys, tuple(troubles))
