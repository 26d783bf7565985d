"""One call of a watched extension, and what its changes are reported as."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from screenpop.events.calls import (
    NO_FACTS,
    CallAnswered,
    CallEnded,
    CallOffered,
    CallUpdated,
    Direction,
    Ending,
    Facts,
    PartyChanged,
    Presented,
)
from screenpop.ports.line import Report
from telephony.facts import FactRules
from telephony.sip.addresses import read_uri
from telephony.sip.dialogs import Dialog, DialogParty
from telephony.sip.endings import ending_of_event
from telephony.sip.identity import number_in
from telephony.sip.presentation import presented_by


@dataclass(slots=True)
class WatchedCall:
    """A call that was reported and has not ended.

    Attributes:
        call_id: Under which it was reported.
        names: The Call-IDs by which the PBX names it; none if it names no calls.
        caller: Who is on it.
        facts: What the PBX knows of it.
        outgoing: Whether the extension called.
        dialogs: The ids of the dialogs that it lives in.
        answered: Whether it is talked on.
    """

    call_id: str
    names: set[str]
    caller: Presented
    facts: Facts
    outgoing: bool
    dialogs: list[str] = field(default_factory=list)
    answered: bool = False


class WatchReports:
    """Reports the calls of one extension.

    Args:
        line: Under which name to report.
        own: The extension and its user name: numbers that no outside caller dialled.
        rules: By which the site tells facts.
        report: Whom to report to.
    """

    def __init__(self, line: str, own: frozenset[str], rules: FactRules, report: Report) -> None:
        self._line = line
        self._own = own
        self._rules = rules
        self._report = report

    def party(self, party: DialogParty | None) -> tuple[Presented, Facts]:
        """Who the other end of a dialog is, and what the name in front of theirs tells."""
        return presented_by(party, self._rules)

    def is_own(self, number: str | None) -> bool:
        """Whether the number is the extension itself."""
        return number in self._own

    def offered(self, call: WatchedCall, dialog: Dialog) -> None:
        """It rings, or the extension dials."""
        dialled = None if call.outgoing else _number(dialog.local)
        self._report(
            CallOffered(
                self._line,
                call.call_id,
                datetime.now(UTC),
                call.caller,
                did=None if self.is_own(dialled) else dialled,
                transferred_by=_number(dialog.referred_by),
                facts=call.facts,
                direction=Direction.OUT if call.outgoing else Direction.IN,
            )
        )

    def answered(self, call: WatchedCall) -> None:
        """It is talked on."""
        call.answered = True
        self._report(CallAnswered(self._line, call.call_id, datetime.now(UTC)))

    def told_again(self, call: WatchedCall, dialog: Dialog) -> None:
        """Another party, if it is one; else a name or facts that were missing."""
        if dialog.remote is None:
            return
        caller, facts = self.party(dialog.remote)
        if self.is_own(caller.number):
            return  # a PBX that may not tell who is on the call writes the extension itself
        if (caller.number, caller.withheld) != (call.caller.number, call.caller.withheld):
            call.caller, call.facts = caller, call.facts.of_the_next_party()
            by = _number(dialog.referred_by)
            self._report(PartyChanged(self._line, call.call_id, datetime.now(UTC), caller, transferred_by=by))
        elif call.caller.name is None and caller.name is not None:
            call.caller = caller
            self._late(call, caller.name, facts)
            return
        self._late(call, None, facts)

    def ended(self, call: WatchedCall, event: str | None = None, code: int | None = None) -> None:
        """It is over; the event is that of its dialog's end."""
        told = ending_of_event(event, code, outgoing=call.outgoing)
        ending = Ending.ENDED if call.answered else told
        self._report(CallEnded(self._line, call.call_id, datetime.now(UTC), ending))

    def _late(self, call: WatchedCall, name: str | None, facts: Facts) -> None:
        fresh = facts.beyond(call.facts)
        call.facts = call.facts.completed_by(fresh)
        if name is not None or fresh != NO_FACTS:
            self._report(CallUpdated(self._line, call.call_id, datetime.now(UTC), name=name, facts=fresh))


def _number(party: DialogParty | None) -> str | None:
    return (number_in(read_uri(party.uri)) or None) if party else None
