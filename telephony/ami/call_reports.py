"""Puts what is known of a call into the events that the desk understands, each thing once."""

from datetime import UTC, datetime
from typing import NamedTuple

from screenpop.events.calls import (
    NO_FACTS,
    CallAnswered,
    CallEnded,
    CallOffered,
    CallUpdated,
    Ending,
    Facts,
    PartyChanged,
    Presented,
)
from screenpop.ports.line import Report
from telephony.ami.fields import NOBODY, Party
from telephony.ami.legs import Call
from telephony.facts import FactRules


class Told(NamedTuple):
    """What is known of a call: by the site's channel variables, and by what the PBX says of itself."""

    by_site: Facts = NO_FACTS
    by_pbx: Facts = NO_FACTS


class CallReports:
    """Reports the calls of one line.

    Args:
        line: Under which name.
        rules: What the site's caller names tell.
        report: Whom to.
    """

    def __init__(self, line: str, rules: FactRules, report: Report) -> None:
        self._line = line
        self._rules = rules
        self._report = report

    def offer(
        self, call: Call, party: Party, *, withheld: bool = False, did: str | None = None, told: Told
    ) -> None:
        """It rings, or the agent calls somebody."""
        call.offered, call.party, call.did, call.withheld = True, party, did, withheld
        call.facts = self._facts(party, told)
        self._report(
            CallOffered(
                self._line,
                call.call_id,
                datetime.now(UTC),
                self._presented(party, withheld=withheld),
                did=did,
                transferred_by=call.transferred_by,
                facts=call.facts,
                direction=call.direction,
            )
        )

    def answer(self, call: Call) -> None:
        """Somebody picked up."""
        call.answered = True
        self._report(CallAnswered(self._line, call.call_id, datetime.now(UTC)))

    def update(self, call: Call, party: Party, *, did: str | None, told: Told) -> None:
        """What came late, as far as it is new."""
        name = None
        if party.name is not None and party.name != call.party.name and not call.withheld:
            call.party = party
            name, _ = self._rules.split_name(party.name)
        did = None if did == call.did else did
        known = self._facts(call.party, told)
        new = Facts(
            queue=None if known.queue == call.facts.queue else known.queue,
            brand=None if known.brand == call.facts.brand else known.brand,
            waited=None if call.facts.waited is not None else known.waited,
            keyed=None if known.keyed == call.facts.keyed else known.keyed,
            linked=None if known.linked == call.facts.linked else known.linked,
        )
        if name is None and did is None and new == NO_FACTS:
            return
        call.did, call.facts = did or call.did, new.completed_by(call.facts)
        self._report(CallUpdated(self._line, call.call_id, datetime.now(UTC), did=did, name=name, facts=new))

    def change(self, call: Call, party: Party, transferred_by: str | None) -> None:
        """Somebody else is on the call now."""
        call.party, call.withheld, call.facts = party, False, call.facts.of_the_next_party()
        caller = self._presented(party, withheld=False)
        at = datetime.now(UTC)
        self._report(PartyChanged(self._line, call.call_id, at, caller, transferred_by=transferred_by))

    def end(self, call: Call, ending: Ending) -> None:
        """It is over, unless nobody ever heard of it."""
        if call.offered and not call.ended:
            self._report(CallEnded(self._line, call.call_id, datetime.now(UTC), ending))
        call.ended = True

    def _facts(self, party: Party, told: Told) -> Facts:
        """The site's own rules go before what the PBX says by itself."""
        _, in_name = self._rules.split_name(party.name)
        return told.by_site.completed_by(in_name).completed_by(told.by_pbx)

    def _presented(self, party: Party, *, withheld: bool) -> Presented:
        """A number shown here may be one that the caller wanted to withhold: the interface does not tell."""
        if withheld or party == NOBODY:
            return Presented(number=None, withheld=True)
        name, _ = self._rules.split_name(party.name)
        return Presented(number=party.number, name=name, privacy_known=False)
