"""Where one more line, source or department is begun."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from screenpop.sentences import Sentence, say
from screenpop.settings.layers import KeyPath
from ui.components.boxes import column, line
from ui.components.button import Button, Weight
from ui.components.chips import Chips
from ui.components.field import LineField
from ui.components.paragraph import Paragraph
from ui.settings.form import Form
from ui.settings.kind_names import kinds_of, name_of
from ui.theme.icons import Icon
from ui.theme.palette import Ink
from ui.theme.scale import GAP_SMALL, Type

ADD = {"line": say("Add a line"), "sources": say("Add a source"), "departments": say("Add a department")}


class Adding(QWidget):
    """Where one more is begun: a name where it needs one, and its kind."""

    added = Signal(object)

    def __init__(self, form: Form, group: str) -> None:
        super().__init__()
        self._form, self._group = form, group
        look = form.look
        self.begin = Button(look.theme, look.text(ADD[group]), icon=Icon.PLUS)
        self.name = LineField(look.theme, look.text(say("Its name")), look.text(say("Name, as in ledger")))
        self.name.setFixedWidth(230)
        self.chips = Chips(
            look.theme, {kind.name: name_of(look, group, kind.name) for kind in kinds_of(form, group)}
        )
        self.add = Button(look.theme, look.text(say("Add")), Weight.MAIN)
        self.cancel = Button(look.theme, look.text(say("Cancel")))
        self.problem = Paragraph(Type.SMALL, Ink.BAD)
        self._form_box = QWidget()
        self._lay_out()
        self.begin.clicked.connect(lambda: self._show(on=True))
        self.cancel.clicked.connect(lambda: self._show(on=False))
        self.chips.chosen.connect(self._suggest)
        self.name.edit.returnPressed.connect(self._add)
        self.add.clicked.connect(self._add)
        self._show(on=False)

    def _show(self, *, on: bool) -> None:
        self.begin.setVisible(not on)
        self._form_box.setVisible(on)
        self.problem.tell("")
        if on:
            self.name.edit.clear()
            self.chips.choose(next(iter(self.chips.chips)))
            self._suggest(self.chips.choice())
            self.name.setFocus()

    def _suggest(self, kind: str) -> None:
        typed = self.name.edit.text().strip()
        if self._group == "departments" and (not typed or typed in self.chips.chips):
            self.name.edit.setText("" if kind == "table" else kind)

    def _add(self) -> None:
        name, kind = self.name.edit.text().strip(), self.chips.choice()
        if problem := self._refusal(name):
            self.problem.tell(self._form.look.text(problem))
            return
        path: KeyPath = (self._group, name)
        if self._group == "line":
            path = ("line",)
            self._form.add(path, {"kind": kind} | ({"name": name} if name else {}))
        elif self._group == "departments":
            self._form.add(path, {} if kind == name else {"kind": kind})
        else:
            self._form.add(path, {"kind": kind})
        self._show(on=False)
        self.added.emit(path)

    def _refusal(self, name: str) -> Sentence | None:
        if self._group == "line":
            return None
        if not name or not all(char.isalnum() or char in "_-" for char in name) or not name.isascii():
            return say("A name has letters, digits, _ and -.")
        if name in self._form.names(self._group):
            return say("There is one of that name.")
        if self._form.draft.lock((self._group, name)):
            return say("This computer's administrator does not want it.")
        return None

    def _lay_out(self) -> None:
        buttons = line(gap=GAP_SMALL)
        for widget in (self.name, self.add, self.cancel):
            buttons.addWidget(widget)
        buttons.addStretch(1)
        inner = column(self._form_box, gap=GAP_SMALL)
        inner.addWidget(self.chips)
        inner.addLayout(buttons)
        inner.addWidget(self.problem)
        beside = line()
        beside.addWidget(self.begin)
        beside.addStretch(1)
        layout = column(self)
        layout.addLayout(beside)
        layout.addWidget(self._form_box)
