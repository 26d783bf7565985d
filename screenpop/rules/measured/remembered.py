"""What our own record and the conversations hold: promises, notes, complaints, facts, gestures."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation

from screenpop.answers.conversation import Said
from screenpop.promises import Promised, PromiseKind
from screenpop.rules.known import Known
from screenpop.rules.measure import Kind, Measure, Value
from screenpop.rules.service import complaints, day_of, first_promise, noted_this_week

_COMPLAINT_LASTS = timedelta(days=14)


def _promise(of: Callable[[Promised, datetime], Value | None]) -> Callable[[Known], Value | None]:
    """Of what is due first."""

    def read(known: Known) -> Value | None:
        promise = first_promise(known.situation)
        return of(promise, known.now) if promise else None

    return read


def _open_entries(known: Known) -> list[Said] | None:
    """What other systems hold that is not settled: tickets, e-mails."""
    if known.conversation is None:
        return None
    said, states = known.conversation.said, known.vocabulary.still_open
    used = {each.status for each in said if isinstance(each.status, str)}
    still_open = {status for status in used if status.strip().casefold() in states}
    return (
        [each for each in said if isinstance(each.status, str) and each.status in still_open]
        if still_open
        else []
    )


def _complained(known: Known) -> Iterator[datetime]:
    """When the customer complained, as far as that is not settled."""
    words = known.vocabulary.complaint
    noted = complaints(known.situation, words, known.vocabulary.settled)
    yield from (at for at in noted if known.now - at <= _COMPLAINT_LASTS)
    for said in _open_entries(known) or ():
        if str(said.channel).strip().casefold() in words:
            yield said.at


def _complaint_days(known: Known) -> int | None:
    days = [(known.now - at).days for at in _complained(known)]
    return max(days, default=None)


def _noted_days(known: Known) -> int | None:
    moments = [noted.at for noted in known.situation.recollection.noted if not noted.typing]
    return max(0, (known.now - max(moments)).days) if moments else None


def _given_days(known: Known) -> int | None:
    moments = [given.at for given in known.situation.recollection.given]
    return max(0, (known.now - max(moments)).days) if moments else None


def told_fact(name: str, kind: Kind) -> Measure:
    """What this customer told when they were asked; what is no such thing is not known."""

    def read(known: Known) -> Value | None:
        facts = known.situation.recollection.facts
        told = next((fact.value.strip() for fact in facts if fact.fact == name), "")
        return _as_kind(told, kind) if told else None

    return Measure(f"fact.{name}", kind, read)


def _as_kind(told: str, kind: Kind) -> Value | None:
    match kind:
        case Kind.YES_NO:
            return {"yes": True, "no": False}.get(told.casefold())
        case Kind.DATE:
            return _date(told)
        case Kind.NUMBER:
            with suppress(InvalidOperation):
                number = Decimal(told.replace(",", "."))
                return number if number.is_finite() else None
            return None
        case _:
            return _date(told) or told


def _date(told: str) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(told)
    return None


MEASURES = (
    Measure("promise.open", Kind.YES_NO, lambda known: bool(known.situation.recollection.promises)),
    Measure("promise.overdue", Kind.YES_NO, _promise(lambda promise, now: promise.due <= now)),
    Measure(
        "promise.due_days",
        Kind.DAYS,
        _promise(lambda promise, now: (day_of(promise.due, now) - now.date()).days),
    ),
    Measure("promise.day", Kind.DATE, _promise(lambda promise, now: day_of(promise.due, now))),
    Measure("promise.what", Kind.TEXT, _promise(lambda promise, _: promise.what.strip() or None)),
    Measure("promise.by", Kind.TEXT, _promise(lambda promise, _: promise.made_by or None)),
    Measure(
        "promise.call_back",
        Kind.YES_NO,
        _promise(lambda promise, _: promise.kind is PromiseKind.CALL_BACK),
    ),
    Measure("complaint.open", Kind.YES_NO, lambda known: next(_complained(known), None) is not None),
    Measure("complaint.days", Kind.DAYS, _complaint_days),
    Measure(
        "conversation.open",
        Kind.NUMBER,
        lambda known: None if (entries := _open_entries(known)) is None else len(entries),
    ),
    Measure("notes.this_week", Kind.NUMBER, lambda known: noted_this_week(known.situation, known.now)),
    Measure("notes.days", Kind.DAYS, _noted_days),
    Measure("gestures.given_days", Kind.DAYS, _given_days),
)
