"""Keys of every program: what is taken, what is told, and where the keyboard goes back to."""

from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import QObject, Signal

from screenpop.sentences import Sentence, say
from screenpop.settings.hot_keys import HotKey
from screenpop.settings.model import KeysTable
from ui.desktop.hotkeys import hot_keys
from ui.desktop.hotkeys.hot_keys import HotKeys, key_system
from ui.desktop.hotkeys.system import NoKeys
from ui.desktop.hotkeys.windows import code_of
from ui.desktop.hotkeys.x11 import X11Keys


class FakeSystem:
    """Lets us have all keys but some."""

    hint: Sentence | None = None

    def __init__(self, *taken: str) -> None:
        self._taken = taken
        self.keys: dict[str, Callable[[], None]] = {}
        self.keyboard = 4711

    def take(self, key: HotKey, pressed: Callable[[], None], /) -> Sentence | None:
        if str(key) in self._taken:
            return say("{key} is taken", key=str(key))
        self.keys[str(key)] = pressed
        return None

    def holder(self) -> int:
        return self.keyboard

    def give(self, window: int, /) -> None:
        self.keyboard = window

    def close(self) -> None:
        self.keys.clear()


@pytest.fixture
def pressed() -> list[str]:
    return []


@pytest.fixture
def wishes(pressed: list[str]) -> dict[str, Callable[[], None]]:
    return {name: lambda name=name: pressed.append(name) for name in ("card", "put_away", "no_cards")}


def test_each_key_does_its_own_wish(pressed: list[str], wishes: dict[str, Callable[[], None]]) -> None:
    system = FakeSystem()
    keys = HotKeys(KeysTable(no_cards="F12"), system, wishes)
    system.keys["Ctrl+Alt+C"]()
    system.keys["F12"]()

    assert pressed == ["card", "no_cards"]
    assert keys.troubles == []


def test_a_key_that_is_taken_and_one_that_is_none_are_told_and_nothing_ends(
    wishes: dict[str, Callable[[], None]],
) -> None:
    system = FakeSystem("Ctrl+Alt+C")
    keys = HotKeys(KeysTable(no_cards="nonsense"), system, wishes)

    assert list(system.keys) == ["Ctrl+Alt+X"]
    assert [str(each) for each in keys.troubles] == [
        "[keys] no_cards: “nonsense” is no key that can be used everywhere.",
        "Ctrl+Alt+C is taken",
    ]


def test_the_keyboard_goes_back_to_whoever_had_it(wishes: dict[str, Callable[[], None]]) -> None:
    system = FakeSystem()
    keys = HotKeys(KeysTable(), system, wishes)
    keys.remember()
    keys.lend(12)
    assert system.keyboard == 12
    keys.give_back()
    assert system.keyboard == 4711


def test_under_wayland_it_is_told_that_there_are_no_such_keys_and_what_to_do(
    monkeypatch: pytest.MonkeyPatch, wishes: dict[str, Callable[[], None]]
) -> None:
    monkeypatch.setattr(hot_keys.QGuiApplication, "platformName", lambda: "wayland")
    system = key_system(None)
    keys = HotKeys(KeysTable(), system, wishes)

    assert isinstance(system, NoKeys)
    assert keys.troubles == []
    assert "screenpop show" in str(keys.hint)


def test_nobody_who_wants_no_keys_is_told_of_wayland(wishes: dict[str, Callable[[], None]]) -> None:
    none = KeysTable(card="", put_away="", no_cards="")
    assert HotKeys(none, NoKeys(say("Not here.")), wishes).hint is None


@pytest.mark.parametrize(
    ("key", "code"), [("C", 0x43), ("9", 0x39), ("F1", 0x70), ("F24", 0x87), ("Space", 0x20)]
)
def test_windows_numbers_of_keys(key: str, code: int) -> None:
    assert code_of(key) == code


class FakeServer(QObject):
    """An X server whose keyboard and grabs a test decides."""

    pressed = Signal(int, int, int)
    keyboard_changed = Signal()
    active = 0

    def __init__(self, codes: Sequence[int], refused: Sequence[int] = ()) -> None:
        super().__init__()
        self.codes, self.refused = codes, refused
        self.held: set[int] = set()

    def codes_of(self, _symbol: int) -> Sequence[int]:
        return self.codes

    def grab(self, code: int, _modifiers: int) -> bool:
        if code not in self.refused:
            self.held.add(code)
        return code not in self.refused

    def let_go(self, code: int, _modifiers: int) -> None:
        self.held.discard(code)


def test_of_a_key_that_another_program_has_half_of_nothing_is_held() -> None:
    server = FakeServer([54, 99], refused=[99])
    keys = X11Keys(server)  # type: ignore[arg-type] # as much of a server as keys need

    assert keys.take(HotKey(("Ctrl",), "C"), lambda: None) is not None
    assert server.held == set()


def test_a_key_that_one_layout_lacks_is_there_again_with_the_next() -> None:
    heard: list[str] = []
    server = FakeServer([54])
    keys = X11Keys(server)  # type: ignore[arg-type] # as above
    keys.take(HotKey(("Ctrl",), "C"), lambda: heard.append("c"))
    server.codes = []
    server.keyboard_changed.emit()
    assert server.held == set()

    server.codes = [61]
    server.keyboard_changed.emit()
    server.pressed.emit(61, 0x04, 0)
    assert (server.held, heard) == ({61}, ["c"])
