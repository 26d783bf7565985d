"""One thing that a sign-in asks: a field, or a choice of few, and beside it what is wrong with the answer."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from screenpop.sentences import Sentence
from ui.components.boxes import column
from ui.components.chips import Chips
from ui.components.field import LineField
from ui.components.look import Look
from ui.components.outside import harmless
from ui.components.paragraph import Paragraph
from ui.settings.text import standing
from ui.theme.palette import Ink
from ui.theme.scale import GAP_TINY, Type

FEW = 10
"""So many are seen at once; more are typed, and what fits is offered."""


class Question(QWidget):
    """One field.

    Args:
        name: What is asked for, as a screen reader says it.
        offered: What stands there at first.
        choices: All that there is to choose from; empty where anything may be typed.
        secret: It is not shown while it is typed.
    """

    def __init__(
        self, look: Look, name: Sentence, offered: str, choices: Sequence[str] = (), *, secret: bool = False
    ) -> None:
        super().__init__()
        self._look = look
        label = look.text(name)
        self.trouble = Paragraph(Type.SMALL, Ink.BAD)
        layout = column(self, gap=GAP_TINY)
        layout.addWidget(standing(label, Type.STRONG))
        self.chips: Chips | None = None
        self.field: LineField | None = None
        if 0 < len(choices) <= FEW:
            self.chips = Chips(look.theme, {each: harmless(each) for each in choices})
            self.chips.setAccessibleName(label)
            self.chips.choose(offered if offered in choices else "")
            self.chips.chosen.connect(lambda _: self.tell(None))
            layout.addWidget(self.chips)
        else:
            self.field = LineField(look.theme, label, "")
            self._dress(self.field.edit, offered, choices, secret=secret)
            self.setFocusProxy(self.field)
            layout.addWidget(self.field)
        layout.addWidget(self.trouble)

    @property
    def answer(self) -> str:
        """What was typed or chosen."""
        if self.chips is not None:
            return self.chips.choice()
        return self.field.edit.text() if self.field is not None else ""

    def come(self) -> None:
        """Take the keyboard, ready to be typed over."""
        if self.chips is not None:
            chosen = self.chips.chips.get(self.chips.choice())
            (chosen or next(iter(self.chips.chips.values()))).setFocus()
        elif self.field is not None:
            self.field.setFocus()
            self.field.edit.selectAll()

    def tell(self, problem: Sentence | None) -> None:
        """Say beside it what is wrong; a screen reader hears it with the field."""
        told = harmless(self._look.text(problem), longest=600) if problem is not None else ""
        self.trouble.tell(told)
        for part in filter(None, (self.field.edit if self.field else None, self.chips)):
            part.setAccessibleDescription(told)

    def _dress(self, edit: QLineEdit, offered: str, choices: Sequence[str], *, secret: bool) -> None:
        edit.setMaxLength(1024 if secret else 100)
        edit.setText(offered)
        if secret:
            edit.setEchoMode(QLineEdit.EchoMode.Password)
        edit.textEdited.connect(lambda _: self.tell(None))
        if choices:
            completer = QCompleter([harmless(each) for each in choices], edit)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            edit.setCompleter(completer)
