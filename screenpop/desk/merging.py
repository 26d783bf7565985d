"""Which calls of two lines are one call: what is compared, and how long a line is waited for.

Each line names calls in its own way, so calls are one that go the same way with the same party. Asterisk's
manager interface shows the number of callers who asked not to be known, and nothing in it says that they asked;
what such a line offers therefore waits for the word of a line that is told.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from screenpop.desk.call_at_hand import CallAtHand
from screenpop.events.calls import CallAnswered, CallEnded, CallOffered, CallUpdated, Ending, PartyChanged
from screenpop.events.news import Caller
from screenpop.phone_numbers import PhoneNumber

MEETS_WITHIN = 3.0
"""Seconds between two lines' words of one call, where nothing but the time says that it is one."""
TOLD_LATE_WITHIN = 0.4
"""Seconds after a call's end in which a slower line's word of it may still come; what rings later is another call."""
TAKEN_FOR_WITHHELD_AFTER = 0.4
"""Seconds until an offer with a number, of which the other line said none, is taken for the withheld call there."""
SHOWN_ALONE_AFTER = 2.0
"""Seconds until an offer of which no other line says anything is shown for itself."""

OnCall = CallAnswered | CallUpdated | PartyChanged | CallEnded


@dataclass(slots=True)
class HeldOffer:
    """An offer that waits for another line's word, and what its line has told since.

    Attributes:
        due: When to look at it again, in seconds of the desk's clock, even if nothing has been told.
    """

    offer: CallOffered
    caller: Caller
    number: PhoneNumber | None
    since: float
    due: float
    later: list[OnCall] = field(default_factory=list)

    def heard(self, now: float) -> "Heard":
        """What is compared of it."""
        return Heard(self.offer, self.caller, self.number, now)


@dataclass(frozen=True, slots=True)
class Heard:
    """What is compared of an offer: who reports it, when (the desk's clock), and with whom it is."""

    offer: CallOffered
    caller: Caller
    number: PhoneNumber | None
    now: float

    def partner_in(self, calls: Iterable[CallAtHand]) -> CallAtHand | None:
        """The call that this offer is about; one with the same party before one that only has the same time."""
        free = [call for call in calls if self._is_free(call)]
        same = next((call for call in free if self.is_party_of(call)), None)
        return same or next((call for call in free if self._is_near(call) and self._may_be(call)), None)

    def withheld_partner_in(
        self, calls: Iterable[CallAtHand], *, however_old: bool = False
    ) -> CallAtHand | None:
        """The call of somebody who asked not to be known that this offer, which shows a number, is about.

        Args:
            calls: Those at hand.
            however_old: Take one that was told of long ago, too: a line that came up in the middle of a call
                tells of it as of a new one.
        """
        hidden = [
            call for call in calls if self._is_free(call) and call.caller.withheld and call.privacy_known
        ]
        near = next((call for call in hidden if self._is_near(call)), None)
        return near or (hidden[-1] if hidden and however_old else None)

    def is_party_of(self, call: CallAtHand) -> bool:
        """Whether both name the same party."""
        if self.number is not None and call.number is not None:
            return self.number == call.number
        return self.caller.presented is not None and self.caller.presented == call.caller.presented

    def _is_free(self, call: CallAtHand) -> bool:
        """This line has not told of the call yet, or lost sight of it; and the call is not long over."""
        lately = call.closed_at is None or self.now - call.closed_at <= TOLD_LATE_WITHIN
        leg = call.legs.get(self.offer.line)
        unseen = leg is None or (leg.ending is Ending.UNKNOWN and not call.ended)
        alike = call.direction is self.offer.direction and call.practice == self.offer.practice
        return lately and unseen and alike

    def _is_near(self, call: CallAtHand) -> bool:
        return self.now - call.heard_at <= MEETS_WITHIN

    def _may_be(self, call: CallAtHand) -> bool:
        if call.caller.withheld or self.caller.withheld:
            both = call.caller.withheld and self.caller.withheld
            return both or (self.caller.withheld and not call.privacy_known)
        return call.caller.presented is None or self.caller.presented is None


class HeldOffers:
    """The offers that wait; few, and not for long."""

    def __init__(self) -> None:
        self._held: dict[tuple[str, str], HeldOffer] = {}

    def __iter__(self) -> Iterator[HeldOffer]:
        return iter(list(self._held.values()))

    def hold(self, heard: "Heard") -> None:
        """Let an offer wait."""
        offer, now = heard.offer, heard.now
        held = HeldOffer(offer, heard.caller, heard.number, now, now + TAKEN_FOR_WITHHELD_AFTER)
        self._held[offer.line, offer.call_id] = held

    def find(self, line: str, call_id: str) -> HeldOffer | None:
        """The offer that this line calls so."""
        return self._held.get((line, call_id))

    def release(self, held: HeldOffer) -> None:
        """It waits no more."""
        self._held.pop((held.offer.line, held.offer.call_id), None)

    def next_due(self) -> float | None:
        """When to look at one again, in seconds of the desk's clock."""
        return min((held.due for held in self._held.values()), default=None)
