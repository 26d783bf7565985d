"""Calls that the extension makes: whom, when they are told of, whether somebody answers."""

from screenpop.events.calls import Direction, Ending, Facts
from telephony.ami.call_reports import CallReports, Told
from telephony.ami.calls_in import compare
from telephony.ami.conversations import Conversations
from telephony.ami.endings import ending_out
from telephony.ami.fields import Party, is_internal, is_number
from telephony.ami.legs import Leg
from telephony.facts import FactRules


class CallsOut:
    """The extension's outgoing calls.

    A call is told of when the PBX calls somebody for it, not when something is dialled: most of what is dialled
    beside that is a feature of the PBX (voice mail, picking up a colleague's call).

    Args:
        extension: Whose.
        conversations: What else is known.
        rules: What the site's channel variables tell.
        reports: Where calls are reported.
    """

    def __init__(
        self, extension: str, conversations: Conversations, rules: FactRules, reports: CallReports
    ) -> None:
        self._extension = extension
        self._conversations = conversations
        self._rules = rules
        self._reports = reports

    def follow(self, leg: Leg, order: int, now: float) -> None:
        """Report what the leg has come to."""
        call = leg.call
        if leg.connected.number and (leg.up_since or not leg.originated):
            leg.dials_since = leg.dials_since or order
        if not call.offered:
            if leg.dials_since:
                self._offer(leg, now)
        elif call.answered and leg.connected != leg.compared:
            compare(self._reports, call, leg.connected, self._told(leg, now))
        leg.compared = leg.connected
        # a phone that calls goes up when the other side answers, unless the dialplan answered it before it dialled
        if leg.dials_since and leg.up_since >= leg.dials_since and not leg.originated:
            self.answered(leg)

    def answered(self, leg: Leg) -> None:
        """Whom the agent calls picked up."""
        if leg.call.offered and not leg.call.answered and leg.call.direction is Direction.OUT:
            self._reports.answer(leg.call)

    def end(self, leg: Leg, cause: str, now: float) -> None:
        """The leg hung up."""
        call = leg.call
        if not call.offered and not leg.up_since and is_number(leg.dialled):
            self._offer(leg, now)
        self._reports.end(call, Ending.ENDED if call.answered else ending_out(cause, leg.status))

    def _offer(self, leg: Leg, now: float) -> None:
        target = self._target(leg)
        if target.number:
            self._reports.offer(leg.call, target, told=self._told(leg, now))

    def _told(self, leg: Leg, now: float) -> Told:
        variables = self._conversations.of(leg.linkedid, now).variables
        return Told(self._rules.of_variables(variables), Facts(linked=leg.linkedid))

    def _target(self, leg: Leg) -> Party:
        """Whom the agent calls: the number dialled, unless a short one led to somebody outside."""
        connected, dialled = leg.connected, leg.dialled
        if dialled is None or not is_number(dialled) or dialled == self._extension:
            return connected
        if is_internal(dialled) and connected.number and not is_internal(connected.number):
            return connected
        return Party(dialled, connected.name)
