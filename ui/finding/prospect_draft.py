"""What the agent has written so far of somebody new, kept apart from any window."""

from dataclasses import dataclass

from screenpop.events.acts import ProspectNoted
from screenpop.sentences import Sentence


@dataclass(slots=True)
class ProspectDraft:
    """Somebody new in the making; it survives its window.

    Attributes:
        open: The agent is writing.
        sent: What is on its way into the directory.
        trouble: Why it is not there.
    """

    name: str = ""
    company: str = ""
    note: str = ""
    open: bool = False
    sent: ProspectNoted | None = None
    trouble: Sentence | None = None

    @property
    def untouched(self) -> bool:
        """Nothing is written."""
        return not (self.name.strip() or self.company.strip() or self.note.strip())

    @property
    def complete(self) -> bool:
        """It is somebody: a name or a company is there."""
        return bool(self.name.strip() or self.company.strip())

    @property
    def unsaved(self) -> bool:
        """The directory has not got it yet."""
        return self.sent is not None or self.trouble is not None

    def send(self, call_id: str) -> ProspectNoted:
        """Put it on its way; gives the act to be posted."""
        self.trouble = None
        self.sent = ProspectNoted(call_id, self.name.strip(), self.company.strip(), self.note.strip())
        return self.sent

    def kept(self) -> None:
        """The directory has it."""
        self.name = self.company = self.note = ""
        self.open, self.sent, self.trouble = False, None, None

    def not_kept(self, reason: Sentence) -> None:
        """The directory has not got it; the text stays."""
        self.open, self.sent, self.trouble = True, None, reason
