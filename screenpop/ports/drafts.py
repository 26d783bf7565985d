"""Where what an agent is writing is kept while it is written, so that a crash loses nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from screenpop.promises import Intended


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A wrap-up that was begun and never saved.

    Attributes:
        call: The call's id in the record.
        at: When it was written last, in UTC.
        follow_up: What is to be done after the call, as far as it was written.
    """

    call: UUID
    at: datetime
    reason: str
    disposition: str
    note: str
    follow_up: Intended | None = None

    @property
    def is_empty(self) -> bool:
        """Nothing is left that could be saved."""
        return not (self.reason or self.disposition or self.note.strip() or self.follow_up)


class Drafts(Protocol):
    """Keeps drafts on this computer only. Blocks; called on the record's thread, read from any."""

    def keep(self, draft: KeptDraft, /) -> None:
        """Have it on the disk when it returns; an empty one is dropped.

        Raises:
            NotKept: It is not kept.
        """

    def drop(self, call: UUID, /) -> None:
        """The call is wrapped up, or nothing more will be."""

    def all(self) -> Sequence[KeptDraft]:
        """Those that are left, the newest first.

        Raises:
            RecordUnavailable: They cannot be read.
        """
