"""The last page: what was set up, whether it was tried, and what was left out."""

from collections.abc import Mapping, Sequence

from screenpop.ports.checks import Check
from screenpop.sentences import Sentence, say
from ui.assistant.form import BeginningForm
from ui.assistant.page import Page, close_part
from ui.assistant.pages import DONE, SHOWN, TITLES, WITHOUT, YOU
from ui.settings.text import standing
from ui.settings.trial_box import CheckLine
from ui.theme.palette import Ink
from ui.theme.scale import Type


class DonePage(Page):
    """`show_outcome` is called whenever the reader comes here."""

    name = DONE

    def __init__(self, form: BeginningForm) -> None:
        told = say(
            "Screenpop starts now and stays beside your clock. The settings window has everything else."
        )
        super().__init__(form, told)
        self.lines: list[CheckLine] = []
        self._ground = self.panel()
        file = say("It is written into {file}.", file=form.draft.file)
        self.body.addWidget(standing(form.look.words(file, longest=600), Type.SMALL, Ink.QUIET))
        self.body.addStretch(1)

    def show_outcome(self, tried: Mapping[str, bool | None], skipped: Sequence[str]) -> None:
        """Say of each page what became of it.

        Args:
            tried: Page → whether what stands there was found to work; None where nobody has tried it.
            skipped: The pages that were left out.
        """
        for line in self.lines:
            close_part(line)
        layout = self._ground.layout()
        assert layout is not None  # noqa: S101 # the panel has made it
        self.lines = []
        for name, works in tried.items():
            passed, told = _outcome(name, works, left_out=name in skipped)
            check = Check(self.look.text(TITLES[name]), passed=passed, told=told)
            self.lines.append(CheckLine(self.look, check))
            layout.addWidget(self.lines[-1])


def _outcome(name: str, works: bool | None, *, left_out: bool) -> tuple[bool, Sentence]:
    if left_out:
        return False, say("left out. {meaning}", meaning=WITHOUT[name])
    match works:
        case True:
            return True, say("set up, and it works.")
        case False:
            return False, say("set up, but the last test failed. You can go back, or mend it later.")
        case None:
            return True, say("set up.") if name in (YOU, SHOWN) else say("set up, not tried.")
