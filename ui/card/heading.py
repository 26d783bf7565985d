"""What the header of a card says: what was dialled, who it is, from where, how it stands."""

from dataclasses import dataclass
from datetime import datetime

from screenpop.customers import Identity, Match
from screenpop.events.calls import Direction, Ending
from screenpop.phone_numbers import region_of
from screenpop.sentences import Sentence, say, say_many
from ui.card.call import Call
from ui.components.outside import harmless
from ui.finding.person import about
from ui.wording import Wording

_ENDINGS = {
    Ending.ENDED: say("Ended"),
    Ending.ANSWERED_ELSEWHERE: say("Answered elsewhere"),
    Ending.MISSED: say("Missed, the caller gave up"),
    Ending.DECLINED: say("Declined"),
    Ending.NO_ANSWER: say("No answer"),
    Ending.BUSY: say("Busy"),
    Ending.UNKNOWN: say("Not answered here"),
}
_ENDINGS_OUT = {
    **dict.fromkeys(Ending, say("Not reached")),
    Ending.BUSY: say("Busy"),
    Ending.DECLINED: say("Declined"),
}


@dataclass(frozen=True, slots=True)
class Heading:
    """The texts of the header, ready to show; `copied` is the caller's number as other programs take it."""

    called: str
    name: str
    company: str
    number: str
    copied: str
    greeting: str


def heading(call: Call, wording: Wording) -> Heading:
    """Put the header together from what is known."""
    number = _number(call, wording)
    name, about = _who(call, wording, number)
    parts = [number] if number != name else []
    if call.facts.keyed:
        parts.append(wording.text(say("keyed: {number}, not verified", number=harmless(call.facts.keyed))))
    troubles = (call.dialling, call.refused, call.objections.trouble)
    parts += (harmless(wording.text(told)) for told in troubles if told is not None)
    return Heading(
        called=_called(call, wording),
        name=name,
        company="  ·  ".join(filter(None, [*about, _spoken(call, wording)])),
        number="  ·  ".join(filter(None, parts)),
        copied=harmless(call.caller.number or call.caller.presented),
        greeting=harmless(call.called.greeting, longest=300) if call.called else "",
    )


def state(call: Call, now: datetime, wording: Wording) -> str:
    """How the call stands, with its clock: "Ringing 0:07"."""
    if call.without_call:
        return wording.text(say("No call"))
    going_out = call.direction is Direction.OUT
    if call.ending is not None:
        endings = _ENDINGS_OUT if going_out and call.answered_at is None else _ENDINGS
        text = wording.text(endings[call.ending])
        if call.ending is Ending.ENDED and call.answered_at and call.ended_at:
            return f"{text}  {wording.written.duration(call.ended_at - call.answered_at)}"
        return text
    told, since = say("Talking"), call.answered_at
    if since is None:
        told, since = say("Calling") if going_out else say("Ringing"), call.opened_at
    return f"{wording.text(told)}  {wording.written.duration(now - since)}"


def _called(call: Call, wording: Wording) -> str:
    """By which way the call came, how long that took, and what was dialled: what is cut goes from the right."""
    if call.without_call:
        return wording.text(say("Customer’s card"))
    facts, parts = call.facts, []
    if call.direction is Direction.OUT:
        parts.append(wording.text(say("Outgoing call")))
    if call.transferred_by:
        parts.append(
            wording.text(say("transferred from {colleague}", colleague=harmless(call.transferred_by)))
        )
    label = harmless(call.called.label) if call.called else ""
    parts += filter(None, (label,) if label else (harmless(facts.brand), harmless(facts.queue)))
    if facts.waited is not None:
        parts.append(wording.text(say("waited {time}", time=facts.waited)))
    parts += filter(None, () if label else (_phone(call.did, wording),))
    return "  ·  ".join(parts) or wording.text(say("Incoming call"))


def _who(call: Call, wording: Wording, number: str) -> tuple[str, list[str]]:
    identity, caller = call.identity, call.caller
    if caller.withheld and (identity is None or identity.customer is None):
        return wording.text(say("Number withheld")), [wording.text(say("the caller hides the number"))]
    stranger = harmless(caller.name) or number or wording.text(say("Unknown caller"))
    if identity is None:
        return stranger, []
    if identity.person is not None:
        name, company = about(identity.person)
        colleague = [wording.text(say("colleague"))] if identity.person.internal else []
        return name, [company, *colleague, *_end_of_number(identity, wording)]
    if identity.masked and identity.customer is not None and not identity.people:
        return number or stranger, [wording.text(say("who it is, is masked"))]
    if identity.customer is not None:
        people = say_many("{count} person", "{count} people", len(identity.people))
        return harmless(identity.customer.name), [wording.text(people), *_end_of_number(identity, wording)]
    told: Sentence | None = None
    if identity.match is Match.SHARED:
        told = say("several customers share this number")
    elif identity.match is Match.UNKNOWN:
        told = say("colleague") if caller.internal else say("not in the directory")
    return stranger, [wording.text(told)] if told else []


def _end_of_number(identity: Identity, wording: Wording) -> list[str]:
    """Of a customer who is masked: the caller can be asked for the rest of it."""
    if not identity.masked or identity.customer is None or not identity.customer.id:
        return []
    return [wording.text(say("customer {number}", number=harmless(identity.customer.id)))]


def _number(call: Call, wording: Wording) -> str:
    return _phone(call.caller.number or call.caller.presented, wording)


def _phone(number: str | None, wording: Wording) -> str:
    return harmless(wording.written.phone(harmless(number))) if number else ""


def _spoken(call: Call, wording: Wording) -> str:
    """In which language the caller is spoken with; of one whose language nobody knows, from where it rings."""
    person = call.identity.person if call.identity else None
    region = region_of(call.caller.number) if call.caller.number else None
    if region and not (person and person.language):
        return wording.written.country(region)
    code = (person.language if person else None) or (call.called.language if call.called else "")
    return harmless(wording.written.language(harmless(code))) if code else ""
