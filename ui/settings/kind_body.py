"""One line, source or department: its settings, its password, and what tries it."""

from functools import partial

from PySide6.QtWidgets import QWidget

from screenpop.sentences import say
from screenpop.settings.described import fields_of_kind
from screenpop.settings.layers import KeyPath
from screenpop.settings.model import Settings
from ui.components.boxes import column
from ui.components.outside import harmless
from ui.settings.form import Form
from ui.settings.kind_names import kind_of
from ui.settings.parts import Fields
from ui.settings.password_row import PasswordRow
from ui.settings.text import standing
from ui.settings.trial_box import Attempt, TrialBox
from ui.theme.palette import Ink
from ui.theme.scale import GAP_LARGE, Type

TRY = {
    "line": say("Test: does it sign on?"),
    "sources": say("Test: does it connect?"),
    "departments": say("Test: does it answer?"),
}
_HAS_PASSWORD = {"server", "url"}


class KindBody(QWidget):
    """One table: its fields, its password where it has one, and the button that tries it."""

    def __init__(self, form: Form, path: KeyPath) -> None:
        super().__init__()
        self._form, self._path = form, path
        self.parts: list[Fields | PasswordRow] = []
        self.trial: TrialBox | None = None
        self.rings: TrialBox | None = None
        layout = column(self, gap=GAP_LARGE)
        kind = kind_of(form, path)
        if kind is None:
            problem = form.problem_at(path) or say("It is of no kind that this installation knows.")
            told = harmless(form.look.text(problem), longest=600)
            layout.addWidget(standing(told, Type.BODY, Ink.BAD))
            return
        self.parts.append(Fields(form, fields_of_kind(str(path[0]), kind), path))
        if path[0] != "departments" and _HAS_PASSWORD & set(kind.settings.model_fields):
            self.parts.append(PasswordRow(form, self._secret))
        for part in self.parts:
            layout.addWidget(part)
        asks = say("Customer") if path[0] == "departments" else None
        self.trial = TrialBox(
            *(form.look, form.asked.background, TRY[str(path[0])], self._prepare),
            asks=asks,
            example="1001",
        )
        layout.addWidget(self.trial)
        if path[0] == "line" and _HAS_PASSWORD & set(kind.settings.model_fields):
            self.rings = TrialBox(
                form.look, form.asked.background, say("Test: does it ring?"), self._prepare_rings
            )
            layout.addWidget(self.rings)

    def sift(self, wanted: str) -> bool:
        """See `Part`."""
        found = [part.sift(wanted) for part in self.parts]
        for trial in filter(None, (self.trial, self.rings)):
            trial.setVisible(not wanted)
        return any(found)

    def _secret(self) -> str:
        if self._path[0] == "sources":
            return f"sources.{self._path[1]}"
        name = self._form.value((*self._path, "name"), "line")
        return "line" if name == "line" else f"line.{name}"

    def _prepare(self, typed: str) -> Attempt:
        trials, path = self._form.asked.trials, self._path
        if path[0] == "line":
            return partial(trials.line, *self._line())
        name = str(path[1])
        if path[0] == "sources":
            return partial(trials.source, self._form.draft.part("sources"), name)
        settings = self._form.draft.part("sources", "departments", "directory", "record")
        return partial(trials.department, settings, name, typed)

    def _line(self) -> tuple[Settings, str]:
        return self._form.draft.part("line"), str(self._form.value((*self._path, "name"), "line"))

    def _prepare_rings(self, _typed: str) -> Attempt:
        return partial(self._form.asked.trials.rings, *self._line())
