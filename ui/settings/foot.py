"""Below the settings: whether anything is to be saved, what keeps it from being saved, and the buttons for it."""

from PySide6.QtWidgets import QWidget

from screenpop.sentences import Sentence, say, say_many
from screenpop.settings.wrong import Problem, key_of
from ui.components.boxes import line
from ui.components.button import Button, Weight
from ui.components.look import Look
from ui.components.outside import harmless
from ui.components.paragraph import Paragraph
from ui.settings.form import Form
from ui.theme.palette import Ink
from ui.theme.scale import GAP, GAP_LARGE, GAP_SMALL, Type


class Foot(QWidget):
    """Says how things stand.

    Attributes:
        lead: Leads to what is wrong first.
        revert: Forgets what was changed.
        keep: Saves it.
    """

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.told = Paragraph(Type.SMALL, Ink.QUIET)
        self.lead = Button(look.theme, look.text(say("Show it")))
        self.revert = Button(look.theme, look.text(say("Revert")))
        self.keep = Button(look.theme, look.text(say("Save")), Weight.MAIN)
        layout = line(self, margins=(GAP_LARGE * 2, GAP, GAP_LARGE * 2, GAP), gap=GAP_SMALL)
        layout.addWidget(self.told, 1)
        for button in (self.lead, self.revert, self.keep):
            layout.addWidget(button)

    def show_state(self, form: Form) -> None:
        """Show what is changed, and what is wrong."""
        changes, problems = len(form.draft.changes), form.problems
        self.revert.setEnabled(bool(changes))
        self.keep.setEnabled(bool(changes) and not problems)
        self.lead.setVisible(bool(problems and problems[0].path))
        if problems:
            self.tell(_told(problems[0]), bad=True)
        elif changes:
            self.tell(say_many("{count} change is not saved", "{count} changes are not saved", changes))
        else:
            self.tell(say("{file}", file=form.draft.file))

    def tell(self, sentence: Sentence, *, bad: bool = False) -> None:
        """Say it until things change."""
        self.told.setForegroundRole((Ink.BAD if bad else Ink.QUIET).value)
        self.told.tell(harmless(self._look.text(sentence), longest=600))


def _told(problem: Problem) -> Sentence:
    if not problem.path:
        return problem.told
    return say("“{key}”: {problem}", key=key_of(problem.path), problem=problem.told)
