"""What the agent writes, learns, offers and looks at: acts that become entries of the record."""

from collections.abc import Callable
from datetime import datetime

from screenpop.desk.call_at_hand import CallAtHand
from screenpop.desk.drafting import Drafting
from screenpop.desk.gestures import Gestures
from screenpop.desk.keeping import ActKept, Keeping
from screenpop.desk.recalling import InMind
from screenpop.desk.remembering import Remembering
from screenpop.events import acts, news
from screenpop.gestures import Given
from screenpop.memory import Answered, Fact
from screenpop.permission import Permission
from screenpop.record.entries import (
    CustomerViewed,
    FactLearned,
    GestureGiven,
    OfferMade,
    PermissionNoted,
    WrapUp,
)
from screenpop.record.ids import new_id
from screenpop.sentences import Sentence, say

LET_GO = say("The call is over, and its number is not at hand any more.")
_NOBODY = say("Choose the customer first.")

OfCustomer = acts.FactTold | acts.OfferAnswered | acts.PermissionTold | acts.GestureMade
OnCall = acts.NoteTyped | OfCustomer | acts.CardPutAway
OfCustomerKept = FactLearned | OfferMade | GestureGiven | PermissionNoted
ToNote = acts.WrappedUp | acts.CustomerLookedAt | OnCall


class Noting:
    """Has kept what the agent does, and tells whether it is saved."""

    def __init__(
        self,
        *,
        keeping: Keeping,
        remembering: Remembering,
        new_gestures: Callable[..., Gestures],
        drafting: Drafting,
        announce: Callable[[news.News], None],
        agent: str,
        now: Callable[[], datetime],
    ) -> None:
        self._keeping = keeping
        self._remembering = remembering
        self.gestures = new_gestures(refuse=self.refuse)
        self._drafting = drafting
        self._announce = announce
        self._agent = agent
        self._now = now

    def note(self, act: ToNote, call: CallAtHand | None) -> None:
        """Take in one act; `call` is the one at hand that it names, if any is."""
        match act:
            case acts.WrappedUp():
                self._wrap_up(act, call)
            case acts.CustomerLookedAt(customer_id, look, what):
                self._keeping.keep(
                    CustomerViewed(new_id(), None, self._now(), self._agent, customer_id, look, what)
                )
            case acts.FactTold() | acts.OfferAnswered() | acts.PermissionTold() | acts.GestureMade():
                self._take_down(act, call)
            case acts.NoteTyped(note=note):
                self._drafting.typed(act, call)
                if call and act.logged is None:
                    call.draft, call.put_away = note.strip(), False
            case acts.CardPutAway():
                if call:
                    call.put_away, call.draft = True, ""

    def hear(self, kept: ActKept, call: CallAtHand | None) -> None:
        """The record's word on an act."""
        act, entry, at = kept.act, kept.entry, self._now()
        self._drafting.hear(kept)
        self.gestures.hear(kept)
        if kept.failure:
            self._announce(news.NotKept(act.call_id, at, kept.failure, act))
            return
        self._announce(news.Kept(act.call_id, at, act))
        if call is None:
            return
        if isinstance(entry, WrapUp) and entry.call == call.key:
            call.wrapped_up = True
            if call.draft == entry.note.strip():
                call.draft = ""
        elif isinstance(entry, OfCustomerKept) and entry.call == call.logged_as:
            self._remembering.told(call, entry.customer_id, _in_mind(entry))

    def promised(self, kept: ActKept) -> None:
        """The record's word on a follow-up: it is no draft any more."""
        self._drafting.hear(kept)

    def _wrap_up(self, act: acts.WrappedUp, call: CallAtHand | None) -> None:
        key = act.logged or (call.logged_as if call else None)
        if key:
            self._drafting.sent(key)
            entry = WrapUp(new_id(), key, self._now(), self._agent, act.reason, act.disposition, act.note)
            self._keeping.keep_act(act, entry)

    def refuse(self, act: acts.Saved, why: Sentence) -> None:
        """It cannot be kept."""
        self.hear(ActKept(act, None, why), None)

    def _take_down(self, act: OfCustomer, call: CallAtHand | None) -> None:
        """What the customer on the call said, and what they were given; of one, it is not put down to the next."""
        if call is None or call.identity is None or call.customer is None:
            self.refuse(act, _NOBODY if call else LET_GO)
            return
        if act.customer_id not in (None, call.customer.id):
            self.refuse(act, _NOBODY)
            return
        if isinstance(act, acts.GestureMade):
            self.gestures.make(act, call, call.customer.id)
            return
        head = (new_id(), call.logged_as, self._now(), self._agent, call.customer.id)
        person = call.identity.person
        entry: FactLearned | OfferMade | PermissionNoted
        match act:
            case acts.FactTold(fact=fact, value=value):
                entry = FactLearned(*head, fact, value)
            case acts.OfferAnswered(list=of_list, product=product, outcome=outcome):
                entry = OfferMade(*head, of_list, product, outcome, call.on_offer.method_of(of_list, product))
            case acts.PermissionTold(channel=channel, allowed=allowed):
                entry = PermissionNoted(*head, person.contact if person else None, channel, allowed)
        self._keeping.keep_act(act, entry)


def _in_mind(entry: OfCustomerKept) -> InMind:
    """What is known from now on of the customer."""
    match entry:
        case FactLearned():
            return Fact(entry.fact, entry.value, entry.at, entry.agent)
        case OfferMade():
            return Answered(entry.product, entry.outcome, entry.at)
        case GestureGiven():
            return Given(entry.gesture, entry.at, entry.agent)
        case PermissionNoted():
            return Permission(entry.contact, entry.channel, entry.allowed, entry.at)
