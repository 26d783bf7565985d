"""The columns of the call log."""

from datetime import datetime, timedelta

from screenpop.events.calls import Direction, Ending
from screenpop.record.rows import LoggedCall
from screenpop.sentences import Sentence, say
from ui.components.outside import harmless
from ui.log.columns import Column
from ui.log.words import ending, icon, lasted, named, phone
from ui.wording import Wording


def _when(call: LoggedCall, wording: Wording) -> str:
    return moment(call.offered_at, wording)


def moment(at: datetime, wording: Wording) -> str:
    """Day and time in few letters: "12 Nov, 9:15"."""
    return f"{wording.written.short_day(at.astimezone().date())}, {wording.written.time(at)}"


def _way(call: LoggedCall, wording: Wording) -> str:
    return wording.text(say("Incoming") if call.direction is Direction.IN else say("Outgoing"))


def shown_number(call: LoggedCall, wording: Wording) -> str:
    """The number of who is on the call, or that it is withheld."""
    return phone(call, wording) or wording.text(say("Number withheld"))


def _called(call: LoggedCall, wording: Wording) -> str:
    return harmless(wording.written.phone(harmless(call.did))) if call.did else ""


def _ended(call: LoggedCall, wording: Wording) -> str:
    return wording.text(ending(call) if call.direction is Direction.IN else _of_outgoing(call))


def _of_outgoing(call: LoggedCall) -> Sentence:
    """The icon beside it says already that it went out."""
    if call.ending is None:
        return say("In progress")
    if call.answered_at is not None:
        return say("Answered")
    return named(call.ending) if call.ending in (Ending.BUSY, Ending.DECLINED) else say("Not reached")


def _waited(call: LoggedCall, wording: Wording) -> str:
    """In the queue, and until somebody answered or it was over."""
    until = call.answered_at or call.ended_at
    if until is None or call.direction is Direction.OUT:
        return ""
    queued = timedelta(milliseconds=call.waited_ms or 0)
    return wording.written.duration(queued + (until - call.offered_at))


def _wrapped(call: LoggedCall, wording: Wording) -> str:
    if (
        call.ended_at is None
        or call.wrapped_at is None
        or not timedelta() < call.wrapped_at - call.ended_at < _SOON
    ):
        return ""
    return wording.written.duration(call.wrapped_at - call.ended_at)


def _ending_ink(call: LoggedCall) -> str:
    role = icon(call)[1]
    return role if role == "bad" else "ink"


_SOON = timedelta(hours=1)
"""A wrap-up that was saved later than this was written or mended later; it took nobody so long."""

COLUMNS: tuple[Column[LoggedCall], ...] = (
    Column(say("When"), 104, _when),
    Column(say("Direction"), 36, _way, icon=icon),
    Column(
        say("Customer"),
        172,
        lambda call, _: harmless(call.customer) or harmless(call.name),
        ink=lambda _: "ink",
    ),
    Column(say("Contact"), 124, lambda call, _: harmless(call.contact)),
    Column(say("Number"), 124, shown_number),
    Column(say("Agent"), 84, lambda call, _: harmless(call.agent)),
    Column(say("Queue"), 80, lambda call, _: harmless(call.queue)),
    Column(say("Ending"), 126, _ended, ink=_ending_ink),
    Column(say("Outcome"), 90, lambda call, wording: wording.word(harmless(call.disposition))),
    Column(say("Waited"), 58, _waited, right=True),
    Column(say("Talked"), 58, lasted, right=True),
    Column(say("Wrap-up"), 64, _wrapped, right=True),
    Column(say("Called"), 126, _called),
    Column(say("Note"), 320, lambda call, _: harmless(call.note), ink=lambda _: "quiet"),
)
