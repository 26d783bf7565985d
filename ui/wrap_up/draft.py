"""What the agent has written so far of a wrap-up, kept apart from any window."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from uuid import UUID

from screenpop.events.acts import NoteTyped, PromiseMade, Saved, WrappedUp
from screenpop.sentences import Sentence
from ui.wrap_up.follow_up import FollowUp


class Saving(Enum):
    """How far the wrap-up has come; SAVED only after the commit of all that belongs to it."""

    OPEN = "open"
    ON_ITS_WAY = "on its way"
    SAVED = "saved"
    NOT_SAVED = "not saved"


@dataclass(slots=True)
class Draft:
    """A wrap-up in the making; it survives its window.

    Attributes:
        logged: The call's id in the record, for a call of the log.
        practice: Nothing of it is kept.
        follow_up: What is to be done after the call; None if nothing is.
        cleared: The text that the agent has cleared, until another one is begun.
        due: When that is due which was saved with it last.
        sent: What was put on its way to the record last, as far as the record has not said a word on it.
        kept: What the record has: it is not sent twice.
    """

    reason: str = ""
    disposition: str = ""
    note: str = ""
    saving: Saving = field(default=Saving.OPEN)
    trouble: Sentence | None = None
    logged: UUID | None = None
    practice: bool = False
    follow_up: FollowUp | None = None
    cleared: str = ""
    due: datetime | None = None
    sent: list[Saved] = field(default_factory=list)
    kept: list[Saved] = field(default_factory=list)

    @property
    def untouched(self) -> bool:
        """Nothing is written or chosen."""
        return self.follow_up is None and not self._written

    @property
    def unsaved(self) -> bool:
        """Something is written that is not in the record, and is to be."""
        return not self.practice and not self.untouched and self.saving is not Saving.SAVED

    def typed(self, call_id: str) -> NoteTyped:
        """The act that tells what is written so far."""
        intended = self.follow_up.intended if self.follow_up else None
        return NoteTyped(call_id, self.note, self.reason, self.disposition, self.logged, intended)

    def write(self, reason: str, disposition: str, note: str) -> None:
        """The agent has written this; it is not saved."""
        if not note.strip() and len(self.note) > len(self.cleared):
            self.cleared = self.note
        elif len(note) > len(self.note):
            self.cleared = ""
        self.reason, self.disposition, self.note = reason, disposition, note
        self.begin()

    def begin(self) -> None:
        """What is here is not what was saved."""
        self.saving, self.trouble, self.due = Saving.OPEN, None, None

    def send(self, call_id: str) -> tuple[Saved, ...]:
        """Put it on its way to the record; gives the acts to be posted: what the record has is none of them."""
        acts: list[Saved] = []
        if self._written:
            acts.append(WrappedUp(call_id, self.reason, self.disposition, self.note.strip(), self.logged))
        if self.follow_up is not None:
            acts.append(self.follow_up.promise(call_id, self.logged))
        wanted = tuple(act for act in acts if act not in self.kept)
        self.sent, self.trouble = list(wanted), None
        self.saving = Saving.ON_ITS_WAY if wanted else Saving.SAVED
        return wanted

    def settle(self, act: Saved, trouble: Sentence | None) -> None:
        """Take the record's word on what was sent; what was written since then is still unsaved."""
        if act not in self.sent:
            return
        self.sent.remove(act)
        if trouble is None:
            self._keep(act)
        if self.saving is not Saving.ON_ITS_WAY:
            return
        self.trouble = self.trouble or trouble
        if not self.sent:
            self.saving = Saving.NOT_SAVED if self.trouble else Saving.SAVED

    def _keep(self, act: Saved) -> None:
        """A wrap-up that is corrected and corrected back is sent again; what was promised is not."""
        if isinstance(act, PromiseMade):
            self.due = act.due
            self.kept.append(act)
            self.follow_up = None
        else:
            self.kept = [each for each in self.kept if isinstance(each, PromiseMade)] + [act]

    @property
    def _written(self) -> bool:
        return bool(self.reason or self.disposition or self.note.strip())
