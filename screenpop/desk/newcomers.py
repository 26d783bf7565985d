"""Somebody new on a call: noted by the agent, taken in by the directory."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from screenpop.customers import Person, Prospect
from screenpop.desk.asking import Asking
from screenpop.desk.call_at_hand import CallAtHand, Party
from screenpop.desk.faults import tell_fault
from screenpop.errors import SourceError
from screenpop.events.acts import ProspectNoted
from screenpop.ports.directory import Directory
from screenpop.record.ids import new_id
from screenpop.sentences import Sentence, say


@dataclass(frozen=True, slots=True)
class ProspectTaken:
    """The directory's word on somebody new: who they are to it, or why it cannot keep them.

    `party` is who was on the call when they were noted; it may be somebody else by now.
    """

    call_id: str
    outcome: Person | Sentence
    party: Party | None = None


class Newcomers:
    """Has the directory take in whom agents note.

    Args:
        directory: None if the settings name none.
        whom: What the directory's crew is called.
        asking: Whose crews do it.
        agent: Who notes.
        post: Gets a `ProspectTaken` for each.
        now: The time, in UTC.
    """

    def __init__(
        self,
        directory: Directory | None,
        whom: str,
        *,
        asking: Asking,
        agent: str,
        post: Callable[[ProspectTaken], None],
        now: Callable[[], datetime],
    ) -> None:
        self._directory = directory
        self._whom = whom
        self._asking = asking
        self._agent = agent
        self._post = post
        self._now = now

    def note(self, call: CallAtHand, act: ProspectNoted) -> None:
        """Have somebody taken in, with the number that they call from. Returns at once."""
        directory = self._directory
        name, company = act.name.strip(), act.company.strip()
        if directory is None:
            self._refuse(act, say("There is no directory that could keep somebody new."))
        elif not (name or company):
            self._refuse(act, say("Somebody new needs a name or a company."))
        else:
            number = call.number.e164 if call.number else None
            prospect = Prospect(new_id(), number, name, company, act.note.strip(), self._agent, self._now())
            party = call.party
            self._asking.have_done(self._whom, lambda: self._take_in(directory, act.call_id, prospect, party))

    def _refuse(self, act: ProspectNoted, why: Sentence) -> None:
        self._post(ProspectTaken(act.call_id, why))

    def _take_in(self, directory: Directory, call_id: str, prospect: Prospect, party: Party) -> None:
        outcome: Person | Sentence
        try:
            outcome = directory.take_in(prospect)
        except SourceError as error:
            outcome = error.sentence
        except Exception as error:  # noqa: BLE001 # the window waits for a word, and keeps what was typed
            tell_fault("Taking in a prospect", error)
            outcome = say("internal error")
        self._post(ProspectTaken(call_id, outcome, party))
