"""One department: its source where that is a new one, its questions, and what tries it."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from screenpop.ports.kinds import DepartmentKind
from screenpop.sentences import say
from screenpop.settings.beginning import Proposal
from screenpop.settings.described import fields_of_kind
from ui.assistant.finding import FindBox
from ui.assistant.page import Page, close_part
from ui.assistant.source_body import SourceBody
from ui.components.boxes import column
from ui.settings.kind_names import kinds_of
from ui.settings.row import Row
from ui.settings.text import standing
from ui.settings.trial_box import Attempt, TrialBox
from ui.theme.palette import Ink
from ui.theme.scale import GAP_LARGE, Type

SOURCE = "books"
"""A source that the directory does not have."""
_TITLE = say("Test: read a customer")
_FIND = say("Find where it stands")


class DepartmentBody(QWidget):
    """The chosen department: its source where it is a new one, its questions, and what tries it."""

    def __init__(self, page: Page, name: str, source: str) -> None:
        super().__init__()
        self._form = page.form
        self.name, self.source = name, source
        self.body: SourceBody | None = None
        self.finder: FindBox | None = None
        self._questions = column(gap=GAP_LARGE)
        self.rows: dict[str, Row] = {}
        layout = column(self, gap=GAP_LARGE)
        if not name:
            return
        if source == SOURCE:
            self.body = SourceBody(page.form, SOURCE)
            layout.addWidget(self.body)
        if source:
            self.finder = FindBox(page.form, _FIND, self._wanted, self._take)
            layout.addWidget(self.finder)
        else:
            told = say("The preset brings it with all of its questions; try it for one customer.")
            layout.addWidget(standing(page.look.text(told), Type.BODY, Ink.QUIET))
        layout.addLayout(self._questions)
        self._show_questions()
        self.test = TrialBox(
            *(page.look, page.form.asked.background, _TITLE, self._prepare),
            asks=say("Customer"),
            example="1001",
        )
        self.test.ended.connect(page.note_tried)
        self.test.setHidden(self._table() is None)
        layout.addWidget(self.test)

    def _wanted(self) -> tuple[str, str]:
        if self.body is not None:
            self.body.keep_password()
        return self.source, self.name

    def _take(self, proposal: Proposal) -> None:
        self._form.put({("departments", self.name): dict(proposal.table)})
        self._show_questions()
        self.test.show()

    def _show_questions(self) -> None:
        """Those that are asked, so that they can be looked at and put right."""
        table = self._table() or {}
        kind = next(
            kind
            for kind in kinds_of(self._form, "departments")
            if kind.name == (table.get("kind") or self.name)
        )
        asked = {question.key for question in kind.questions} if isinstance(kind, DepartmentKind) else set()
        for row in self.rows.values():
            close_part(row)
        self.rows = {
            field.key: Row(self._form, field, ("departments", self.name, field.key))
            for field in fields_of_kind("departments", kind)
            if self.source and field.key in asked and field.key in table
        }
        for row in self.rows.values():
            self._questions.addWidget(row)

    def _table(self) -> Any:
        return self._form.value(("departments", self.name))

    def _prepare(self, typed: str) -> Attempt:
        self._form.touch("departments", "sources")
        settings = self._form.draft.part("sources", "departments", "directory", "preset")
        return partial(self._form.asked.trials.department, settings, self.name, typed)
