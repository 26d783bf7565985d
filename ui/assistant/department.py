"""One department: one that a preset brings, or one whose questions are found by looking at a source."""

from PySide6.QtWidgets import QWidget

from screenpop.ports.kinds import DepartmentKind
from screenpop.sentences import Sentence, say
from ui.assistant.callers import DATABASE, SHEET
from ui.assistant.callers import SOURCE as CUSTOMERS
from ui.assistant.department_body import SOURCE, DepartmentBody
from ui.assistant.form import BeginningForm
from ui.assistant.page import Page, close_part
from ui.assistant.pages import DEPARTMENT
from ui.components.boxes import column
from ui.components.chips import Chips
from ui.settings.kind_names import kinds_of, name_of
from ui.settings.text import labelled, standing


class DepartmentPage(Page):
    """Others follow in the settings window."""

    name = DEPARTMENT
    keys = ("departments", "sources")

    def __init__(self, form: BeginningForm) -> None:
        super().__init__(
            form, say("What the card says of a customer. One department is enough to begin with.")
        )
        self._preset = form.value(("preset",))
        brought = form.names("departments")
        kinds = [kind for kind in kinds_of(form, "departments") if _can_be_found(kind)]
        words = brought if self._is_preset() else [kind.name for kind in kinds]
        self.departments = Chips(
            form.look.theme, {each: name_of(form.look, "departments", each) for each in words}
        )
        self.sources = Chips(form.look.theme, self._offered())
        self.departments.chosen.connect(self._choose)
        self.sources.chosen.connect(self._choose_source)
        self.choice = DepartmentBody(self, "", "")
        rows = [self._labelled(say("Department"), self.departments)]
        self._where = self._labelled(say("Where it stands"), self.sources)
        self._where.setHidden(self._is_preset())
        self._ground = self.panel(*rows, self._where, self.choice)
        self.body.addStretch(1)

    @property
    def is_stale(self) -> bool:
        """Another preset brings other departments."""
        return bool(self._preset != self.form.value(("preset",)))

    def enter(self) -> None:
        """Show what the draft says; the first department where it says nothing."""
        self.sources.offer(self._offered())
        names = self.form.names("departments")
        known = [name for name in names if name in self.departments.chips]
        name = self.departments.choice() or (known or list(self.departments.chips) or [""])[0]
        source = self.form.value(("departments", name, "source")) or next(iter(self.sources.chips), "")
        if name and (name, source) != (self.choice.name, self.choice.source):
            self._show(name, str(source))

    def leave(self) -> None:
        """What was typed as a password is stored."""
        if self.choice.body is not None:
            self.choice.body.keep_password()

    def trouble(self) -> Sentence | None:
        """A department is needed, or the page is left out."""
        if not self.form.names("departments"):
            return say("Find where it stands first, or leave this page out.")
        return super().trouble()

    def _is_preset(self) -> bool:
        return self.form.value(("preset",)) not in (None, [], "")

    def _labelled(self, title: Sentence, chips: Chips) -> QWidget:
        label = standing(self.look.text(title))
        chips.setAccessibleName(label.text())
        row = QWidget()
        right = column()
        right.addWidget(chips)
        labelled(row, label, right)
        return row

    def _offered(self) -> dict[str, str]:
        """The sources that there are, then new ones."""
        text = self.look.text
        offered = {}
        if CUSTOMERS in self.form.names("sources"):
            offered[CUSTOMERS] = text(say("Where the telephone numbers are"))
        return {**offered, SHEET: text(say("Another spreadsheet")), DATABASE: text(say("Another database"))}

    def _choose(self, name: str) -> None:
        source = self.form.value(("departments", name, "source")) or self.sources.choice()
        self._drop(keep=name)
        self._show(name, str(source or next(iter(self.sources.chips))))

    def _choose_source(self, word: str) -> None:
        name = self.departments.choice()
        self._drop(keep="")
        if word in (SHEET, DATABASE):
            key = "path" if word == SHEET else "url"
            if self.form.value(("sources", SOURCE, "kind")) != word:
                self.form.put({("sources", SOURCE): {"kind": word, key: ""}})
        else:
            self.form.put({("sources", SOURCE): None})
        self._show(name, word)

    def _drop(self, *, keep: str) -> None:
        """One department is set up here: another that was found and is not looked at any more goes."""
        if not self._is_preset():
            names = [name for name in self.form.names("departments") if name != keep]
            self.form.put({("departments", name): None for name in names})

    def _show(self, name: str, source: str) -> None:
        word = str(self.form.value(("sources", SOURCE, "kind"))) if source == SOURCE else source
        self.departments.choose(name)
        self.sources.choose(word)
        if word in (SHEET, DATABASE) and self.form.value(("sources", SOURCE)) is None:
            self.form.put({("sources", SOURCE): {"kind": word, "path" if word == SHEET else "url": ""}})
        layout = self._ground.layout()
        assert layout is not None  # noqa: S101 # the panel has made it
        close_part(self.choice)
        self.tried = None
        self.choice = DepartmentBody(
            self, name, "" if self._is_preset() else SOURCE if word in (SHEET, DATABASE) else word
        )
        layout.addWidget(self.choice)


def _can_be_found(kind: object) -> bool:
    """Some questions of it can be made of tables; what only colleagues' notes answer cannot."""
    return isinstance(kind, DepartmentKind) and any(
        question.hold is None and not question.about_everybody for question in kind.questions
    )
