"""Nothing is suggested to whom nothing may be suggested: who objects, and who is held out. It stands before the door.

What was learnt stays on this side, so that a panel can be told anew when a colleague notes an objection, or its end.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from screenpop.answers.cross_sell import Suggestions
from screenpop.answers.value import Relationship
from screenpop.desk.call_at_hand import CallAtHand
from screenpop.desk.on_offer import OnOffer
from screenpop.desk.telling import Tell
from screenpop.events import news
from screenpop.permission import Channel
from screenpop.rules.hold_out import is_held_out
from screenpop.rules.offers import OfferPolicy
from screenpop.rules.permission import objection, people_of
from screenpop.sentences import say

_WITHHELD = {
    Channel.ALL: say("Objects to being approached: nothing is suggested"),
    Channel.PHONE: say("Wants no offers on the phone: nothing is suggested"),
}


class Offering:
    """Passes on what is told of a call, without what may not be suggested.

    Args:
        tell: The door.
        policy: The site's.
    """

    def __init__(self, tell: Tell, policy: OfferPolicy, now: Callable[[], datetime]) -> None:
        self._tell = tell
        self._policy = policy
        self._now = now

    def tell(self, call: CallAtHand, told: news.CallNews) -> None:
        """Tell it, or what of it may be told."""
        on_offer = call.on_offer
        match told:
            case news.CallerIdentified() | news.PartyChanged():
                call.on_offer = OnOffer(objection=self._objection(call))
            case news.PanelFilled(answer=Suggestions() | Relationship()) if _may_learn_more(call):
                on_offer.held[told.department] = told
                return
            case news.PanelFilled(answer=Suggestions() | Relationship()):
                self._renew(call)
                on_offer.panels[told.department] = told
                told = self._told_of(call, told)
            case news.PanelAsked() | news.PanelFilled() | news.PanelFailed():
                on_offer.panels.pop(told.department, None)
                on_offer.held.pop(told.department, None)
            case news.Recalled():
                self._renew(call)
        self._tell(call, told)

    def settle(self, call: CallAtHand) -> None:
        """Our own record has said what it knows, or that it cannot: what waited for it is told."""
        held, call.on_offer.held = call.on_offer.held, {}
        for told in held.values():
            self.tell(call, told)

    def _renew(self, call: CallAtHand) -> None:
        """Something may have been noted: panels are told anew where that makes a difference."""
        on_offer = call.on_offer
        objects, before = self._objection(call), on_offer.objection
        on_offer.objection = objects
        if objects is not before:
            for told in list(on_offer.panels.values()):
                self._tell(call, replace(self._told_of(call, told), at=self._now()))

    def _told_of(self, call: CallAtHand, told: news.PanelFilled) -> news.PanelFilled:
        objects = call.on_offer.objection
        match told.answer:
            case Suggestions() as answer if objects:
                return replace(told, answer=Suggestions((), answer.as_of, _WITHHELD[objects]))
            case Suggestions() as answer if call.customer and is_held_out(
                call.customer.id, self._policy.hold_out
            ):
                return replace(told, answer=Suggestions((), answer.as_of))
            case Relationship() as answer if objects is Channel.ALL:
                return replace(told, answer=answer.without_learnt())
        return told

    def _objection(self, call: CallAtHand) -> Channel | None:
        identity, recalling = call.identity, call.recalling
        if identity is None or identity.customer is None:
            return None
        knows = recalling if recalling and recalling.customer_id == identity.customer.id else None
        return objection(
            people_of(identity, knows.people if knows else ()),
            knows.permissions if knows else (),
            caller=identity.person,
        )


def _may_learn_more(call: CallAtHand) -> bool:
    return call.recalling is not None and call.recalling.awaited
