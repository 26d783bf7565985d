"""What happens to a call or a line, told twice: to the windows as news, and to the record as an entry.

A call without a card is only recorded.
"""

from dataclasses import replace
from datetime import datetime

from screenpop.called import Called
from screenpop.desk.call_at_hand import CallAtHand
from screenpop.desk.keeping import Keeping
from screenpop.desk.telling import Tell
from screenpop.events import calls, news
from screenpop.record import entries
from screenpop.record.ids import new_id


class Chronicle:
    """Announces what happens to calls, and has it kept."""

    def __init__(self, keeping: Keeping, tell: Tell, agent: str) -> None:
        self._keeping = keeping
        self._tell = tell
        self._agent = agent

    def opened(self, call: CallAtHand, at: datetime, transferred_by: str | None) -> None:
        """It rings, or goes out; the windows hear of it."""
        if call.practice:
            self._keeping.leave_out(call.key)
        self._tell(
            call,
            news.PopOpened(
                call.call_id,
                at,
                call.caller,
                call.did,
                transferred_by,
                call.facts,
                call.direction,
                call.called,
                practice=call.practice,
            ),
        )

    def started(self, call: CallAtHand, at: datetime) -> None:
        """It rings, or goes out; the record hears of it, after the directory was asked."""
        caller = call.caller
        self._keeping.keep(
            entries.CallStarted(
                id=call.key,
                call_id=call.call_id,
                at=at,
                agent=self._agent,
                direction=call.direction,
                number=caller.number,
                presented=caller.presented,
                name=caller.name,
                withheld=caller.withheld,
                did=call.did,
                queue=call.facts.queue,
                trust=caller.trust,
                linked=call.facts.linked,
                brand=call.facts.brand,
                waited=call.facts.waited,
                keyed=call.facts.keyed,
            )
        )

    def answered(self, call: CallAtHand, at: datetime) -> None:
        """The agent talks."""
        self._tell(call, news.CallAnswered(call.call_id, at))
        self._keeping.keep(entries.CallPickedUp(new_id(), call.key, at))

    def told_late(
        self,
        call: CallAtHand,
        at: datetime,
        did: str | None,
        name: str | None,
        facts: calls.Facts,
        *,
        called: Called | None,
    ) -> None:
        """Something became known of it; what only ties legs together is for the record alone."""
        if (did, name, replace(facts, linked=None), called) != (None, None, calls.NO_FACTS, None):
            self._tell(call, news.CallUpdated(call.call_id, at, did, name, facts, called))
        self._keeping.keep(
            entries.CallDetailed(
                new_id(),
                call.key,
                at,
                did=did,
                queue=facts.queue,
                name=name,
                linked=facts.linked,
                brand=facts.brand,
                waited=facts.waited,
                keyed=facts.keyed,
            )
        )

    def party_changed(self, call: CallAtHand, at: datetime, *, is_first_shown: bool) -> None:
        """Another party is on it; `is_first_shown`: the earlier one's call had no card."""
        caller = call.caller
        if is_first_shown:
            self.opened(call, at, call.transferred_by)
            if call.answered_at:
                self._tell(call, news.CallAnswered(call.call_id, call.answered_at))
        else:
            by, facts = call.transferred_by, call.facts
            self._tell(call, news.PartyChanged(call.call_id, at, caller, call.did, by, facts, call.called))
        self._keeping.keep(
            entries.PartyReplaced(
                id=new_id(),
                call=call.key,
                at=at,
                number=caller.number,
                presented=caller.presented,
                name=caller.name,
                withheld=caller.withheld,
                trust=caller.trust,
                transferred_by=call.transferred_by,
            )
        )

    def closed(self, call: CallAtHand, at: datetime, ending: calls.Ending) -> None:
        """It is over."""
        self._tell(call, news.PopClosed(call.call_id, at, ending))
        self.cut_off(call, at, ending)

    def cut_off(self, call: CallAtHand, at: datetime, ending: calls.Ending) -> None:
        """It is over for the record; nobody looks at its card any more."""
        self._keeping.keep(entries.CallFinished(new_id(), call.key, at, ending))

    def line_changed(self, told: calls.LineUp | calls.LineDown) -> None:
        """A line works from now on, or does not: the record hears of it."""
        reason = str(told.reason) if isinstance(told, calls.LineDown) else ""
        is_up = isinstance(told, calls.LineUp)
        self._keeping.keep(entries.LineChanged(new_id(), told.at, self._agent, told.line, is_up, reason))
