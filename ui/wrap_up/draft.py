"""What the agent has written so far of a wrap-up, kept apart from any window."""

from dataclasses import dataclass, field
from enum import Enum
from uuid import UUID

from screenpop.events.acts import WrappedUp
from screenpop.sentences import Sentence


class Saving(Enum):
    """How far the wrap-up has come; SAVED only after the commit."""

    OPEN = "open"
    ON_ITS_WAY = "on its way"
    SAVED = "saved"
    NOT_SAVED = "not saved"


@dataclass(slots=True)
class Draft:
    """A wrap-up in the making; it survives its window.

    Attributes:
        logged: The call's id in the record, for a call of the log.
        sent: What was put on its way to the record last.
    """

    reason: str = ""
    disposition: str = ""
    note: str = ""
    saving: Saving = field(default=Saving.OPEN)
    trouble: Sentence | None = None
    logged: UUID | None = None
    sent: WrappedUp | None = None

    @property
    def untouched(self) -> bool:
        """Nothing is written or chosen."""
        return not (self.reason or self.disposition or self.note.strip())

    @property
    def unsaved(self) -> bool:
        """Something is written that is not in the record."""
        return not self.untouched and self.saving is not Saving.SAVED

    def send(self, call_id: str) -> WrappedUp:
        """Put it on its way to the record; gives the act to be posted."""
        self.saving = Saving.ON_ITS_WAY
        self.sent = WrappedUp(call_id, self.reason, self.disposition, self.note.strip(), self.logged)
        return self.sent

    def settle(self, act: WrappedUp, trouble: Sentence | None) -> None:
        """Take the record's word on what was sent last; what was written since then is still unsaved."""
        if self.saving is Saving.ON_ITS_WAY and act == self.sent:
            self.saving = Saving.NOT_SAVED if trouble else Saving.SAVED
            self.trouble = trouble
