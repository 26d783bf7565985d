"""What has a number called: which numbers can be, and the buttons that do it. Nothing else on the screen does."""

import re

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from screenpop.sentences import say
from ui.components.button import Button, IconButton
from ui.components.look import Look
from ui.components.tip import explain
from ui.theme.icons import Icon

KEY = "Ctrl+D"
_FULL = re.compile(r"\+[0-9]{3,15}", re.ASCII)
_SHORT = re.compile(r"[0-9]{1,5}", re.ASCII)


def to_call(number: str | None, presented: str | None) -> str | None:
    """The number that can be called: a full one, else a colleague's short one; None if there is neither."""
    if number is not None:
        return number if _FULL.fullmatch(number) else None
    return presented if presented is not None and _SHORT.fullmatch(presented) else None


def call_it(number: str, look: Look) -> str:
    """What a button that calls a number is called."""
    return look.text(say("Call {number}", number=look.wording.written.phone(number)))


class CallButton(Button):
    """Shows the number that it calls; `wanted` carries it."""

    wanted = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look.theme, "", icon=Icon.CALL_OUT, parent=parent)
        self._look = look
        self.number: str | None = None
        self.clicked.connect(self.call)
        explain(self, look.text(say("Press {key}", key=KEY)))
        self.hide()

    def offer(self, number: str | None) -> None:
        """Offer to call this number; None offers nothing."""
        self.number = number
        self.setText(call_it(number, self._look) if number else "")
        self.setVisible(number is not None)
        self.updateGeometry()

    def call(self) -> None:
        """Call the number that is offered, if one is."""
        if self.number is not None:
            self.wanted.emit(self.number)


class CallIcon(IconButton):
    """As `CallButton`, beside a number that is shown already."""

    wanted = Signal(str)

    def __init__(self, look: Look, ink: str, parent: QWidget | None = None) -> None:
        super().__init__(look.theme, Icon.CALL_OUT, "", ink, parent)
        self._look = look
        self.number: str | None = None
        self.clicked.connect(self.call)
        self.hide()

    def offer(self, number: str | None) -> None:
        """Offer to call this number; None offers nothing."""
        self.number = number
        name = call_it(number, self._look) if number else ""
        self.setAccessibleName(name)
        explain(self, f"{name} ({KEY})" if name else "")
        self.setVisible(number is not None)

    def call(self) -> None:
        """Call the number that is offered, if one is."""
        if self.number is not None:
            self.wanted.emit(self.number)
