"""Calls that ring the extension: when they are told of, who calls, who is on them later, how they end.

No order of events can be relied on: everything is looked at again whenever anything of a leg is heard.
"""

from datetime import timedelta

from screenpop.events.calls import Direction, Ending, Facts
from telephony.ami.call_reports import CallReports, Told
from telephony.ami.conversations import Conversation, Conversations
from telephony.ami.endings import ending_in
from telephony.ami.fields import NOBODY, Party, is_internal
from telephony.ami.legs import Call, Leg
from telephony.facts import FactRules


class CallsIn:
    """The extension's incoming calls.

    Args:
        extension: Whose.
        conversations: What else is known.
        rules: What the site's channel variables tell.
        reports: Where calls are reported.

    Attributes:
        sees_colleagues: Other phones' channels are heard of too, so that nobody else's talking stays unseen.
    """

    def __init__(
        self, extension: str, conversations: Conversations, rules: FactRules, reports: CallReports
    ) -> None:
        self._extension = extension
        self._conversations = conversations
        self._rules = rules
        self._reports = reports
        self.sees_colleagues = False

    def follow(self, leg: Leg, now: float) -> None:
        """Report what the leg has come to."""
        call, conversation = leg.call, self._conversations.of(leg.linkedid, now)
        if not call.offered:
            caller = self._caller(leg, conversation)
            all_heard = leg.up_since or leg.dialing_seen or conversation.root_seen
            if (leg.ringing or leg.up_since) and (caller.number or all_heard):
                self._offer(call, caller, conversation, now)
        elif leg.connected != leg.compared:
            compare(self._reports, call, leg.connected, self._told(call, conversation))
        leg.compared = leg.connected
        if call.offered:
            if leg.up_since and not call.answered:
                self._reports.answer(call)
            told = self._told(call, conversation)
            self._reports.update(call, call.party, did=conversation.did, told=told)

    def take(self, leg: Leg, whom: Party, now: float) -> None:
        """The agent took a colleague's ringing or parked call: what began as a call out is one in."""
        if leg.call.offered:
            conversation = self._conversations.of(leg.linkedid, now)
            compare(self._reports, leg.call, whom, self._told(leg.call, conversation))
            return
        leg.call.direction = Direction.IN
        leg.connected = whom if whom.number else leg.connected
        leg.up_since = leg.up_since or leg.began
        self.follow(leg, now)

    def taken(self, call: Call) -> None:
        """A colleague took the call that rings here."""
        if call.direction is Direction.IN and not call.answered:
            self._reports.end(call, Ending.ANSWERED_ELSEWHERE)

    def end(self, leg: Leg, cause: str) -> None:
        """The last of the call's legs hung up."""
        if leg.call.answered:
            self._reports.end(leg.call, Ending.ENDED)
            return
        others = self._conversations.talking(leg.linkedid)
        taken = any(one.up_since > leg.began for one in others)
        self._reports.end(
            leg.call, ending_in(cause, leg.status, taken=taken, sees_colleagues=self.sees_colleagues)
        )

    def abandon(self, call: Call, ending: Ending) -> None:
        """Nothing more will be heard of it."""
        self._reports.end(call, ending)

    def _offer(self, call: Call, caller: Party, conversation: Conversation, now: float) -> None:
        if call.transferred_by is None and conversation.transferred_by != self._extension:
            call.transferred_by = conversation.transferred_by
        if call.waited is None and conversation.queue and conversation.joined is not None:
            call.waited = timedelta(seconds=max(0, round(now - conversation.joined)))
        told = self._told(call, conversation)
        self._reports.offer(call, caller, withheld=conversation.withheld, did=conversation.did, told=told)

    def _told(self, call: Call, conversation: Conversation) -> Told:
        queue = call.queue or conversation.queue
        by_pbx = Facts(queue=queue, waited=call.waited, linked=conversation.linkedid)
        return Told(self._rules.of_variables(conversation.variables), by_pbx)

    def _caller(self, leg: Leg, conversation: Conversation) -> Party:
        """The first that has a number, with the name of the first that has one and the same number."""
        seen = (leg.connected, leg.dialing, conversation.root)
        numbered = [one for one in seen if one.number and one.number != self._extension]
        if not numbered:
            return NOBODY
        number = numbered[0].number
        names = [one.name for one in numbered if one.number == number and one.name]
        return Party(number, names[0] if names else None)


def compare(reports: CallReports, call: Call, connected: Party, told: Told) -> None:
    """Report who is at the other end now, if that is new; a colleague's short number is no new caller."""
    if connected.number is None:
        return
    if connected.number == call.party.number:
        reports.update(call, connected, did=None, told=told)
    elif not is_internal(connected.number):
        before = call.party.number
        colleague = before if before is not None and is_internal(before) else None
        reports.change(call, connected, call.transferred_by if colleague is None else colleague)
