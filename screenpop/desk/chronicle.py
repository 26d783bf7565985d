"""What happens to a call, told twice: to the windows as news, and to the record as an entry.

A call without a card is only recorded.
"""

from collections.abc import Callable
from datetime import datetime

from screenpop.desk.call_at_hand import CallAtHand
from screenpop.desk.keeping import Keeping
from screenpop.events import calls, news
from screenpop.record import entries
from screenpop.record.ids import new_id


class Chronicle:
    """Announces what happens to calls, and has it kept."""

    def __init__(self, keeping: Keeping, announce: Callable[[news.News], None], agent: str) -> None:
        self._keeping = keeping
        self._announce = announce
        self._agent = agent

    def tell(self, call: CallAtHand, told: news.CallNews) -> None:
        """Announce something of a call, if it has a card."""
        if call.shown:
            self._announce(told)

    def opened(self, call: CallAtHand, offer: calls.CallOffered) -> None:
        """It rings, or goes out; the windows hear of it."""
        self.tell(
            call,
            news.PopOpened(
                call.call_id,
                offer.at,
                call.caller,
                call.did,
                offer.transferred_by,
                call.facts,
                call.direction,
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
            )
        )

    def answered(self, call: CallAtHand, at: datetime) -> None:
        """The agent talks."""
        self.tell(call, news.CallAnswered(call.call_id, at))
        self._keeping.keep(entries.CallPickedUp(new_id(), call.key, at))

    def told_late(
        self, call: CallAtHand, at: datetime, did: str | None, name: str | None, facts: calls.Facts
    ) -> None:
        """Something became known of it; None and empty facts are nothing new."""
        self.tell(call, news.CallUpdated(call.call_id, at, did, name, facts))
        self._keeping.keep(
            entries.CallDetailed(new_id(), call.key, at, did=did, queue=facts.queue, name=name)
        )

    def party_changed(self, call: CallAtHand, at: datetime) -> None:
        """Another party is on it."""
        caller = call.caller
        self.tell(
            call, news.PartyChanged(call.call_id, at, caller, call.did, call.transferred_by, call.facts)
        )
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
        self.tell(call, news.PopClosed(call.call_id, at, ending))
        self.cut_off(call, at, ending)

    def cut_off(self, call: CallAtHand, at: datetime, ending: calls.Ending) -> None:
        """It is over for the record; nobody looks at its card any more."""
        self._keeping.keep(entries.CallFinished(new_id(), call.key, at, ending))
