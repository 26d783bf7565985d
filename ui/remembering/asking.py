"""What the agent is writing of the one thing that is asked for, kept apart from any window."""

from dataclasses import dataclass, field

from screenpop.events.acts import FactTold, Saved
from screenpop.memory import Fact, Recollection, Wanted
from screenpop.sentences import Sentence
from ui.wrap_up.draft import Saving


@dataclass(slots=True)
class Asking:
    """One question after the other, and the answer in the making; it survives its window.

    Attributes:
        wanted: What is being asked for; None asks nothing.
        typed: What is written so far.
        value: As the record would keep it; None where it is no answer yet.
        saving: How far the answer has come; SAVED only after the commit.
        trouble: What is wrong with what was written, or why it is not saved.
        sent: What was put on its way to the record last.
        corrects: The agent corrects what is known; nothing at all takes it back.
    """

    wanted: Wanted | None = None
    typed: str = ""
    value: str | None = None
    saving: Saving = Saving.OPEN
    trouble: Sentence | None = None
    sent: FactTold | None = None
    corrects: bool = False
    _known: dict[str, Fact] = field(default_factory=dict)
    _next: Wanted | None = None
    _silent: bool = False

    @property
    def unsaved(self) -> bool:
        """Something is written, or on its way, that is not in the record."""
        written = self.corrects or bool(self.typed.strip())
        return self.wanted is not None and written and self.saving is not Saving.SAVED

    @property
    def on_its_way(self) -> bool:
        """The record has not said yet whether it is saved."""
        return self.saving is Saving.ON_ITS_WAY

    def recall(self, recollection: Recollection) -> None:
        """Ask what is worth asking for now; a question that is being answered stays until it is done with."""
        self._known = {fact.fact: fact for fact in recollection.facts}
        self._next = None if self._silent else recollection.wanted
        if not self.unsaved and self.saving is not Saving.SAVED:
            self.go_on()

    def ask(self, wanted: Wanted | None) -> None:
        """Ask for this from the beginning."""
        self.wanted, self.typed, self.value, self.corrects = wanted, "", None, False
        self.saving, self.trouble, self.sent = Saving.OPEN, None, None

    def correct(self, wanted: Wanted, typed: str) -> None:
        """Let the agent correct what is known."""
        self.ask(wanted)
        self.typed, self.corrects = typed, True

    def go_on(self) -> None:
        """Turn to the next question, or to none."""
        if self._next != self.wanted or self.saving is Saving.SAVED:
            self.ask(self._next)

    def edit(self, typed: str, value: str | None) -> None:
        """The agent writes."""
        self.typed, self.value = typed, value
        self.saving, self.trouble = Saving.OPEN, None

    def send(self, call_id: str) -> FactTold | None:
        """Put the answer on its way to the record; gives the act to be posted, None where there is nothing to post."""
        if self.wanted is None or self.value is None or self.saving in (Saving.ON_ITS_WAY, Saving.SAVED):
            return None
        self.saving, self.trouble = Saving.ON_ITS_WAY, None
        self.sent = FactTold(call_id, self.wanted.fact, self.value)
        return self.sent

    def give_up(self, call_id: str) -> FactTold | None:
        """Not now: no more is asked on this call. What is known, if from long ago, is not taken back for that."""
        if self.corrects:
            self.ask(self._next)
            return None
        asked, self._silent, self._next = self.wanted, True, None
        self.ask(None)
        known = self._known.get(asked.fact) if asked else None
        return FactTold(call_id, asked.fact, "") if asked and not (known and known.value) else None

    def settle(self, act: Saved, trouble: Sentence | None) -> None:
        """Take the record's word on what was sent last; what was written since then is still unsaved."""
        if self.saving is Saving.ON_ITS_WAY and act == self.sent:
            self.saving = Saving.NOT_SAVED if trouble else Saving.SAVED
            self.trouble = trouble
