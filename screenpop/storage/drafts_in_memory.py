"""What an agent is writing, on a computer whose folder others share: nowhere but here, until it is saved."""

import threading
from collections.abc import Sequence
from uuid import UUID

from screenpop.ports.drafts import KeptDraft


class DraftsInMemory:
    """Drafts that go with the program."""

    def __init__(self) -> None:
        self._drafts: dict[UUID, KeptDraft] = {}
        self._one_thread = threading.Lock()

    def keep(self, draft: KeptDraft, /) -> None:
        """Know it until it is dropped; an empty one is."""
        if draft.is_empty:
            self.drop(draft.call)
            return
        with self._one_thread:
            self._drafts[draft.call] = draft

    def drop(self, call: UUID, /) -> None:
        """The call is wrapped up, or nothing more will be."""
        with self._one_thread:
            self._drafts.pop(call, None)

    def all(self) -> Sequence[KeptDraft]:
        """Those that are left, the newest first."""
        with self._one_thread:
            return sorted(self._drafts.values(), key=lambda draft: draft.at, reverse=True)

    def close(self) -> None:
        """There is nothing to let go of."""
