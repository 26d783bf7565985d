"""The line: which telephone system, as whom, and whether your own telephone is heard when it rings."""

from functools import partial

from PySide6.QtWidgets import QWidget

from screenpop.sentences import say
from screenpop.settings.described import fields_of_kind
from screenpop.settings.layers import KeyPath
from screenpop.settings.model import Settings
from ui.assistant.answering import Answering
from ui.assistant.form import BeginningForm
from ui.assistant.page import Page, close_part
from ui.assistant.pages import LINE
from ui.assistant.password import PasswordField
from ui.components.boxes import column
from ui.components.chips import Chips
from ui.settings.kind_names import kind_of, kinds_of, name_of
from ui.settings.row import Row
from ui.settings.text import labelled, standing
from ui.settings.trial_box import Attempt, TrialBox
from ui.theme.palette import Ink
from ui.theme.scale import GAP_LARGE, GAP_TINY, Type

_ASKED = ("mode", "server", "transport", "tls", "extension", "username")
"""Of a line's keys those that a desk cannot do without, in this order."""


class TelephonePage(Page):
    """`Answering` says who is there as the address is typed; a stored password is tried at once."""

    name = LINE
    keys = ("line",)

    def __init__(self, form: BeginningForm) -> None:
        super().__init__(form, say("Where Screenpop hears that your telephone rings."))
        self._path: KeyPath = ("line", 0) if isinstance(form.value(("line",)), list) else ("line",)
        kinds = {kind.name: name_of(form.look, "line", kind.name) for kind in kinds_of(form, "line")}
        self.kinds = Chips(form.look.theme, kinds)
        label = standing(form.look.text(say("Which one")))
        self.kinds.setAccessibleName(label.text())
        self.kinds.setEnabled(form.draft.lock((*self._path, "kind")) is None)
        self.kinds.chosen.connect(self._choose_kind)
        chosen = QWidget()
        right = column()
        right.addWidget(self.kinds)
        labelled(chosen, label, right)
        self._body = _Body(self, self._path)
        self._ground = self.panel(chosen, self._body)
        self.body.addStretch(1)

    @property
    def line(self) -> "_Body":
        """What is asked of the chosen kind."""
        return self._body

    def enter(self) -> None:
        """Show what the draft says; the first kind where it says nothing."""
        kind = self.form.value((*self._path, "kind"))
        if not isinstance(kind, str):
            self._choose_kind(next(iter(self.kinds.chips)))
        elif kind != self.kinds.choice():
            self.kinds.choose(kind)
            self._build()

    def leave(self) -> None:
        """What was typed as a password is stored."""
        if self._body.password is not None:
            self._body.password.keep()

    def _choose_kind(self, name: str) -> None:
        """What was typed and means the same to the other kind stays."""
        typed = self.form.value(self._path, {})
        kind = next(kind for kind in kinds_of(self.form, "line") if kind.name == name)
        kept = {
            key: value
            for key, value in typed.items()
            if key in kind.settings.model_fields and key in _ASKED and key != "mode"
        }
        self.form.put({self._path: {"kind": name, **kept}})
        self.kinds.choose(name)
        self._build()

    def _build(self) -> None:
        layout = self._ground.layout()
        assert layout is not None  # noqa: S101 # the panel has made it
        self._body.stop()
        close_part(self._body)
        self.tried = None
        self._body = _Body(self, self._path)
        layout.addWidget(self._body)


class _Body(QWidget):
    """The chosen kind's keys, and what tries them."""

    def __init__(self, page: TelephonePage, path: KeyPath) -> None:
        super().__init__()
        self._form, self._path = page.form, path
        self.rows: dict[str, Row] = {}
        self.answering: Answering | None = None
        self.password: PasswordField | None = None
        layout = column(self, gap=GAP_LARGE)
        kind = kind_of(page.form, path)
        if kind is None:
            return
        fields = {field.key: field for field in fields_of_kind("line", kind)}
        for key in _ASKED:
            if key not in fields:
                continue
            row = self.rows[key] = Row(page.form, fields[key], (*path, key))
            if key == "server":
                self.answering = Answering(page.form, path)
                together = column(gap=GAP_TINY)
                together.addWidget(row)
                together.addWidget(self.answering)
                layout.addLayout(together)
            else:
                layout.addWidget(row)
        look, background = page.look, page.form.asked.background
        self.signs_on = TrialBox(look, background, say("Test: does it sign on?"), self._prepare)
        self.signs_on.ended.connect(self._tell_signed_on)
        self.signs_on.ended.connect(page.note_tried)
        self.rings = TrialBox(look, background, say("Ring your phone now"), self._prepare_rings)
        self.rings.ended.connect(page.note_tried)
        if "server" in fields:
            self.password = PasswordField(page.form, self._secret())
            self.password.stored.connect(self.signs_on.try_it)
            layout.addWidget(self.password)
        layout.addWidget(self.signs_on)
        if "server" in fields:
            hint = say("Call your telephone from another one, and do not answer: the call is shown here.")
            layout.addWidget(standing(look.text(hint), Type.SMALL, Ink.QUIET))
            layout.addWidget(self.rings)

    def stop(self) -> None:
        """Ask nothing any more."""
        if self.answering is not None:
            self.answering.stop()

    def _tell_signed_on(self, passed: bool) -> None:  # carried by a signal
        failed = next((each.check for each in self.signs_on.lines if not each.check.passed), None)
        if self.password is not None and failed is not None:
            self.password.tell(failed.told, bad=True)
        elif self.password is not None and passed:
            self.password.tell(say("It is right: the telephone system lets you in."))

    def _secret(self) -> str:
        name = self._form.value((*self._path, "name"), "line")
        return "line" if name == "line" else f"line.{name}"

    def _prepare(self, _typed: str) -> Attempt:
        return partial(self._form.asked.trials.line, *self._line())

    def _prepare_rings(self, _typed: str) -> Attempt:
        return partial(self._form.asked.trials.rings, *self._line())

    def _line(self) -> tuple[Settings, str]:
        self._form.touch("line")
        return self._form.draft.part("line"), str(self._form.value((*self._path, "name"), "line"))
