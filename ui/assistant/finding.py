"""Finds the questions for a directory or a department by looking at a source, and puts them into the form."""

from collections.abc import Callable, Iterator
from functools import partial

from screenpop.ports.checks import Check
from screenpop.sentences import Sentence, say
from screenpop.settings.beginning import Proposal
from ui.assistant.form import BeginningForm
from ui.settings.trial_box import Attempt, TrialBox

Wanted = Callable[[], tuple[str, str]]
"""The source to look at, and the department, or "directory"."""


class FindBox(TrialBox):
    """A button that looks, tells what it found, and gives it to `take`."""

    def __init__(
        self, form: BeginningForm, title: Sentence, wanted: Wanted, take: Callable[[Proposal], None]
    ) -> None:
        self._form, self._wanted, self._take = form, wanted, take
        self._proposal: Proposal | None = None
        super().__init__(form.look, form.asked.background, title, self._prepare_to_find)
        self.ended.connect(self._hand_over)

    def _prepare_to_find(self, _typed: str) -> Attempt:
        source, wanted = self._wanted()
        self._form.touch("sources")
        keys = ("sources", "directory") if self._directory_stands() else ("sources",)
        settings = self._form.draft.part(*keys)
        self._proposal = None
        return partial(self._find, partial(self._form.scouts.propose, settings, source, wanted))

    def _directory_stands(self) -> bool:
        return self._form.trouble_of("directory") is None and self._form.value(("directory",)) is not None

    def _find(self, look: Callable[[], Proposal]) -> Iterator[Check]:
        proposal = look()
        if not proposal.table:
            told = say(
                "No table of it looks as if it held that. The settings window takes a question by hand."
            )
            yield Check("", passed=False, told=told)
            return
        self._proposal = proposal
        for found in proposal.found:
            yield Check("", passed=True, told=found)
        for doubt in proposal.doubts:
            yield Check("", passed=True, told=say("Please look: {doubt}", doubt=doubt))

    def _hand_over(self, _passed: bool) -> None:  # carried by a signal
        proposal, self._proposal = self._proposal, None
        if proposal is not None:
            self._take(proposal)
