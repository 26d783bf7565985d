"""What the header of a card says: what was dialled, who it is, from where, how it stands."""

from dataclasses import dataclass
from datetime import datetime

from screenpop.customers import Match
from screenpop.events.calls import Direction, Ending
from screenpop.phone_numbers import region_of
from screenpop.sentences import Sentence, say, say_many
from ui.components.outside import harmless
from ui.finding.person import about
from ui.pop.call import Call
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
    """The texts of the header, ready to show."""

    called: str
    name: str
    company: str
    number: str


def heading(call: Call, wording: Wording) -> Heading:
    """Put the header together from what is known."""
    number = _number(call, wording)
    name, about = _who(call, wording, number)
    parts = [number] if number != name else []
    if call.facts.keyed:
        parts.append(wording.text(say("keyed: {number}, not verified", number=harmless(call.facts.keyed))))
    if call.dialling is not None:
        parts.append(harmless(wording.text(call.dialling)))
    return Heading(
        called=_called(call, wording),
        name=name,
        company="  ·  ".join(filter(None, [*about, _country(call, wording)])),
        number="  ·  ".join(filter(None, parts)),
    )


def state(call: Call, now: datetime, wording: Wording) -> str:
    """How the call stands, with its clock: "Ringing 0:07"."""
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
    facts, parts = call.facts, []
    if call.direction is Direction.OUT:
        parts.append(wording.text(say("Outgoing call")))
    if call.transferred_by:
        parts.append(
            wording.text(say("transferred from {colleague}", colleague=harmless(call.transferred_by)))
        )
    parts += filter(None, (harmless(facts.brand), harmless(facts.queue)))
    if facts.waited is not None:
        parts.append(wording.text(say("waited {time}", time=facts.waited)))
    parts += filter(None, (_phone(call.did, wording),))
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
        return name, [company] + ([wording.text(say("colleague"))] if identity.person.internal else [])
    if identity.customer is not None:
        people = say_many("{count} person", "{count} people", len(identity.people))
        return harmless(identity.customer.name), [wording.text(people)]
    told: Sentence | None = None
    if identity.match is Match.SHARED:
        told = say("several customers share this number")
    elif identity.match is Match.UNKNOWN:
        told = say("colleague") if caller.internal else say("not in the directory")
    return stranger, [wording.text(told)] if told else []


def _number(call: Call, wording: Wording) -> str:
    return _phone(call.caller.number or call.caller.presented, wording)


def _phone(number: str | None, wording: Wording) -> str:
    return harmless(wording.written.phone(harmless(number))) if number else ""


def _country(call: Call, wording: Wording) -> str:
    region = region_of(call.caller.number) if call.caller.number else None
    return wording.written.country(region) if region else ""
