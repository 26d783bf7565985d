"""Editors of lists and pairs, one a line, and of choices, as chips."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from screenpop.sentences import say
from ui.components.boxes import column
from ui.components.chips import Chip, Chips
from ui.components.flow import FlowLayout
from ui.components.look import Look
from ui.components.outside import harmless
from ui.components.switch import Switch
from ui.settings.editors.editor import Editor
from ui.settings.editors.texts import LinesEditor
from ui.theme.scale import GAP_SMALL

NOTHING = ""


class ListEditor(LinesEditor):
    """A list, one entry a line."""

    wide = False

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(look, name, look.text(say("One a line")))

    def read(self, text: str) -> Any:
        """The lines that say something."""
        return [entry.strip() for entry in text.splitlines() if entry.strip()]

    def written(self, value: Any) -> str:
        """One entry a line; one text alone is a list of one."""
        return "\n".join([value] if isinstance(value, str) else map(str, value or ()))


class PairsEditor(LinesEditor):
    """Names and what belongs to them, a pair a line."""

    wide = False

    def __init__(self, look: Look, name: str, example: str) -> None:
        hint = f"{example} = …" if example else look.text(say("name = value, one a line"))
        super().__init__(look, name, hint)

    def read(self, text: str) -> Any:
        """The pairs."""
        pairs = (entry.partition("=") for entry in text.splitlines() if entry.strip())
        return {name.strip(): value.strip() for name, _, value in pairs}

    def written(self, value: Any) -> str:
        """A pair a line."""
        return "\n".join(f"{name} = {each}" for name, each in (value or {}).items())


class SwitchEditor(Editor):
    """On or off."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self.switch = Switch(look.theme, name)
        self._showing = False
        self.switch.toggled.connect(self._tell)  # a screen reader toggles, where a hand clicks
        self.setFocusProxy(self.switch)
        layout = column(self)
        layout.addWidget(self.switch)

    def show_value(self, value: Any) -> None:
        """Show it; that is nobody's edit."""
        self._showing = True
        self.switch.setChecked(value is True)
        self._showing = False

    def _tell(self, on: bool) -> None:
        if not self._showing:
            self.edited.emit(on)


class ChoiceEditor(Editor):
    """One of a few, all in sight. Where there may be none, that is a chip, too."""

    def __init__(self, look: Look, choices: Mapping[str, str], nothing: str | None = None) -> None:
        super().__init__()
        shown = {NOTHING: nothing} if nothing is not None else {}
        self.chips = Chips(look.theme, {**shown, **choices})
        self.chips.chosen.connect(lambda word: self.edited.emit(word or None))
        column(self).addWidget(self.chips)
        if self.chips.chips:
            self.setFocusProxy(next(iter(self.chips.chips.values())))

    def show_value(self, value: Any) -> None:
        """Show it; what is none of the choices chooses nothing."""
        self.chips.choose(str(value) if value is not None else NOTHING)


class SeveralEditor(Editor):
    """Some of several, in the order in which they were chosen, which their digits tell."""

    def __init__(self, look: Look, choices: Callable[[], Sequence[str]], told: Callable[[str], str]) -> None:
        super().__init__()
        self._look, self._choices, self._told = look, choices, told
        self._chosen: list[str] = []
        self._flow = FlowLayout(self, GAP_SMALL - 2)
        self.chips: dict[str, Chip] = {}
        self._show()

    def show_value(self, value: Any) -> None:
        """Show them; one that there is not is shown all the same, so that it can be taken away."""
        chosen = [value] if isinstance(value, str) else [str(each) for each in value or ()]
        if chosen != self._chosen or set(self._choices()) - set(self.chips):
            self._chosen = chosen
            self._show()

    def _show(self) -> None:
        focused = next((word for word, chip in self.chips.items() if chip.hasFocus()), None)
        for chip in self.chips.values():
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = {}
        for word in dict.fromkeys((*self._choices(), *self._chosen)):
            place = self._chosen.index(word) + 1 if word in self._chosen else None
            chip = Chip(self._look.theme, harmless(self._told(word)), place, self)
            chip.show_chosen(place is not None)
            chip.toggled.connect(lambda _checked, word=word: self._click(word))
            self._flow.addWidget(chip)
            chip.show()
            self.chips[word] = chip
        self.updateGeometry()
        if focused in self.chips:
            self.chips[focused].setFocus()

    def _click(self, word: str) -> None:
        if word in self._chosen:
            self._chosen.remove(word)
        else:
            self._chosen.append(word)
        self._show()
        self.edited.emit(list(self._chosen))
