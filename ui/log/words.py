"""How a logged call is told: who, how it ended, when."""

from datetime import datetime

from screenpop.events.calls import Direction, Ending
from screenpop.record.rows import LoggedCall
from screenpop.sentences import Sentence, say
from ui.clock import local_today
from ui.components.outside import harmless
from ui.theme.icons import Icon
from ui.wording import Wording

NOT_ANSWERED = frozenset({Ending.MISSED, Ending.NO_ANSWER, Ending.BUSY, Ending.UNKNOWN})
"""What an agent calls missed; a line that only watches cannot tell more of it than that nobody answered here."""

_ENDINGS = {
    Ending.ENDED: say("Answered"),
    Ending.ANSWERED_ELSEWHERE: say("Answered elsewhere"),
    Ending.MISSED: say("Missed"),
    Ending.DECLINED: say("Declined"),
    Ending.NO_ANSWER: say("No answer"),
    Ending.BUSY: say("Busy"),
    Ending.UNKNOWN: say("Not answered here"),
}
_ENDINGS_OUT = {
    **dict.fromkeys(Ending, say("Outgoing, not reached")),
    Ending.BUSY: say("Outgoing, busy"),
    Ending.DECLINED: say("Outgoing, declined"),
}


def named(how: Ending) -> Sentence:
    """What an ending is called, of a call that came in."""
    return _ENDINGS[how]


def who(call: LoggedCall, wording: Wording) -> str:
    """The person, else the company, else the number, else that it was withheld."""
    return (
        harmless(call.contact)
        or harmless(call.customer)
        or harmless(call.name)
        or phone(call, wording)
        or wording.text(say("Number withheld"))
    )


def company(call: LoggedCall) -> str:
    """The company, where it is not already the name."""
    return harmless(call.customer) if call.contact else ""


def phone(call: LoggedCall, wording: Wording) -> str:
    """The caller's number as it is read."""
    number = call.number or call.presented
    return harmless(wording.written.phone(harmless(number))) if number else ""


def ending(call: LoggedCall) -> Sentence:
    """How it ended; a call without an ending is going on, or was cut off with the program."""
    if call.direction is Direction.IN:
        return _ENDINGS[call.ending] if call.ending is not None else say("In progress")
    if call.ending is None:
        return say("Outgoing, in progress")
    return _ENDINGS_OUT[call.ending] if call.answered_at is None else say("Outgoing, answered")


def lasted(call: LoggedCall, wording: Wording) -> str:
    """How long it was talked on, "" if it was not."""
    if call.answered_at is None or call.ended_at is None:
        return ""
    return wording.written.duration(call.ended_at - call.answered_at)


def went(call: LoggedCall, wording: Wording) -> str:
    """In few words: how long it was talked on, else how it ended; that it went out, if it did."""
    duration = lasted(call, wording)
    if duration and call.direction is Direction.OUT:
        return wording.text(say("Outgoing, {duration}", duration=duration))
    return duration or wording.text(ending(call))


def icon(call: LoggedCall) -> tuple[Icon, str]:
    """The icon of a call, and the role of its colour."""
    if call.direction is Direction.OUT:
        return Icon.CALL_OUT, "quiet" if call.answered_at is None else "good"
    if call.ending in NOT_ANSWERED:
        return Icon.MISSED, "bad"
    if call.ending is Ending.ANSWERED_ELSEWHERE:
        return Icon.ELSEWHERE, "quiet"
    return Icon.CALL_IN, "good" if call.ending is Ending.ENDED else "quiet"


def day_name(at: datetime, wording: Wording) -> str:
    """The day of a call as a heading: today, yesterday, or its date."""
    day = at.astimezone().date()
    ago = (local_today() - day).days
    if ago == 0:
        return wording.text(say("Today"))
    return wording.text(say("Yesterday")) if ago == 1 else wording.written.weekday(day)
