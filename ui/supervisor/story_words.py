"""What happened on a call, in words: a headline, and what more there is to say."""

from screenpop.events.acts import Look
from screenpop.events.calls import Direction
from screenpop.offers import OfferOutcome
from screenpop.promises import PromiseEnd
from screenpop.record.entries import (
    CallDetailed,
    CallerFound,
    CallFinished,
    CallPickedUp,
    CallStarted,
    CheckMade,
    CustomerViewed,
    FactLearned,
    OfferMade,
    PartyReplaced,
    PromiseMade,
    PromiseSettled,
    PromiseTaken,
    WrapUp,
)
from screenpop.record.story import Happening
from screenpop.sentences import Sentence, say
from ui.components.outside import harmless, harmless_text
from ui.log.words import named
from ui.theme.icons import Icon
from ui.wording import Wording

_OFFERS = {
    OfferOutcome.OFFERED: say("Offered {product}"),
    OfferOutcome.ACCEPTED: say("Offered {product}, accepted"),
    OfferOutcome.DECLINED: say("Offered {product}, declined"),
}
_LOOKS = {
    Look.CARD: say("Saw the customer's card"),
    Look.HISTORY: say("Saw the customer's calls"),
    Look.REVEAL: say("Revealed {what}"),
    Look.EXPORT: say("Took calls out as a file"),
}


def headline(happening: Happening, wording: Wording) -> str:
    """What happened, in one line."""
    return wording.text(_headline(happening, wording))


def more(happening: Happening, wording: Wording) -> str:
    """What else there is to say; "" for nothing."""
    match happening.entry:
        case CallStarted() as call:
            named_things = (call.name, call.queue, call.brand)
            waited = wording.text(say("waited {waited} before", waited=call.waited)) if call.waited else ""
            return _joined(*named_things, _phone(call.did, wording), waited)
        case CallDetailed() as detail:
            return _joined(detail.name, detail.queue, detail.brand, _phone(detail.did, wording))
        case CallerFound(customer=customer, contact=contact) if contact:
            return harmless(customer)
        case PartyReplaced(name=name):
            return harmless(name)
        case WrapUp() as wrap_up:
            words = _joined(
                wording.word(harmless(wrap_up.disposition)), wording.word(harmless(wrap_up.reason))
            )
            return "\n".join(filter(None, (words, harmless_text(wrap_up.note))))
        case PromiseMade(what=what):
            return harmless_text(what)
        case _:
            return ""


def mark(happening: Happening) -> tuple[Icon, str]:
    """The icon of what happened, and the role of its colour."""
    match happening.entry:
        case CallStarted(direction=Direction.OUT):
            return Icon.CALL_OUT, "quiet"
        case CallPickedUp():
            return Icon.CALL_IN, "good"
        case CallStarted():
            return Icon.CALL_IN, "quiet"
        case CallerFound():
            return Icon.PEOPLE, "quiet"
        case CallDetailed():
            return Icon.ADD, "quiet"
        case PartyReplaced():
            return Icon.ELSEWHERE, "quiet"
        case CustomerViewed():
            return Icon.EYE, "quiet"
        case WrapUp() | FactLearned() | OfferMade():
            return Icon.CHECK, "accent"
        case CheckMade(right=right):
            return (Icon.SHIELD, "good") if right else (Icon.SHIELD, "bad")
        case PromiseMade() | PromiseTaken():
            return Icon.PROMISE, "accent"
        case PromiseSettled():
            return Icon.CHECK, "good"
        case _:
            return Icon.CLOSE, "quiet"


def _headline(happening: Happening, wording: Wording) -> Sentence:
    match happening.entry:
        case CallStarted(direction=Direction.OUT) as call:
            return say("Called {number}", number=_number(call.number or call.presented, wording))
        case CallStarted() as call:
            return say("Rang: {number}", number=_number(call.number or call.presented, wording))
        case CallDetailed():
            return say("More became known")
        case CallerFound(customer=customer, contact=contact):
            return say("Found: {who}", who=harmless(contact or customer))
        case PartyReplaced() as party:
            number = _number(party.number or party.presented, wording)
            if party.transferred_by:
                return say("{who} passed on {number}", who=harmless(party.transferred_by), number=number)
            return say("Passed on: {number}", number=number)
        case CallPickedUp():
            return say("Answered")
        case CallFinished(ending=ending):
            return say("Over: {ending}", ending=named(ending))
        case WrapUp():
            return say("Wrap-up")
        case FactLearned(fact=fact, value=value):
            return say("Learnt: {fact} is {value}", fact=harmless(fact), value=harmless(value))
        case OfferMade(product=product, outcome=outcome):
            return Sentence(_OFFERS[outcome].template, {"product": harmless(product)})
        case CustomerViewed(look=look, what=what):
            return Sentence(_LOOKS[look].template, {"what": harmless(what)})
        case CheckMade() | PromiseMade() | PromiseTaken() | PromiseSettled() as entry:
            return _checked_or_promised(entry)
        case _:
            return say("Line")


def _checked_or_promised(entry: CheckMade | PromiseMade | PromiseTaken | PromiseSettled) -> Sentence:
    match entry:
        case CheckMade(check=check, right=True):
            return say("Check passed: {check}", check=harmless(check))
        case CheckMade(check=check):
            return say("Check failed: {check}", check=harmless(check))
        case PromiseMade(due=due):
            return say("Promised for {when}", when=due)
        case PromiseTaken(taken_by=None):
            return say("Let go of the promise")
        case PromiseTaken():
            return say("Took the promise on")
        case PromiseSettled(end=PromiseEnd.KEPT):
            return say("Kept the promise")
        case PromiseSettled():
            return say("Dropped the promise")


def _number(number: str | None, wording: Wording) -> str:
    return _phone(number, wording) or wording.text(say("Number withheld"))


def _phone(number: str | None, wording: Wording) -> str:
    """A number that does not break into two lines."""
    written = harmless(wording.written.phone(harmless(number))) if number else ""
    return written.replace(" ", "\N{NO-BREAK SPACE}")


def _joined(*texts: str | None) -> str:
    return "  ·  ".join(filter(None, map(harmless, texts)))
