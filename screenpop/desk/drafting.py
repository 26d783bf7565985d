"""What the agent is writing is kept as it is written, on the record's thread; it is dropped once it is saved."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from screenpop.desk.call_at_hand import CallAtHand
from screenpop.desk.crew import Crew
from screenpop.desk.faults import tell_fault
from screenpop.desk.keeping import ActKept
from screenpop.errors import NotKept
from screenpop.events import acts
from screenpop.ports.drafts import Drafts, KeptDraft
from screenpop.record.entries import PromiseMade, WrapUp

log = logging.getLogger(__name__)


class Drafting:
    """Keeps the newest of what is typed: on a slow disk what was typed before it is left out."""

    def __init__(self, drafts: Drafts | None, crew: Crew, now: Callable[[], datetime]) -> None:
        self._drafts = drafts
        self._crew = crew
        self._now = now
        self._newest: dict[UUID, KeptDraft] = {}
        self._last: dict[UUID, KeptDraft] = {}
        self._open: set[UUID] = set()

    def typed(self, act: acts.NoteTyped, call: CallAtHand | None) -> None:
        """The agent has written so far; it is on the disk soon."""
        key = act.logged or (call.logged_as if call and not call.practice else None)
        if key is not None:
            draft = KeptDraft(key, self._now(), act.reason, act.disposition, act.note, act.follow_up)
            (self._open.discard if draft.is_empty else self._open.add)(key)
            self._hold(draft)

    def sent(self, call: UUID) -> None:
        """It is on its way into the record; what is typed from now on is another draft."""
        self._open.discard(call)

    def hear(self, kept: ActKept) -> None:
        """The record's word on a wrap-up or a follow-up: what is saved need not be kept here.

        Unless more was typed since.
        """
        entry = kept.entry
        if isinstance(entry, PromiseMade) and entry.call and not kept.failure:
            self._promised(entry.call, entry)
        elif isinstance(entry, WrapUp) and entry.call not in self._open:
            last = self._last.get(entry.call)
            words = (entry.reason, entry.disposition, entry.note) if kept.failure else ("", "", "")
            self._hold(KeptDraft(entry.call, entry.at, *words, last.follow_up if last else None))

    def _promised(self, call: UUID, made: PromiseMade) -> None:
        last = self._last.get(call)
        if (
            last
            and last.follow_up
            and (last.follow_up.due, last.follow_up.what.strip()) == (made.due, made.what)
        ):
            self._hold(replace(last, follow_up=None))

    def _hold(self, draft: KeptDraft) -> None:
        if draft.is_empty:
            self._newest.pop(draft.call, None)
            self._last.pop(draft.call, None)
            self._do(lambda drafts: drafts.drop(draft.call))
        else:
            self._last[draft.call] = draft
            self._keep(draft)

    def _keep(self, draft: KeptDraft) -> None:
        self._newest[draft.call] = draft

        def keep(drafts: Drafts) -> None:
            newest = self._newest.pop(draft.call, None)
            if newest is not None:
                drafts.keep(newest)

        self._do(keep)

    def _do(self, job: Callable[[Drafts], None]) -> None:
        drafts = self._drafts
        if drafts is None:
            return

        def work() -> None:
            try:
                job(drafts)
            except NotKept as error:
                log.error("Not kept while it is typed: %s", error)
            except Exception as error:  # noqa: BLE001 # a fault of the drafts must not end the record's thread
                tell_fault("Keeping what is typed", error)

        self._crew.take(work)
