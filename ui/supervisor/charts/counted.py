"""Charts of counts: calls by day, and by weekday and hour."""

from collections.abc import Mapping, Sequence
from datetime import date

from screenpop.record.figures import CallOutcome, Counts, Figures
from screenpop.sentences import Sentence, say, say_many
from ui.components.look import Look
from ui.supervisor.charts.clock import DAYS_ONE_BY_ONE, ClockWords
from ui.supervisor.charts.shapes import Bars, Heat, Series, Values

OUTCOMES: Mapping[CallOutcome, Sentence] = {
    CallOutcome.ANSWERED: say("Answered"),
    CallOutcome.ELSEWHERE: say("Answered elsewhere"),
    CallOutcome.MISSED: say("Missed"),
    CallOutcome.LOST: say("Not taken"),
}
_Columns = tuple[Sequence[str], tuple[tuple[int, str], ...], Sequence[Counts]]
_HATCHED = (CallOutcome.ELSEWHERE, CallOutcome.LOST)


def calls_by_day(figures: Figures, look: Look) -> Bars:
    """A column a day; of one day a column an hour, of a long time a column a week."""
    clock = ClockWords(look.wording)
    span = figures.span
    if span.first == span.last:
        return _columns(look, *_by_hour(figures, clock))
    if len(span.days) > DAYS_ONE_BY_ONE:
        return _columns(look, *_by_week(figures, clock))
    days = tuple(figures.by_day.items())
    labels = tuple(clock.day(day) for day, _ in days)
    return _columns(
        look, labels, clock.ticks_of_days([day for day, _ in days]), tuple(each for _, each in days)
    )


def calls_by_hour_of_week(figures: Figures, look: Look) -> Heat:
    """Weekdays below one another, the hours in which anything happens beside one another."""
    clock, text = ClockWords(look.wording), look.text
    by_hour = figures.by_hour
    busy = [hour for (_, hour), count in by_hour.items() if count]
    hours = range(min(busy, default=8), max(busy, default=17) + 1)
    weekdays = [(clock.first_weekday + place) % 7 for place in range(7)]
    counts = tuple(tuple(by_hour.get((weekday, hour), 0) for hour in hours) for weekday in weekdays)
    names, columns = tuple(map(clock.weekday, weekdays)), tuple(map(clock.hour, hours))
    readings = tuple(
        tuple(
            f"{name}, {clock.hours(hour)}:  {_calls(look, count)}"
            for hour, count in zip(hours, row, strict=True)
        )
        for name, row in zip(names, counts, strict=True)
    )
    number = look.wording.written.number
    rows = tuple((name, *map(number, row)) for name, row in zip(names, counts, strict=True))
    told = text(say("When calls come in: weekday and hour"))
    return Heat(told, names, columns, counts, readings, Values((text(say("Weekday")), *columns), rows))


def _by_hour(figures: Figures, clock: ClockWords) -> _Columns:
    """Of one day: from the first hour to the last in which anything happened."""
    by_hour = {hour: counts for (_, hour), counts in figures.by_slot.items() if counts.total}
    hours = range(min(by_hour, default=8), max(by_hour, default=17) + 1)
    labels = tuple(map(clock.hours, hours))
    ticks = tuple((place, clock.hour(hour)) for place, hour in enumerate(hours))
    return labels, ticks, tuple(by_hour.get(hour, Counts()) for hour in hours)


def _by_week(figures: Figures, clock: ClockWords) -> _Columns:
    weeks: dict[date, list[tuple[date, Counts]]] = {}
    for day, counts in figures.by_day.items():
        weeks.setdefault(clock.week_of(day), []).append((day, counts))
    labels = tuple(clock.days(days[0][0], days[-1][0]) for days in weeks.values())
    summed = tuple(sum((counts for _, counts in days), Counts()) for days in weeks.values())
    return labels, clock.ticks_of_days(tuple(weeks)), summed


def _columns(
    look: Look, labels: Sequence[str], ticks: tuple[tuple[int, str], ...], columns: Sequence[Counts]
) -> Bars:
    text, number = look.text, look.wording.written.number
    names = {outcome: text(name) for outcome, name in OUTCOMES.items()}
    series = tuple(
        Series(name, place, hatched=outcome in _HATCHED)
        for place, (outcome, name) in enumerate(names.items())
    )
    counts = tuple((each.answered, each.elsewhere, each.missed, each.lost) for each in columns)
    rows = tuple(
        (label, *map(number, each), number(sum(each))) for label, each in zip(labels, counts, strict=True)
    )
    return Bars(
        told=text(say("Calls that came in, and what became of them")),
        labels=tuple(labels),
        ticks=ticks,
        series=series,
        counts=counts,
        readings=tuple(
            _reading(look, label, each, tuple(names.values()))
            for label, each in zip(labels, counts, strict=True)
        ),
        values=Values((text(say("When")), *names.values(), text(say("Calls"))), rows),
    )


def _reading(look: Look, label: str, counts: Sequence[int], names: Sequence[str]) -> str:
    number = look.wording.written.number
    parts = [f"{name} {number(count)}" for name, count in zip(names, counts, strict=True) if count]
    return "  ·  ".join((f"{label}:  {_calls(look, sum(counts))}", *parts))


def _calls(look: Look, count: int) -> str:
    return look.text(say_many("{count} call", "{count} calls", count))
